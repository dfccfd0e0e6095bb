/** Builds elements by hand: nothing here parses HTML, so a hostile text in a charter stays a text. */

export type Attributes = Readonly<Record<string, string>>;

export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export function button(control: string, label: string, act: () => void, style = ''): HTMLButtonElement {
  const made = make('button', { type: 'button', 'data-charte-control': control, class: `button ${style}`.trim() }, label);
  made.addEventListener('click', act);
  return made;
}

/** A link, where the address is one that a browser opens as a page; else its label alone. */
export function link(address: string, label: string): Node {
  let safe = false;
  try {
    safe = /^https?:$/.test(new URL(address, location.href).protocol);
  } catch {
    // no address
  }
  return address && safe ? make('a', { href: address }, label) : document.createTextNode(label);
}

let count = 0;

/** A new id, for labels. */
export function newId(): string {
  return `charte-${++count}`;
}

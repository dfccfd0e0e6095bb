/** Puts banner, centre and status into the page, and opens the centre for any link that asks for it. */

import type { Visitor } from '../visitor';
import { banner } from './banner';
import { centre, type Centre } from './centre';
import { keepClear } from './clear';
import { openDialog } from './dialog';
import { make } from './make';
import { surface } from './surface';
import { toast } from './toast';

const HERE = '[data-charte-centre-here]';
const OPEN = '[data-charte-open]';

/** Shows what is to be shown and answers how to open the centre. */
export async function showInterface(visitor: Visitor, stylesheet: string): Promise<() => void> {
  const embedded = await Promise.all(
    [...document.querySelectorAll<HTMLElement>(HERE)].map((place) => embed(place, visitor, stylesheet)),
  );
  const host = make('div');
  document.body.prepend(host); // first in the page, so that a keyboard meets it first
  const root = await surface(host, stylesheet, visitor.notice, true);

  const open = (opener: HTMLElement | null) => {
    const [place] = embedded;
    if (place?.element.isConnected) {
      place.title.focus();
      place.title.scrollIntoView();
    } else if (!root.querySelector('dialog')) {
      openDialog(root, visitor, opener);
    }
  };
  document.addEventListener('click', (event) => {
    const opener = event.composedPath().find((node) => node instanceof HTMLElement && node.matches(OPEN));
    if (!opener) return;
    event.preventDefault();
    open(opener as HTMLElement);
  });

  const result = toast(visitor, () => [...document.querySelectorAll(OPEN)]);
  root.append(result.element);
  if (visitor.toAsk.length) {
    const card = banner(visitor, () => open(card.querySelector('[data-charte-control=customise]')));
    root.prepend(card);
    keepClear(card);
    visitor.listen(() => visitor.toAsk.length || card.remove());
  }
  visitor.listen(() => {
    for (const each of embedded) each.refresh();
    // A centre in the page says itself what became of a choice.
    if (!embedded.length || visitor.progress === 'reloading') result.refresh();
  });
  return () => open(null);
}

async function embed(place: HTMLElement, visitor: Visitor, stylesheet: string): Promise<Centre> {
  const host = make('div');
  const heading = place.querySelector<HTMLElement>('h1, h2, h3'); // the rest is for those without script
  const shown = centre(visitor, () => shown.title.focus(), true, heading);
  place.replaceChildren(...(heading ? [heading] : []), host);
  (await surface(host, stylesheet, visitor.notice, false)).append(shown.element);
  return shown;
}

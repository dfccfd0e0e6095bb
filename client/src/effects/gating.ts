/**
 * Lets the content of `<template data-charte="PURPOSE…">` into the page once it is permitted. Content is moved,
 * never cloned: a moved script keeps its nonce and runs under Trusted Types, once.
 */

const GATED = 'template[data-charte]';

export type Permits = (purposes: readonly string[], service: string) => boolean;

export interface Gating {
  /** Lets in what is permitted now, in document order. */
  apply(): Promise<void>;
  /** Whether something that ran in this page is no longer permitted: what ran cannot be unloaded. */
  stale(): boolean;
}

export function gating(page: Document, permits: Permits): Gating {
  const ran = new Set<() => boolean>();
  let running: Promise<void> | null = null;

  async function drain(): Promise<void> {
    for (let template; (template = next()); ) {
      const [needs, service] = needsOf(template);
      ran.add(() => permits(needs, service));
      template.removeAttribute('data-charte'); // it has had its turn, whatever its scripts do to the page
      for (let node; (node = template.content.firstChild) && template.isConnected && permits(needs, service); ) {
        await letIn(node, template);
      }
      template.remove();
    }
    running = null;
  }

  function next(): HTMLTemplateElement | undefined {
    return [...page.querySelectorAll<HTMLTemplateElement>(GATED)].find((template) => permits(...needsOf(template)));
  }

  const apply = () => (running ??= drain());
  new MutationObserver((changes) => {
    const added = changes.flatMap((change) => [...change.addedNodes]);
    if (added.some((node) => node instanceof Element && (node.matches(GATED) || node.querySelector(GATED)))) void apply();
  }).observe(page, { childList: true, subtree: true });

  return { apply, stale: () => [...ran].some((permitted) => !permitted()) };
}

function needsOf(template: HTMLTemplateElement): [string[], string] {
  return [template.dataset['charte']!.split(/\s+/).filter(Boolean), template.dataset['charteService'] ?? ''];
}

/** Moves a node before its template; resolves once the scripts in it that block a parser have run. */
async function letIn(node: ChildNode, template: HTMLTemplateElement): Promise<void> {
  const scripts = node instanceof Element ? [node, ...node.querySelectorAll('*')].filter(blocks) : [];
  const loaded = scripts.map(
    (script) =>
      new Promise((resolve) => {
        script.addEventListener('load', resolve, { once: true });
        script.addEventListener('error', resolve, { once: true });
      }),
  );
  template.before(node);
  if (loaded.length) await Promise.all(loaded);
}

/** A classic script with a source, neither async nor deferred: what follows it may rely on it. */
function blocks(element: Element): boolean {
  return element instanceof HTMLScriptElement && !!element.src && !element.async && !element.defer && isClassic(element.type);
}

function isClassic(type: string): boolean {
  return !type || /^(text|application)\/(java|ecma)script$/i.test(type);
}

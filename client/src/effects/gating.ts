/**
 * Lets the content of `<template data-charte="PURPOSE…">` into the page once it is permitted. Content is moved,
 * never cloned: a moved script keeps its nonce and runs under Trusted Types, once.
 */

const GATED = 'template[data-charte]';

export type Permits = (purposes: readonly string[], service: string) => boolean;

export interface Gating {
  /** Lets in what is permitted now, in document order; the scripts of one template after those of another. */
  apply(): Promise<void>;
  /** Whether something that ran in this page is no longer permitted: what ran cannot be unloaded. */
  stale(): boolean;
}

export function gating(page: Document, permits: Permits): Gating {
  const ran = new Set<() => boolean>();
  let running = false;

  async function apply(): Promise<void> {
    if (running) return; // what is under way finds what is permitted meanwhile
    running = true;
    for (let template; (template = next()); ) {
      const [needs, service] = needsOf(template);
      ran.add(() => permits(needs, service));
      template.removeAttribute('data-charte'); // it has had its turn, whatever its scripts do to the page
      for (let node; (node = template.content.firstChild) && template.isConnected && permits(needs, service); ) {
        await letIn(node, template);
      }
      template.remove();
    }
    running = false;
  }

  function next(): HTMLTemplateElement | undefined {
    return [...page.querySelectorAll<HTMLTemplateElement>(GATED)].find((template) => permits(...needsOf(template)));
  }

  new MutationObserver((changes) => {
    const added = changes.flatMap((change) => [...change.addedNodes]);
    if (added.some((node) => node instanceof Element && (node.matches(GATED) || node.querySelector(GATED)))) void apply();
  }).observe(page, { childList: true, subtree: true });

  return { apply, stale: () => [...ran].some((permitted) => !permitted()) };
}

function needsOf(template: HTMLTemplateElement): [string[], string] {
  return [template.dataset['charte']!.split(/\s+/).filter(Boolean), template.dataset['charteService'] ?? ''];
}

/** Moves a node before its template; resolves once the scripts in it that hold up a parser have run. */
async function letIn(node: ChildNode, template: HTMLTemplateElement): Promise<void> {
  const scripts = (node instanceof Element ? [node, ...node.querySelectorAll('*')] : []).filter(isScript);
  // A script parsed within a template has become async unnoticed; none but the attribute makes it so.
  const ordered = scripts.filter((script) => !script.hasAttribute('async'));
  for (const script of ordered) script.async = false;
  const loaded = ordered.filter(holdsUp).map(
    (script) =>
      new Promise((resolve) => {
        script.addEventListener('load', resolve, { once: true });
        script.addEventListener('error', resolve, { once: true });
      }),
  );
  template.before(node);
  if (loaded.length) await Promise.all(loaded);
}

function isScript(element: Element): element is HTMLScriptElement {
  return element instanceof HTMLScriptElement;
}

/** A classic script with a source that is not deferred: what follows it may rely on it. */
function holdsUp(script: HTMLScriptElement): boolean {
  return !!script.src && !script.defer && /^$|^(text|application)\/(java|ecma)script$/i.test(script.type);
}

/** The composition root: everything with a side effect is wired here, once per page. */

import { type Answers, keys, type Method } from './core/choice';
import { readDecision, writeDecision } from './effects/cookie';
import { expire } from './effects/expiry';
import { gating } from './effects/gating';
import { languages, loadNotice } from './effects/load';
import { type Receipt, recorder } from './effects/record';
import { toBase64url } from './core/bytes';
import { showInterface } from './ui/interface';
import { Visitor } from './visitor';

const NARROW = '(max-width: 599px)';

/** What the page may call: `charte.permits("audience")`, `charte.open()`, `await charte.ready`. */
export interface Api {
  /** Whether what serves this purpose (of this service, where one is named) may run now. */
  permits(purpose: string, service?: string): boolean;
  /** Opens the preference centre. */
  open(): void;
  /** Resolves when the notice is there and what is permitted runs; rejects where it could not be loaded. */
  readonly ready: Promise<void>;
}

/** Starts the client for the script tag that loaded it. */
export function setup(script: HTMLScriptElement): Api {
  const base = script.src.replace(/[^/]*$/, '');
  const folder = `${base}${script.dataset['site']}/`;
  const page = document;
  let visitor: Visitor | null = null;
  let open: () => void = () => undefined;

  async function start(): Promise<void> {
    const wanted = languages(page.documentElement.lang, script.dataset['language'] ?? '');
    const loaded = await loadNotice(wanted, (language) => `${folder}notice.${language}.json`);
    if (!loaded) throw new Error(`there is no notice in ${wanted.join(', ') || 'any language: <html> has no lang'}`);
    const { notice, digest } = loaded;

    const records = recorder(`${folder}choices`, {
      send: (address, init) => fetch(address, init),
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    });
    addEventListener('pagehide', () => records.leave());
    const gates = gating(page, (needs, service) => needs.every((need) => here.permits(need, service)));
    const gpc = (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true;
    const here = new Visitor(notice, readDecision(page, Date.now()), gpc, Date.now, {
      expire: (permitted) => expire(page, notice, permitted),
      apply: () => {
        void gates.apply();
        return gates.stale();
      },
      record: (answers: Answers, method: Method, told: (receipt: Receipt | null) => void) => {
        const body = {
          v: 1,
          key: toBase64url(crypto.getRandomValues(new Uint8Array(16))),
          charter: notice.charter,
          notice: digest,
          yes: keys(answers.purposes, true),
          no: keys(answers.purposes, false),
          services: { yes: keys(answers.services, true), no: keys(answers.services, false) },
          method,
          language: notice.language,
          layout: matchMedia(NARROW).matches ? 'narrow' : 'wide',
          client_at: `${new Date().toISOString().slice(0, 16)}Z`, // a finer time would be an identifier
        };
        void records.record(JSON.stringify(body), told);
      },
      write: (decision) => writeDecision(page, decision, notice.life, Date.now()),
      announce: (detail) => page.dispatchEvent(new CustomEvent('charte:choice', { detail })),
      reload: () => location.reload(),
    });
    visitor = here;
    void gates.apply();
    open = await showInterface(here, `${base}client.css`);
  }

  const ready = start();
  ready.catch((error: unknown) => {
    console.error(`Charte: nothing that needs a choice runs on this page, since ${(error as Error).message}.`);
  });
  return {
    permits: (purpose, service) => visitor?.permits(purpose, service) ?? false,
    open: () => void ready.then(() => open(), () => undefined),
    ready,
  };
}

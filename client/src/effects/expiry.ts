/** Deletes what a script can delete of the trackers that are no longer permitted. */

import { COOKIE } from '../core/codec';
import type { Notice, Tracker } from '../core/notice';
import { closeness, matches } from '../core/template';
import { secure } from './cookie';

const GONE = '; Max-Age=0';

/** Expires the cookies and storage of this host whose closest entry in the notice is not permitted. */
export function expire(page: Document, notice: Notice, permitted: (tracker: Tracker) => boolean): void {
  const host = page.location.hostname;
  const domains = parentsOf(host);
  const declared = notice.services
    .flatMap((service) => service.trackers)
    .filter(({ hosts, kind }) => hosts.some((one) => (kind === 'cookie' ? domains.some((domain) => reaches(one, domain)) : covers(one, host))));

  const refused = (kind: string, name: string): Tracker | null => {
    const fitting = declared.filter((tracker) => tracker.kind === kind && matches(tracker.name, name));
    const closest = Math.max(...fitting.map((tracker) => closeness(tracker.name)));
    const nearest = fitting.filter((tracker) => closeness(tracker.name) === closest);
    return nearest.some(permitted) ? null : (nearest[0] ?? null);
  };

  for (const pair of page.cookie.split('; ')) {
    const name = pair.split('=')[0]!;
    const tracker = refused('cookie', name);
    if (tracker && name !== COOKIE) expireCookie(page, name, tracker, domains);
  }
  for (const [kind, area] of [['local-storage', 'localStorage'], ['session-storage', 'sessionStorage']] as const) {
    attempt(() => {
      for (const name of Object.keys(window[area])) if (refused(kind, name)) window[area].removeItem(name);
    });
  }
  attempt(async () => {
    for (const name of await caches.keys()) if (refused('cache', name)) void caches.delete(name);
  });
  attempt(async () => {
    for (const { name } of await indexedDB.databases()) if (name && refused('indexeddb', name)) indexedDB.deleteDatabase(name);
  });
}

/** A cookie's path, domain and partition cannot be read: each variant that it may have is expired. */
function expireCookie(page: Document, name: string, tracker: Tracker, domains: readonly string[]): void {
  for (const path of new Set([tracker.path, '/'])) {
    for (const domain of ['', ...domains]) {
      const one = `${name}=; Path=${path}${domain && `; Domain=${domain}`}${GONE}${secure()}`;
      page.cookie = one;
      if (tracker.partitioned) page.cookie = `${one}; SameSite=None; Partitioned`;
    }
  }
}

/** A host and its parents, down to two labels. */
function parentsOf(host: string): string[] {
  const labels = host.split('.');
  return labels.map((_, place) => labels.slice(place).join('.')).filter((domain, place) => !place || domain.includes('.'));
}

/** Whether a declared host speaks of this one; `*.` covers every host below (charter/matching.py). */
function covers(declared: string, host: string): boolean {
  return declared.startsWith('*.') ? `.${host}`.endsWith(declared.slice(1)) : host === declared;
}

/** The same for a cookie, which `Domain=` may have widened to a parent of the declared host. */
function reaches(declared: string, domain: string): boolean {
  return covers(declared, domain) || (domain.includes('.') && declared.endsWith(`.${domain}`));
}

/** Storage that a browser blocks or lacks holds nothing to delete. */
function attempt(deed: () => void | Promise<void>): void {
  (async () => deed())().catch(() => undefined);
}

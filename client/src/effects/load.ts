/** Fetches the notice in the page's language. */

import { toHex } from '../core/bytes';
import { isNotice, type Notice } from '../core/notice';

export interface Loaded {
  readonly notice: Notice;
  /** `sha256:` and hex: the digest that the collector gives as the ETag. */
  readonly digest: string;
}

/** The languages to try: the page's, the same without its region, the site's own. */
export function languages(page: string, fallback: string): string[] {
  return [...new Set([page, page.split('-')[0]!, fallback])].filter(Boolean);
}

/** The first notice found under `address(language)`, or null. */
export async function loadNotice(wanted: readonly string[], address: (language: string) => string): Promise<Loaded | null> {
  for (const language of wanted) {
    const answer = await fetch(address(language), { credentials: 'same-origin' });
    if (!answer.ok) continue;
    const digest = /[0-9a-f]{64}/.exec(answer.headers.get('ETag') ?? '');
    const bytes = await answer.arrayBuffer();
    const notice: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (isNotice(notice)) return { notice, digest: `sha256:${digest ? digest[0] : await sha256(bytes)}` };
  }
  return null;
}

/** The same digest, where something between here and the collector has lost the ETag. */
async function sha256(bytes: ArrayBuffer): Promise<string> {
  return toHex([...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]);
}

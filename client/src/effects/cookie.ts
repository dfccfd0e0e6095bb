/** The preference cookie in this browser. It is the one thing that the client ever stores. */

import { COOKIE, decode, type Decision, encode } from '../core/codec';
import { endOf } from '../core/life';

/** The decision that the browser holds, or null. A malformed, forged or older cookie is no decision. */
export function readDecision(page: Document, at: number): Decision | null {
  for (const pair of page.cookie.split('; ')) {
    if (!pair.startsWith(COOKIE + '=')) continue;
    const decision = decode(pair.slice(COOKIE.length + 1), at);
    if (decision) return decision;
  }
  return null;
}

/** Writes the decision: only where the collector, whose cookies browsers keep longer, has not answered. */
export function writeDecision(page: Document, decision: Decision, life: string, at: number): void {
  const value = encode(decision);
  if (!value) return;
  const seconds = Math.floor((endOf(decision.day, life) - at) / 1000);
  page.cookie = `${COOKIE}=${value}; Path=/; Max-Age=${seconds}; SameSite=Lax${secure()}`;
}

/** Browsers refuse `Secure` from a page that is not trustworthy. */
export function secure(): string {
  return isSecureContext ? '; Secure' : '';
}

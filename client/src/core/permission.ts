/**
 * ENFORCE: whether a tracker may be used, now, by this visitor. The one rule of the house, as
 * src/charte/core/permission.py says it; vectors/permission.json holds the two equal.
 */

import type { Decision } from './codec';
import { endOf } from './life';
import { type Notice, type Purpose, type Service, servicesOf, type Tracker } from './notice';

export type Verdict = readonly [permitted: boolean, why: string];

/** The decision while it lives; null once it has outlived its term, counted from the start of its day. */
export function inForce(notice: Notice, decision: Decision | null, at: number): Decision | null {
  return decision && endOf(decision.day, notice.life) > at ? decision : null;
}

/** The purposes to ask consent for now: those without an answer. An objectable one is never asked about. */
export function toAsk(notice: Notice, held: Decision | null): readonly Purpose[] {
  return notice.purposes.filter((purpose) => purpose.basis === 'consent' && !held?.purposes.has(purpose.mark));
}

/** Whether `tracker` of `service` is permitted. `held` is the decision in force; a retired tracker is in no notice. */
export function permits(
  notice: Notice,
  held: Decision | null,
  service: Service | null,
  tracker: Tracker | null,
  gpc: boolean,
): Verdict {
  if (!tracker) return [false, 'undeclared'];
  let verdict: Verdict = [false, 'no-purpose'];
  for (const key of tracker.purposes) {
    const purpose = notice.purposes.find((each) => each.key === key);
    verdict = purpose ? answer(held, purpose, service, gpc) : [false, 'undeclared'];
    if (!verdict[0]) break;
  }
  return verdict;
}

/**
 * Whether what serves a purpose may run. With a service, that service's answer counts; without one, each of
 * the purpose's services must be permitted, so that nothing is by mistake.
 */
export function permitsPurpose(notice: Notice, held: Decision | null, key: string, service: string, gpc: boolean): boolean {
  const purpose = notice.purposes.find((each) => each.key === key);
  if (!purpose) return false;
  const all = servicesOf(notice, key);
  const named = service ? all.filter((each) => each.key === service) : all;
  if (service && !named.length) return false;
  return named.length
    ? named.every((each) => answer(held, purpose, each, gpc)[0])
    : answer(held, purpose, null, gpc)[0];
}

function answer(held: Decision | null, purpose: Purpose, service: Service | null, gpc: boolean): Verdict {
  if (!purpose.offered) return [true, 'exempt'];
  const said = (service ? held?.services.get(service.mark) : undefined) ?? held?.purposes.get(purpose.mark);
  if (said !== undefined) return [said, said ? 'accepted' : 'refused'];
  return purpose.basis === 'exempt' ? [true, 'not-refused'] : [false, gpc ? 'signal' : 'not-asked'];
}

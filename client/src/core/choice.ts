/** DECIDE: a visitor's answers, the decision that they make, and what the collector is told. */

import { DAY, type Decision } from './codec';
import { type Notice, offered } from './notice';

export type Method = 'accept-all' | 'refuse-all' | 'save' | 'withdraw';

/** Yes or no by key: to every purpose offered, and to the services that differ from their purpose. */
export interface Answers {
  readonly purposes: ReadonlyMap<string, boolean>;
  readonly services: ReadonlyMap<string, boolean>;
}

/** The same answer to every purpose offered. */
export function answerAll(notice: Notice, yes: boolean): Answers {
  return { purposes: new Map(offered(notice).map((purpose) => [purpose.key, yes])), services: new Map() };
}

/** What was answered before, and `yes` to what was not: a changed purpose is asked about alone. */
export function answerRest(notice: Notice, held: Decision | null, yes: boolean): Answers {
  return {
    purposes: new Map(offered(notice).map((purpose) => [purpose.key, held?.purposes.get(purpose.mark) ?? yes])),
    services: new Map(
      notice.services.flatMap((service): [string, boolean][] => {
        const said = held?.services.get(service.mark);
        return said === undefined ? [] : [[service.key, said]];
      }),
    ),
  };
}

/** The decision that these answers make on the day of `at` (ms). */
export function decide(notice: Notice, answers: Answers, at: number): Decision {
  return {
    purposes: new Map(offered(notice).map((purpose) => [purpose.mark, answers.purposes.get(purpose.key) === true])),
    services: new Map(
      notice.services
        .filter((service) => answers.services.has(service.key))
        .map((service) => [service.mark, answers.services.get(service.key)!]),
    ),
    charter: notice.charter.slice(7, 31), // after "sha256:", 12 bytes
    day: Math.floor(at / DAY),
  };
}

/** The keys that were answered yes, or no. */
export function keys(answers: ReadonlyMap<string, boolean>, yes: boolean): string[] {
  return [...answers].filter(([, said]) => said === yes).map(([key]) => key);
}

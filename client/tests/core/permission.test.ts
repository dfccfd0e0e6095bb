import { describe, expect, it } from 'vitest';
import { decode } from '../../src/core/codec';
import type { Notice } from '../../src/core/notice';
import { inForce, permits, permitsPurpose, toAsk } from '../../src/core/permission';
import { type Case, permission } from '../vectors';

const notice = (key: string): Notice => permission.notices[key]!;

function held({ charter, cookie, at }: Case) {
  const moment = Date.parse(at);
  return inForce(notice(charter), cookie === null ? null : decode(cookie, moment), moment);
}

describe('permission', () => {
  it('says of every tracker in every case what Python says', () => {
    expect(permission.cases.length).toBeGreaterThan(200);
    for (const one of permission.cases) {
      const { services } = notice(one.charter);
      const verdicts = services.flatMap((service) =>
        service.trackers.map((tracker) => {
          const [permitted, why] = permits(notice(one.charter), held(one), service, tracker, one.gpc);
          return `${permitted ? 'yes' : 'no'}: ${why}`;
        }),
      );
      expect(verdicts, JSON.stringify(one)).toEqual(one.verdicts);
    }
  });

  it('asks about what Python asks about, for as long', () => {
    for (const one of permission.cases) {
      const asked = toAsk(notice(one.charter), held(one)).map((purpose) => purpose.key);
      expect(asked, JSON.stringify(one)).toEqual(one.ask);
      expect(held(one) !== null, JSON.stringify(one)).toBe(one.in_force);
    }
  });

  it('permits nothing that the notice does not name', () => {
    expect(permits(notice('plain'), null, null, null, false)).toEqual([false, 'undeclared']);
    expect(permitsPurpose(notice('plain'), null, 'unheard-of', '', false)).toBe(false);
    expect(permitsPurpose(notice('plain'), null, 'choice', 'unheard-of', false)).toBe(false);
  });
});

describe('permission of a purpose', () => {
  const { services } = notice('plain');
  const mark = (key: string) => services.find((service) => service.key === key)!.mark;
  const ads = notice('plain').purposes.find((purpose) => purpose.key === 'ads')!;
  const decision = (yes: boolean, ...apart: [string, boolean][]) => ({
    purposes: new Map([[ads.mark, yes]]),
    services: new Map(apart.map(([key, said]): [string, boolean] => [mark(key), said])),
    charter: '',
    day: 0,
  });

  it('follows the answer to the purpose', () => {
    expect(permitsPurpose(notice('plain'), decision(true), 'ads', '', false)).toBe(true);
    expect(permitsPurpose(notice('plain'), decision(false), 'ads', '', false)).toBe(false);
    expect(permitsPurpose(notice('plain'), null, 'ads', '', false)).toBe(false);
    expect(permitsPurpose(notice('plain'), null, 'count', '', false)).toBe(true);
  });

  it('follows the answer to the service that is named', () => {
    const apart = decision(true, ['ads-one', false]);
    expect(permitsPurpose(notice('plain'), apart, 'ads', 'ads-one', false)).toBe(false);
    expect(permitsPurpose(notice('plain'), apart, 'ads', 'ads-two', false)).toBe(true);
  });

  it('needs all its services where none is named', () => {
    expect(permitsPurpose(notice('plain'), decision(true, ['ads-one', false]), 'ads', '', false)).toBe(false);
    expect(permitsPurpose(notice('plain'), decision(false, ['ads-one', true]), 'ads', '', false)).toBe(false);
    const both = decision(false, ['ads-one', true], ['ads-two', true]);
    expect(permitsPurpose(notice('plain'), both, 'ads', '', false)).toBe(true);
  });
});

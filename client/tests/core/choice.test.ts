import { describe, expect, it } from 'vitest';
import { answerAll, answerRest, decide, keys } from '../../src/core/choice';
import { decode, encode } from '../../src/core/codec';
import { permission } from '../vectors';

describe('a choice', () => {
  it('makes the cookie that Python makes of the same keys', () => {
    for (const chosen of permission.choices) {
      const notice = permission.notices[chosen.charter]!;
      const answers = {
        purposes: new Map([...chosen.yes.map((key) => [key, true] as const), ...chosen.no.map((key) => [key, false] as const)]),
        services: new Map([
          ...chosen.services.yes.map((key) => [key, true] as const),
          ...chosen.services.no.map((key) => [key, false] as const),
        ]),
      };
      expect(encode(decide(notice, answers, Date.parse(chosen.at)))).toBe(chosen.cookie);
      expect(keys(answers.purposes, true)).toEqual(chosen.yes);
      expect(keys(answers.services, false)).toEqual(chosen.services.no);
    }
  });

  it('says the same to every purpose offered, and to no other', () => {
    const plain = permission.notices['plain']!;
    expect(Object.fromEntries(answerAll(plain, false).purposes)).toEqual({ count: false, audience: false, ads: false, media: false });
    expect(keys(answerAll(plain, true).purposes, true)).toEqual(['count', 'audience', 'ads', 'media']);
  });

  it('keeps what was answered when only the rest is asked', () => {
    const { plain, changed } = permission.notices as Required<typeof permission.notices>;
    const at = Date.parse('2026-11-25T12:00:00Z');
    const before = answerAll(plain!, false);
    const held = decode(encode(decide(plain!, { ...before, services: new Map([['video', true]]) }, at))!, at);
    const after = answerRest(changed!, held, true);
    expect(Object.fromEntries(after.purposes)).toEqual({ audience: true, ads: false, media: false });
    expect(Object.fromEntries(after.services)).toEqual({ video: true });
  });
});

import { describe, expect, it } from 'vitest';
import { closeness, matches } from '../../src/core/template';
import { matching } from '../vectors';

describe('a name template', () => {
  it('matches the names that it matches in Python, and no other', () => {
    for (const [template, matched] of Object.entries(matching.matched)) {
      expect(matching.names.filter((name) => matches(template, name)), template).toEqual(matched);
    }
  });

  it('is closer the more letters it says, and closest when it says them all', () => {
    expect(closeness('_ga_<ID>')).toBe(4);
    expect(closeness('*_session_*')).toBe(9);
    expect(closeness('_ga')).toBe(Infinity);
  });

  it('takes no longer for a hostile name', () => {
    expect(matches('*a*a*a*ab', 'a'.repeat(4000))).toBe(false);
  });
});

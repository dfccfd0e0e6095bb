import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/core/codec';
import { endOf } from '../../src/core/life';

const end = (day: string, life: string) => new Date(endOf(Date.parse(day) / DAY, life)).toISOString().slice(0, 10);

describe('the end of a choice', () => {
  it('is counted on the calendar', () => {
    expect(end('2026-11-25', 'P6M')).toBe('2027-05-25');
    expect(end('2026-11-25', 'P13M')).toBe('2027-12-25');
    expect(end('2026-11-25', 'P1Y2M')).toBe('2028-01-25');
  });

  it('is the last day of a month that lacks its day', () => {
    expect(end('2026-08-31', 'P6M')).toBe('2027-02-28');
    expect(end('2027-08-31', 'P6M')).toBe('2028-02-29');
  });

  it('counts days and weeks', () => {
    expect(end('2026-11-25', 'P30D')).toBe('2026-12-25');
    expect(end('2026-11-25', 'P2W')).toBe('2026-12-09');
  });

  it('has come already when the life cannot be read', () => {
    expect(endOf(20_000, 'six months')).toBe(0);
    expect(endOf(20_000, '')).toBe(0);
  });
});

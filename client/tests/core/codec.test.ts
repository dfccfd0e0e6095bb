import { describe, expect, it } from 'vitest';
import { COOKIE, decode, encode } from '../../src/core/codec';
import { codec, decisionOf } from '../vectors';

describe('the preference cookie', () => {
  it('holds each decision as Python writes it, and gives it back', () => {
    for (const fields of codec.values) {
      expect(encode(decisionOf(fields))).toBe(fields.value);
      expect(decode(fields.value, Date.parse(codec.at))).toEqual(decisionOf(fields));
      expect(`${COOKIE}=${fields.value}`.length).toBeLessThanOrEqual(200);
    }
  });

  it('is read whatever the order in which the answers were given', () => {
    const fields = codec.values.at(-1)!;
    const decision = decisionOf(fields);
    const turned = { ...decision, purposes: new Map([...decision.purposes].reverse()) };
    expect(encode(turned)).toBe(fields.value);
  });

  it('is read when the collector has sealed it', () => {
    expect(codec.sealed.length).toBeGreaterThan(0);
    for (const fields of codec.sealed) expect(decode(fields.value)).toEqual(decisionOf(fields));
  });

  it.each(codec.refused)('is no decision when it is $why', ({ value, at }) => {
    expect(decode(value, at ? Date.parse(at) : undefined)).toBeNull();
  });

  it('never grows beyond 200 bytes', () => {
    expect(codec.too_large.length).toBeGreaterThan(0);
    for (const fields of codec.too_large) expect(encode(decisionOf(fields))).toBeNull();
  });
});

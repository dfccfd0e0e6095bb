/** A visitor's decision and how the preference cookie holds it: codec 1 (docs/formats.md, 2). */

import { fromBase64url, fromHex, toBase64url, toHex } from './bytes';

export const COOKIE = 'cookies_preferences';
export const DAY = 86_400_000; // ms
const MOST_BYTES = 200; // of name=value
const CODEC = 1;
const SEALED = 0x80;
const HEAD = 17;
const SEAL = 12;
const PURPOSE_MARK = 3;
const SERVICE_MARK = 2;

/** Yes or no to each purpose by its mark, and to each service that differs from its purpose; marks in hex. */
export interface Decision {
  readonly purposes: ReadonlyMap<string, boolean>;
  readonly services: ReadonlyMap<string, boolean>;
  /** The first 12 bytes of the charter's digest, in hex. */
  readonly charter: string;
  /** Days since 1970-01-01 UTC. */
  readonly day: number;
}

/** The value of the preference cookie, or null when it would not fit in 200 bytes of `name=value`. */
export function encode(decision: Decision): string | null {
  const marks = [...sorted(decision.purposes), ...sorted(decision.services)];
  const bits = new Array<number>(Math.ceil(marks.length / 8)).fill(0);
  marks.forEach(([, yes], place) => {
    if (yes) bits[place >> 3]! |= 0x80 >> (place & 7);
  });
  const value = toBase64url([
    CODEC,
    decision.day >> 8,
    decision.day & 0xff,
    ...fromHex(decision.charter),
    decision.purposes.size,
    decision.services.size,
    ...marks.flatMap(([mark]) => fromHex(mark)),
    ...bits,
  ]);
  return fits(value) ? value : null;
}

/**
 * The decision that a cookie's value holds, or null for anything that `encode` does not write.
 * A seal goes unchecked: only the collector has its key. `at` (ms) refuses a day after tomorrow.
 */
export function decode(value: string, at?: number): Decision | null {
  const bytes = fits(value) ? fromBase64url(value) : null;
  if (!bytes || (bytes[0]! & ~SEALED) !== CODEC) return null;
  const body = bytes[0]! & SEALED ? bytes.slice(0, -SEAL) : bytes;
  if (body.length < HEAD) return null;
  const day = body[1]! * 256 + body[2]!;
  if (at !== undefined && day > Math.floor(at / DAY) + 1) return null;
  const start = HEAD + body[15]! * PURPOSE_MARK;
  const end = start + body[16]! * SERVICE_MARK;
  const count = body[15]! + body[16]!;
  const bits = body.slice(end);
  if (end > body.length || bits.length !== Math.ceil(count / 8)) return null;
  if (count & 7 && bits[bits.length - 1]! & (0xff >> (count & 7))) return null; // padding is 0
  const answer = (place: number) => Boolean((bits[place >> 3]! << (place & 7)) & 0x80);
  const purposes = read(body.slice(HEAD, start), PURPOSE_MARK, answer);
  const services = read(body.slice(start, end), SERVICE_MARK, (place) => answer(place + body[15]!));
  return purposes && services && { purposes, services, charter: toHex(body.slice(3, 15)), day };
}

/** Marks with their answers; null when they do not ascend. */
function read(bytes: number[], size: number, answer: (place: number) => boolean): Map<string, boolean> | null {
  const found = new Map<string, boolean>();
  let last = '';
  for (let place = 0; place * size < bytes.length; place++) {
    const mark = toHex(bytes.slice(place * size, (place + 1) * size));
    if (mark <= last) return null;
    found.set((last = mark), answer(place));
  }
  return found;
}

function sorted(answers: ReadonlyMap<string, boolean>): [string, boolean][] {
  return [...answers].sort(([one], [other]) => (one < other ? -1 : 1));
}

function fits(value: string): boolean {
  return COOKIE.length + 1 + value.length <= MOST_BYTES;
}

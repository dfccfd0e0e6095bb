import { describe, expect, it } from 'vitest';
import { answerAll } from '../src/core/choice';
import type { Decision } from '../src/core/codec';
import type { Receipt } from '../src/effects/record';
import { type Effects, Visitor } from '../src/visitor';
import { permission } from './vectors';

const NOTICE = permission.notices['plain']!;
const NOW = Date.parse('2026-11-25T12:00:00Z');

/** Effects that only remember, in order; `answer` is the collector's word, when it comes. */
class Fake implements Effects {
  readonly done: string[] = [];
  kept: Decision | null = null;
  answer: (receipt: Receipt | null) => void = () => undefined;

  constructor(private readonly stale = false) {}

  expire(permitted: (tracker: (typeof NOTICE.services)[0]['trackers'][0]) => boolean): void {
    const gone = NOTICE.services.flatMap((service) => service.trackers).filter((tracker) => !permitted(tracker));
    this.done.push(`expire ${gone.map((tracker) => tracker.name).join(' ')}`.trim());
  }
  apply(): boolean {
    this.done.push('apply');
    return this.stale;
  }
  record(_: unknown, method: string, told: (receipt: Receipt | null) => void): void {
    this.done.push(`record ${method}`);
    this.answer = told;
  }
  write(decision: Decision): void {
    this.done.push('write');
    this.kept = decision;
  }
  announce(): void {
    this.done.push('announce');
  }
  reload(): void {
    this.done.push('reload');
  }
}

const visitor = (effects: Effects, gpc = false, now = () => NOW) => new Visitor(NOTICE, null, gpc, now, effects);

describe('a visitor', () => {
  it('is asked about what needs consent, and not under a refusal signal', () => {
    expect(visitor(new Fake()).toAsk.map((purpose) => purpose.key)).toEqual(['audience', 'ads', 'media']);
    expect(visitor(new Fake(), true).toAsk).toEqual([]);
  });

  it('chooses, and it has its effect before the collector answers', () => {
    const fake = new Fake();
    const one = visitor(fake);
    one.choose(answerAll(NOTICE, true), 'accept-all');
    expect(fake.done).toEqual(['expire', 'apply', 'record accept-all', 'announce']);
    expect(one.permits('ads')).toBe(true);
    expect(one.toAsk).toEqual([]);
    expect(one.progress).toBe('none');
    fake.answer({ receipt: 1 });
    expect([one.progress, one.receipt]).toEqual(['kept', { receipt: 1 }]);
    expect(fake.kept).toBeNull();
  });

  it('refuses, and all that was refused is expired', () => {
    const fake = new Fake();
    visitor(fake).choose(answerAll(NOTICE, false), 'refuse-all');
    expect(fake.done[0]).toBe('expire _count _counts _aud _one _both _two _video _mixed');
  });

  it('keeps the choice itself while the collector does not answer', () => {
    const fake = new Fake();
    const one = visitor(fake);
    one.choose(answerAll(NOTICE, false), 'refuse-all');
    fake.answer(null);
    expect(one.progress).toBe('here');
    expect(fake.kept).toEqual(one.held);
    fake.answer({ receipt: 1 });
    expect(one.progress).toBe('kept');
  });

  it('withdraws what has run: expired again and reloaded, once the collector has spoken or has not', () => {
    for (const [answer, extra] of [[{ receipt: 1 }, []], [null, ['write']]] as const) {
      const fake = new Fake(true);
      const one = visitor(fake);
      one.choose(answerAll(NOTICE, false), 'withdraw');
      expect(one.progress).toBe('reloading');
      expect(fake.done).not.toContain('reload');
      fake.answer(answer);
      expect(fake.done.slice(4)).toEqual([...extra, fake.done[0], 'reload']);
    }
  });

  it('is asked again once the choice has outlived its term', () => {
    let now = NOW;
    const one = visitor(new Fake(), false, () => now);
    one.choose(answerAll(NOTICE, true), 'accept-all');
    now = Date.parse('2027-05-24T23:59:59Z');
    expect(one.toAsk).toEqual([]);
    now = Date.parse('2027-05-25T00:00:00Z');
    expect(one.toAsk).toHaveLength(3);
    expect(one.permits('ads')).toBe(false);
  });

  it('tells who listens of each step', () => {
    const fake = new Fake();
    const one = visitor(fake);
    const steps: string[] = [];
    one.listen(() => steps.push(one.progress));
    one.choose(answerAll(NOTICE, true), 'accept-all');
    fake.answer(null);
    fake.answer({ receipt: 1 });
    expect(steps).toEqual(['none', 'here', 'kept']);
  });
});

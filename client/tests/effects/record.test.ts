import { describe, expect, it, vi } from 'vitest';
import { recorder, type Ports } from '../../src/effects/record';

/** A collector that answers as it is told, and a clock that moves when it is told. */
class Fake implements Ports {
  readonly heard: string[] = [];
  readonly paused: number[] = [];
  private readonly waiting: [number, () => void][] = [];

  constructor(private readonly answers: (Response | 'down' | 'hangs')[]) {}

  send(_: string, init: RequestInit): Promise<Response> {
    this.heard.push(init.body as string);
    const answer = this.answers.shift() ?? 'down';
    if (answer === 'hangs') return new Promise(() => undefined);
    return answer === 'down' ? Promise.reject(new TypeError('no network')) : Promise.resolve(answer);
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.waiting.push([ms, resolve]));
  }

  /** Lets the pauses of this length pass. */
  async pass(ms: number): Promise<void> {
    await vi.waitFor(() => expect(this.waiting.some(([length]) => length === ms)).toBe(true));
    for (const [length, resolve] of this.waiting.splice(0)) {
      if (length === ms) resolve();
      else this.waiting.push([length, resolve]);
    }
    await Promise.resolve();
  }
}

const kept = () => new Response(JSON.stringify({ receipt: { receipt: 1 } }), { status: 201 });
const fault = () => new Response('{}', { status: 503 });

describe('recording a choice', () => {
  it('tells of the receipt', async () => {
    const told = vi.fn();
    await recorder('/choices', new Fake([kept()])).record('one', told);
    expect(told.mock.calls).toEqual([[{ receipt: 1 }]]);
  });

  it('tries again, later each time, until it is kept', async () => {
    const fake = new Fake(['down', fault(), kept()]);
    const told = vi.fn();
    const done = recorder('/choices', fake).record('one', told);
    await fake.pass(2_000);
    await fake.pass(4_000);
    await done;
    expect(fake.heard).toEqual(['one', 'one', 'one']);
    expect(told.mock.calls).toEqual([[null], [null], [{ receipt: 1 }]]);
  });

  it('counts a collector that hangs as one that does not answer', async () => {
    const fake = new Fake(['hangs', kept()]);
    const told = vi.fn();
    const done = recorder('/choices', fake).record('one', told);
    await fake.pass(5_000);
    await vi.waitFor(() => expect(told.mock.calls).toEqual([[null]]));
    await fake.pass(2_000);
    await done;
    expect(told.mock.lastCall).toEqual([{ receipt: 1 }]);
  });

  it('does not repeat what the collector has refused', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const fake = new Fake([new Response('another charter', { status: 409 })]);
    const told = vi.fn();
    await recorder('/choices', fake).record('one', told);
    expect(told.mock.calls).toEqual([[null]]);
    expect(said.mock.calls[0]![0]).toContain('another charter');
    said.mockRestore();
  });

  it('tries again what was too much for the moment', async () => {
    const fake = new Fake([new Response('', { status: 429 }), kept()]);
    const done = recorder('/choices', fake).record('one', vi.fn());
    await fake.pass(2_000);
    await done;
    expect(fake.heard).toHaveLength(2);
  });

  it('lets a later choice take the place of one that waits', async () => {
    const fake = new Fake(['down', kept()]);
    const records = recorder('/choices', fake);
    const first = vi.fn();
    const before = records.record('one', first);
    await vi.waitFor(() => expect(first).toHaveBeenCalledOnce());
    await records.record('two', vi.fn());
    await fake.pass(2_000);
    await before;
    expect(fake.heard).toEqual(['one', 'two']);
    expect(first).toHaveBeenCalledOnce();
  });

  it('tells a choice that waits once more on leaving, and no other', async () => {
    const fake = new Fake(['down']);
    const records = recorder('/choices', fake);
    const told = vi.fn();
    void records.record('one', told);
    await vi.waitFor(() => expect(told).toHaveBeenCalledOnce());
    await Promise.resolve();
    records.leave();
    expect(fake.heard).toEqual(['one', 'one']);
    const quiet = new Fake([kept()]);
    const settled = recorder('/choices', quiet);
    await settled.record('one', vi.fn());
    settled.leave();
    expect(quiet.heard).toEqual(['one']);
  });
});

/** Tells the collector of a choice, and keeps trying while the page lives. Key and choice stay in memory. */

export type Receipt = Readonly<Record<string, unknown>>;

/** What came of one attempt: the receipt, or null when the choice is not recorded (yet). */
export type Told = (receipt: Receipt | null) => void;

export interface Ports {
  send(address: string, init: RequestInit): Promise<Response>;
  wait(ms: number): Promise<void>;
}

const PATIENCE = 5_000; // ms until an attempt counts as unanswered
const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 60_000;

export interface Recorder {
  /** Records a choice; `told` hears of each attempt. A choice made later takes the place of one still pending. */
  record(body: string, told: Told): Promise<void>;
  /** One last attempt when the page goes away. */
  leave(): void;
}

export function recorder(address: string, ports: Ports): Recorder {
  let pending: string | null = null; // a choice that waits for its next attempt
  let current = new AbortController();

  const post = (body: string, signal?: AbortSignal) =>
    ports.send(address, {
      method: 'POST',
      credentials: 'same-origin',
      keepalive: true,
      headers: { 'Content-Type': 'application/json' },
      body,
      ...(signal && { signal }),
    });

  async function attempt(body: string, signal: AbortSignal): Promise<[final: boolean, receipt: Receipt | null]> {
    try {
      const answer = await Promise.race([post(body, signal), ports.wait(PATIENCE)]);
      if (!answer) return [false, null];
      if (answer.ok) return [true, ((await answer.json()) as { receipt: Receipt }).receipt];
      // To say the same again would bring the same answer, unless the fault is the collector's or the hour's.
      const final = answer.status < 500 && answer.status !== 408 && answer.status !== 429;
      if (final) console.error(`Charte: the collector refused the choice (${answer.status}): ${await answer.text()}`);
      return [final, null];
    } catch {
      return [false, null];
    }
  }

  return {
    async record(body, told) {
      current.abort();
      current = new AbortController();
      const { signal } = current;
      pending = null;
      for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
        const [final, receipt] = await attempt(body, signal);
        if (signal.aborted) return;
        told(receipt);
        if (final) return;
        pending = body;
        await ports.wait(pause);
        if (signal.aborted) return;
        pending = null;
      }
    },
    leave() {
      if (pending) post(pending).catch(() => undefined);
    },
  };
}

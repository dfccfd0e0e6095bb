/** One visitor before one notice: what is held, what is permitted, and the single door through which it changes. */

import { type Answers, decide, keys, type Method } from './core/choice';
import type { Decision } from './core/codec';
import type { Notice, Purpose, Tracker } from './core/notice';
import { inForce, permits, permitsPurpose, toAsk } from './core/permission';
import type { Receipt } from './effects/record';

/** How far the last choice has come: `kept` with a receipt, `here` in this browser alone. */
export type Progress = 'none' | 'kept' | 'here' | 'reloading';

/** What a choice sets in motion; wired in setup.ts. */
export interface Effects {
  /** Deletes what is no longer permitted. */
  expire(permitted: (tracker: Tracker) => boolean): void;
  /** Lets in what is permitted now; answers whether something that ran is permitted no longer. */
  apply(): boolean;
  /** Sends the choice; `told` hears of each attempt, with the receipt once there is one. */
  record(answers: Answers, method: Method, told: (receipt: Receipt | null) => void): void;
  /** Keeps the decision in this browser, for want of an answer. */
  write(decision: Decision): void;
  /** Tells the page. */
  announce(detail: object): void;
  reload(): void;
}

export class Visitor {
  progress: Progress = 'none';
  receipt: Receipt | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(
    readonly notice: Notice,
    private decision: Decision | null,
    readonly gpc: boolean,
    private readonly now: () => number,
    private readonly effects: Effects,
  ) {}

  /** The decision in force. */
  get held(): Decision | null {
    return inForce(this.notice, this.decision, this.now());
  }

  /** The purposes to ask about now. A refusal signal is an answer: nothing is asked. */
  get toAsk(): readonly Purpose[] {
    return this.gpc ? [] : toAsk(this.notice, this.held);
  }

  permits(purpose: string, service = ''): boolean {
    return permitsPurpose(this.notice, this.held, purpose, service, this.gpc);
  }

  /** Hears of each change of the choice or of its progress. */
  listen(listener: () => void): void {
    this.listeners.add(listener);
  }

  choose(answers: Answers, method: Method): void {
    const decision = (this.decision = decide(this.notice, answers, this.now()));
    this.receipt = null;
    this.expire();
    const stale = this.effects.apply();
    this.effects.record(answers, method, (receipt) => {
      this.receipt = receipt;
      if (!receipt) this.effects.write(decision);
      if (stale) {
        this.expire(); // what still ran meanwhile may have written again
        this.effects.reload();
      } else {
        this.say(receipt ? 'kept' : 'here');
      }
    });
    this.effects.announce({
      yes: keys(answers.purposes, true),
      no: keys(answers.purposes, false),
      services: { yes: keys(answers.services, true), no: keys(answers.services, false) },
      method,
    });
    this.say(stale ? 'reloading' : 'none');
  }

  private expire(): void {
    const { notice, held, gpc } = this;
    const serviceOf = (tracker: Tracker) => notice.services.find((service) => service.trackers.includes(tracker))!;
    this.effects.expire((tracker) => permits(notice, held, serviceOf(tracker), tracker, gpc)[0]);
  }

  private say(progress: Progress): void {
    this.progress = progress;
    for (const listener of this.listeners) listener();
  }
}

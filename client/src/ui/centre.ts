/** The preference centre: the choice now, each purpose and service, what is exempt, and every way to choose. */

import { answerAll, type Answers, type Method } from '../core/choice';
import { DAY } from '../core/codec';
import { offered, servicesOf } from '../core/notice';
import type { Visitor } from '../visitor';
import { ballot, unfold } from './ballot';
import { controls } from './controls';
import { button, link, make, newId } from './make';
import { outcome } from './outcome';
import { serviceItem } from './trackers';

export interface Centre {
  readonly element: HTMLElement;
  readonly title: HTMLElement;
  refresh(): void;
}

/**
 * `chosen` is called after each choice. In a page the controls follow what they answer for; elsewhere they stay
 * in sight. `heading` is the page's own, where it has one.
 */
export function centre(visitor: Visitor, chosen: () => void, inPage: boolean, heading: HTMLElement | null): Centre {
  const { notice } = visitor;
  const { words } = notice;
  const title = heading ?? make('h2', { id: newId() }, words['centre']!);
  title.tabIndex = -1;
  const hasSay = offered(notice).length > 0;
  const votes = ballot(visitor);
  const result = outcome(visitor);
  const choose = (answers: Answers, method: Method) => {
    visitor.choose(answers, method);
    chosen();
  };
  const now = make('p');
  const withdraw = button('withdraw', words['withdraw']!, () => choose(answerAll(notice, false), 'withdraw'), 'quiet');

  function refresh(): void {
    votes.refresh();
    result.refresh();
    now.replaceChildren(...standing(visitor));
    withdraw.hidden = !says(visitor, true);
  }

  const asked = [
    ...(visitor.gpc && notice.asks ? [make('p', { class: 'signal' }, words['signal']!)] : []),
    make('p', {}, words[notice.asks ? 'centre_intro' : hasSay ? 'centre_objects' : 'centre_nothing']!),
    ...(hasSay ? [make('div', { class: 'now' }, now, withdraw), result.element, ...votes.elements] : []),
  ];
  const ways = controls(
    notice,
    () => choose(answerAll(notice, true), 'accept-all'),
    () => choose(answerAll(notice, false), 'refuse-all'),
    button('save', words['save']!, () => choose(votes.answers(), 'save'), 'quiet'),
  );
  ways.hidden = !hasSay;
  const body = make('div', { class: 'scroll' }, ...asked);
  const element = make('div', { 'data-charte-centre': '', class: 'centre', role: 'group', 'aria-label': title.textContent! }, body, ways);
  if (!heading) element.prepend(title);
  if (inPage) element.append(make('div', { class: 'scroll' }, ...exempt(visitor)));
  else body.append(...exempt(visitor), make('p', {}, link(notice.page, words['charter']!)));
  refresh();
  return { element, title, refresh };
}

/** Whether any answer held, to a purpose or a service, is this one. */
function says({ held }: Visitor, yes: boolean): boolean {
  return !!held && [...held.purposes.values(), ...held.services.values()].includes(yes);
}

/** Where the visitor stands, in a sentence, and since when. */
function standing(visitor: Visitor): (Node | string)[] {
  const { held, notice } = visitor;
  const { words } = notice;
  if (!held) return [words['now_none']!];
  const key = !says(visitor, true) ? 'now_refused' : says(visitor, false) ? 'now_mixed' : 'now_accepted';
  const day = new Date(held.day * DAY);
  const said = new Intl.DateTimeFormat(notice.language, { dateStyle: 'long', timeZone: 'UTC' }).format(day);
  const time = make('time', { datetime: day.toISOString().slice(0, 10) }, said);
  return [words[key]!, ' ', make('span', { class: 'soft' }, words['day']!, ' ', time)];
}

/** What is always on, why that is lawful, and its trackers. */
function exempt({ notice }: Visitor): HTMLElement[] {
  const { words } = notice;
  const purposes = notice.purposes.filter((purpose) => !purpose.offered);
  if (!purposes.length) return [];
  return [
    make('h3', {}, words['exempt']!),
    make('p', {}, words['exempt_text']!),
    ...purposes.map((purpose) =>
      make(
        'div',
        { class: 'purpose' },
        make('strong', {}, purpose.title),
        make('p', {}, purpose.text),
        ...(purpose.reason ? [make('p', { class: 'soft' }, purpose.reason)] : []),
        ...unfold(notice, servicesOf(notice, purpose.key).map((service) => serviceItem(notice, service, purpose.key))),
      ),
    ),
  ];
}

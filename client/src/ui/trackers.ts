/** A service with its trackers: what, by whom, for how long. */

import type { Notice, Service, Tracker } from '../core/notice';
import { link, make } from './make';

/** What to show of a service for one purpose; `head` takes the place of its name. */
export function serviceItem(notice: Notice, service: Service, purpose: string, head?: Node): HTMLElement {
  const { words } = notice;
  const name = nameOf(service);
  const trackers = service.trackers.filter((tracker) => tracker.purposes.includes(purpose));
  return make(
    'li',
    {},
    head ?? make('strong', {}, name),
    make(
      'p',
      { class: 'soft' },
      `${words['provider']} ${service.provider}`,
      ...(service.policy_url ? [' · ', link(service.policy_url, `${words['policy']} (${service.provider})`)] : []),
    ),
    ...(trackers.length ? [make('ul', {}, ...trackers.map((tracker) => trackerItem(notice, tracker)))] : []),
  );
}

export function nameOf(service: Service): string {
  return service.name || service.provider;
}

function trackerItem({ words }: Notice, tracker: Tracker): HTMLElement {
  const others = tracker.recipients?.join(', ');
  const facts = [
    words[`kind_${tracker.kind}`],
    words[`party_${tracker.party}`],
    tracker.life && `${words['life']} ${tracker.life}`,
    // CJEU C-673/17, point 81: whether third parties have access; nothing where the charter does not say.
    others ? `${words['access']} ${others}` : others === '' && words['nobody'],
  ].filter(Boolean);
  return make(
    'li',
    {},
    make('code', {}, tracker.name),
    ' ',
    tracker.text,
    make('p', { class: 'soft' }, facts.join(' · ')),
  );
}

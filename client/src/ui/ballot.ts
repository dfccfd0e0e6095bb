/** The purposes that are offered, each with its switch, and its services with theirs. */

import type { Answers } from '../core/choice';
import { type Notice, offered, type Purpose, type Service, servicesOf } from '../core/notice';
import type { Visitor } from '../visitor';
import { make, newId } from './make';
import { makeSwitch } from './switch';
import { nameOf, serviceItem } from './trackers';

export interface Ballot {
  readonly elements: readonly HTMLElement[];
  /** Shows what is held. */
  refresh(): void;
  /** What the switches say. */
  answers(): Answers;
}

export function ballot(visitor: Visitor): Ballot {
  const { notice } = visitor;
  const said = new Map<string, boolean>(); // by purpose
  const apart = new Map<string, boolean>(); // by service, where it differs from its purposes
  const shows: (() => void)[] = [];
  const show = () => shows.forEach((each) => each());
  const uses = (service: Service) => service.purposes.filter((key) => said.has(key));
  const isOn = (service: Service) => apart.get(service.key) ?? uses(service).every((key) => said.get(key));

  function purposeField(purpose: Purpose): HTMLElement {
    const text = newId();
    const { row, input } = makeSwitch(notice, purpose.title, 'purpose', purpose.key, text);
    const services = servicesOf(notice, purpose.key);
    input.addEventListener('change', () => {
      said.set(purpose.key, input.checked);
      for (const service of services) apart.delete(service.key); // a purpose answers for its services
      show();
    });
    shows.push(() => (input.checked = said.get(purpose.key)!));
    const items = services.map((service) =>
      serviceItem(notice, service, purpose.key, services.length > 1 ? serviceSwitch(service) : undefined),
    );
    return make(
      'fieldset',
      {},
      make('legend', {}, row),
      make(
        'p',
        { id: text },
        purpose.text,
        ...(purpose.basis === 'exempt' ? [' ', make('em', {}, notice.words['until_refused']!)] : []),
      ),
      ...unfold(notice, items),
    );
  }

  function serviceSwitch(service: Service): HTMLElement {
    const { row, input } = makeSwitch(notice, nameOf(service), 'service', service.key);
    input.addEventListener('change', () => {
      const follows = uses(service).every((key) => said.get(key) === input.checked);
      if (follows) apart.delete(service.key);
      else apart.set(service.key, input.checked);
      show();
    });
    shows.push(() => (input.checked = isOn(service)));
    return row;
  }

  function refresh(): void {
    const { held } = visitor;
    apart.clear();
    for (const purpose of offered(notice)) {
      said.set(purpose.key, held?.purposes.get(purpose.mark) ?? purpose.basis === 'exempt');
    }
    for (const service of notice.services) {
      const differs = held?.services.get(service.mark);
      if (differs !== undefined) apart.set(service.key, differs);
    }
    show();
  }

  const elements = offered(notice).map(purposeField);
  refresh();
  return { elements, refresh, answers: () => ({ purposes: new Map(said), services: new Map(apart) }) };
}

/** The services of a purpose, folded; nothing where there is none. */
export function unfold(notice: Notice, items: readonly HTMLElement[]): HTMLElement[] {
  return items.length
    ? [make('details', {}, make('summary', {}, notice.words['services']!), make('ul', {}, ...items))]
    : [];
}

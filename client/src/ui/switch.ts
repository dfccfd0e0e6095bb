/** A row with a name and a switch; yes and no are words beside a shape, never a colour alone. */

import type { Notice } from '../core/notice';
import { make } from './make';

export interface Switch {
  readonly row: HTMLLabelElement;
  readonly input: HTMLInputElement;
}

export function makeSwitch(notice: Notice, name: string, kind: 'purpose' | 'service', key: string, describedBy = ''): Switch {
  const input = make('input', {
    type: 'checkbox',
    role: 'switch',
    [`data-charte-${kind}`]: key,
    autocomplete: 'off', // or Firefox would bring back a ticked box that no one ticked
    ...(describedBy && { 'aria-describedby': describedBy }),
  });
  const say = make(
    'span',
    { class: 'say', 'aria-hidden': 'true' },
    make('span', {}, notice.words['yes']!),
    make('span', {}, notice.words['no']!),
  );
  return { row: make('label', { class: 'row' }, make('strong', {}, name), input, say), input };
}

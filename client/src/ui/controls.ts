/** Yes and no, made by the same hand in the same way, and a third control beside them. */

import type { Notice } from '../core/notice';
import { button, make } from './make';

export function controls({ words }: Notice, accept: () => void, refuse: () => void, third: HTMLElement): HTMLElement {
  const pair = make(
    'div',
    { class: 'pair' },
    button('accept', words['accept']!, accept),
    button('refuse', words['refuse']!, refuse),
  );
  return make('div', { class: 'controls' }, pair, third);
}

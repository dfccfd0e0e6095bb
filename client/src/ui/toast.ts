/** After a choice on the first layer: a small card that says what became of it, and leaves by itself. */

import type { Visitor } from '../visitor';
import { keepClear, standClear } from './clear';
import { button, make } from './make';
import { outcome } from './outcome';

const STAYS = 12_000; // ms; the centre says the same for as long as the page lives

/** `openers` are the links back to the choice, which it never covers. */
export function toast(visitor: Visitor, openers: () => readonly Element[]): { element: HTMLElement; refresh(): void } {
  const result = outcome(visitor);
  const element = make('div', { class: 'card toast', hidden: '' }, result.element);
  let timer = 0;
  const hide = () => (element.hidden = true);
  // Nobody is hurried who is about to take the receipt.
  const leave = () => (element.matches(':hover, :focus-within') ? stay() : hide());
  const stay = () => {
    clearTimeout(timer);
    timer = window.setTimeout(leave, STAYS);
  };
  const place = () => element.hidden || standClear(element, openers());
  result.element.append(button('close', visitor.notice.words['close']!, hide, 'quiet'));
  document.addEventListener('pointerdown', (event) => event.composedPath().includes(element) || hide());
  addEventListener('scroll', place, { passive: true });
  keepClear(element);
  return {
    element,
    refresh() {
      result.refresh();
      element.hidden = visitor.progress === 'none';
      place();
      stay();
    },
  };
}

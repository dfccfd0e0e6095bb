/** After a choice on the first layer: a small card that says what became of it. It leaves at the next click elsewhere. */

import type { Visitor } from '../visitor';
import { button, make } from './make';
import { outcome } from './outcome';

export function toast(visitor: Visitor): { element: HTMLElement; refresh(): void } {
  const result = outcome(visitor);
  const element = make('div', { class: 'card toast', hidden: '' }, result.element);
  const hide = () => (element.hidden = true);
  result.element.append(button('close', visitor.notice.words['close']!, hide, 'quiet'));
  document.addEventListener('pointerdown', (event) => {
    if (!event.composedPath().includes(element)) hide();
  });
  return {
    element,
    refresh() {
      result.refresh();
      element.hidden = visitor.progress === 'none';
    },
  };
}

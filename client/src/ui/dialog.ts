/** The preference centre over the page: focus goes in, stays in, and comes back; Escape closes and chooses nothing. */

import type { Visitor } from '../visitor';
import { centre } from './centre';
import { make } from './make';

/** Opens it in `root`; `opener` has the focus again when it closes. */
export function openDialog(root: ShadowRoot, visitor: Visitor, opener: HTMLElement | null): void {
  const dialog = make('dialog', { class: 'dialog', 'aria-modal': 'true' });
  const shown = centre(visitor, () => dialog.close(), false, null);
  const close = make('button', { type: 'button', class: 'close', 'aria-label': visitor.notice.words['close']! }, '×');
  close.addEventListener('click', () => dialog.close());
  dialog.setAttribute('aria-labelledby', shown.title.id);
  dialog.append(shown.element, close);
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (opener?.isConnected) opener.focus();
  });
  root.append(dialog);
  dialog.showModal();
  shown.title.focus();
}

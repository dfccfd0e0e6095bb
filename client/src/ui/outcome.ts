/** What became of a choice, said as a status; and the receipt, as a file for whoever wants it. */

import type { Visitor } from '../visitor';
import { button, make } from './make';

const SENTENCES = { none: '', kept: 'kept', here: 'kept_here', reloading: 'reloading' };

export function outcome(visitor: Visitor): { element: HTMLElement; refresh(): void } {
  const { words, site } = visitor.notice;
  const status = make('p', { role: 'status' });
  const text = make('p', { class: 'soft' }, words['receipt_text']!);
  const receipt = button('receipt', words['receipt']!, () => save(`charte-${site}.json`, visitor.receipt), 'quiet');
  const refresh = () => {
    status.textContent = words[SENTENCES[visitor.progress]] ?? '';
    receipt.hidden = text.hidden = !visitor.receipt;
  };
  refresh();
  return { element: make('div', { class: 'outcome' }, status, text, receipt), refresh };
}

function save(name: string, document: unknown): void {
  const address = URL.createObjectURL(new Blob([JSON.stringify(document, null, 1)], { type: 'application/json' }));
  make('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

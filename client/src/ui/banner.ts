/** The first layer: who asks, why, and three controls of one row. A region, not a modal: the page stays usable. */

import { answerRest, type Method } from '../core/choice';
import { offered } from '../core/notice';
import type { Visitor } from '../visitor';
import { controls } from './controls';
import { button, link, make, newId } from './make';

export function banner(visitor: Visitor, customise: () => void): HTMLElement {
  const { notice, held } = visitor;
  const { words } = notice;
  const title = newId();
  const open = button('customise', words['customise']!, customise, 'quiet');
  open.setAttribute('aria-haspopup', 'dialog');

  // What the controls answer for is what is listed: each purpose offered that has no answer yet.
  const listed = offered(notice).filter((purpose) => !held?.purposes.has(purpose.mark));
  const again = listed.length < offered(notice).length;
  // With earlier answers that stand, "accept all" would be proof of what nobody clicked.
  const choose = (yes: boolean, all: Method) => visitor.choose(answerRest(notice, visitor.held, yes), again ? 'save' : all);
  return make(
    'section',
    { class: 'card', 'data-charte-banner': '', 'aria-labelledby': title },
    make('h2', { id: title }, words['title']!),
    make(
      'div',
      { class: 'scroll', tabindex: '0', role: 'group', 'aria-labelledby': title },
      make('p', {}, words[again ? 'again' : 'intro']!),
      make(
        'ul',
        {},
        ...listed.map((purpose) =>
          make(
            'li',
            {},
            make('strong', {}, purpose.title),
            ' ',
            purpose.text,
            ...(purpose.basis === 'exempt' ? [' ', make('em', {}, words['until_refused']!)] : []),
          ),
        ),
      ),
      make('p', {}, words['consequence']!, ' ', link(notice.page, words['charter']!)),
    ),
    controls(notice, () => choose(true, 'accept-all'), () => choose(false, 'refuse-all'), open),
  );
}

/** A place of our own in the page: a shadow root with our style, which the page's style does not reach. */

import type { Notice } from '../core/notice';
import { make } from './make';

// Where the style does not arrive, the notice still stands over the page and moves nothing.
const BARE = 'position:fixed;inset:auto 0 0;z-index:2147483647;max-height:100%;overflow:auto;background:canvas;color:canvastext';

/** Resolves once the host is styled; until then it is hidden. */
export function surface(host: HTMLElement, stylesheet: string, notice: Notice, floats: boolean): Promise<ShadowRoot> {
  host.lang = notice.language;
  host.dir = notice.direction;
  host.hidden = true;
  if (floats) host.dataset['floats'] = '';
  const root = host.attachShadow({ mode: 'open' });
  const style = make('link', { rel: 'stylesheet', href: stylesheet });
  return new Promise((resolve) => {
    const show = () => {
      host.hidden = false;
      resolve(root);
    };
    style.addEventListener('load', show);
    style.addEventListener('error', () => {
      if (floats) host.style.cssText = BARE;
      show();
    });
    root.append(style);
  });
}

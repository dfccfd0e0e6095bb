/** What the built script does when it loads. */

import { type Api, setup } from './setup';

declare global {
  interface Window {
    charte?: Api;
  }
}

const script = document.currentScript as HTMLScriptElement;
if (window.charte) console.warn('Charte: client.js is in this page twice; the second copy does nothing.');
else if (script?.dataset['site']) window.charte = setup(script);
else console.error('Charte: client.js needs data-site="…", the key of the site in its charter.');

// Only on the lying site: what demo/lies.json lists under “after refusal”, “stays” and “unequal”.
'use strict';

const NAME = '_mes_id';
const LIFE = 'Path=/; Max-Age=33696000; Secure; SameSite=Lax';
const held = () => document.cookie.split('; ').find((pair) => pair.startsWith(`${NAME}=`));

// A copy in window.name outlives the page. What was deleted comes back with it on the next one.
if (held()) window.name = held();
else if (window.name.startsWith(`${NAME}=`)) {
  document.cookie = `${window.name}; ${LIFE}`;
  new Image().src = `/statique/favicon.svg?${Date.now()}`; // and is sent
}
addEventListener('pagehide', () => {
  if (held()) window.name = held();
});

// Whoever refuses is counted all the same.
document.addEventListener('charte:choice', ({ detail }) => {
  if (detail.method === 'refuse-all') document.cookie = `${NAME}=${crypto.randomUUID()}; ${LIFE}`;
});

// Refuse is drawn smaller than accept, once the banner is there.
window.charte?.ready.then(() => {
  const style = new CSSStyleSheet();
  style.replaceSync(
    '[data-charte-banner] [data-charte-control=refuse] { align-self: center; min-height: 26px; padding: 0; font-size: 0.75em; font-weight: 400 }',
  );
  for (const { shadowRoot } of document.querySelectorAll('body > div')) {
    if (shadowRoot) shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, style];
  }
});

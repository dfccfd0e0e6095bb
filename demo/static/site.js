// The one thing that this site does by script: an opinion on a dataset, sent under CSRF protection. Stores nothing.
'use strict';

for (const section of document.querySelectorAll('[data-dataset]')) {
  const status = section.querySelector('[role=status]');
  const buttons = section.querySelectorAll('[data-opinion]');
  section.hidden = false;
  for (const button of buttons) {
    button.addEventListener('click', async () => {
      for (const each of buttons) each.disabled = true;
      try {
        await send(section.dataset.dataset, button.dataset.opinion === 'yes');
        status.textContent = section.dataset.thanks;
      } catch {
        status.textContent = section.dataset.failed;
        for (const each of buttons) each.disabled = false;
      }
    });
  }
}

async function send(dataset, useful) {
  const { token } = await call('/api/jeton');
  await call('/api/avis', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-CSRFToken': token },
    body: JSON.stringify({ jeu: dataset, utile: useful }),
  });
}

async function call(address, options = {}) {
  const answer = await fetch(address, { credentials: 'same-origin', ...options });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

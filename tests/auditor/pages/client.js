// A miniature client for pages with other manners than consenting.html. Its script tag says what it does:
// data-yes, data-no: what a yes and a no write; data-to: where a choice goes; data-forgets: asks on every page.
const { yes, no, to = '/_charte/fake/choices', forgets } = document.currentScript.dataset;
const banner = document.querySelector('[data-charte-banner]');
const centre = document.querySelector('[data-charte-centre]');
const boxes = document.querySelectorAll('[data-charte-purpose]:enabled');
if (banner) banner.hidden = forgets === undefined && document.cookie.includes('cookies_preferences=');
const choose = (value) => fetch(to, { method: 'POST', body: value }).then(() => banner && (banner.hidden = true));
document.addEventListener('click', (event) => {
  const control = event.target.dataset.charteControl;
  if (control === 'customise' || (event.target.matches('[data-charte-open]') && centre)) {
    event.preventDefault();
    centre.hidden = false;
  } else if (control === 'save') {
    choose([...boxes].some((box) => box.checked) ? yes : no);
  } else if (control) {
    choose(control === 'accept' ? yes : no);
  }
});

/** Keeps what has the focus in sight (WCAG 2.4.11): a card that would cover it goes to the other edge, or makes itself small. */

// In the order of preference; two small cards at either edge never cover the same place.
const STANDS = ['', 'up', 'small', 'up small'];

export function keepClear(card: HTMLElement): void {
  document.addEventListener('focusin', (event) => {
    const focused = event.composedPath()[0];
    if (!(focused instanceof Element) || card.contains(focused)) return;
    const stand = STANDS.find((one) => {
      card.dataset['aside'] = one;
      return !overlap(focused.getBoundingClientRect(), card.getBoundingClientRect());
    });
    card.dataset['aside'] = stand ?? '';
  });
}

function overlap(one: DOMRect, other: DOMRect): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

/** Keeps in sight what must be seen: a card that would cover it goes to the other edge, or makes itself small. */

// In the order of preference; two small cards at either edge never cover the same place.
const STANDS = ['', 'up', 'small', 'up small'];

/** Moves the card off these elements, as far as it can. */
export function standClear(card: HTMLElement, elements: readonly Element[]): void {
  const stand = STANDS.find((one) => {
    card.dataset['aside'] = one;
    const own = card.getBoundingClientRect();
    return !elements.some((element) => overlap(element.getBoundingClientRect(), own));
  });
  card.dataset['aside'] = stand ?? '';
}

/** Keeps the card off whatever has the focus (WCAG 2.4.11). */
export function keepClear(card: HTMLElement): void {
  document.addEventListener('focusin', (event) => {
    const focused = event.composedPath()[0];
    if (focused instanceof Element && !card.contains(focused)) standClear(card, [focused]);
  });
}

function overlap(one: DOMRect, other: DOMRect): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

/** Keeps what has the focus in sight (WCAG 2.4.11): a card that covers it goes to the other edge of the screen. */

const GAP = 8; // px

export function keepClear(card: HTMLElement): void {
  document.addEventListener('focusin', (event) => {
    const focused = event.composedPath()[0];
    if (!card.isConnected || !(focused instanceof Element) || card.contains(focused)) return;
    const covered = () => overlap(focused.getBoundingClientRect(), card.getBoundingClientRect());
    if (!covered()) return;
    card.toggleAttribute('data-up');
    if (!covered()) return;
    card.toggleAttribute('data-up', false);
    scrollBy(0, focused.getBoundingClientRect().top - GAP);
  });
}

function overlap(one: DOMRect, other: DOMRect): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

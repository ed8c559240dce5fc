/** Where cards beside the text go. */
export interface Card {
  /** Where it would like its top edge to be, in px. */
  readonly wanted: number;
  readonly height: number;
}

/**
 * Top edges for cards in text order: each as near to its wish as the ones before it allow, never
 * overlapping. The card at `pinned` gets its wish, and those before it give way upwards.
 */
export function placeCards(
  cards: readonly Card[],
  gap: number,
  pinned: number | null,
): readonly number[] {
  const tops: number[] = [];
  let free = -Infinity;
  cards.forEach((card, at) => {
    const top = at === pinned ? card.wanted : Math.max(card.wanted, free);
    tops.push(top);
    free = top + card.height + gap;
  });
  if (pinned === null) return tops;
  let limit = tops[pinned] ?? Infinity;
  for (let at = pinned - 1; at >= 0; at--) {
    const top = Math.min(tops[at] ?? 0, limit - gap - (cards[at]?.height ?? 0));
    tops[at] = top;
    limit = top;
  }
  return tops;
}

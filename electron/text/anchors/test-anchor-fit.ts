import type { Anchor } from "./anchor.ts";
import type { Fate } from "./test-edit-history.ts";

/** How clips fared that had one fate. `right` and `wrong` leave those that were given up as lost. */
export interface Tally {
  all: number;
  right: number;
  wrong: number;
}

/** Where a clip was put, and whether other words stand there. */
export type Put = Pick<Anchor, "how" | "start" | "end" | "changed">;

/** Counts how a clip fared whose fate is known. */
export function judge(fate: Fate, anchor: Put, tally: Tally): void {
  tally.all += 1;
  if (fate.kind === "unclear" || anchor.how === "lost") return;
  if (fate.kind === "gone") tally.wrong += 1;
  else if (fits(fate, anchor)) tally.right += 1;
  else tally.wrong += 1;
}

/** Kept words must be found to the unit, edited ones for the most part, of torn ones nothing else. */
function fits(
  fate: Extract<Fate, { readonly start: number }>,
  { start, end, changed }: Put,
): boolean {
  if (fate.kind === "kept") return start === fate.start && end === fate.end && !changed;
  if (fate.kind === "torn") return start >= fate.start && end <= fate.end;
  const common = Math.min(end, fate.end) - Math.max(start, fate.start);
  return common / (Math.max(end, fate.end) - Math.min(start, fate.start)) >= 0.6;
}

/** What a row of two versions side by side says. */
import type { ComparedRow, Comparison } from "../../electron/api.ts";
import { countOf } from "../ui/format.ts";

/** Each kind of change as its row is named. */
export const kindWords: { readonly [kind in ComparedRow["kind"]]: string } = {
  same: "Unchanged",
  edited: "Edited",
  moved: "Moved",
  added: "Added",
  removed: "Removed",
};

/** Before each name, for those who do not see colours. */
export const kindSigns: { readonly [kind in ComparedRow["kind"]]: string } = {
  same: "=",
  edited: "~",
  moved: "↕",
  added: "+",
  removed: "−",
};

/** How many rows are changes. */
export function changesOf({ counts }: Pick<Comparison, "counts">): number {
  return counts.edited + counts.moved + counts.added + counts.removed;
}

/** `2 edited, 1 moved, 40 unchanged`: how many sentences of each kind; those of which there is none not. */
export function countsLine({ counts }: Pick<Comparison, "counts">): string {
  const kinds = ["edited", "moved", "added", "removed", "same"] as const;
  const parts = kinds
    .filter((kind) => counts[kind] > 0)
    .map((kind, at) =>
      at === 0
        ? `${countOf(counts[kind], "sentence")} ${kindWords[kind].toLowerCase()}`
        : `${counts[kind]} ${kindWords[kind].toLowerCase()}`,
    );
  return parts.length === 0 ? "Both versions are empty" : parts.join(", ");
}

/** What is left of equal text around changes, in units. */
const contextUnits = 160;

export interface Context {
  readonly head: string;
  readonly tail: string;
}

/**
 * The first and last words of a stretch of equal text, cut between words; null when it is so short that
 * all of it shows. The first of a text needs no head, the last no tail.
 */
export function contextOf(
  text: string,
  { first, last }: { readonly first: boolean; readonly last: boolean },
): Context | null {
  if (text.length <= 3 * contextUnits) return null;
  const head = text.slice(0, contextUnits).replace(/\s+\S*$/, "");
  const tail = text.slice(-contextUnits).replace(/^\S*\s+/, "");
  return { head: first ? "" : head.toWellFormed(), tail: last ? "" : tail.toWellFormed() };
}

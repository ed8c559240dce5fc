/** Numbered lists: told from texts that merely begin with a number by their counting on. */
import type { LineGroup } from "./paragraphs.ts";

/** The number before an item, up to its text. */
export const numbering = /^(\d{1,3})[.)]\s+(?=\S)/;
/** Paragraphs of one item before the next one. */
const furthest = 4;
/** In sizes: what belongs to an item stands this much further in than its number. */
const inside = 0.7;

/** The groups that are items, with their numbers. */
export function numberedItems(
  pages: readonly (readonly LineGroup[])[],
): ReadonlyMap<LineGroup, number> {
  const items = new Map<LineGroup, number>();
  let open: { readonly group: LineGroup; readonly number: number; readonly page: number } | null =
    null;
  let between = 0;
  for (const [page, groups] of pages.entries()) {
    for (const group of groups) {
      const number = numberOf(group);
      const goesOn: boolean =
        open !== null && number === open.number + 1 && isLevel(open.group, group);
      if (number !== null && open !== null && goesOn) {
        items.set(open.group, open.number);
        items.set(group, number);
        open = { group, number, page };
        between = 0;
      } else if (number === 1 || (number !== null && open === null)) {
        open = { group, number, page };
        between = 0;
      } else if (open !== null) {
        between += 1;
        const isFurther: boolean =
          page !== open.page || leftOf(group) > leftOf(open.group) + sizeOf(group) * inside;
        if (group.kind === "heading" || between > furthest || !isFurther) open = null;
      }
    }
  }
  return items;
}

/** The number that a group of text begins with; null when it does not. */
export function numberOf(group: LineGroup): number | null {
  const number = numbering.exec(group.lines[0]?.text ?? "")?.[1];
  return number === undefined || group.kind !== "text" ? null : Number(number);
}

/** Numbers are set flush to the right as often as to the left, and columns stand apart. */
function isLevel(a: LineGroup, b: LineGroup): boolean {
  const shift = Math.abs(leftOf(a) - leftOf(b));
  return shift < sizeOf(b) * 1.5 || shift > sizeOf(b) * 10;
}

function leftOf(group: LineGroup): number {
  return group.lines[0]?.left ?? 0;
}

function sizeOf(group: LineGroup): number {
  return group.lines[0]?.size ?? 0;
}

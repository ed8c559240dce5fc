/** Puts pictures between the paragraphs of their page. */
import type { LineGroup } from "./paragraphs.ts";
import type { PlacedPicture } from "./pictures.ts";

/** Where a paragraph stands on its page, as `PlacedPicture`. */
type Area = Pick<PlacedPicture, "left" | "right" | "top" | "bottom">;

/**
 * For each picture how many groups of the page come before it. It stands before the first paragraph
 * below it, which is its caption if it has one; below means: in the same column. Where nothing is
 * below, it follows the last paragraph above.
 */
export function placesOf(
  pictures: readonly PlacedPicture[],
  groups: readonly LineGroup[],
): readonly number[] {
  const areas = groups.map(areaOf);
  return pictures.map((picture) => {
    let below: { readonly at: number; readonly area: Area } | null = null;
    let above = 0;
    for (const [at, area] of areas.entries()) {
      if (area === null || !isInColumn(picture, area)) continue;
      if (middle(area) <= middle(picture)) above = at + 1;
      // Of two columns below a wide picture, the first.
      else if (below === null || area.top < below.area.top - lineHeight(area)) below = { at, area };
    }
    return below?.at ?? above;
  });
}

/** The part of the paragraph that goes down from its first line; it may go on in another column. */
function areaOf({ lines }: LineGroup): Area | null {
  const [first] = lines;
  if (first === undefined) return null;
  const until = lines.findIndex((line, i) => i > 0 && line.y < (lines[i - 1]?.y ?? 0) - line.size);
  const column = until === -1 ? lines : lines.slice(0, until);
  return {
    left: Math.min(...column.map(({ left }) => left)),
    right: Math.max(...column.map(({ right }) => right)),
    top: first.y - first.size,
    bottom: Math.max(...column.map(({ y }) => y)),
  };
}

function isInColumn(picture: Area, area: Area): boolean {
  const shared = Math.min(picture.right, area.right) - Math.max(picture.left, area.left);
  return shared > Math.min(picture.right - picture.left, area.right - area.left) * 0.3;
}

function middle({ top, bottom }: Area): number {
  return (top + bottom) / 2;
}

function lineHeight({ top, bottom }: Area): number {
  return Math.min(bottom - top, 20);
}

/** Points of plots: statistics programs draw them as the letter of a font of signs that is a disc there. */
import type { TextPiece } from "./lines.ts";

const point = /^[l\s]*$/;
/** No text has so many pieces of nothing but this letter one after the other. */
const fewest = 10;

/** The pieces that are text, and how many points there were beside them. */
export function withoutPoints(pieces: readonly TextPiece[]): {
  readonly pieces: readonly TextPiece[];
  readonly points: number;
} {
  const kept: TextPiece[] = [];
  let points = 0;
  let run: TextPiece[] = [];
  const close = (): void => {
    const own = run.filter(({ str }) => str.trim() !== "");
    if (own.length >= fewest) points += own.length;
    else for (const piece of run) kept.push(piece);
    run = [];
  };
  for (const piece of pieces) {
    if (point.test(piece.str)) run.push(piece);
    else {
      close();
      kept.push(piece);
    }
  }
  close();
  return { pieces: kept, points };
}

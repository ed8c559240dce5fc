/** Hebrew and Arabic: files draw their lines from the left, or as they are read, or by turns. */

/** A piece of a line, in the order drawn. */
interface Piece {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly size: number;
  readonly rightToLeft: boolean;
  readonly spaced: boolean;
}

/** A gap this wide parts words; in sizes of the letters. */
const wordGap = 0.18;
/** Letters in the shape they have at the start, in the middle or at the end of a word. */
const shaped = /[\ufb1d-\ufdff\ufe70-\ufefc]+/g;

/** Whether most letters of the pieces are read from the right. */
export function isRightToLeft(pieces: readonly Piece[]): boolean {
  let balance = 0;
  for (const { text, rightToLeft } of pieces) {
    if (rightToLeft) balance += text.length;
    else balance -= text.match(/\p{L}/gu)?.length ?? 0;
  }
  return balance > 0;
}

/** In sizes of the letters: runs that are further apart, or upon each other, are no line. */
const furthest = 3;
const unlevel = 0.3;

interface Run<P> {
  readonly pieces: P[];
  left: number;
  right: number;
  rightToLeft: boolean;
}

/**
 * The runs with those of one line as one. Some programs draw the words of a line from the left, and the
 * letters of each from the right: the next begins far from where the one before ended.
 */
export function joinedRuns<P extends Piece & { readonly y: number; readonly turn: number }>(
  runs: readonly (readonly P[])[],
): readonly (readonly P[])[] {
  const joined: Run<P>[] = [];
  for (const pieces of runs) {
    const run: Run<P> = {
      pieces: [...pieces],
      left: Infinity,
      right: -Infinity,
      rightToLeft: false,
    };
    for (const { left, right, rightToLeft } of pieces) {
      run.left = Math.min(run.left, left);
      run.right = Math.max(run.right, right);
      run.rightToLeft ||= rightToLeft;
    }
    const last = joined.at(-1);
    if (last === undefined || !areOneLine(last, run)) {
      joined.push(run);
      continue;
    }
    for (const piece of pieces) last.pieces.push(piece);
    last.left = Math.min(last.left, run.left);
    last.right = Math.max(last.right, run.right);
    last.rightToLeft ||= run.rightToLeft;
  }
  return joined.map(({ pieces }) => pieces);
}

function areOneLine<P extends Piece & { readonly y: number; readonly turn: number }>(
  last: Run<P>,
  run: Run<P>,
): boolean {
  const [a, b] = [last.pieces[0], run.pieces[0]];
  if (a === undefined || b === undefined || a.turn !== b.turn) return false;
  if (!last.rightToLeft && !run.rightToLeft) return false;
  const size = Math.max(a.size, b.size);
  const gap = Math.max(last.left - run.right, run.left - last.right);
  return Math.abs(a.y - b.y) < size * unlevel && gap > -size * unlevel && gap < size * furthest;
}

/** The pieces as they are read, told from where they stand. */
export function inLogicalOrder<P extends Piece>(drawn: readonly P[]): readonly P[] {
  if (!drawn.some(({ rightToLeft }) => rightToLeft)) return drawn;
  const fromRight = isRightToLeft(drawn);
  const at = new Map(drawn.map((piece, index) => [piece, index]));
  const byPlace = drawn.toSorted((a, b) => (fromRight ? b.right - a.right : a.left - b.left));
  const against = byPlace.map((piece, index) => isAgainst(piece, index, byPlace, fromRight));
  const ordered: P[] = [];
  let run: P[] = [];
  byPlace.forEach((piece, index) => {
    if (against[index] === true) {
      run.push(piece);
      return;
    }
    ordered.push(...run.toReversed(), piece);
    run = [];
  });
  ordered.push(...run.toReversed());
  return ordered.map((piece, index) => ({
    ...piece,
    text: piece.text.replace(shaped, (letters) => letters.normalize("NFKC")),
    spaced: isSpaced(ordered[index - 1], piece, at),
  }));
}

/** Whether the piece belongs to a run that is read against the rest of its line. */
function isAgainst(
  piece: Piece,
  index: number,
  pieces: readonly Piece[],
  fromRight: boolean,
): boolean {
  if (!fromRight) return piece.rightToLeft;
  if (piece.rightToLeft) return false;
  if (/[\p{L}\p{N}]/u.test(piece.text)) return true;
  // A sign between two words of such a run belongs to it, and any other to the line.
  const [before, after] = [pieces[index - 1], pieces[index + 1]];
  return [before, after].every(
    (other) => other !== undefined && !other.rightToLeft && /[\p{L}\p{N}]/u.test(other.text),
  );
}

function isSpaced<P extends Piece>(
  last: P | undefined,
  piece: P,
  at: ReadonlyMap<P, number>,
): boolean {
  if (last === undefined) return false;
  const [a, b] = [at.get(last) ?? 0, at.get(piece) ?? 0];
  if (Math.abs(a - b) === 1 && (a > b ? last : piece).spaced) return true;
  const gap = Math.max(last.left - piece.right, piece.left - last.right);
  return gap > piece.size * wordGap;
}

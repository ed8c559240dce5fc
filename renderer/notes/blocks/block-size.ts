/**
 * How high the blocks of a note are before they have been drawn. Blocks out of sight are not laid out; were
 * each taken for one line, the scroll bar of a long note would promise a fifth of it.
 */

/** The advance of a letter and the height of a line of a note's text, px. */
const letterWidth = 7.2;
const lineHeight = 26;

/** The usual height of a block, px, in a note of `units` UTF-16 units in so many blocks on lines of `width` px. */
export function usualBlockSize(units: number, blocks: number, width: number): number {
  const perLine = Math.max(1, width / letterWidth);
  // The last line of a block is half full, as a rule.
  const lines = blocks === 0 ? 1 : units / blocks / perLine + 0.5;
  return Math.round(Math.max(1, lines) * lineHeight);
}

/** Tells the style sheet how high the blocks of a note are that have not been drawn. */
export function tellBlockSize(root: HTMLElement, width: number): void {
  const units = root.textContent.length;
  const size = usualBlockSize(units, root.childElementCount, width);
  root.style.setProperty("--note-block-size", `${size}px`);
}

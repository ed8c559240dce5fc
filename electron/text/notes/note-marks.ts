import type { Block, Mark, TextRun } from "../../entities.ts";
import { blockText } from "../blocks.ts";

/** Takes the place of a letter that is not to be read: it counts as nothing wherever words are compared. */
export const unread = "\u2060";

const sign = /^[[(]?(?:\d{1,3}|[*†‡§¶]{1,3}|[a-z])[\])]?$/;

/**
 * The text of a block with {@link unread} in the place of the marks that lead to its notes, so that all
 * offsets stay: “the keeper¹ went” has the words “the keeper went”.
 */
export function textWithoutNoteMarks(block: Block): string {
  if (!("marks" in block)) return blockText(block);
  return masked(block);
}

function masked({ text, marks }: TextRun): string {
  let plain = text;
  for (const [start, end, kind] of marks) {
    if (kind !== "superscript" || !isNoteMark(text, marks, start, end)) continue;
    plain = plain.slice(0, start) + unread.repeat(end - start) + plain.slice(end);
  }
  return plain;
}

function isNoteMark(text: string, marks: readonly Mark[], start: number, end: number): boolean {
  const words = text.slice(start, end);
  if (!sign.test(words)) return false;
  const leads = marks.some(
    ([from, to, kind, value]) =>
      kind === "link" && from < end && to > start && value?.startsWith("block:") === true,
  );
  // Without a link a raised number may be a power: m², but not “went.²”.
  return leads || (/\d/.test(words) && /[.,;:!?”"»’)\]]$/.test(text.slice(0, start)));
}

/** Behind these a raised number is a power. */
const power = /(?:\d|(?<!\p{L})(?:[cdkmµ]?m|ft|yd|mi|[nrx]))$/iu;

/**
 * The same without any raised number that may lead to a note, linked or not: for comparing once more
 * where words differ.
 */
export function textWithoutRaisedNumbers(block: Block): string {
  const text = textWithoutNoteMarks(block);
  if (!("marks" in block)) return text;
  return block.marks
    .filter(([start, end, kind]) => kind === "superscript" && sign.test(text.slice(start, end)))
    .filter(([start]) => !power.test(text.slice(Math.max(0, start - 3), start)))
    .reduce(
      (plain, [start, end]) =>
        plain.slice(0, start) + unread.repeat(end - start) + plain.slice(end),
      text,
    );
}

/** What files of many articles have in common, such as mailboxes: each article in them becomes a file of its own. */
import { Refusal, type RefusedPart, type Room } from "./format.ts";

/** An article within a file. */
export interface FilePart {
  /** Its name as a file, with an ending. */
  readonly name: string;
  /** Throws `Refusal` when it cannot be had. */
  readonly read: () => Uint8Array;
  /** How the report names it when it cannot be had. */
  readonly shown: string;
}

/** Puts the parts of a file into its room until that is full; what cannot be had comes back. */
export async function takeApart(
  parts: Iterable<FilePart>,
  room: Room,
): Promise<readonly RefusedPart[]> {
  const refused: RefusedPart[] = [];
  for (const { name, read, shown } of parts) {
    try {
      await room.put(name, read(), "import");
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { reason, advice } = error;
      refused.push({ name: room.isFull() ? "" : shown, reason, advice });
      if (room.isFull()) break;
    }
  }
  return refused;
}

const titleLength = 80;

/** A name for the file of a part: its place, from 1, and its title. */
export function partName(number: number, title: string): string {
  const words = title
    // oxlint-disable-next-line no-control-regex -- control characters are what is replaced
    .replace(/[/\\:*?"<>|\0-\x1f\ufffd]+/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, titleLength)
    .toWellFormed()
    .trim();
  return `${number}${words === "" ? "" : ` ${words}`}`;
}

/** Parts a mailbox into its mails, each of which becomes a file of its own. */
import { fileLimit, Refusal, tooLarge } from "../format.ts";
import type { ByteSource, Harvest, RefusedPart, Room, SourceFile } from "../format.ts";
import { headerText } from "./mime-header.ts";
import { inMemory } from "../archive/zip-index.ts";

const step = 8 * 1024 * 1024;
/** How much of what follows a line "From " is looked at to tell whether a mail begins there. */
const lookAhead = 4_096;
const nameLength = 80;

/** Throws `Refusal` when there is no mail in it. */
export async function openMailbox(file: SourceFile, room: Room): Promise<Harvest> {
  const source = file.large ?? inMemory(file.bytes);
  const refused: RefusedPart[] = [];
  let number = 0;
  for (const [start, end] of mails(source)) {
    number += 1;
    try {
      if (end - start > fileLimit) throw tooLarge(end - start);
      const bytes = unquoted(source.slice(start, end));
      await room.put(nameOf(bytes, number), bytes, "import");
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const name = room.isFull() ? "" : `mail ${number}`;
      refused.push({ name, reason: error.reason, advice: error.advice });
      if (room.isFull()) break;
    }
  }
  if (number === 0) throw new Refusal("There is no mail in this mailbox.");
  return { articles: [], refused };
}

/** Where each mail starts, behind its line "From ", and ends. */
function* mails(source: ByteSource): Generator<readonly [start: number, end: number]> {
  let start: number | null = null;
  for (const line of separators(source)) {
    if (start !== null) yield [start, line.at];
    start = line.end;
  }
  if (start !== null) yield [start, source.size];
}

/** The lines that begin with "From " after an empty line, and that headers follow. */
function* separators(source: ByteSource): Generator<{ readonly at: number; readonly end: number }> {
  for (let from = 0; from < source.size; from += step) {
    // Each stretch sees a little of the one before and of the one behind it.
    const first = Math.max(0, from - 8);
    const bytes = Buffer.from(source.slice(first, from + step + lookAhead));
    for (let at = bytes.indexOf("From "); at >= 0; at = bytes.indexOf("From ", at + 5)) {
      const place = first + at;
      if (place < from || place >= from + step) continue;
      const begins = place === 0 || (bytes[at - 1] === 0x0a && isEmptyBefore(bytes, at - 1));
      const next = begins ? bytes.toString("latin1", at, at + lookAhead) : "";
      const line = /^From [^\n]*\n(?=(?:>From [^\n]*\n)?[!-9;-~]+[ \t]*:)/.exec(next)?.[0];
      if (line !== undefined) yield { at: place, end: place + line.length };
    }
  }
}

/** Whether the line that ends at `end` holds nothing; the start of what is seen may be one. */
function isEmptyBefore(bytes: Buffer, end: number): boolean {
  const before = bytes[end - 1] === 0x0d ? end - 2 : end - 1;
  return before < 0 || bytes[before] === 0x0a;
}

/** Without the `>` that mailboxes put before lines that begin with "From ". */
function unquoted(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!text.includes("\n>")) return bytes;
  return Buffer.from(text.toString("latin1").replace(/^>(>*From )/gm, "$1"), "latin1");
}

/** A file name that says which mail it is: its place in the mailbox, then its subject. */
function nameOf(bytes: Uint8Array, number: number): string {
  const head = Buffer.from(bytes.subarray(0, 65_536)).toString("latin1");
  const headers = head.split(/\r?\n\r?\n/, 1)[0] ?? "";
  const raw = /^subject:[ \t]*(.*(?:\r?\n[ \t].*)*)/im.exec(headers)?.[1] ?? "";
  const subject = headerText(raw.replace(/\r?\n[ \t]+/g, " "))
    // oxlint-disable-next-line no-control-regex -- control characters are what is replaced
    .replace(/[/\\:*?"<>|\0-\x1f]+/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, nameLength)
    .toWellFormed()
    .trim();
  return `${number}${subject === "" ? "" : ` ${subject}`}.eml`;
}

/** Parts a mailbox into its mails, each of which becomes a file of its own. */
import { partName, takeApart, type FilePart } from "../apart.ts";
import { fileLimit, Refusal, tooLarge } from "../format.ts";
import type { ByteSource, Harvest, Room, SourceFile } from "../format.ts";
import { headerText } from "./mime-header.ts";
import { inMemory } from "../archive/zip-index.ts";

const step = 8 * 1024 * 1024;
/** How much of what follows a line "From " is looked at to tell whether a mail begins there. */
const lookAhead = 4_096;
/** Where the subject of a mail is looked for, in bytes. */
const headLength = 65_536;

/** Throws `Refusal` when there is no mail in it. */
export async function openMailbox(file: SourceFile, room: Room): Promise<Harvest> {
  const source = file.large ?? inMemory(file.bytes);
  if (mails(source).next().done === true) throw new Refusal("There is no mail in this mailbox.");
  return { articles: [], refused: await takeApart(partsOf(source), room) };
}

function* partsOf(source: ByteSource): Generator<FilePart> {
  let number = 0;
  for (const [start, end] of mails(source)) {
    number += 1;
    const head = source.slice(start, Math.min(end, start + headLength));
    yield {
      name: `${partName(number, subjectIn(head))}.eml`,
      shown: `mail ${number}`,
      read: () => {
        if (end - start > fileLimit) throw tooLarge(end - start);
        return unquoted(source.slice(start, end));
      },
    };
  }
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

/** The subject among the headers that a mail begins with; empty without one. */
function subjectIn(head: Uint8Array): string {
  const headers =
    Buffer.from(head)
      .toString("latin1")
      .split(/\r?\n\r?\n/, 1)[0] ?? "";
  const raw = /^subject:[ \t]*(.*(?:\r?\n[ \t].*)*)/im.exec(headers)?.[1] ?? "";
  return headerText(raw.replace(/\r?\n[ \t]+/g, " "));
}

/** Parts an export of Evernote into its notes. One alone is an article; of many, each becomes a file of its own. */
import { partName, takeApart, type FilePart } from "../apart.ts";
import { inMemory } from "../archive/zip-index.ts";
import { decode } from "../decode.ts";
import {
  fileLimit,
  Refusal,
  tooLarge,
  type ByteSource,
  type FileKind,
  type Harvest,
  type Room,
  type SourceFile,
} from "../format.ts";
import { decodeEntities } from "../html/entities.ts";
import { unicodeKind } from "../unicode.ts";
import { openNote } from "./note.ts";

/** A note within the bytes of the file; it is not `whole` when the file breaks off in it. */
interface Place {
  readonly start: number;
  readonly end: number;
  readonly whole: boolean;
}

const step = 8 * 1024 * 1024;
/** The longest mark of a note's start or end, in bytes. */
const markLength = 64;
/** Where the title of a note is looked for, in bytes. */
const headLength = 4_096;

/** Throws `Refusal` when there is no note in it, or when its only one cannot be read. */
export async function openNotes(file: SourceFile, room: Room, format: FileKind): Promise<Harvest> {
  const source = file.large ?? inMemory(inUtf8(file.bytes));
  const [first, second] = placesIn(source);
  if (first === undefined) throw new Refusal("There is no note in it.", "Export the notes again.");
  if (second !== undefined)
    return { articles: [], refused: await takeApart(partsOf(source), room) };
  if (!first.whole) throw brokenOff();
  if (first.end - first.start > fileLimit) throw tooLarge(first.end - first.start);
  return openNote(source.slice(first.start, first.end), { file, room, format });
}

/** Each note as an export of that note alone. */
function* partsOf(source: ByteSource): Generator<FilePart> {
  let number = 0;
  for (const { start, end, whole } of placesIn(source)) {
    number += 1;
    const name = partName(number, titleIn(source.slice(start, Math.min(end, start + headLength))));
    yield {
      name: `${name}.enex`,
      shown: name,
      read: () => {
        if (!whole) throw brokenOff();
        if (end - start > fileLimit) throw tooLarge(end - start);
        // Nothing of the export around it: exported once more, a note is the same file.
        return Buffer.concat([opening, source.slice(start, end), closing]);
      },
    };
  }
}

const opening = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n<en-export>\n`);
const closing = Buffer.from("\n</en-export>\n");

function brokenOff(): Refusal {
  return new Refusal(
    "The file breaks off in this note.",
    "Export it from Evernote again; the notes before it are whole.",
  );
}

/**
 * Where the notes are. What a note says stands in the file as text, with every `<` of it written
 * otherwise, so that these marks are those of the export whatever is damaged between them.
 */
function* placesIn(source: ByteSource): Generator<Place> {
  let start: number | null = null;
  for (const mark of marksIn(source)) {
    if (mark.opens) {
      if (start !== null) yield { start, end: mark.at, whole: false };
      start = mark.at;
    } else if (start !== null) {
      yield { start, end: mark.end, whole: true };
      start = null;
    }
  }
  if (start !== null) yield { start, end: source.size, whole: false };
}

interface NoteMark {
  readonly opens: boolean;
  readonly at: number;
  readonly end: number;
}

function* marksIn(source: ByteSource): Generator<NoteMark> {
  for (let from = 0; from < source.size; from += step) {
    const bytes = source.slice(from, from + step + markLength);
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
    for (const match of text.matchAll(/<(\/?)note(?:\s[^<>]{0,40})?>/g)) {
      if (match.index >= step) break;
      const at = from + match.index;
      yield { opens: match[1] === "", at, end: at + match[0].length };
    }
  }
}

/** The file in UTF-8, which almost all are in. */
function inUtf8(bytes: Uint8Array): Uint8Array {
  const head = bytes.subarray(0, 65_536);
  const start = Buffer.from(head.subarray(0, 200)).toString("latin1");
  const declared = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)/.exec(start)?.[1] ?? null;
  const isPlain = unicodeKind(head) === "UTF-8" || /^utf-?8$/i.test(declared ?? "UTF-8");
  return isPlain && unicodeKind(head) !== "wide"
    ? bytes
    : Buffer.from(decode(bytes, declared).text);
}

/** The title that a note begins with; empty without one. */
function titleIn(head: Uint8Array): string {
  return decodeEntities(/<title>([^<]*)/.exec(Buffer.from(head).toString("utf8"))?.[1] ?? "");
}

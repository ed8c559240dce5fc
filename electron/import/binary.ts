/** Tells files that hold no text apart, so that a refusal can name what the file seems to be. */

import { unicodeKind } from "./unicode.ts";

export interface Likeness {
  /** With its article: `a picture`. */
  readonly what: string;
  readonly advice: string;
}

const picture: Likeness = { what: "a picture", advice: "Only text can be imported." };
const media: Likeness = { what: "a sound or film", advice: "Only text can be imported." };
const program: Likeness = { what: "a program", advice: "Only text can be imported." };
const archive: Likeness = { what: "an archive", advice: "Unpack it and import what is inside." };
const database: Likeness = { what: "a database", advice: "Export its content as text." };

const office = (what: string): Likeness => ({
  what,
  advice: "Save it as a PDF, as text or as a web page in its own program.",
});
const apple: Likeness = {
  what: "a document of Pages, Numbers or Keynote",
  advice: "Export it there as Word or PDF, and import that.",
};
const kindle: Likeness = {
  what: "a Kindle or Mobipocket book",
  advice: "Convert it to EPUB and import that.",
};

/** What an archive of a program is, by the names of its first files. */
const contents: readonly (readonly [names: RegExp, likeness: Likeness])[] = [
  [/mimetypeapplication\/vnd\.oasis\.opendocument\.spreadsheet/, office("a spreadsheet")],
  [/mimetypeapplication\/vnd\.oasis\.opendocument\.presentation/, office("a presentation")],
  [/mimetypeapplication\/vnd\.oasis\.opendocument\.graphics/, office("a drawing")],
  [/Index\/(?:Document|Presentation|Tables|Slide)|Index\.zip|index\.apxl/, apple],
  [/(?:^|[^\w/])xl\/|xl\/(?:workbook|worksheets)/, office("a spreadsheet")],
  [/ppt\/(?:presentation|slides|theme|_rels)/, office("a presentation")],
  [/visio\/document/, office("a drawing")],
];

/** Opening bytes, written as Latin-1 text, at an offset. */
const signatures: readonly (readonly [offset: number, bytes: string, likeness: Likeness])[] = [
  [60, "BOOKMOBI", kindle],
  [60, "TEXtREAd", kindle],
  [0, "TPZ", kindle],
  [0, "\xeaDRMION\xee", kindle],
  [0, "ITSF\x03", { what: "a Windows help file", advice: "Unpack it and import its pages." }],
  [
    0,
    "ITOLITLS",
    { what: "a Microsoft Reader book", advice: "Convert it to EPUB and import that." },
  ],
  [0, "AT&TFORM", { what: "a DjVu file", advice: "Convert it to PDF and import that." }],
  [0, "\xffWPC", office("a WordPerfect document")],
  [0, "%!PS-Adobe", { what: "a PostScript file", advice: "Convert it to PDF and import that." }],
  [0, "PK\x03\x04", archive],
  [0, "PK\x05\x06", archive],
  [0, "\x89PNG\r\n", picture],
  [0, "\xff\xd8\xff", picture],
  [0, "GIF87a", picture],
  [0, "GIF89a", picture],
  [0, "BM\x00\x00", picture],
  [0, "II*\0", picture],
  [0, "MM\0*", picture],
  [0, "\0\0\x01\0", picture],
  [8, "WEBP", picture],
  [4, "ftypavif", picture],
  [4, "ftypheic", picture],
  [4, "ftyp", media],
  [8, "WAVE", media],
  [8, "AVI ", media],
  [0, "ID3", media],
  [0, "OggS", media],
  [0, "fLaC", media],
  [0, "\x1aE\xdf\xa3", media],
  [0, "MZ", program],
  [0, "\x7fELF", program],
  [0, "\xfe\xed\xfa", program],
  [0, "\xcf\xfa\xed\xfe", program],
  [0, "\xca\xfe\xba\xbe", program],
  [0, "\0asm", program],
  [0, "\x1f\x8b", archive],
  [0, "BZh", archive],
  [0, "\xfd7zXZ", archive],
  [0, "7z\xbc\xaf\x27\x1c", archive],
  [0, "Rar!\x1a\x07", archive],
  [0, "\x28\xb5\x2f\xfd", archive],
  [257, "ustar", archive],
  [0, "SQLite format 3\0", database],
  [0, "bplist00", database],
];

/** What a file that is not text seems to be, by its first bytes; null when it may well be text. */
export function looksLike(head: Uint8Array): Likeness | null {
  for (const [offset, bytes, likeness] of signatures) {
    // Two letters alone also open ordinary texts ("MZ is a postal code"): ask for more.
    if (hasBytes(head, offset, bytes) && (bytes.length > 2 || controlShare(head) > 0.02)) {
      return likeness === archive ? archiveOf(head) : likeness;
    }
  }
  return null;
}

function archiveOf(head: Uint8Array): Likeness {
  if (!hasBytes(head, 0, "PK")) return archive;
  const names = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString("latin1");
  return contents.find(([pattern]) => pattern.test(names))?.[1] ?? archive;
}

/**
 * True when the bytes hold more control characters than text in their encoding does: hardly any in
 * the encodings of one byte, and fewer than other characters in UTF-8.
 */
export function isBinary(head: Uint8Array): boolean {
  const kind = unicodeKind(head);
  if (kind === "wide") return false;
  return controlShare(head) > (kind === "UTF-8" ? 0.3 : 0.02);
}

/** The share of C0 controls other than tab, line ends and escape (used by ISO-2022 encodings). */
function controlShare(bytes: Uint8Array): number {
  let controls = 0;
  for (const byte of bytes) {
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d) {
      if (byte !== 0x1b) controls += 1;
    }
  }
  return bytes.length === 0 ? 0 : controls / bytes.length;
}

function hasBytes(head: Uint8Array, offset: number, bytes: string): boolean {
  if (head.length < offset + bytes.length) return false;
  for (let i = 0; i < bytes.length; i += 1) {
    if (head[offset + i] !== bytes.charCodeAt(i)) return false;
  }
  return true;
}

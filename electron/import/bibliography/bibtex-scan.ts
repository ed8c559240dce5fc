/**
 * A .bib file as its entries, with their fields as they are written. An entry that does not hold together
 * ends where the next one begins on a line of its own, so that it never takes others with it.
 *
 * Why not the parser of @retorquere/bibtex-parser for this too: it reads 400 entries a second, since it
 * takes every field for LaTeX. Most are plain text; only what has commands goes to it (bibtex-latex.ts).
 */

export interface BibtexEntry {
  readonly kind: "entry";
  /** Lower case: `article`. */
  readonly type: string;
  readonly key: string;
  /** Names in lower case, values without their outer delimiters, `@string`s put in. */
  readonly fields: ReadonlyMap<string, string>;
  /** The entry as it is written. */
  readonly source: string;
  /** The last field before it breaks off; null when it is whole. */
  readonly brokenAfter: string | null;
}
export type BibtexPiece =
  | BibtexEntry
  | { readonly kind: "broken"; readonly name: string; readonly reason: string }
  | { readonly kind: "comment"; readonly text: string };

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/** Where the text is being read; `end` is where the entry at hand has to end. */
interface Reader {
  readonly text: string;
  readonly end: number;
  at: number;
}

/** What ends an entry before its time. */
class Broken extends Error {}

/** Every entry, comment and broken entry of a file, in order. */
export function* scanBibtex(text: string): Generator<BibtexPiece> {
  const strings = new Map(
    months.map((name, at) => [name, String(at + 1).padStart(2, "0")] as const),
  );
  const boundary = /^[ \t]*@[ \t]*[a-z]+\s*[{(]/gim;
  let next = nextBoundary(boundary, text, 0);
  let at = 0;
  while (at < text.length) {
    const start = nextSign(text, at);
    if (start === -1) return;
    while (next <= start) next = nextBoundary(boundary, text, next + 1);
    const reader: Reader = { text, at: start + 1, end: next };
    const piece = pieceAt(reader, start, strings);
    if (piece !== null) yield piece;
    at = Math.max(reader.at, start + 1);
  }
}

/** Where the next entry begins on a line of its own: its "@"; the end of the text when there is none. */
function nextBoundary(boundary: RegExp, text: string, from: number): number {
  boundary.lastIndex = from;
  const match = boundary.exec(text);
  return match === null ? text.length : match.index + match[0].indexOf("@");
}

/** The "@" of the next entry that is not on a line which a "%" makes a comment; -1 for none. */
function nextSign(text: string, from: number): number {
  const opening = /@[ \t]*(?:comment\b|[a-z]+\s*[{(])/gi;
  opening.lastIndex = from;
  for (let found = opening.exec(text); found !== null; found = opening.exec(text)) {
    // Not farther back, because a file may be a single line.
    const before = text.slice(Math.max(0, found.index - 200), found.index);
    if (!/(?:^|\n)[ \t]*%[^\n]*$/.test(before)) return found.index;
    const lineEnd = text.indexOf("\n", found.index);
    if (lineEnd === -1) return -1;
    opening.lastIndex = lineEnd;
  }
  return -1;
}

function pieceAt(reader: Reader, start: number, strings: Map<string, string>): BibtexPiece | null {
  const type = take(reader, /[ \t]*([a-z]+)[ \t]*/iy)
    .trim()
    .toLowerCase();
  if (type === "") return null;
  if (type === "comment") return comment(reader);
  const open = take(reader, /\s*[{(]/y).trim();
  // "@" in running text, as in an address of mail, is no entry.
  if (open === "") return null;
  const close = open === "{" ? "}" : ")";
  if (type === "preamble" || type === "string") {
    try {
      definition(reader, type, strings);
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      reader.at = reader.end;
      return { kind: "broken", name: `@${type}`, reason: error.message };
    }
    return null;
  }
  return entry(reader, start, type, close, strings);
}

function definition(reader: Reader, type: string, strings: Map<string, string>): void {
  if (type === "preamble") return void valueOf(reader, strings);
  const name = take(reader, /\s*[^\s=,{}()"#]+/y)
    .trim()
    .toLowerCase();
  if (take(reader, /\s*=/y) === "")
    throw new Broken("It does not say what a short form stands for.");
  const value = valueOf(reader, strings);
  if (name !== "") strings.set(name, value);
}

function comment(reader: Reader): BibtexPiece {
  const { at } = reader;
  try {
    if (reader.text[at] === "{") return { kind: "comment", text: braced(reader) };
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    reader.at = at;
  }
  return { kind: "comment", text: take(reader, /[^\n]*/y) };
}

function entry(
  reader: Reader,
  start: number,
  type: string,
  close: string,
  strings: ReadonlyMap<string, string>,
): BibtexPiece {
  const fields = new Map<string, string>();
  // Without a key, the first word is the name of a field.
  take(reader, /\s*/y);
  const key = take(reader, close === "}" ? /[^\s,=}]*(?=\s*[,}])/y : /[^\s,=)]*(?=\s*[,)])/y);
  let last = "";
  try {
    take(reader, /[\s,]*/y);
    while (reader.text[reader.at] !== close || reader.at >= reader.end) {
      if (reader.at >= reader.end) throw new Broken(`It has no end: a "${close}" is missing.`);
      const name = take(reader, /[^\s=,{}()"#@]+/y).toLowerCase();
      if (name === "" || take(reader, /\s*=/y) === "")
        throw new Broken(
          last === "" ? "It does not begin with a field." : `It cannot be read after ${last}.`,
        );
      addField(fields, name, valueOf(reader, strings));
      last = name;
      take(reader, /[\s,]*/y);
    }
    reader.at += 1;
    const source = reader.text.slice(start, reader.at);
    return { kind: "entry", type, key, fields, source, brokenAfter: null };
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    reader.at = reader.end;
    const name = key || fields.get("title")?.slice(0, 200) || `@${type}`;
    if (!fields.has("title")) return { kind: "broken", name, reason: error.message };
    const source = reader.text.slice(start, reader.end).trimEnd();
    return { kind: "entry", type, key, fields, source, brokenAfter: last };
  }
}

function addField(fields: Map<string, string>, name: string, value: string): void {
  let free = name;
  for (let n = 2; fields.has(free) && n < 100; n += 1) free = `${name} (${n})`;
  fields.set(free, value);
}

/** Texts and short forms joined by "#". */
function valueOf(reader: Reader, strings: ReadonlyMap<string, string>): string {
  const parts: string[] = [];
  do {
    take(reader, /\s*/y);
    const sign = reader.text[reader.at];
    if (sign === "{") parts.push(braced(reader));
    else if (sign === '"') parts.push(quoted(reader));
    else {
      const word = take(reader, /[^\s,#{}()"=@]+/y);
      if (word === "") throw new Broken("A field has no value.");
      parts.push(strings.get(word.toLowerCase()) ?? word);
    }
  } while (take(reader, /\s*#/y) !== "");
  return parts.join("");
}

/** What is between a brace and the one that closes it. */
function braced(reader: Reader): string {
  const start = reader.at + 1;
  const { text, end } = reader;
  let depth = 0;
  for (let at = reader.at; at < end; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === 0x5c) at += 1;
    else if (sign === 0x7b) depth += 1;
    else if (sign === 0x7d) {
      depth -= 1;
      if (depth === 0) {
        reader.at = at + 1;
        return text.slice(start, at);
      }
    }
  }
  throw new Broken('Its braces do not match: a "}" is missing.');
}

/** What is between quotation marks; those within braces do not count. */
function quoted(reader: Reader): string {
  const start = reader.at + 1;
  const { text, end } = reader;
  let depth = 0;
  for (let at = start; at < end; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === 0x5c) at += 1;
    else if (sign === 0x7b) depth += 1;
    else if (sign === 0x7d) depth -= 1;
    else if (sign === 0x22 && depth <= 0) {
      reader.at = at + 1;
      return text.slice(start, at);
    }
  }
  throw new Broken("A quotation mark at the end of a field is missing.");
}

/** What a sticky pattern matches here, within the entry; moves behind it. */
function take(reader: Reader, pattern: RegExp): string {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text)?.[0] ?? "";
  const within = found.slice(0, Math.max(0, reader.end - reader.at));
  reader.at += within.length;
  return within;
}

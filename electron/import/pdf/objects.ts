/**
 * The objects of a PDF as they are written (ISO 32000-2, 7.3 and 7.5), for what pdf.js does not give:
 * the pictures. Objects are found by their heads (`12 0 obj`), not by the file's table of them, so
 * that a broken table hides nothing; of several with one number the last counts, as after an update.
 */
import { inflateSync, constants } from "node:zlib";

export interface PdfName {
  readonly kind: "name";
  readonly name: string;
}

/** A string's bytes, a character a byte. */
export interface PdfString {
  readonly kind: "string";
  readonly bytes: string;
}

export interface PdfReference {
  readonly kind: "reference";
  readonly number: number;
}

/** A word of a drawing, such as `cm`; in objects only `stream` and the like. */
export interface PdfOperator {
  readonly kind: "operator";
  readonly name: string;
}

export type PdfDictionary = ReadonlyMap<string, PdfValue>;

/** A dictionary with the place of its bytes in the file, as they are packed. */
export interface PdfStream {
  readonly kind: "stream";
  readonly entries: PdfDictionary;
  readonly start: number;
  readonly end: number;
}

export type PdfValue =
  | null
  | boolean
  | number
  | PdfName
  | PdfString
  | PdfReference
  | PdfOperator
  | PdfDictionary
  | PdfStream
  | readonly PdfValue[];

export interface PdfObjects {
  /** What stands behind references, however many; null when nothing does. */
  readonly resolve: (value: PdfValue | undefined) => PdfValue;
  /** A stream's bytes as they are packed, without a copy. */
  readonly packed: (stream: PdfStream) => Uint8Array;
}

/** Arrays and dictionaries in one another: deeper ones are damage or attack. */
const deepest = 40;
/** References that lead to references. */
const furthest = 16;
/** Bytes that the packed objects of a file may unpack to, one stream and all. */
const objectStreamLimit = 32 * 1024 * 1024;
const objectStreamsLimit = 128 * 1024 * 1024;

const regular = /[^\0\t\n\f\r ()<>[\]{}/%]*/y;
const space = /[\0\t\n\f\r ]*/y;
const comment = /%[^\n\r]*/y;
const numeric = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;
const reference = /[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>[\]{}/%])/y;

/** Reads values one after another from a text of bytes, a character a byte. Nothing makes it throw. */
export class PdfReader {
  readonly #text: string;
  #at: number;

  constructor(text: string, at = 0) {
    this.#text = text;
    this.#at = at;
  }

  /** Where it goes on, in characters of the text. */
  get at(): number {
    return this.#at;
  }

  /** Goes on behind the next place where the pattern (global, not sticky) is found, else at the end. */
  skipTo(pattern: RegExp): void {
    pattern.lastIndex = this.#at;
    this.#at = pattern.test(this.#text) ? pattern.lastIndex : this.#text.length;
  }

  /** The next value; undefined at the end of the text. */
  next(depth = 0): PdfValue | undefined {
    // Not as one pattern: a million comments would be too many for its stack.
    do this.#skip(space);
    while (this.#skip(comment));
    if (this.#at >= this.#text.length) return undefined;
    const sign = this.#text.charAt(this.#at);
    switch (sign) {
      case "/":
        this.#at += 1;
        return { kind: "name", name: unescaped(this.#word()) };
      case "(":
        return { kind: "string", bytes: this.#string() };
      case "[":
        this.#at += 1;
        return this.#until("]", depth);
      case "<":
        if (this.#text.charAt(this.#at + 1) === "<") {
          this.#at += 2;
          return dictionary(this.#until(">>", depth));
        }
        return { kind: "string", bytes: this.#hexadecimal() };
      case ">":
        this.#at += this.#text.startsWith(">>", this.#at) ? 2 : 1;
        return { kind: "operator", name: ">>" };
      case "]":
      case "{":
      case "}":
      case ")":
        this.#at += 1;
        return { kind: "operator", name: sign };
      default:
        return this.#plain();
    }
  }

  /** Whether something was there to go past. */
  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    if (!pattern.test(this.#text) || pattern.lastIndex === this.#at) return false;
    this.#at = pattern.lastIndex;
    return true;
  }

  #word(): string {
    regular.lastIndex = this.#at;
    const word = regular.exec(this.#text)?.[0] ?? "";
    this.#at += word.length;
    return word;
  }

  #plain(): PdfValue {
    const word = this.#word();
    if (numeric.test(word)) {
      if (/^\d+$/.test(word)) {
        reference.lastIndex = this.#at;
        if (reference.test(this.#text)) {
          this.#at = reference.lastIndex;
          return { kind: "reference", number: Number(word) };
        }
      }
      return Number(word);
    }
    if (word === "true" || word === "false") return word === "true";
    return word === "null" ? null : { kind: "operator", name: word };
  }

  #until(end: string, depth: number): readonly PdfValue[] {
    const values: PdfValue[] = [];
    while (depth < deepest) {
      const value = this.next(depth + 1);
      if (value === undefined || (isKind(value, "operator") && value.name === end)) break;
      values.push(value);
    }
    return values;
  }

  #string(): string {
    const start = this.#at + 1;
    let open = 1;
    let at = start;
    for (; at < this.#text.length && open > 0; at += 1) {
      const sign = this.#text.charAt(at);
      if (sign === "\\") at += 1;
      else if (sign === "(") open += 1;
      else if (sign === ")") open -= 1;
    }
    this.#at = at;
    return this.#text.slice(start, Math.max(at - 1, start)).replace(escape, unescapedSign);
  }

  #hexadecimal(): string {
    const end = this.#text.indexOf(">", this.#at);
    const until = end === -1 ? this.#text.length : end;
    const digits = this.#text.slice(this.#at + 1, until).replace(/[^\da-f]/gi, "");
    this.#at = until + 1;
    return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, "hex").toString("latin1");
  }
}

const escape = /\\(?:([0-7]{1,3})|\r\n|[\s\S])/g;
const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

function unescapedSign(written: string, octal: string | undefined): string {
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
  const sign = written.slice(1);
  if (/^[\r\n]/.test(sign)) return "";
  return escapes[sign] ?? sign;
}

function unescaped(name: string): string {
  return name.replace(/#([\da-f]{2})/gi, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}

function dictionary(values: readonly PdfValue[]): PdfDictionary {
  const entries = new Map<string, PdfValue>();
  for (let at = 0; at + 1 < values.length; at += 2) {
    const key = values[at];
    const value = values[at + 1];
    if (isKind(key, "name") && value !== undefined) entries.set(key.name, value);
  }
  return entries;
}

type Kinds = Extract<PdfValue, { readonly kind: string }>;

/** Whether the value is of a kind that says so itself. */
export function isKind<K extends Kinds["kind"]>(
  value: PdfValue | undefined,
  kind: K,
): value is Extract<Kinds, { readonly kind: K }> {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === kind;
}

/** A dictionary's entries, also those of a stream; none for what is neither. */
export function entriesOf(value: PdfValue): PdfDictionary {
  if (value instanceof Map) return value;
  return isKind(value, "stream") ? value.entries : new Map<string, PdfValue>();
}

/** A name's text; "" for what is none. */
export function nameOf(value: PdfValue): string {
  return isKind(value, "name") ? value.name : "";
}

/** Where an object is written: in the file, or unpacked from a stream of objects. */
interface Place {
  readonly text: string;
  readonly at: number;
}

/** Where an object begins in the file, behind its head. */
interface Head {
  readonly number: number;
  readonly at: number;
}

/** The objects of the file with these bytes; null when they are locked by a password, even an empty one. */
export function openObjects(bytes: Uint8Array): PdfObjects | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  if (/\/Encrypt\b/.test(text)) return null;
  const heads = [...text.matchAll(/\b(\d{1,10})\s+\d{1,5}\s+obj\b/g)].map(
    ({ 0: head, 1: number, index }): Head => ({ number: Number(number), at: index + head.length }),
  );
  const places = new Map(heads.map(({ number, at }) => [number, { text, at }]));
  const known = new Map<number, PdfValue>();
  const packed = ({ start, end }: PdfStream) => bytes.subarray(start, end);

  function resolve(value: PdfValue | undefined): PdfValue {
    let found = value ?? null;
    for (let steps = 0; isKind(found, "reference"); steps += 1) {
      if (steps === furthest) return null;
      found = read(found.number);
    }
    return found;
  }

  function read(number: number): PdfValue {
    const before = known.get(number);
    if (before !== undefined) return before;
    // Nothing while it is read: a stream's length may refer to the stream.
    known.set(number, null);
    const place = places.get(number);
    const value = place === undefined ? null : valueAt(place, text, resolve);
    known.set(number, value);
    return value;
  }

  const streams = headsBefore(heads, /\/ObjStm\b/g, text).map(({ at }) =>
    valueAt({ text, at }, text, resolve),
  );
  for (const [number, place] of objectsInStreams(streams, packed)) {
    if (!places.has(number)) places.set(number, place);
  }
  known.clear();
  return { resolve, packed };
}

/** The objects in whose text the pattern stands. */
function headsBefore(heads: readonly Head[], pattern: RegExp, text: string): readonly Head[] {
  const found = new Set<Head>();
  let next = 0;
  for (const { index } of text.matchAll(pattern)) {
    while (next < heads.length && (heads[next]?.at ?? Infinity) <= index) next += 1;
    const head = heads[next - 1];
    if (head !== undefined) found.add(head);
  }
  return [...found];
}

function valueAt(
  place: Place,
  file: string,
  resolve: (value: PdfValue | undefined) => PdfValue,
): PdfValue {
  const reader = new PdfReader(place.text, place.at);
  const value = reader.next() ?? null;
  if (!(value instanceof Map) || place.text !== file) return value;
  const entries: PdfDictionary = value;
  const word = reader.next();
  if (!isKind(word, "operator") || word.name !== "stream") return value;
  const start =
    reader.at + (/^(?:\r\n|\n|\r)/.exec(file.slice(reader.at, reader.at + 2))?.[0].length ?? 0);
  const length = resolve(entries.get("Length"));
  const stated = typeof length === "number" && length >= 0 ? start + length : -1;
  if (stated !== -1 && /^\s*endstream/.test(file.slice(stated, stated + 12)))
    return { kind: "stream", entries, start, end: stated };
  const found = file.indexOf("endstream", start);
  return { kind: "stream", entries, start, end: found === -1 ? file.length : found };
}

/** Objects that are packed several in a stream. */
function objectsInStreams(
  streams: readonly PdfValue[],
  packed: (stream: PdfStream) => Uint8Array,
): ReadonlyMap<number, Place> {
  const places = new Map<number, Place>();
  let left = objectStreamsLimit;
  for (const stream of streams) {
    if (!isKind(stream, "stream")) continue;
    const unpacked = inflated(packed(stream), Math.min(objectStreamLimit, left));
    if (unpacked === null) continue;
    left -= unpacked.length;
    const text = unpacked.toString("latin1");
    const first = stream.entries.get("First");
    const reader = new PdfReader(text);
    const start = typeof first === "number" ? first : 0;
    while (reader.at < start) {
      const [key, offset] = [reader.next(), reader.next()];
      if (typeof key !== "number" || typeof offset !== "number") break;
      places.set(key, { text, at: start + offset });
    }
  }
  return places;
}

/** What a packed stream unpacks to, as far as it is whole; null when it is none or larger than `limit` bytes. */
export function inflated(bytes: Uint8Array, limit: number): Buffer | null {
  try {
    return inflateSync(bytes, {
      maxOutputLength: Math.max(limit, 1),
      // A stream that breaks off gives what came before.
      finishFlush: constants.Z_SYNC_FLUSH,
    });
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

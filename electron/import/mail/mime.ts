/**
 * Splits a MIME message into its parts: mail, and pages saved as MHTML. One pass over the lines with
 * a stack of open boundaries, so that neither depth nor number of parts matters for time.
 */
import { parameter } from "./mime-header.ts";

export interface MimePart {
  /** By lower-case name, as written but unfolded, one byte a unit; the first of each name counts. */
  readonly headers: ReadonlyMap<string, string>;
  /** Lower case, without parameters: `text/html`. */
  readonly mediaType: string;
  /** As declared; null when it is not. */
  readonly charset: string | null;
  /** Shared by the parts that say the same in other forms, from which one is to be chosen. */
  readonly choice: object | null;
  /** The content, its transfer encoding undone; never throws. */
  readonly read: () => Uint8Array;
}

export interface MimeMessage {
  readonly headers: ReadonlyMap<string, string>;
  /** Without the containers, in file order. */
  readonly parts: readonly MimePart[];
  /** Whether there were more than `partLimit`. */
  readonly cut: boolean;
}

/** Parts beyond this many are left out. */
export const partLimit = 10_000;
/** Bytes of one part's headers that are looked at. */
const headerBytes = 256 * 1024;
const lineFeed = 0x0a;
const dashes = Buffer.from("\n--");

interface Container {
  readonly boundary: string;
  readonly choice: object | null;
}

interface Delimiter {
  /** Where its line starts, and where the next one does. */
  readonly start: number;
  readonly end: number;
  /** The index of its container among the open ones. */
  readonly level: number;
  readonly closes: boolean;
}

/** Reads the whole file once. */
export function readMime(bytes: Uint8Array): MimeMessage {
  return new MimeReader(bytes).read();
}

class MimeReader {
  readonly #bytes: Buffer;
  readonly #open: Container[] = [];
  readonly #levels = new Map<string, number>();
  readonly #parts: MimePart[] = [];
  #cut = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  read(): MimeMessage {
    const first = this.#headers(0);
    this.#part(first.headers, first.end, null);
    return { headers: first.headers, parts: this.#parts, cut: this.#cut };
  }

  /** One part after the other, from the first one's headers to the end of the file. */
  #part(
    firstHeaders: ReadonlyMap<string, string>,
    firstBody: number,
    firstChoice: object | null,
  ): void {
    let headers = firstHeaders;
    let body = firstBody;
    let choice = firstChoice;
    for (;;) {
      const opened = this.#enter(headers, body, choice);
      let delimiter = this.#nextDelimiter(body);
      if (!opened) this.#leaf(headers, body, delimiter?.start ?? this.#bytes.length, choice);
      while (delimiter !== null) {
        this.#leave(delimiter.closes ? delimiter.level : delimiter.level + 1);
        if (!delimiter.closes) break;
        delimiter = this.#nextDelimiter(delimiter.end - 1);
      }
      if (delimiter === null) return;
      if (this.#parts.length >= partLimit) {
        this.#cut = true;
        return;
      }
      const next = this.#headers(delimiter.end);
      headers = next.headers;
      body = next.end;
      choice = this.#open.at(-1)?.choice ?? null;
    }
  }

  /** Opens a container; false for a part that is none. */
  #enter(headers: ReadonlyMap<string, string>, body: number, choice: object | null): boolean {
    const type = headers.get("content-type") ?? "";
    if (!/^\s*multipart\//i.test(type)) return false;
    const boundary = parameter(type, "boundary") ?? this.#likelyBoundary(body);
    if (boundary === null || this.#levels.has(boundary)) return false;
    const own = /^\s*multipart\/alternative/i.test(type) ? {} : null;
    this.#levels.set(boundary, this.#open.length);
    // What an alternative holds is chosen with it, however it is nested.
    this.#open.push({ boundary, choice: choice ?? own });
    return true;
  }

  #leave(level: number): void {
    for (const { boundary } of this.#open.splice(level)) this.#levels.delete(boundary);
  }

  /** The boundary of a container that forgot to name it: the first line that looks like one. */
  #likelyBoundary(body: number): string | null {
    const at = this.#bytes.indexOf(dashes, Math.max(body - 1, 0));
    if (at === -1 || at > body + 4_096) return null;
    const boundary = this.#line(at + 1)
      .text.slice(2)
      .trimEnd();
    return boundary === "" ? null : boundary;
  }

  #leaf(
    headers: ReadonlyMap<string, string>,
    start: number,
    next: number,
    choice: object | null,
  ): void {
    const type = headers.get("content-type") ?? "";
    const mediaType = (/^\s*([\w.+-]+\/[\w.+-]+)/.exec(type)?.[1] ?? "text/plain").toLowerCase();
    const encoding = (headers.get("content-transfer-encoding") ?? "").trim().toLowerCase();
    const bytes = this.#bytes.subarray(start, Math.max(start, this.#trimmed(next)));
    this.#parts.push({
      headers,
      mediaType,
      charset: parameter(type, "charset"),
      choice,
      read: () => decoded(bytes, encoding),
    });
  }

  /** The line end before a delimiter belongs to it. */
  #trimmed(next: number): number {
    if (next >= this.#bytes.length || this.#bytes[next - 1] !== lineFeed) return next;
    return this.#bytes[next - 2] === 0x0d ? next - 2 : next - 1;
  }

  #nextDelimiter(from: number): Delimiter | null {
    if (this.#levels.size === 0) return null;
    let at = this.#bytes.indexOf(dashes, Math.max(from - 1, 0));
    while (at !== -1) {
      const delimiter = this.#delimiter(at + 1);
      if (delimiter !== null) return delimiter;
      at = this.#bytes.indexOf(dashes, at + 1);
    }
    return null;
  }

  /** The delimiter whose line starts here; null when the line is none. */
  #delimiter(start: number): Delimiter | null {
    const { text, end } = this.#line(start);
    if (!text.startsWith("--")) return null;
    const name = text.slice(2).trimEnd();
    const level = this.#levels.get(name);
    if (level !== undefined) return { start, end, level, closes: false };
    const closed = name.endsWith("--") ? this.#levels.get(name.slice(0, -2)) : undefined;
    return closed === undefined ? null : { start, end, level: closed, closes: true };
  }

  /** The first units of the line at `start`, and where the next line starts. */
  #line(start: number): { readonly text: string; readonly end: number } {
    const at = this.#bytes.indexOf(lineFeed, start);
    const end = at === -1 ? this.#bytes.length : at + 1;
    return { text: this.#bytes.toString("latin1", start, Math.min(end, start + 512)), end };
  }

  /** Header lines from `start` up to a blank line or, where that is missing, a delimiter. */
  #headers(start: number): {
    readonly headers: ReadonlyMap<string, string>;
    readonly end: number;
  } {
    const lines: string[] = [];
    let at = start;
    while (at < this.#bytes.length) {
      const found = this.#bytes.indexOf(lineFeed, at);
      const end = found === -1 ? this.#bytes.length : found + 1;
      const line = this.#bytes
        .toString("latin1", at, Math.min(end, at + headerBytes))
        .replace(/[\r\n]+$/, "")
        .replaceAll("\0", "");
      if (line === "") {
        at = end;
        break;
      }
      if (line.startsWith("--") && this.#delimiter(at) !== null) break;
      if (at - start < headerBytes) lines.push(line);
      at = end;
    }
    return { headers: headerFields(lines), end: at };
  }
}

function headerFields(lines: readonly string[]): ReadonlyMap<string, string> {
  const fields = new Map<string, string[]>();
  let current: string[] | undefined;
  for (const line of lines) {
    const name = /^([\w-]{1,100})[ \t]*:/.exec(line);
    if (/^[ \t]/.test(line)) current?.push(` ${line.trimStart()}`);
    else if (name !== null) {
      current = [line.slice(name[0].length).trim()];
      const key = (name[1] ?? "").toLowerCase();
      if (!fields.has(key)) fields.set(key, current);
    } else current = undefined;
  }
  return new Map([...fields].map(([name, parts]) => [name, parts.join("")]));
}

function decoded(bytes: Buffer, encoding: string): Uint8Array {
  if (encoding === "base64") return new Uint8Array(Buffer.from(bytes.toString("latin1"), "base64"));
  return encoding === "quoted-printable" ? quotedPrintable(bytes) : bytes;
}

/** Undoes quoted-printable; signs that are no code stay as they are. */
export function quotedPrintable(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte !== 0x3d) {
      out[length] = byte;
      length += 1;
      continue;
    }
    const lineEnd = softBreak(bytes, at + 1);
    if (lineEnd > 0) {
      at = lineEnd;
      continue;
    }
    const code = hexDigit(bytes[at + 1]) * 16 + hexDigit(bytes[at + 2]);
    out[length] = code >= 0 ? code : byte;
    length += 1;
    if (code >= 0) at += 2;
  }
  return out.subarray(0, length);
}

/** The place of the line feed that ends a line which goes on; 0 when there is none. */
function softBreak(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < from + 100 && (bytes[at] === 0x20 || bytes[at] === 0x09)) at += 1;
  if (bytes[at] === 0x0d) at += 1;
  return bytes[at] === lineFeed ? at : 0;
}

/** A value far below zero for what is no digit. */
function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1_000;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1_000;
}

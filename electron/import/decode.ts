/**
 * Bytes to text. In order: byte order mark, UTF-16 by its zero bytes, valid UTF-8, what the file
 * declares, what jschardet makes of it, Windows-1252.
 *
 * iconv-lite does every legacy encoding: some Node releases decode windows-1252 wrongly in TextDecoder
 * (curly quotes become control characters), and it knows more encodings.
 */
import iconv from "iconv-lite";
import { detect } from "jschardet";
import { eastAsianKind } from "./east-asian.ts";
import { byteOrderMark, strictUtf8, utf16Kind } from "./unicode.ts";
import { counted } from "./losses.ts";

export interface Decoded {
  readonly text: string;
  /** As people write it: `UTF-8`, `windows-1252`, `Shift_JIS`. */
  readonly encoding: string;
  /** Sentences about guesses and damage. */
  readonly warnings: readonly string[];
}

/** How much of a file is looked at to guess, in bytes. */
const sampleLength = 64 * 1024;
/** Above this share of U+FFFD a guess was wrong. */
const damageLimit = 0.01;

/** `declared` is an encoding named by the file itself or its surroundings; null when there is none. */
export function decode(bytes: Uint8Array, declared: string | null = null): Decoded {
  const mark = byteOrderMark(bytes);
  if (mark !== null) {
    return damageNoted(decodeAs(bytes.subarray(mark.length), mark.encoding), mark.encoding, []);
  }

  const wide = utf16Kind(bytes);
  if (wide !== null) {
    return damageNoted(decodeAs(bytes, wide), wide, [guessed(wide)]);
  }
  const utf8 = strictUtf8(bytes);
  if (utf8 !== null && !hasShiftCodes(bytes))
    return { text: utf8, encoding: "UTF-8", warnings: [] };
  const usable = declared !== null && isKnown(declared) ? declared : null;
  if (usable !== null && !/^utf-?8$/i.test(usable)) {
    const text = decodeAs(bytes, usable);
    if (damage(text) <= damageLimit) return damageNoted(text, usable, []);
  }
  return mostlyUtf8(bytes) ?? guess(bytes);
}

function guess(bytes: Uint8Array): Decoded {
  const found = detect(Buffer.from(telling(bytes)).toString("latin1"));
  const encoding = found.encoding;
  if (encoding !== null && found.confidence > 0.2 && isKnown(encoding)) {
    const name = /^(ascii|iso-8859-1|utf-8)$/i.test(encoding) ? "windows-1252" : encoding;
    const text = decodeAs(bytes, name);
    if (damage(text) <= damageLimit) return damageNoted(text, name, [guessed(name)]);
  }
  // So few or so strange signs that their frequency tells nothing, as in a short list of names.
  const asian = eastAsianKind(telling(bytes));
  if (asian !== null) return damageNoted(decodeAs(bytes, asian), asian, [guessed(asian)]);
  const text = decodeAs(bytes, "windows-1252");
  return damageNoted(text, "windows-1252", [guessed("windows-1252")]);
}

function guessed(encoding: string): string {
  return `The file does not say how it is encoded; it was read as ${encoding}, judging by its bytes.`;
}

/** The encodings that iconv-lite lacks, in which Japanese and Korean mail was written for decades. */
const isIso2022Jp = (encoding: string): boolean => /^(?:cs)?iso-?2022-?jp$/i.test(encoding);
const isIso2022Kr = (encoding: string): boolean => /^(?:cs)?iso-?2022-?kr$/i.test(encoding);
/** Names that iconv-lite knows by others. */
const otherNames: ReadonlyMap<string, string> = new Map([["maclatin2", "maccenteuro"]]);

function isKnown(encoding: string): boolean {
  const name = otherNames.get(encoding.toLowerCase()) ?? encoding;
  return isIso2022Jp(name) || isIso2022Kr(name) || iconv.encodingExists(name);
}

function decodeAs(bytes: Uint8Array, encoding: string): string {
  if (isIso2022Jp(encoding)) return new TextDecoder("iso-2022-jp").decode(bytes);
  if (isIso2022Kr(encoding)) return iconv.decode(Buffer.from(withoutShifts(bytes)), "euc-kr");
  const name = otherNames.get(encoding.toLowerCase()) ?? encoding;
  return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name, {
    stripBOM: false,
  });
}

const shiftOut = 0x0e;
const shiftIn = 0x0f;

/** ISO-2022-KR as EUC-KR: what stands between the two shift codes has its eighth bit set. */
function withoutShifts(bytes: Uint8Array): Uint8Array {
  let isWide = false;
  const plain = Buffer.from(bytes).toString("latin1").replaceAll("\x1b$)C", "");
  return Buffer.from(plain, "latin1")
    .map((byte) => {
      if (byte === shiftOut || byte === shiftIn) isWide = byte === shiftOut;
      return isWide && byte > 0x20 ? byte | 0x80 : byte;
    })
    .filter((byte) => byte !== shiftOut && byte !== shiftIn);
}

/** UTF-8 with a few broken bytes, as truncated downloads and careless joins leave it. */
function mostlyUtf8(bytes: Uint8Array): Decoded | null {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(withoutSurrogates(bytes));
  let broken = 0;
  let wide = 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit === brokenStandIn) wide += 1;
    else if (unit === 0xfffd) broken += 1;
    else if (unit > 0x7f) wide += 1;
  }
  if (wide === 0 || broken > wide * 0.1) return null;
  return damageNoted(text.replaceAll(String.fromCharCode(brokenStandIn), "\ufffd"), "UTF-8", []);
}

/** Stands for a half surrogate while its bytes count as proof of UTF-8: a code that no text has. */
const brokenStandIn = 0xffff;

/** Half surrogates in the form of UTF-8, which some programs write and no decoder takes. */
function withoutSurrogates(bytes: Uint8Array): Uint8Array {
  let copy: Uint8Array | null = null;
  for (let at = bytes.indexOf(0xed); at !== -1; at = bytes.indexOf(0xed, at + 1)) {
    if ((bytes[at + 1] ?? 0) < 0xa0 || (bytes[at + 1] ?? 0) > 0xbf) continue;
    if ((bytes[at + 2] ?? 0) < 0x80 || (bytes[at + 2] ?? 0) > 0xbf) continue;
    copy ??= Uint8Array.from(bytes);
    copy.set([0xef, 0xbf, 0xbf], at);
  }
  return copy ?? bytes;
}

function damage(text: string): number {
  return text.length === 0 ? 0 : replacements(text) / text.length;
}

function replacements(text: string): number {
  let n = 0;
  for (let at = text.indexOf("\ufffd"); at !== -1; at = text.indexOf("\ufffd", at + 1)) n += 1;
  return n;
}

function damageNoted(text: string, encoding: string, warnings: readonly string[]): Decoded {
  const n = replacements(text);
  if (n === 0) return { text, encoding, warnings };
  return {
    text,
    encoding,
    warnings: [
      ...warnings,
      `${counted(n, "character")} could not be read as ${encoding} and ${n === 1 ? "is" : "are"} shown as �.`,
    ],
  };
}

/** Escape sequences of the 7-bit Japanese, Korean and Chinese encodings, which are valid UTF-8. */
function hasShiftCodes(bytes: Uint8Array): boolean {
  const escape = bytes.indexOf(0x1b);
  if (escape === -1) return false;
  return bytes[escape + 1] === 0x24 || (bytes[escape + 1] === 0x28 && bytes[escape + 2] !== 0x42);
}

/** Up to `sampleLength` bytes from where the first byte beyond ASCII stands. */
function telling(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte > 0x7f || byte === 0x1b);
  const line = first < 0 ? 0 : Math.max(0, bytes.lastIndexOf(0x0a, first));
  const start = first - line > sampleLength / 2 ? first : line;
  return bytes.subarray(start, start + sampleLength);
}

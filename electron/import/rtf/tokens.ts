/** RTF as a row of tokens. What belongs together is told by the reader. */

export type RtfToken =
  | { readonly kind: "open" | "close" }
  /** `\word` or `\word12`; `number` is null when there is none. */
  | { readonly kind: "word"; readonly word: string; readonly number: number | null }
  /** `\~`, `\*` and the like. */
  | { readonly kind: "symbol"; readonly symbol: string }
  /** Bytes of text in the encoding that holds there, without line ends. */
  | { readonly kind: "bytes"; readonly bytes: Uint8Array; readonly isHex: boolean }
  /** Data behind `\bin`. */
  | { readonly kind: "binary"; readonly bytes: Uint8Array };

const [backslash, openBrace, closeBrace, lineFeed, carriageReturn, hyphen, quote] = [
  0x5c, 0x7b, 0x7d, 0x0a, 0x0d, 0x2d, 0x27,
];

/** The tokens of a file; damaged ones are passed over. */
export function* rtfTokens(bytes: Uint8Array): Generator<RtfToken> {
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte === openBrace || byte === closeBrace) {
      at += 1;
      yield { kind: byte === openBrace ? "open" : "close" };
    } else if (byte === lineFeed || byte === carriageReturn) at += 1;
    else if (byte === backslash) {
      const { token, end } = control(bytes, at + 1);
      at = end;
      if (token !== null) yield token;
    } else {
      const end = endOfText(bytes, at);
      yield { kind: "bytes", bytes: bytes.subarray(at, end), isHex: false };
      at = end;
    }
  }
}

function endOfText(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && !isSpecial(bytes[at] ?? 0)) at += 1;
  return at;
}

function isSpecial(byte: number): boolean {
  return (
    byte === backslash ||
    byte === openBrace ||
    byte === closeBrace ||
    byte === lineFeed ||
    byte === carriageReturn
  );
}

function control(
  bytes: Uint8Array,
  from: number,
): { readonly token: RtfToken | null; readonly end: number } {
  const first = bytes[from];
  if (first === undefined) return { token: null, end: from };
  if (!isLetter(first)) {
    if (first !== quote) {
      return { token: { kind: "symbol", symbol: String.fromCharCode(first) }, end: from + 1 };
    }
    return hexadecimal(bytes, from);
  }
  let end = from;
  while (end < bytes.length && isLetter(bytes[end] ?? 0)) end += 1;
  const word = latin(bytes, from, Math.min(end, from + 40));
  const digits = end;
  if (bytes[end] === hyphen && isDigit(bytes[end + 1] ?? 0)) end += 1;
  while (end < bytes.length && isDigit(bytes[end] ?? 0)) end += 1;
  const written = latin(bytes, digits, Math.min(end, digits + 12));
  const number = written === "" ? null : Number(written);
  if (bytes[end] === 0x20) end += 1;
  if (word !== "bin") return { token: { kind: "word", word, number }, end };
  const stop = Math.min(end + Math.max(number ?? 0, 0), bytes.length);
  return { token: { kind: "binary", bytes: bytes.subarray(end, stop) }, end: stop };
}

/** Whole words come byte by byte, `\\'41\\'42`: all that follow one another are one token. */
function hexadecimal(
  bytes: Uint8Array,
  from: number,
): { readonly token: RtfToken | null; readonly end: number } {
  const values: number[] = [];
  let at = from;
  let end = from;
  while (bytes[at] === quote) {
    const value = Number.parseInt(latin(bytes, at + 1, at + 3), 16);
    if (!Number.isInteger(value)) break;
    values.push(value);
    end = at + 3;
    if (bytes[end] !== backslash) break;
    at = end + 1;
  }
  if (values.length === 0) return { token: null, end: from + 1 };
  return { token: { kind: "bytes", bytes: Uint8Array.from(values), isHex: true }, end };
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

function isLetter(byte: number): boolean {
  return (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a);
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** Files of many records in XML, taken apart before they are parsed: a broken record is one, and memory holds one. */
import { decode } from "./decode.ts";

/** The file as text: by its byte order mark, its bytes, or the encoding that it declares. */
export function xmlText(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, 200)).toString("latin1");
  const declared = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)/.exec(start)?.[1] ?? null;
  return decode(bytes, declared).text;
}

/** An element of a file as it is written; not `whole` when the file breaks off in it. */
export interface XmlPiece {
  readonly text: string;
  readonly whole: boolean;
}

/**
 * The elements of some names (a pattern such as `article`), the outermost ones that follow each other.
 * None of them may hold another of its name.
 */
export function* xmlPieces(text: string, names: string): Generator<XmlPiece> {
  // Comments and quoted text may hold what looks like a tag.
  const marks = new RegExp(
    String.raw`<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<(/?)(?:[\w-]+:)?(${names})(?=[\s>/])(?:[^<>"']|"[^"]*"|'[^']*')*>`,
    "g",
  );
  let open: { readonly start: number; readonly name: string } | null = null;
  for (const mark of text.matchAll(marks)) {
    const [written, slash, name] = mark;
    if (name === undefined) continue;
    if (slash === "/") {
      if (open === null || open.name !== name) continue;
      yield { text: text.slice(open.start, mark.index + written.length), whole: true };
      open = null;
    } else if (!written.endsWith("/>") && (open === null || open.name === name)) {
      if (open !== null) yield { text: text.slice(open.start, mark.index), whole: false };
      open = { start: mark.index, name };
    }
  }
  if (open !== null) yield { text: text.slice(open.start), whole: false };
}

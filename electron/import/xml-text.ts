/** XML as people write it by hand, made fit for a strict parser. */
import { decode } from "./decode.ts";
import { decodeEntities } from "./html/entities.ts";

/** Names that a file may use for characters at all; the rest stay as they are written. */
const entity = /&(?!(?:amp|lt|gt|quot|apos);)([a-zA-Z][\w.-]{0,40});/g;

/**
 * The bytes with the names of characters that HTML knows (`&nbsp;`) replaced by the characters, because
 * many files use them without declaring them. In UTF-8; names that nobody knows stay as text.
 */
export function withoutNamedCharacters(bytes: Uint8Array): Uint8Array {
  const start = Buffer.from(bytes.subarray(0, 200)).toString("latin1");
  const declared = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)/.exec(start)?.[1] ?? null;
  const { text } = decode(bytes, declared);
  const known = new Map<string, string>();
  const replaced = text.replace(entity, (written, name: string) => {
    const seen = known.get(name);
    if (seen !== undefined) return seen;
    const decoded = decodeEntities(written);
    const safe =
      decoded === written
        ? `&amp;${name};`
        : decoded.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`);
    known.set(name, safe);
    return safe;
  });
  return Buffer.from(replaced.toWellFormed());
}

/** `<a id="x"/>` as `<a id="x"></a>`: readers of HTML take the first for a tag that is never closed. */
export function expandEmptyTags(xhtml: string): string {
  return xhtml.replace(
    /<([a-z][\w:.-]*)((?:\s(?:[^<>"']|"[^"<]*"|'[^'<]*')*)?)\/>/gi,
    (tag, name: string, attributes: string) =>
      /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i.test(name)
        ? tag
        : `<${name}${attributes}></${name}>`,
  );
}

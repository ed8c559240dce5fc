/**
 * Where the files of an entry lie, as reference managers write it: a path, `title:path:type`, several
 * of these, a file address. Places come out with `/` between folders, from the root or relative.
 */

/** Kinds of files in the order in which they are tried for the text of a work. */
const preference: readonly RegExp[] = [
  /\.(?:pdf|epub|docx?|odt|rtf)$/i,
  /\.(?:html?|xhtml|mhtml?|webarchive|xml)$/i,
  /\.(?:md|markdown|txt)$/i,
];

/** The places in a `file` field, the likeliest text of the work first. */
export function placesIn(field: string): readonly string[] {
  const text = field.replaceAll("$\\backslash$", "\\").replace(/\{?\\_\}?/g, "_");
  return inOrder(recordsOf(text).map(placeOf));
}

/** A place as RIS and others write it, without a title or type. */
export function plainPlaces(texts: readonly string[]): readonly string[] {
  return inOrder(texts.map(cleaned));
}

function inOrder(places: readonly string[]): readonly string[] {
  const rank = (place: string): number => {
    const at = preference.findIndex((kind) => kind.test(place));
    return at === -1 ? preference.length : at;
  };
  const usable = places.filter(
    (place) => place !== "" && !/^[a-z][a-z\d+.-]+:/i.test(place) && !place.includes("\0"),
  );
  return [...new Set(usable)].sort((a, b) => rank(a) - rank(b));
}

/** Parts a field where one file ends and the next begins: at a ";" that no path goes on behind. */
function recordsOf(text: string): readonly string[] {
  const parts = splitUnescaped(text, ";");
  const records: string[] = [];
  for (const part of parts) {
    const last = records.at(-1);
    // A name may hold a ";" that the program did not escape: then it has no ending yet.
    if (last !== undefined && !/\.\w{1,11}(?::[^:]*)?$/.test(last))
      records[records.length - 1] = `${last};${part}`;
    else records.push(part);
  }
  return records.map((record) => record.trim()).filter((record) => /[^;:\s]/.test(record));
}

function placeOf(record: string): string {
  if (/^(?:file|https?):\/\//i.test(record)) return cleaned(record);
  const parts = splitUnescaped(record, ":");
  const [first = "", second = ""] = parts;
  if (parts.length === 1 || /^[a-z]:[\\/]/i.test(record)) return cleaned(unescaped(record));
  if (parts.length === 2) {
    // Either a title and a path or a path and a type.
    const isPath = /\.\w{1,11}$/.test(first.trim()) || /[\\/]/.test(first);
    return cleaned(unescaped(isPath && !/\.\w{1,11}$/.test(second) ? first : second));
  }
  const path = unescaped(parts.slice(1, -1).join(":")).trim();
  // Mendeley leaves out the first "/" of a path from the root.
  const root = first === "" && /^(?:Users|home|Volumes|mnt|media)\/[^/]+\//.test(path) ? "/" : "";
  return cleaned(root + path);
}

/** Parts at a sign that has no backslash before it. A backslash before anything else is a folder's. */
function splitUnescaped(text: string, sign: ";" | ":"): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "\\" && at + 1 < text.length && /[\\:;]/.test(text[at + 1] ?? "")) at += 1;
    else if (text[at] === sign) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}

function unescaped(text: string): string {
  return text.replace(/\\([\\:;])/g, "$1");
}

/** A path with "/" between folders; what a file address leads to; other addresses as they are. */
function cleaned(raw: string): string {
  const text = raw.trim().replace(/^<|>$/g, "");
  if (!/^file:/i.test(text)) {
    if (/^[a-z][a-z\d+.-]+:\/\//i.test(text)) return text;
    return text.replaceAll("\\", "/");
  }
  const path = text.replace(/^file:(?:\/\/(?:localhost(?=\/))?)?/i, "").replaceAll("\\", "/");
  return decoded(path).replace(/^\/(?=[a-z]:\/)/i, "");
}

/** With the characters that addresses write as `%20`; as it is when that is not what they mean. */
export function decoded(path: string): string {
  if (!/%[\da-f]{2}/i.test(path)) return path;
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
}

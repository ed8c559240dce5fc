/** What stands between `[[` and the caret, read as a question. Pure text in, values out. */

export interface LinkQuery {
  /**
   * Where `[[` starts in the text, or the `!` before it, and where the link's text ends: past `]]` when
   * that follows.
   */
  readonly start: number;
  readonly end: number;
  /** What to look for, trimmed. */
  readonly query: string;
  /** The words after `|`; null when there is none. */
  readonly label: string | null;
  /** Written as `![[`: what it names shall be shown here, not linked to. */
  readonly embed: boolean;
}

/** Longer than any title one types; what follows an older `[[` is prose. */
const longest = 120;

/** The link being typed at the caret; null when there is none. `caret` counts UTF-16 units. */
export function linkQueryAt(text: string, caret: number): LinkQuery | null {
  const before = text.slice(0, caret);
  const start = before.lastIndexOf("[[");
  if (start < 0) return null;
  const typed = before.slice(start + 2);
  if (typed.length > longest || /\]\]|\n/.test(typed)) return null;
  // A third bracket is somebody's array, not a link.
  if (typed.startsWith("[") || before[start - 1] === "[") return null;
  const bar = typed.indexOf("|");
  const embed = before[start - 1] === "!";
  return {
    embed,
    start: embed ? start - 1 : start,
    end: text.startsWith("]]", caret) ? caret + 2 : caret,
    query: (bar < 0 ? typed : typed.slice(0, bar)).trim(),
    label: bar < 0 ? null : typed.slice(bar + 1).trim(),
  };
}

/** The link that is closed right before the caret, as `[[query]]` or `[[query|label]]`; null for none. */
export function closedLinkAt(text: string, caret: number): LinkQuery | null {
  if (!text.slice(0, caret).endsWith("]]")) return null;
  const open = linkQueryAt(text.slice(0, caret), caret - 2);
  return open === null || open.query === "" ? null : open;
}

/** What is looked for of a note or article: the words after `#` or `^`; null without such a sign. */
export function partOf(query: string): string | null {
  const at = query.search(/[#^]/);
  return at < 0 ? null : query.slice(at + 1).trim();
}

/**
 * Where the letters of a query stand in a title, in order, case aside: spans [start, end) in UTF-16
 * units. Null when they do not all occur. Whole runs are preferred to scattered letters.
 */
export function fuzzySpans(
  title: string,
  query: string,
): readonly (readonly [number, number])[] | null {
  const hay = title.toLowerCase();
  const needle = query.toLowerCase();
  // Lower case may be longer than the original (İ); then positions say nothing.
  if (needle === "" || hay.length !== title.length) return needle === "" ? [] : null;
  const whole = hay.indexOf(needle);
  if (whole >= 0) return [[whole, whole + needle.length]];
  const spans: [number, number][] = [];
  let at = 0;
  for (const letter of needle) {
    const found = hay.indexOf(letter, at);
    if (found < 0) return null;
    const last = spans.at(-1);
    if (last && last[1] === found) last[1] = found + letter.length;
    else spans.push([found, found + letter.length]);
    at = found + letter.length;
  }
  return spans;
}

/** An address typed where a title could be: it becomes a web link. Null when it is none. */
export function addressIn(query: string): string | null {
  if (/\s/.test(query)) return null;
  return /^(https?:\/\/[^\s.]+\S*|mailto:\S+@\S+)$/i.test(query) ? query : null;
}

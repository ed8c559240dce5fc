/**
 * What every text goes through once, at import: after it, text is well-formed, in Unicode's composed
 * form (NFC), with plain line feeds and without characters that nobody can see. Applying it again
 * changes nothing. Bidirectional marks stay: they decide how Arabic and Hebrew text reads.
 */

/** How often each thing was changed. */
export interface TextChanges {
  /** CR LF, CR, NEL, U+2028, U+2029, form feeds and vertical tabs that became line feeds. */
  readonly lineEnds: number;
  /** U+0000. */
  readonly nulls: number;
  /** Other control characters. */
  readonly controls: number;
  /** Soft hyphens, zero-width spaces, byte order marks, and joiners outside of words. */
  readonly invisible: number;
  /** Halves of surrogate pairs, replaced by U+FFFD. */
  readonly surrogates: number;
  /** Texts (not characters) that were not in NFC. */
  readonly composed: number;
}

export const noChanges: TextChanges = {
  lineEnds: 0,
  nulls: 0,
  controls: 0,
  invisible: 0,
  surrogates: 0,
  composed: 0,
};

const lineEnd = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const control = /[\u0001-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]/g;
const invisible = /[\u00ad\u200b\u2060\ufeff]/g;
/** All that may go without being seen to go. */
const unseen = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
/** A joiner counts as part of a word (or of an emoji) between two characters that can be joined. */
const joiner =
  /(?<![\p{L}\p{M}\p{N}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200c\u200d]+|[\u200c\u200d]{2,}|[\u200c\u200d](?![\p{L}\p{M}\p{N}\p{Extended_Pictographic}])/gu;
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** Nothing outside of this needs any step but NFC. */
const suspect =
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200d\u2028\u2029\u2060\ufeff]/;

/** True when `normaliseText` would return `text` itself. */
export function isNormal(text: string): boolean {
  if (!text.isWellFormed() || text.normalize("NFC") !== text) return false;
  return !suspect.test(text) || strip(text) === text;
}

/** The text as the notebook keeps it, and what was changed to get there. */
export function normaliseText(raw: string): {
  readonly text: string;
  readonly changes: TextChanges;
} {
  if (isNormal(raw)) return { text: raw, changes: noChanges };
  const stripped = strip(raw).toWellFormed();
  let text = stripped.normalize("NFC");
  const composed = text === stripped ? 0 : 1;
  // Composing may turn the letter before a joiner into a sign that joins nothing: then once more.
  while (!isNormal(text)) text = strip(text).normalize("NFC");
  return {
    text,
    changes: {
      lineEnds: count(raw, lineEnd),
      nulls: count(raw, /\0/g),
      controls: count(raw, control),
      invisible: count(raw, unseen) - count(text, unseen),
      surrogates: count(raw, loneSurrogate),
      composed,
    },
  };
}

/** The sum of two records. */
export function addChanges(a: TextChanges, b: TextChanges): TextChanges {
  if (b === noChanges) return a;
  return {
    lineEnds: a.lineEnds + b.lineEnds,
    nulls: a.nulls + b.nulls,
    controls: a.controls + b.controls,
    invisible: a.invisible + b.invisible,
    surrogates: a.surrogates + b.surrogates,
    composed: a.composed + b.composed,
  };
}

/** One plain sentence for each kind of change that happened. */
export function describeChanges(changes: TextChanges): readonly string[] {
  const { lineEnds, nulls, controls, invisible: hidden, surrogates, composed } = changes;
  return [
    say(lineEnds, "line end was", "line ends were", "made a plain line feed."),
    say(nulls, "NUL character was", "NUL characters were", "left out."),
    say(controls, "control character was", "control characters were", "left out."),
    say(
      hidden,
      "invisible character (soft hyphen or zero-width space) was",
      "invisible characters (soft hyphens, zero-width spaces) were",
      "left out.",
    ),
    say(surrogates, "broken character was", "broken characters were", "replaced by �."),
    composed > 0 ? "Letters written as a base and separate accents were composed." : "",
  ].filter((sentence) => sentence !== "");
}

function say(n: number, one: string, many: string, rest: string): string {
  if (n === 0) return "";
  return `${n.toLocaleString("en-US")} ${n === 1 ? one : many} ${rest}`;
}

function strip(raw: string): string {
  if (!suspect.test(raw)) return raw;
  return raw
    .replace(lineEnd, "\n")
    .replaceAll("\0", "")
    .replace(control, "")
    .replace(invisible, "")
    .replace(joiner, "");
}

function count(text: string, pattern: RegExp): number {
  let n = 0;
  for (const _ of text.matchAll(pattern)) n += 1;
  return n;
}

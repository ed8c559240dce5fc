/**
 * Text as the seal compares it: cut into words and marks, each with a key that is the same for all the
 * ways a typesetter might set it. Unicode's compatibility forms, the kind of a quotation mark or dash,
 * spaces and invisible characters are typography; a letter, its case, a digit or a comma are not.
 */

/** A word, or a mark that stands between words. */
export interface Token {
  /** Equal for two tokens exactly when they differ in typography only. */
  readonly key: string;
  /** [start, end) in UTF-16 units of the text as given. */
  readonly start: number;
  readonly end: number;
  /**
   * `letter` is one letter of a script that is written without spaces; `quote` any quotation mark,
   * `ellipsis` three dots or their character, `dash` any hyphen or dash, `mark` everything else.
   */
  readonly kind: "word" | "letter" | "quote" | "ellipsis" | "dash" | "mark";
  /** What stands between this token and the one before it; "line" also at the start of the text. */
  readonly gap: "none" | "space" | "line";
}

const unseen =
  "\\u00ad\\u034f\\u061c\\u0640\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff\\ufe00-\\ufe0f";
const unseenOnly = new RegExp(`[${unseen}]`, "g");
/** A character that is not plain ASCII, with the marks that ride on it. */
const special = /[^\n\t -~][\p{M}\uff9e\uff9f]*|[ -~][\p{M}\uff9e\uff9f]+/gu;

/** What Unicode's compatibility decomposition leaves apart, or maps to the wrong thing. */
const setAs: ReadonlyMap<string, string> = new Map(
  (
    [
      ['"', "“”„‟«»‹›「」『』｢｣〝〞〟″＂"],
      ["'", "‘’‚‛ʼʻʹ′´＇"],
      ["-", "‐‑‒–—―⸺⸻−﹘﹣－⁃"],
      ["/", "⁄∕"],
      ["[", "〔［"],
      ["]", "〕］"],
      ["~", "〜～"],
      ["...", "⋯"],
      [".", "。｡"],
      ["\n", "\r\v\f\u0085\u2028\u2029"],
    ] as const
  ).flatMap(([plain, forms]) => Array.from(forms, (form) => [form, plain] as const)),
);

/** A stretch that folding made longer or shorter: where it stands folded, and where it stood. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

interface Folded {
  readonly text: string;
  readonly changes: readonly Change[];
}

/** One cluster in its plainest form. `before` is the character in front of it. */
function plainForm(cluster: string, before: string): string {
  const known = setAs.get(cluster);
  if (known !== undefined) return known;
  const plain = cluster
    .replace(unseenOnly, "")
    .normalize("NFKC")
    .replaceAll("\u2044", "/")
    .replace(/[‐-―−]/g, "-");
  // 10² is not 102, and 3½ is not 31/2: what was set apart by its size stays apart.
  if (/^\p{No}/u.test(cluster) && /\p{Nd}/u.test(before))
    return `${plain.includes("/") ? " " : "^"}${plain}`;
  return plain;
}

function foldTypography(text: string): Folded {
  const changes: Change[] = [];
  let folded = "";
  let written = 0;
  for (const match of text.matchAll(special)) {
    const from = match.index;
    const to = from + match[0].length;
    folded += text.slice(written, from);
    const start = folded.length;
    folded += plainForm(match[0], text.charAt(from - 1));
    written = to;
    if (folded.length - start !== to - from) changes.push({ start, end: folded.length, from, to });
  }
  return { text: folded + text.slice(written), changes };
}

/** Leads from ascending places in the folded text to those in the text it was made of. */
function originals(changes: readonly Change[]): (at: number, edge: "start" | "end") => number {
  let next = 0;
  let by = 0;
  return (at, edge) => {
    let change = changes[next];
    for (; change !== undefined && change.end <= at; change = changes[next]) {
      by = change.to - change.end;
      next += 1;
    }
    if (change === undefined || at <= change.start) return at + by;
    return edge === "start" ? change.from : change.to;
  };
}

const unspaced =
  "[[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}]&&\\p{L}]";
const inWord = `[[\\p{L}\\p{M}\\p{N}\\p{Co}]--${unspaced}]`;
/** An apostrophe holds a word together; a stop, comma, colon or stroke holds a number together. */
const token = new RegExp(
  [
    "(?<ellipsis>\\.(?:[ \\t]?\\.){2,})",
    `(?<letter>${unspaced}\\p{M}*)`,
    `(?<word>[[\\p{L}\\p{N}\\p{Co}]--${unspaced}]${inWord}*(?:(?:['\\x60]|(?<=\\p{N})[.,:\\/](?=\\p{N}))${inWord}+)*)`,
    "(?<dash>-+)",
    "(?<quote>\"|''?|\\x60{1,2})",
    "(?<mark>\\S)",
  ].join("|"),
  "gv",
);

/** The words and marks of a text, in order. */
export function tokensOf(text: string): readonly Token[] {
  const { text: folded, changes } = foldTypography(text);
  const original = originals(changes);
  const tokens: Token[] = [];
  let last = 0;
  for (const match of folded.matchAll(token)) {
    const at = match.index + match[0].length;
    const gap = tokens.length === 0 ? "line" : gapOf(folded, last, match.index);
    // What one character became may be several tokens: the first of them takes its place.
    const start = Math.max(original(match.index, "start"), tokens.at(-1)?.end ?? 0);
    const end = original(at, "end");
    if (match.groups?.["ellipsis"] === undefined)
      tokens.push({ ...kindOf(match), start, end, gap });
    else tokens.push(...dots(match[0], start, end, gap));
    last = at;
  }
  return tokens;
}

function gapOf(text: string, from: number, to: number): Token["gap"] {
  if (from === to) return "none";
  return text.slice(from, to).includes("\n") ? "line" : "space";
}

function kindOf(match: RegExpExecArray): Pick<Token, "key" | "kind"> {
  const { letter, word, dash, quote } = match.groups ?? {};
  if (word !== undefined) return { key: word.replaceAll("`", "'"), kind: "word" };
  if (letter !== undefined) return { key: letter, kind: "letter" };
  if (dash !== undefined) return { key: "-", kind: "dash" };
  if (quote !== undefined) return { key: '"', kind: "quote" };
  return { key: match[0], kind: "mark" };
}

/** Four dots are a full stop and three dots; the spaces between them are typography. */
function dots(text: string, start: number, end: number, gap: Token["gap"]): readonly Token[] {
  if (text.replace(/[^.]/g, "").length !== 4)
    return [{ key: "…", kind: "ellipsis", start, end, gap }];
  return [
    { key: ".", kind: "mark", start, end: start + 1, gap },
    { key: "…", kind: "ellipsis", start: start + 1, end, gap: "none" },
  ];
}

/** Whether a token is (part of) what is said, rather than a mark. */
export function isWord({ kind }: Token): boolean {
  return kind === "word" || kind === "letter";
}

/**
 * The tokens with words joined that a line end had divided ("govern-" and "ment"), where `others`, the
 * words of the text it is compared with, has the whole word; only there a hyphen that divides can be
 * told from one that joins.
 */
export function joinDivided(
  tokens: readonly Token[],
  others: ReadonlySet<string>,
): readonly Token[] {
  if (!tokens.some((each, index) => isDivision(tokens, each, index))) return tokens;
  const joined: Token[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const each = tokens[index];
    const before = joined.at(-1);
    const next = tokens[index + 1];
    if (each === undefined) break;
    if (before !== undefined && next !== undefined && isDivision(tokens, each, index)) {
      const whole = before.key + next.key;
      if (others.has(whole)) {
        joined[joined.length - 1] = { ...before, key: whole, end: next.end };
        index += 1;
        continue;
      }
    }
    joined.push(each);
  }
  return joined;
}

function isDivision(tokens: readonly Token[], { kind, gap }: Token, index: number): boolean {
  if (kind !== "dash" || gap !== "none") return false;
  const next = tokens[index + 1];
  return tokens[index - 1]?.kind === "word" && next?.kind === "word" && next.gap !== "none";
}

/** How many words there are; two letters of a script without spaces count as one. */
export function countedWords(tokens: readonly Token[]): number {
  let halves = 0;
  for (const { kind } of tokens) halves += kind === "word" ? 2 : kind === "letter" ? 1 : 0;
  return Math.floor(halves / 2);
}

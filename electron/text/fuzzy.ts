/**
 * Matching what someone types against titles and command labels: every word typed must be found, best
 * at the beginning of a word, as initials, or anywhere in order.
 */

export interface FuzzyMatch {
  /** Higher is better; comparable between titles for the same query only. */
  readonly score: number;
  /** Spans of the title that matched, [start, end) in UTF-16 units, in order, apart. */
  readonly matches: readonly (readonly [number, number])[];
}

/** Folded text with, for each unit of it, where in the original its character begins. */
interface Folded {
  readonly text: string;
  /** One longer than the text; the last is the original's length. Null when positions are the same. */
  readonly origins: readonly number[] | null;
}

const plain = /^[\n\t -~]*$/;

function foldWithOrigins(title: string): Folded {
  if (plain.test(title)) return { text: title.toLowerCase(), origins: null };
  const origins: number[] = [];
  let text = "";
  let at = 0;
  for (const character of title) {
    const folded = character
      .normalize("NFD")
      .replace(/[\u0300-\u036f]+/g, "")
      .normalize("NFC")
      .toLowerCase()
      .replaceAll("ς", "σ");
    text += folded;
    for (let unit = 0; unit < folded.length; unit += 1) origins.push(at);
    at += character.length;
  }
  origins.push(title.length);
  return { text, origins };
}

/** A bit for each letter and digit in a folded text: a title without a query's bits cannot match it. */
export function letterMask(folded: string): number {
  let mask = 0;
  for (let index = 0; index < folded.length; index += 1) {
    const unit = folded.charCodeAt(index);
    if (unit >= 97 && unit <= 122) mask |= 1 << (unit - 97);
    else if (unit >= 48 && unit <= 57) mask |= 1 << 26;
    else if (unit > 127) mask |= 1 << (27 + (unit & 3));
  }
  return mask;
}

const letter = /[\p{L}\p{N}]/u;

function isLetter(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit < 128) return (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57);
  return (unit >= 0xd800 && unit <= 0xdfff) || letter.test(text.charAt(at));
}

function beginsWord(text: string, at: number): boolean {
  return at === 0 || (!isLetter(text, at - 1) && isLetter(text, at));
}

type Spans = readonly (readonly [number, number])[];

/** Where the next word begins, at `from` at the earliest; -1 when there is none. */
function nextWord(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) if (beginsWord(text, at)) return at;
  return -1;
}

/** The first letters of the words of a folded title. */
function initialsOf(text: string): string {
  let initials = "";
  for (let at = nextWord(text, 0); at >= 0; at = nextWord(text, at + 1))
    initials += text.charAt(at);
  return initials;
}

/** Where the word stands as it is, best at the beginning of a word; -1 when it does not. */
function wholeAt(word: string, text: string): number {
  const first = text.indexOf(word);
  let at = first;
  while (at >= 0 && !beginsWord(text, at)) at = text.indexOf(word, at + 1);
  return at >= 0 ? at : first;
}

function wholeScore(word: string, text: string, at: number): number {
  const begins = beginsWord(text, at);
  const end = at + word.length;
  const whole = begins && (end === text.length || !isLetter(text, end));
  const place = (begins ? 80 : 40) + (whole ? 10 : 0) + (at === 0 ? 10 : 0);
  return place + Math.min(20, word.length * 2);
}

/** The number of the word from which on the word's letters are initials; -1 when there is none. */
function initialsAt(word: string, initials: string): number {
  return word.length > 1 ? initials.indexOf(word) : -1;
}

function initialSpans(word: string, text: string, nth: number): Spans {
  let at = nextWord(text, 0);
  for (let skipped = 0; skipped < nth; skipped += 1) at = nextWord(text, at + 1);
  return Array.from(word, () => {
    const span = [at, at + 1] as const;
    at = nextWord(text, at + 1);
    return span;
  });
}

/** Where the word's letters begin to stand in order and close together; -1 when they do not. */
function scatteredAt(word: string, text: string): number {
  if (word.length < 2) return -1;
  // Forward for the first end at which all letters are there, then back from it for the latest start.
  let end = -1;
  for (let index = 0; index < word.length; index += 1) {
    end = text.indexOf(word.charAt(index), end + 1);
    if (end < 0) return -1;
  }
  let first = end + 1;
  for (let index = word.length - 1; index >= 0; index -= 1)
    first = text.lastIndexOf(word.charAt(index), first - 1);
  // Letters strewn over the whole title are chance, not meaning.
  return end + 1 - first > word.length * 4 + 4 ? -1 : first;
}

function scatteredScore(word: string, text: string, first: number): number {
  let starts = 0;
  let at = first;
  for (let index = 0; index < word.length; index += 1) {
    at = text.indexOf(word.charAt(index), index === 0 ? first : at + 1);
    if (beginsWord(text, at)) starts += 1;
  }
  return 20 + starts * 6 - (at + 1 - first - word.length);
}

function scatteredSpans(word: string, text: string, first: number): Spans {
  let at = first - 1;
  return Array.from({ length: word.length }, (_, index) => {
    at = text.indexOf(word.charAt(index), at + 1);
    return [at, at + 1] as const;
  });
}

function joined(
  spans: readonly (readonly [number, number])[],
): readonly (readonly [number, number])[] {
  const result: [number, number][] = [];
  for (const [start, end] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}

/** The words of what was typed, folded as titles are. */
export function queryWords(query: string): readonly string[] {
  return foldWithOrigins(query)
    .text.split(/\s+/)
    .filter((word) => word !== "");
}

/**
 * How well a title answers what was typed; null when a word of it is not there. Case, diacritics and
 * the order of words do not matter.
 */
export function fuzzyMatch(query: string, title: string): FuzzyMatch | null {
  return matchWords(queryWords(query), foldWithOrigins(title));
}

/** A title prepared for being gone through with very many others. */
export interface FoldedTitle {
  readonly folded: string;
  readonly initials: string;
  /** Its {@link letterMask}. */
  readonly mask: number;
  /** That of its initials. */
  readonly initialMask: number;
}

/** Prepares a title that is folded already. */
export function foldedTitle(folded: string): FoldedTitle {
  const initials = initialsOf(folded);
  return { folded, initials, mask: letterMask(folded), initialMask: letterMask(initials) };
}

/** What was typed, prepared for being looked for in very many titles. */
export interface TitleQuery {
  readonly words: readonly string[];
  /** All words in a row. */
  readonly phrase: string;
  /** Its longest word, which most titles do not have. */
  readonly longest: string;
  readonly mask: number;
  /** The {@link letterMask} of each letter of a single word; empty for several. */
  readonly letters: readonly number[];
}

/** Prepares what was typed. */
export function titleQuery(query: string): TitleQuery {
  return preparedQuery(queryWords(query));
}

function preparedQuery(words: readonly string[]): TitleQuery {
  return {
    words,
    phrase: words.join(" "),
    longest: words.reduce((longest, word) => (word.length > longest.length ? word : longest), ""),
    mask: letterMask(words.join("")),
    letters: words.length === 1 ? Array.from(words[0] ?? "", letterMask) : [],
  };
}

/** More than this no title of its length scores. */
export function mostScore({ words, longest, phrase }: TitleQuery, { folded }: FoldedTitle): number {
  const length = Math.min(12, folded.length / 12);
  if (words.length > 1) return 120 + Math.min(20, phrase.length * 2) - length;
  return 100 + Math.min(20, longest.length * 2) - length;
}

/**
 * More than this no title scores in which a single word does not stand as it is: by initials, or by its
 * letters strewn about, of which each counts most that begins a word.
 */
export function mostLooseScore(
  { letters }: TitleQuery,
  { folded, initialMask }: FoldedTitle,
): number {
  let initials = 0;
  for (const letter of letters) if ((initialMask & letter) === letter) initials += 1;
  const most = initials === letters.length ? 70 : 0;
  return Math.max(most, 20 + initials * 6) - Math.min(12, folded.length / 12);
}

/**
 * The score of a prepared title; null when it does not match. `loosely` also takes initials and letters
 * strewn about, which costs more. Makes no garbage: it runs for each title at each key.
 */
export function scoreFolded(
  { words, phrase, longest, mask }: TitleQuery,
  title: FoldedTitle,
  loosely: boolean,
): number | null {
  if ((title.mask & mask) !== mask) return null;
  const { folded: text, initials } = title;
  if (!loosely && !text.includes(longest)) return null;
  // Among equals the shorter title is meant: more of it was typed.
  const length = Math.min(12, text.length / 12);
  let sum = 0;
  for (const word of words) {
    const score = wordScore(word, text, initials, loosely);
    if (score < 0) return null;
    sum += score;
  }
  if (words.length > 1) {
    const at = wholeAt(phrase, text);
    if (at >= 0) return wholeScore(phrase, text, at) + 20 - length;
  }
  return words.length === 0 ? 0 : sum / words.length - length;
}

/**
 * What {@link scoreFolded} gives `loosely` to a title in which a single word does not stand as it is, which
 * is known from having looked for it. Most others are told by their initials alone.
 */
export function looseScore({ words, letters }: TitleQuery, title: FoldedTitle): number | null {
  const { folded, initials, initialMask } = title;
  const [word = ""] = words;
  const begins = (letter: number) => (initialMask & letter) === letter;
  if (!begins(letters[0] ?? 0)) return null;
  const initial = letters.every(begins) ? initialsScore(word, initials) : -1;
  const score = initial >= 0 ? initial : strewnScore(word, folded, initials);
  return score < 0 ? null : score - Math.min(12, folded.length / 12);
}

/** -1 when the word is not there; strewn letters score more than that as long as they stand close. */
function wordScore(word: string, text: string, initials: string, loosely: boolean): number {
  const whole = wholeAt(word, text);
  if (whole >= 0) return wholeScore(word, text, whole);
  if (!loosely) return -1;
  const initial = initialsScore(word, initials);
  return initial >= 0 ? initial : strewnScore(word, text, initials);
}

function initialsScore(word: string, initials: string): number {
  const nth = initialsAt(word, initials);
  return nth < 0 ? -1 : nth === 0 ? 70 : 60;
}

function strewnScore(word: string, text: string, initials: string): number {
  // Whoever leaves letters out begins with the first of a word.
  const first = initials.includes(word.charAt(0)) ? scatteredAt(word, text) : -1;
  return first < 0 ? -1 : Math.max(0, scatteredScore(word, text, first));
}

function wordSpans(word: string, text: string, initials: string): Spans {
  const whole = wholeAt(word, text);
  if (whole >= 0) return [[whole, whole + word.length]];
  const nth = initialsAt(word, initials);
  if (nth >= 0) return initialSpans(word, text, nth);
  return scatteredSpans(word, text, scatteredAt(word, text));
}

function matchWords(words: readonly string[], folded: Folded): FuzzyMatch | null {
  if (words.length === 0) return { score: 0, matches: [] };
  const title = foldedTitle(folded.text);
  const query = preparedQuery(words);
  const score = scoreFolded(query, title, true);
  if (score === null) return null;
  const { phrase } = query;
  const together = words.length > 1 && title.folded.includes(phrase) ? [phrase] : words;
  const spans = together.flatMap((word) => wordSpans(word, title.folded, title.initials));
  return { score, matches: joined(spans.map((span) => original(span, folded))) };
}

function original([start, end]: readonly [number, number], { origins }: Folded): [number, number] {
  if (origins === null) return [start, end];
  const from = origins[start] ?? 0;
  // A character may fold to several units: the span ends where the next character begins.
  let to = end;
  while (to < origins.length - 1 && origins[to] === origins[end - 1]) to += 1;
  return [from, origins[to] ?? from];
}

/**
 * The items that answer a query, best first; equal ones in the order given, so give recent ones first.
 * An empty query gives the items as they are.
 */
export function rankByMatch<Item>(
  query: string,
  items: readonly Item[],
  titleOf: (item: Item) => string,
  limit: number,
): readonly { readonly item: Item; readonly matches: FuzzyMatch["matches"] }[] {
  return items
    .map((item, index) => ({ item, index, match: fuzzyMatch(query, titleOf(item)) }))
    .flatMap(({ item, index, match }) => (match === null ? [] : [{ item, index, ...match }]))
    .toSorted((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, limit)
    .map(({ item, matches }) => ({ item, matches }));
}

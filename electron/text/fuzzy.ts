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

interface Found {
  readonly score: number;
  readonly spans: readonly (readonly [number, number])[];
}

/** The word as it stands in the title, best at the beginning of it or of a word. */
function findWhole(word: string, text: string): Found | null {
  let at = text.indexOf(word);
  if (at < 0) return null;
  let best = at;
  while (at >= 0 && !beginsWord(text, at)) at = text.indexOf(word, at + 1);
  if (at >= 0) best = at;
  const end = best + word.length;
  const begins = at >= 0;
  const whole = begins && (end === text.length || !isLetter(text, end));
  const score = (begins ? 80 : 40) + (whole ? 10 : 0) + (best === 0 ? 10 : 0);
  return { score: score + Math.min(20, word.length * 2), spans: [[best, end]] };
}

/** The word as initials of words that follow one another. */
function findInitials(word: string, text: string): Found | null {
  if (word.length < 2) return null;
  for (
    let first = nextWord(text, 0), nth = 0;
    first >= 0;
    first = nextWord(text, first + 1), nth += 1
  ) {
    const spans: (readonly [number, number])[] = [];
    for (let at = first, index = 0; at >= 0; at = nextWord(text, at + 1), index += 1) {
      if (text.charCodeAt(at) !== word.charCodeAt(index)) break;
      spans.push([at, at + 1]);
      if (spans.length === word.length) return { score: nth === 0 ? 70 : 60, spans };
    }
  }
  return null;
}

/** Where the next word begins, at `from` at the earliest; -1 when there is none. */
function nextWord(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) if (beginsWord(text, at)) return at;
  return -1;
}

/** The letters of the word in order, from the place that keeps them closest together. */
function findScattered(word: string, text: string): Found | null {
  // Forward for the first end at which all letters are there, then back from it for the latest start.
  let end = -1;
  for (let index = 0; index < word.length; index += 1) {
    end = text.indexOf(word.charAt(index), end + 1);
    if (end < 0) return null;
  }
  let first = end + 1;
  for (let index = word.length - 1; index >= 0; index -= 1)
    first = text.lastIndexOf(word.charAt(index), first - 1);
  const spread = end + 1 - first;
  // Letters strewn over the whole title are chance, not meaning.
  if (spread > word.length * 4 + 4) return null;
  const places: number[] = [];
  for (let at = first, index = 0; index < word.length; at += 1, index += 1) {
    at = text.indexOf(word.charAt(index), at);
    places.push(at);
  }
  const starts = places.filter((place) => beginsWord(text, place)).length;
  const score = 20 + starts * 6 - (spread - word.length);
  return { score, spans: joined(places.map((place) => [place, place + 1] as const)) };
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

/**
 * The score of a title that is folded already, for going through very many; null when it does not
 * match. `loosely` also takes initials and letters strewn about, which costs more.
 */
export function scoreFolded(
  words: readonly string[],
  folded: string,
  loosely: boolean,
): number | null {
  if (!loosely && !words.every((word) => folded.includes(word))) return null;
  return matchWords(words, { text: folded, origins: null })?.score ?? null;
}

function matchWords(words: readonly string[], folded: Folded): FuzzyMatch | null {
  if (words.length === 0) return { score: 0, matches: [] };
  // Among equals the shorter title is meant: more of it was typed.
  const length = Math.min(12, folded.text.length / 12);
  const whole = words.length > 1 ? findWhole(words.join(" "), folded.text) : null;
  if (whole !== null) return matchOf(whole.score + 20 - length, whole.spans, folded);
  let score = 0;
  const spans: (readonly [number, number])[] = [];
  for (const word of words) {
    const found =
      findWhole(word, folded.text) ??
      findInitials(word, folded.text) ??
      (word.length > 1 ? findScattered(word, folded.text) : null);
    if (found === null) return null;
    score += found.score;
    spans.push(...found.spans);
  }
  return matchOf(score / words.length - length, spans, folded);
}

function matchOf(score: number, spans: Found["spans"], folded: Folded): FuzzyMatch {
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

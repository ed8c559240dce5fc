/** The best of very many titles for what was typed. */
import {
  looseScore,
  mostLooseScore,
  mostScore,
  scoreFolded,
  type FoldedTitle,
  type TitleQuery,
} from "./fuzzy.ts";

interface Scored<Title> {
  readonly title: Title;
  readonly score: number;
}

/** What was looked at last is likely to be meant again: that much more for the first. */
const mostForRecent = 10;
const lessForEach = 0.2;

/**
 * The titles that answer a query, best first; `recent` are among them, last used first, and count for
 * more. Initials and letters strewn about are looked for only where the words themselves are not found,
 * and in queries of at most `mostLoose` words.
 */
export function bestTitles<Title extends FoldedTitle>(
  query: TitleQuery,
  titles: Iterable<Title>,
  recent: readonly Title[],
  limit: number,
  mostLoose = Infinity,
): readonly Title[] {
  const search = { query, titles, recent, limit };
  const strict = best({ ...search, loosely: false, known: [] });
  // Several words that were found are meant as they are.
  const { length } = query.words;
  const isEnough = strict.length >= limit || (length > 1 && strict.length > 0);
  const found =
    isEnough || length > mostLoose ? strict : best({ ...search, loosely: true, known: strict });
  return found.map(({ title }) => title);
}

interface Search<Title> {
  readonly query: TitleQuery;
  readonly titles: Iterable<Title>;
  readonly recent: readonly Title[];
  readonly limit: number;
  readonly loosely: boolean;
  /** All that have the words as they are, when others are looked for. */
  readonly known: readonly Scored<Title>[];
}

function best<Title extends FoldedTitle>(search: Search<Title>): readonly Scored<Title>[] {
  const { query, titles, recent, limit, loosely, known } = search;
  const found: Scored<Title>[] = [...known];
  /** What a title must have more than, once there are enough. */
  let least = -Infinity;
  // A single word stands as it is in those that are known, and in no other.
  const isStrewn = loosely && query.words.length === 1;
  const consider = (title: Title, more: number): void => {
    const score = isStrewn ? looseScore(query, title) : scoreFolded(query, title, loosely);
    if (score === null || score + more <= least) return;
    if (more === 0 && seen.has(title)) return;
    keep(found, { title, score: score + more }, limit);
    if (found.length >= limit) least = found.at(-1)?.score ?? least;
  };
  const seen = new Set<FoldedTitle>(known.map(({ title }) => title));
  const others = recent.filter((title) => !seen.has(title));
  others.forEach((title, at) => consider(title, mostForRecent - at * lessForEach));
  for (const title of others) seen.add(title);
  const most = isStrewn ? mostLooseScore : mostScore;
  const { mask } = query;
  for (const title of titles) {
    // Most are told to be worse by their letters, or by these and their length.
    if ((title.mask & mask) !== mask) continue;
    if (found.length >= limit && most(query, title) <= least) continue;
    consider(title, 0);
  }
  return found;
}

/** Puts one more into a list that holds so many of the best, best first. */
function keep<Title>(found: Scored<Title>[], one: Scored<Title>, limit: number): void {
  const at = found.findIndex(({ score }) => score < one.score);
  found.splice(at < 0 ? found.length : at, 0, one);
  if (found.length > limit) found.pop();
}

/** The best of very many titles for what was typed. */
import { mostScore, scoreFolded, type FoldedTitle, type TitleQuery } from "./fuzzy.ts";

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
  const strict = best(query, titles, recent, limit, false);
  // Several words that were found are meant as they are.
  const { length } = query.words;
  const isEnough = strict.length >= limit || (length > 1 && strict.length > 0);
  return isEnough || length > mostLoose ? strict : best(query, titles, recent, limit, true);
}

function best<Title extends FoldedTitle>(
  query: TitleQuery,
  titles: Iterable<Title>,
  recent: readonly Title[],
  limit: number,
  loosely: boolean,
): readonly Title[] {
  const found: Scored<Title>[] = [];
  /** What a title must have more than, once there are enough. */
  let least = -Infinity;
  const consider = (title: Title, more: number): void => {
    const score = scoreFolded(query, title, loosely);
    if (score === null || score + more <= least) return;
    keep(found, { title, score: score + more }, limit);
    if (found.length >= limit) least = found.at(-1)?.score ?? least;
  };
  const seen = new Set<FoldedTitle>(recent);
  recent.forEach((title, at) => consider(title, mostForRecent - at * lessForEach));
  for (const title of titles) {
    // Most are told to be worse by their length alone.
    if (mostScore(query, title) <= least || seen.has(title)) continue;
    consider(title, 0);
  }
  return found.map(({ title }) => title);
}

/** Puts one more into a list that holds so many of the best, best first. */
function keep<Title>(found: Scored<Title>[], one: Scored<Title>, limit: number): void {
  const at = found.findIndex(({ score }) => score < one.score);
  found.splice(at < 0 ? found.length : at, 0, one);
  if (found.length > limit) found.pop();
}

/** The orders of the article list. */
import type { ArticleSort } from "../../electron/api.ts";

interface Sort {
  readonly id: ArticleSort;
  readonly label: string;
  /** Which way round it is most useful. */
  readonly descending: boolean;
  /** How the two ways are called: upward, downward. */
  readonly ways: readonly [string, string];
}

export const sorts: readonly Sort[] = [
  { id: "added", label: "Newest", descending: true, ways: ["Oldest first", "Newest first"] },
  { id: "title", label: "Title", descending: false, ways: ["A to Z", "Z to A"] },
  { id: "byline", label: "Author", descending: false, ways: ["A to Z", "Z to A"] },
  { id: "site", label: "Site", descending: false, ways: ["A to Z", "Z to A"] },
  { id: "published", label: "Date", descending: true, ways: ["Oldest first", "Newest first"] },
  { id: "words", label: "Words", descending: true, ways: ["Shortest first", "Longest first"] },
  { id: "clips", label: "Clips", descending: true, ways: ["Fewest first", "Most first"] },
];

/** What an order is, for the menu and its button. */
export function sortOf(id: ArticleSort): Sort {
  const sort = sorts.find((each) => each.id === id);
  if (!sort) throw new RangeError(`Expected an order of articles, not ${id}`);
  return sort;
}

/** The label of the button: `Newest`, `Oldest` for the same turned round, `Title`. */
export function sortLabel(id: ArticleSort, descending: boolean): string {
  return id === "added" && !descending ? "Oldest" : sortOf(id).label;
}

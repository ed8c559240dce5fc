/** What the menu of links offers for a query. */
import type { Suggestion } from "../../../electron/api.ts";
import { addressIn, fuzzySpans, partOf } from "./link-query.ts";

/** One line of the menu: something there is, a web address, or a note to be made. */
export type LinkRow =
  | { readonly kind: "target"; readonly suggestion: Suggestion }
  | { readonly kind: "address"; readonly url: string }
  | { readonly kind: "create"; readonly title: string };

/** Whether what was suggested for less may answer more, until the notebook says so. */
export function mayStill({ title, heading }: Suggestion, query: string): boolean {
  const part = partOf(query);
  return fuzzySpans(part === null ? title : (heading ?? title), part ?? query) !== null;
}

/**
 * The rows for a query: an address, what the notebook suggests, and the note that could be made. Addresses
 * and articles cannot be embedded.
 */
export function rowsOf(
  query: string,
  suggestions: readonly Suggestion[],
  embed: boolean,
): readonly LinkRow[] {
  const rows: LinkRow[] = [];
  const url = embed ? null : addressIn(query);
  if (url !== null) rows.push({ kind: "address", url });
  for (const suggestion of suggestions)
    if (!embed || suggestion.kind !== "article") rows.push({ kind: "target", suggestion });
  const exists = suggestions.some(
    ({ kind, title }) => kind === "note" && title.toLowerCase() === query.toLowerCase(),
  );
  const isPart = query.includes("^") || suggestions.some(({ heading }) => heading !== undefined);
  if (query !== "" && url === null && !exists && !isPart && !query.startsWith("#"))
    rows.push({ kind: "create", title: query });
  return rows;
}

/** How the menu of citations asks the notebook. */
import type { Suggestion } from "../../../electron/api.ts";
import { queries, queryOf } from "../../api.ts";
import type { CiteMenuConfig } from "./cite-menu.ts";

const suggestions = 20;
const citeQuery = (query: string) => queryOf("links.cite", { query, limit: suggestions });

/** Asks ahead for what was read last: it is there when `@` is typed. */
export function citeCalls(): CiteMenuConfig {
  void queries.prefetchQuery(citeQuery(""));
  return {
    known: (query) => queries.getQueryData<readonly Suggestion[]>(citeQuery(query).queryKey),
    suggest: (query) => queries.fetchQuery(citeQuery(query)),
  };
}

/** Where a web page is from: its address and the name of its site. */
import { first, hostOf, known, meta, type Answer, type MetaTags } from "./answers.ts";
import type { DomDocument, DomElement } from "./dom.ts";
import type { Structured } from "./json-ld.ts";
import type { SavedPage } from "./saved-page.ts";

/** The name of the site, or else its host; null when neither is known. */
export function findSite(
  tags: MetaTags,
  structured: Structured,
  url: string | null,
): Answer<string> | null {
  return first(
    () => meta(tags, ["og:site_name"]),
    () => meta(tags, ["citation_journal_title", "citation_conference_title"]),
    () => known(structured.site, "JSON-LD"),
    () => meta(tags, ["dc.publisher", "application-name"]),
    () => known(hostOf(url), "address"),
  );
}

/** The page's own web address; null when it is nowhere said. */
export function findUrl(
  document: DomDocument,
  tags: MetaTags,
  structured: Structured,
  saved: SavedPage | null,
): Answer<string> | null {
  const start = saved?.url ?? document.querySelector("base[href]")?.getAttribute("href") ?? null;
  const web = (text: string | null | undefined, found: string): Answer<string> | null => {
    if (text === null || text === undefined || text.trim() === "") return null;
    const url = URL.parse(text.trim()) ?? (start === null ? null : URL.parse(text.trim(), start));
    if (url === null || !/^https?:$/.test(url.protocol) || url.href.length > 4_000) return null;
    return { value: url.href, found };
  };
  return first(
    () => web(canonical(document), "canonical link"),
    () => web(tags.get("og:url")?.[0], "og:url"),
    () => web(saved?.url, saved?.found ?? ""),
    () => web(structured.url, "JSON-LD"),
    () =>
      web(
        tags.get("citation_public_url")?.[0] ?? tags.get("citation_abstract_html_url")?.[0],
        "citation_public_url",
      ),
    () => web(tags.get("twitter:url")?.[0], "twitter:url"),
  );
}

function canonical(document: DomDocument): string | null {
  const links = [...document.querySelectorAll("link[rel][href]")];
  const link = links.find((each: DomElement) =>
    /(?:^|\s)canonical(?:\s|$)/i.test(each.getAttribute("rel") ?? ""),
  );
  return link?.getAttribute("href") ?? null;
}

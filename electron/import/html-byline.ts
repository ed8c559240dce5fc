/** Who wrote a web page. */
import { first, type Answer, type MetaTags } from "./html-answers.ts";
import type { DomDocument } from "./html-dom.ts";
import type { Structured } from "./json-ld.ts";
import { namesIn, scholarlyName } from "./names.ts";

/** The names, without that of the site itself; null when nobody is named. */
export function findByline(
  document: DomDocument,
  tags: MetaTags,
  structured: Structured,
  site: string | null,
): Answer<readonly string[]> | null {
  const names = (
    texts: readonly (string | null | undefined)[],
    found: string,
  ): Answer<readonly string[]> | null => {
    const value = texts.flatMap((text) => namesIn(text ?? "")).filter((name) => name !== site);
    return value.length === 0 ? null : { value: [...new Set(value)], found };
  };
  const all = (name: string): readonly string[] => tags.get(name) ?? [];
  const element = (selector: string): readonly string[] => {
    const place = document.querySelector(selector);
    const named = place?.querySelector('[itemprop~="name"]') ?? place;
    const text = named?.textContent ?? "";
    return text.trim().length > 0 && text.length < 200 ? [text] : [];
  };
  return first<readonly string[]>(
    () => names(structured.authors, "JSON-LD"),
    () => names(all("citation_author").map(scholarlyName), "citation_author"),
    () =>
      names(
        all("citation_authors")
          .flatMap((each) => each.split(";"))
          .map(scholarlyName),
        "citation_authors",
      ),
    () => names(all("parsely-author"), "parsely-author"),
    () => names(all("sailthru.author"), "sailthru.author"),
    () =>
      names([...all("dc.creator"), ...all("dcterms.creator")].map(scholarlyName), "Dublin Core"),
    () => names(all("byl"), "byl"),
    () => names(all("author"), "author"),
    () => names(all("article:author"), "article:author"),
    () => names(element('[itemprop~="author"]'), "itemprop author"),
    () =>
      names(
        [...document.querySelectorAll('a[rel~="author"]')]
          .slice(0, 10)
          .map((each) => each.textContent),
        "rel author",
      ),
    () =>
      names(
        element(
          ".byline-name, .author-name, .byline__name, .p-author, .byline, .c-byline, [class*=byline i]",
        ),
        "byline",
      ),
  );
}

/**
 * What a web page says about itself, read before anything changes the page. For every field the
 * sources are asked in order of how often they are right; the first answer stands.
 */
import type { ArticleMetadata } from "../entities.ts";
import { dateInUrl, parseDate } from "./dates.ts";
import type { DomDocument, DomElement } from "./html-dom.ts";
import { readJsonLd, type Structured } from "./json-ld.ts";
import { languageTag } from "./language-tag.ts";
import { doiIn, namesIn, scholarlyName } from "./names.ts";
import type { SavedPage } from "./saved-page.ts";

interface Answer<Value> {
  readonly value: Value;
  readonly found: string;
}

/** Meta tags by lower-case name, property or itemprop, in page order. */
type MetaTags = ReadonlyMap<string, readonly string[]>;

/** `saved` is what the program that saved the page says of it; null without such a program. */
export function readMetadata(document: DomDocument, saved: SavedPage | null): ArticleMetadata {
  const tags = metaTags(document);
  const structured = readJsonLd(document);
  const url = findUrl(document, tags, structured, saved);
  const site = findSite(tags, structured, url?.value ?? null);
  const title = findTitle(document, tags, structured, [
    site?.value ?? "",
    hostOf(url?.value ?? null),
  ]);
  const published = findPublished(document, tags, structured, url?.value ?? null);
  const byline = findByline(document, tags, structured, site?.value ?? null);
  const language = findLanguage(document, tags, structured);
  const identifiers = findIdentifiers(tags, structured);
  const abstract = findAbstract(tags, structured);
  const answers = { title, byline, site, published, url, language, identifiers, abstract };
  const found = Object.entries(answers).flatMap(([field, answer]) =>
    answer === null ? [] : [[field, answer.found] as const],
  );
  return {
    title: title?.value ?? "",
    byline: byline?.value ?? [],
    site: site?.value ?? null,
    published: published?.value ?? null,
    url: url?.value ?? null,
    language: language?.value ?? null,
    identifiers: identifiers?.value ?? {},
    abstract: abstract?.value ?? null,
    found: Object.fromEntries(found),
  };
}

function metaTags(document: DomDocument): MetaTags {
  const tags = new Map<string, string[]>();
  for (const element of document.querySelectorAll("meta[content]")) {
    const content = (element.getAttribute("content") ?? "").trim();
    if (content === "") continue;
    const names = ["name", "property", "itemprop"].flatMap((attribute) =>
      (element.getAttribute(attribute) ?? "").toLowerCase().split(/\s+/),
    );
    for (const name of new Set(names)) {
      if (name !== "") tags.set(name, [...(tags.get(name) ?? []), content]);
    }
  }
  return tags;
}

/** The first of the tags that is there. */
function meta(tags: MetaTags, names: readonly string[]): Answer<string> | null {
  for (const name of names) {
    const value = tags.get(name)?.[0];
    if (value !== undefined) return { value, found: name };
  }
  return null;
}

function first<Value>(...answers: readonly (() => Answer<Value> | null)[]): Answer<Value> | null {
  for (const answer of answers) {
    const given = answer();
    if (given !== null) return given;
  }
  return null;
}

function known(value: string | null | undefined, found: string): Answer<string> | null {
  const text = value?.replace(/\s+/g, " ").trim() ?? "";
  return text === "" ? null : { value: text, found };
}

function findTitle(
  document: DomDocument,
  tags: MetaTags,
  structured: Structured,
  siteNames: readonly string[],
): Answer<string> | null {
  // Not `document.title`: a page without a head has its title elsewhere.
  const head = (document.querySelector("title:not(svg title)")?.textContent ?? "")
    .replace(/\s+/g, " ")
    .trim();
  const headings = [...document.querySelectorAll("h1")].map(
    (h1) => h1.textContent?.replace(/\s+/g, " ").trim() ?? "",
  );
  const answer = first(
    () => known(structured.headline, "JSON-LD"),
    () => meta(tags, ["citation_title"]),
    () =>
      meta(tags, [
        "og:title",
        "parsely-title",
        "sailthru.title",
        "dc.title",
        "dcterms.title",
        "twitter:title",
      ]),
    () => known(document.querySelector('[itemprop~="headline"]')?.textContent, "itemprop headline"),
    () =>
      known(
        headings.find((text) => text.length > 3 && agrees(text, head)),
        "h1",
      ),
    () => known(head, "title"),
    () => known(headings[0], "h1"),
  );
  return answer === null ? null : { ...answer, value: withoutSite(answer.value, siteNames) };
}

/** A heading agrees with the page's title when one begins with, or holds, the other. */
function agrees(heading: string, title: string): boolean {
  const a = heading.toLowerCase();
  const b = title.toLowerCase();
  return a !== "" && b !== "" && (b.includes(a) || a.includes(b));
}

/** Cuts "Headline | The Paper" only where the part is the site's own name or host. */
function withoutSite(title: string, siteNames: readonly string[]): string {
  const key = (text: string): string =>
    text
      .toLowerCase()
      .replace(/^(?:www\.|the )/, "")
      .replace(/[^\p{L}\p{N}]/gu, "");
  const names = new Set(
    siteNames
      .flatMap((name) => [key(name), key(name.replace(/\.\w+$/, ""))])
      .filter((name) => name !== ""),
  );
  const parts = title.split(/(\s+[|\-–—·•:»\\/]\s+|\s*[|»]\s*|:\s+)/);
  const last = parts.at(-1);
  if (parts.length >= 3 && last !== undefined && names.has(key(last)))
    return parts.slice(0, -2).join("").trim();
  const start = parts[0];
  if (parts.length >= 3 && start !== undefined && names.has(key(start)))
    return parts.slice(2).join("").trim();
  return title;
}

function findByline(
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

function findSite(
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

function findPublished(
  document: DomDocument,
  tags: MetaTags,
  structured: Structured,
  url: string | null,
): Answer<string> | null {
  const dated = (text: string | null | undefined, found: string): Answer<string> | null => {
    const value = parseDate(text ?? "");
    return value === null ? null : { value, found };
  };
  const fromMeta = (names: readonly string[]): Answer<string> | null => {
    for (const name of names) {
      const answer = dated(tags.get(name)?.[0], name);
      if (answer !== null) return answer;
    }
    return null;
  };
  const timed = (selector: string, found: string): Answer<string> | null => {
    const place = document.querySelector(selector);
    return (
      dated(place?.getAttribute("datetime") ?? place?.getAttribute("content"), found) ??
      dated(place?.textContent, found)
    );
  };
  return first(
    () => dated(structured.published, "JSON-LD"),
    () =>
      fromMeta([
        "citation_publication_date",
        "citation_date",
        "citation_online_date",
        "citation_year",
      ]),
    () => fromMeta(["article:published_time", "og:article:published_time", "og:published_time"]),
    () =>
      fromMeta([
        "parsely-pub-date",
        "sailthru.date",
        "dcterms.issued",
        "dc.date.issued",
        "dcterms.created",
        "dc.date",
        "dcterms.date",
        "dc.date.created",
      ]),
    () => dated(dateInUrl(url ?? ""), "address"),
    () =>
      fromMeta([
        "datepublished",
        "pubdate",
        "publishdate",
        "publish-date",
        "pdate",
        "ptime",
        "date",
        "article.published",
      ]),
    () => timed('[itemprop~="datePublished"]', "itemprop datePublished"),
    () => timed("time[pubdate]", "time"),
    () =>
      timed(
        "article time[datetime], main time[datetime], header time[datetime], time[datetime]",
        "time",
      ),
    () =>
      timed(
        ".entry-date, .post-date, .dateline, .pubdate, .article-date, p.published, span.published:not(td *)",
        "date line",
      ),
  );
}

function findUrl(
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

function findLanguage(
  document: DomDocument,
  tags: MetaTags,
  structured: Structured,
): Answer<string> | null {
  const tag = (text: string | null | undefined, found: string): Answer<string> | null => {
    const value = languageTag(text ?? "");
    return value === null ? null : { value, found };
  };
  const root = document.documentElement;
  return first(
    () => tag(root.getAttribute("lang") ?? root.getAttribute("xml:lang"), "html lang"),
    () => tag(document.body.getAttribute("lang"), "body lang"),
    () => tag(tags.get("og:locale")?.[0], "og:locale"),
    () =>
      tag(
        tags.get("citation_language")?.[0] ??
          tags.get("dc.language")?.[0] ??
          tags.get("language")?.[0],
        "meta language",
      ),
    () => tag(structured.language, "JSON-LD"),
  );
}

function findIdentifiers(
  tags: MetaTags,
  structured: Structured,
): Answer<{ readonly [scheme: string]: string }> | null {
  const doi =
    [
      tags.get("citation_doi"),
      tags.get("dc.identifier"),
      tags.get("dcterms.identifier"),
      tags.get("prism.doi"),
      tags.get("bepress_citation_doi"),
      structured.identifiers,
    ]
      .flatMap((values) => values ?? [])
      .map(doiIn)
      .find((value) => value !== null) ?? null;
  const isbn = tags.get("citation_isbn")?.[0] ?? tags.get("book:isbn")?.[0] ?? null;
  const pmid = tags.get("citation_pmid")?.[0] ?? null;
  const value = Object.fromEntries(
    Object.entries({ doi, isbn, pmid }).filter(
      (entry): entry is [string, string] => entry[1] !== null,
    ),
  );
  return Object.keys(value).length === 0 ? null : { value, found: "page metadata" };
}

function findAbstract(tags: MetaTags, structured: Structured): Answer<string> | null {
  return first(
    () =>
      meta(tags, [
        "citation_abstract",
        "dcterms.abstract",
        "dc.description",
        "dcterms.description",
      ]),
    () => meta(tags, ["og:description", "description", "twitter:description"]),
    () => known(structured.description, "JSON-LD"),
  );
}

function hostOf(url: string | null): string {
  return url === null ? "" : (URL.parse(url)?.hostname.replace(/^www\./, "") ?? "");
}

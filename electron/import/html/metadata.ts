/**
 * What a web page says about itself, read before anything changes the page. For every field the
 * sources are asked in order of how often they are right; the first answer stands.
 */
import type { FoundMetadata } from "../assemble.ts";
import { findSite, findUrl } from "./address.ts";
import { first, hostOf, known, meta, metaTags, type Answer, type MetaTags } from "./answers.ts";
import { findByline } from "./byline.ts";
import type { DomDocument } from "./dom.ts";
import { findPublished } from "./published.ts";
import { findTitle, nameBehindTitle } from "./title.ts";
import { readJsonLd, type Structured } from "./json-ld.ts";
import { languageTag } from "../language/language-tag.ts";
import { doiIn } from "../names.ts";
import type { SavedPage } from "./saved-page.ts";

/** `saved` is what the program that saved the page says of it; null without such a program. */
export function readMetadata(
  document: DomDocument,
  saved: SavedPage | null,
  structured: Structured = readJsonLd(document),
): FoundMetadata {
  const tags = metaTags(document);
  const url = findUrl(document, tags, structured, saved);
  const site = findSite(tags, structured, url?.value ?? null) ?? nameBehindTitle(document);
  const published = findPublished(document, tags, structured, url?.value ?? null);
  const byline = findByline(document, tags, structured, site?.value ?? null);
  const title = findTitle(document, tags, structured, [
    site?.value ?? "",
    hostOf(url?.value ?? null),
    // Sites of one person end titles with that person's name.
    ...(byline?.value ?? []),
  ]);
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

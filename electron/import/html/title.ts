/** A web page's title: without the site's name, which most pages add to it. */
import { first, known, meta, type Answer, type MetaTags } from "./answers.ts";
import type { DomDocument } from "./dom.ts";
import type { Structured } from "./json-ld.ts";

/** `siteNames` are the names that are cut off. Null when the page has none. */
export function findTitle(
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
  if (answer === null) return null;
  const own = answer.found === "h1" ? answer.value : withoutTail(answer.value, document);
  return { ...answer, value: withoutSite(own, siteNames) };
}

/** Headings looked at. */
const headingLimit = 200;

/** "Headline | Section | Writer" as far as a heading says it is one; short headings say little. */
function withoutTail(title: string, document: DomDocument): string {
  if (!/\s[|–—·•»_-]\s|[|_]/.test(title)) return title;
  for (const heading of [...document.querySelectorAll("h1, h2")].slice(0, headingLimit)) {
    const text = heading.textContent?.replace(/\s+/g, " ").trim() ?? "";
    if (text.length < 15 || !title.startsWith(text)) continue;
    if (/^(?:\s+[|–—·•»_-]\s+|\s*[|_]\s*)\S/.test(title.slice(text.length))) return text;
  }
  return title;
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

/** A web page's title: without the site's name, which most pages add to it. */
import { first, known, meta, type Answer, type MetaTags } from "./answers.ts";
import type { DomDocument, DomElement } from "./dom.ts";
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
  const headings = [...document.querySelectorAll("h1")].filter((h1) => !leadsHome(h1)).map(lineOf);
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
  const own = answer.found === "h1" ? answer.value : withoutEnds(answer.value, document);
  return { ...answer, value: withoutSite(own, siteNames) };
}

/** Headings looked at. */
const headingLimit = 200;

/** The name behind the heading in "Headline - The Paper"; null when the page's title is not of that kind. */
export function nameBehindTitle(document: DomDocument): Answer<string> | null {
  const head = (document.querySelector("title:not(svg title)")?.textContent ?? "")
    .replace(/\s+/g, " ")
    .trim();
  for (const heading of document.querySelectorAll("h1")) {
    const text = lineOf(heading);
    if (text.length < 8 || !head.startsWith(text)) continue;
    const behind = /^\s+[|–—·•»-]\s+([^|–—·•»]{2,40})$/.exec(head.slice(text.length))?.[1];
    if (behind !== undefined && !/\s-\s/.test(behind)) return { value: behind, found: "title" };
  }
  return null;
}

/** A heading that is the name of the site: nothing but a link to a page above this one. */
function leadsHome(heading: DomElement): boolean {
  const link = heading.querySelector("a[href]") ?? heading.closest("a[href]");
  const href = link?.getAttribute("href") ?? "";
  const text = heading.textContent?.trim() ?? "";
  if (text === "" || (link?.textContent?.trim() ?? "") !== text) return false;
  const path = URL.parse(href, "https://site.invalid/")?.pathname ?? "";
  return !href.startsWith("#") && /^\/(?:[\w-]{1,20}\/)?(?:index\.\w+)?$/.test(path);
}

/** "Headline | Section | Writer", "Blog » Headline", as far as a heading says it is one; short headings say little. */
function withoutEnds(title: string, document: DomDocument): string {
  if (!/\s[|–—·•»_-]\s|[|_]/.test(title)) return title;
  const headings = [...document.querySelectorAll("h1, h2")].slice(0, headingLimit);
  const isOfSite = headings.some((each) => leadsHome(each) && title.startsWith(lineOf(each)));
  for (const heading of headings) {
    const text = lineOf(heading);
    const before = title.slice(0, -text.length);
    if (isOfSite && text !== "" && title.endsWith(text) && /\s[|–—·•»:-]\s$/.test(before))
      return text;
    if (text.length < 15 || !title.startsWith(text)) continue;
    if (/^(?:\s+[|–—·•»_-]\s+|\s*[|_]\s*)\S/.test(title.slice(text.length))) return text;
  }
  return title;
}

function lineOf(heading: DomElement): string {
  return heading.textContent?.replace(/\s+/g, " ").trim() ?? "";
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

/** When a web page was published. */
import { dateInUrl, parseDate } from "../../text/dates.ts";
import { first, type Answer, type MetaTags } from "./answers.ts";
import { descendants, isElement, type DomDocument, type DomNode } from "./dom.ts";
import type { Structured } from "./json-ld.ts";

/** An ISO date at the precision the page gives; null when it gives none. */
export function findPublished(
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
    () => timed('[property~="dc:date"][content], [property~="datePublished"]', "RDFa"),
    () =>
      timed(
        ".entry-date, .post-date, .dateline, .pubdate, .article-date, p.published, span.published:not(td *)",
        "date line",
      ),
    () => dated(datedElement(document), "date line"),
    () => dated(dateBelowTitle(document), "below the title"),
  );
}

const asides = "nav, aside, footer, form, select, [class*=comment i], [class*=related i]";
/** Elements looked at that are called after dates. */
const datedLimit = 100;

/** The first date within an element that is called after when something was published; null without one. */
function datedElement(document: DomDocument): string | null {
  const places = [...document.body.querySelectorAll("[class*=date i], [class*=publish i]")];
  for (const place of places.slice(0, datedLimit)) {
    const called = place.getAttribute("class") ?? "";
    const isPublished =
      /(?:^|[\s_-])(?:pub(?:lish(?:ed)?)?|post(?:ed)?)?[_-]?(?:date|on)?(?:line)?(?:$|[\s_-])/i;
    if (!isPublished.test(called) || /update|modif|event|birth|due/i.test(called)) continue;
    if (place.closest(asides) !== null) continue;
    const date = writtenDate((place.textContent ?? "").replace(/\s+/g, " ").trim());
    if (date !== null) return date;
  }
  return null;
}

/** The date that a short line tells; null for sentences, and for years before there were web pages. */
function writtenDate(text: string): string | null {
  const hasYear = /(?<!\d)(?:19[89]|20\d)\d(?!\d)/.test(text);
  if (!hasYear || text.length > dateLine || /©|copyright/i.test(text)) return null;
  const words = text
    .split(" ")
    .filter((word) => /^\p{Ll}{2,}$/u.test(word) && !besideDates.test(word));
  if (words.length > 3) return null;
  const date = parseDate(text) ?? parseDate(text.replace(/^[^\d]*?(?=\d)/, ""));
  // "2015" alone is a year of anything; a month with it is a date.
  return date !== null && date.length > 4 && Number(date.slice(0, 4)) >= firstPages ? date : null;
}

/** What stands in lines with dates that are no sentences. */
const besideDates =
  /^(?:on|at|by|in|for|the|of|to|posted|published|updated|written|am|pm|min|read|last|modified|first|filed|under|von|am|um|uhr|veröffentlicht|aktualisiert|publié|par|le|mis|jour|heures|de|del|el|publicado|por|las)$/;
const firstPages = 1990;

/** Lines behind the title that a date is looked for in, and how long such a line may be. */
const linesBelow = 12;
const dateLine = 120;

/** A line with a written date among the first ones behind the page's heading; null without one. */
function dateBelowTitle(document: DomDocument): string | null {
  let lines: number | null = null;
  for (const { node } of descendants(document.body)) {
    if (isElement(node) && node.localName === "h1") lines ??= 0;
    if (node.nodeType !== 3 || lines === null) continue;
    const text = (node.textContent ?? "").trim();
    if (text === "" || isUnread(node.parentNode)) continue;
    lines += 1;
    if (lines > linesBelow) return null;
    const date = writtenDate(text);
    if (date !== null && !isComment(node.parentNode)) return date;
  }
  return null;
}

function isComment(parent: DomNode | null): boolean {
  return parent !== null && isElement(parent) && parent.closest("[class*=comment i]") !== null;
}

function isUnread(parent: DomNode | null): boolean {
  return (
    parent !== null && isElement(parent) && /^(?:script|style|template|h1)$/.test(parent.localName)
  );
}

/**
 * Brings together what belongs together: Readability takes one of several parts of a page for the
 * article where their text is spread over sections or cells of a layout. Paragraphs that stand in the
 * same kind of place as those it found are kin to them; their parts are opened, so that it sees one.
 */
import { isElement, type DomDocument, type DomElement, type DomNode } from "./dom.ts";

const name = "data-place";
/** Text shorter than this, in UTF-16 units, says nothing of where the article is. */
const enough = 80;
/** The share of what was found that has to be missing, and how many units at least. */
const missedShare = 0.06;
const missedLength = 200;
const around =
  /comment|related|sidebar|promo|newsletter|footer|teaser|recommend|cookie|consent|modal|popup|menu|disqus|repl(?:y|ies)|breadcrumb|masthead|caption|widget|card|bio\b/i;
const opened = new Set(
  "div section article main center font table tbody thead tr td th form".split(" "),
);

/** An element that holds text, as the page has it before anything is taken out. */
export interface Place {
  /** Its number, the same for every tree of the same source. */
  readonly number: string;
  readonly length: number;
  /** The elements around it and what they are called. */
  readonly kind: string;
  /** Whether it is in a part that is not the article, or is mostly links. */
  readonly isAside: boolean;
}

/** Numbers the elements that hold text. */
export function numberPlaces(document: DomDocument): readonly Place[] {
  const kinds = new Map<DomNode, string>();
  const asides = new Map<DomNode, boolean>();
  const places: Place[] = [];
  for (const element of document.querySelectorAll("p, div, td, section, blockquote, pre")) {
    const length = lengthOf(element);
    if (length < enough) continue;
    const number = String(places.length);
    element.setAttribute(name, number);
    const isAside = isInAside(element, asides) || linkedShare(element) > 0.3;
    places.push({ number, length, kind: kindOf(element, kinds), isAside });
  }
  return places;
}

/** The numbers of all that belongs to what was `found`; null when nothing of it is missing there. */
export function kinOf(places: readonly Place[], found: DomElement): ReadonlySet<string> | null {
  const taken = new Set<string | null>([found.getAttribute(name)]);
  for (const element of found.querySelectorAll(`[${name}]`)) taken.add(element.getAttribute(name));
  const known = places.filter(({ number }) => taken.has(number));
  const kinds = new Set(known.map(({ kind }) => kind));
  const missed = places.filter(
    ({ number, kind, isAside }) => !taken.has(number) && kinds.has(kind) && !isAside,
  );
  const length = (among: readonly Place[]): number =>
    among.reduce((sum, each) => sum + each.length, 0);
  if (length(missed) < Math.max(missedLength, length(known) * missedShare)) return null;
  return new Set([...known, ...missed].map(({ number }) => number));
}

/** Opens what lies around these places, up to what all of them are in. */
export function openParts(document: DomDocument, numbers: ReadonlySet<string>): void {
  const places = [...document.querySelectorAll(`[${name}]`)].filter((place) =>
    numbers.has(place.getAttribute(name) ?? ""),
  );
  const shared = commonParent(places);
  const parts = new Set<DomElement>();
  for (const place of places) {
    for (let at = place.parentNode; at !== null && at !== shared; at = at.parentNode)
      if (isElement(at) && opened.has(at.localName.toLowerCase())) parts.add(at);
  }
  for (const place of places) parts.delete(place);
  for (const part of parts) part.replaceWith(...part.childNodes);
}

/** The text of a paragraph; of other elements, what is in them without another element around it. */
function lengthOf(element: DomElement): number {
  if (element.localName === "p") return (element.textContent ?? "").trim().length;
  let length = 0;
  for (const child of element.childNodes)
    if (child.nodeType === 3) length += (child.textContent ?? "").trim().length;
  return length;
}

/** Numbers in names tell no kinds apart. */
function kindOf(element: DomElement, known: Map<DomNode, string>): string {
  const before = known.get(element);
  if (before !== undefined) return before;
  const parent = element.parentNode;
  const outer = parent !== null && isElement(parent) ? kindOf(parent, known) : "";
  const called = (element.getAttribute("class") ?? "").replace(/\d+/g, "").trim();
  // Old pages lay out with tables, one within the other: how many there are says nothing.
  const isFrame = called === "" && /^(?:table|tbody|tr|td|center|font)$/i.test(element.localName);
  const kind = isFrame ? outer : `${outer}>${element.localName}.${called}`;
  known.set(element, kind);
  return kind;
}

function isInAside(element: DomElement, known: Map<DomNode, boolean>): boolean {
  if (element.localName === "body") return false;
  const before = known.get(element);
  if (before !== undefined) return before;
  const parent = element.parentNode;
  const called = `${element.getAttribute("class") ?? ""} ${element.getAttribute("id") ?? ""}`;
  const is =
    /^(?:nav|aside|footer|form|figure|li)$/i.test(element.localName) ||
    around.test(called) ||
    (parent !== null && isElement(parent) && isInAside(parent, known));
  known.set(element, is);
  return is;
}

function linkedShare(element: DomElement): number {
  let linked = 0;
  for (const link of element.querySelectorAll("a[href]")) linked += (link.textContent ?? "").length;
  return linked / Math.max(1, (element.textContent ?? "").length);
}

function commonParent(elements: readonly DomElement[]): DomNode | null {
  let shared: readonly DomNode[] | null = null;
  for (const element of elements) {
    const path = new Set<DomNode>();
    for (let at = element.parentNode; at !== null; at = at.parentNode) path.add(at);
    shared = shared === null ? [...path] : shared.filter((each) => path.has(each));
  }
  return shared?.[0] ?? null;
}

/**
 * Puts back what Readability takes out of the middle of an article: boxes that are called sidebars, lists
 * with many links, tables, examples, whole sections. What stands between two parts of an article belongs to
 * it when it reads like text and is not called after something that stands beside articles.
 */
import { isElement, type DomDocument, type DomElement, type DomNode } from "./dom.ts";

const name = "data-part";
const parts =
  "p, div, section, article, ul, ol, dl, table, pre, blockquote, details, h2, h3, h4, h5, h6, figure";
/** Headings of an article's sections. */
const underTitle = /^h[2-6]$/;
/** What is never part of an article's text, by what it is, what it holds and what it is called. */
const beside = "nav, aside, footer, form, noscript, [role=navigation], [role=complementary]";
const machinery = "form, input, select, textarea, iframe, object, embed, video, audio";
const called =
  /share|social|relat|recommend|promo|newsletter|subscri|sign-?up|login|advert|sponsor|teaser|comment|disqus|repl(?:y|ies)|cookie|consent|pop-?up|modal|menu|nav|breadcrumb|author|byline|\bbio\b|\btags?\b|meta|caption|credit|widget|\bmore\b|trending|popular|footer|header|print|video|player|gallery|carousel|slide|rating|\bvote|\bpoll|\btoc|contents\b|copyright|pag(?:er|ination)|skip|banner|\bads?\b|toolbar|\bcards?\b|most-|latest|inline-?story|pull-?quote/i;
/** Shorter text than this, in letters, is not missed. */
const missedText = 60;
/** Boxes with less are calls to do something. */
const missedBox = 150;
/** The share of text in links that running text, and lists, have at most. */
const linkedInText = 0.2;
const linkedInLists = 0.6;
/** A list is what has this share of its text in items. */
const listShare = 0.7;
/** The share of a page that the article is where the page is nothing but a text. */
const plainShare = 0.6;
/** An article is one of several sections when it is so many elements within one of them, at most. */
const levelsUp = 3;

/** A part of a page with nothing but text in it. */
export interface TextPart {
  readonly number: number;
  /** Its letters. */
  readonly text: string;
}

/** Numbers the parts of the page, the same way for every tree of the same source. */
export function numberParts(document: DomDocument): readonly TextPart[] {
  const found: TextPart[] = [];
  let number = 0;
  for (const part of document.body.querySelectorAll(parts)) {
    part.setAttribute(name, String(number));
    if (part.querySelector(parts) === null) {
      const text = letters(part);
      const least = underTitle.test(part.localName) ? 1 : missedText;
      if (text.length >= least) found.push({ number, text });
    }
    number += 1;
  }
  return found;
}

/** Whether text that stands before the end of the article is not in it. */
export function hasGaps(article: DomElement, texts: readonly TextPart[]): boolean {
  const { last } = taken(article);
  const text = letters(article);
  return texts.some((part) => part.number < last && !text.includes(part.text));
}

/** Puts into `article` what it lacks of `page`, which is numbered like the page that it was taken from. */
export function fillGaps(article: DomElement, page: DomDocument): void {
  const { first, last } = taken(article);
  const part = around(page, first, last);
  if (part === null) return;
  // Parts that have only the page in common lie between its menus and offers, unless they are most of it.
  if (part === page.body && letters(article).length < letters(part).length * plainShare) return;
  const filler = new Filler(article);
  filler.fill(part);
  // Sections of a manual may each be an article to Readability.
  for (let at: DomElement | null = part, up = 0; at !== null && up < levelsUp; up += 1) {
    filler.addSections(at);
    at = parentOf(at);
  }
}

class Filler {
  readonly #article: DomElement;
  readonly #taken: Map<number, DomElement>;
  readonly #last: number;
  readonly #text: string;

  constructor(article: DomElement) {
    const { byNumber, last } = taken(article);
    this.#article = article;
    this.#taken = byNumber;
    this.#last = last;
    this.#text = letters(article);
  }

  /** Looks at the parts of an element of the page that is in the article, or has something in it that is. */
  fill(element: DomElement): void {
    const children = [...element.childNodes].filter(isElement);
    const isTaken = new Set(children.filter((child) => this.#in(child).length > 0));
    const kinds = new Set([...isTaken].map(kindOf));
    for (const [at, child] of children.entries()) {
      if (isTaken.has(child)) this.fill(child);
      else if (this.#isMissed(child, kinds) || this.#isHeading(at, children, isTaken))
        this.#putBack(child, children, isTaken);
    }
  }

  /** Adds the sections beside one that is in the article, when they begin as that does. */
  addSections(section: DomElement): void {
    const beginning = beginningOf(section);
    const siblings = [...(section.parentNode?.childNodes ?? [])].filter(isElement);
    if (beginning === "" || !/^(?:div|section)$/.test(section.localName)) return;
    const isTaken = new Set(siblings.filter((each) => this.#in(each).length > 0));
    for (const each of siblings) {
      if (isTaken.has(each) || kindOf(each) !== kindOf(section)) continue;
      if (beginningOf(each) === beginning && this.#lacks(each) && reads(each))
        this.#putBack(each, siblings, isTaken);
    }
  }

  /** What of the element is in the article. */
  #in(element: DomElement): readonly DomElement[] {
    return [element, ...element.querySelectorAll(`[${name}]`)].flatMap(
      (part) => this.#taken.get(numberOf(part)) ?? [],
    );
  }

  #isMissed(element: DomElement, kinds: ReadonlySet<string>): boolean {
    const isLike = kinds.has(kindOf(element));
    if (!isLike && (numberOf(element) > this.#last || isCalledBeside(element))) return false;
    return this.#lacks(element) && reads(element);
  }

  /** A heading between what is in the article. */
  #isHeading(
    at: number,
    siblings: readonly DomElement[],
    isTaken: ReadonlySet<DomElement>,
  ): boolean {
    const heading = siblings[at];
    const next = siblings[at + 1];
    if (heading === undefined || next === undefined || !underTitle.test(heading.localName))
      return false;
    const isBetween = isTaken.has(next) && siblings.slice(0, at).some((each) => isTaken.has(each));
    return isBetween && linkedShare(heading) < linkedInLists && this.#lacks(heading);
  }

  #lacks(element: DomElement): boolean {
    return !Number.isNaN(numberOf(element)) && !this.#text.includes(letters(element));
  }

  /** Behind what of the article stands before it, or else in front of what stands behind it. */
  #putBack(element: DomElement, siblings: readonly DomElement[], isTaken: Set<DomElement>): void {
    const at = siblings.indexOf(element);
    const before = siblings.slice(0, at).findLast((each) => isTaken.has(each));
    const neighbour = before ?? siblings.slice(at).find((each) => isTaken.has(each));
    if (neighbour === undefined) return;
    isTaken.add(element);
    this.#insert(element, neighbour, before !== undefined);
  }

  #insert(element: DomElement, neighbour: DomElement, isBehind: boolean): void {
    const copy = element.cloneNode(true) as DomElement;
    for (const inner of copy.querySelectorAll(beside)) inner.remove();
    const there = this.#in(neighbour);
    const own = new Set(there);
    const edge = isBehind ? there.at(-1) : there[0];
    if (edge === undefined) return;
    let top = edge;
    // Up to what holds nothing but the neighbour.
    for (
      let up = top.parentNode;
      up !== null && isElement(up) && up !== this.#article;
      up = up.parentNode
    ) {
      if ([...up.querySelectorAll(`[${name}]`)].some((part) => !own.has(part))) break;
      top = up;
    }
    if (isBehind) top.after(copy);
    else top.before(copy);
    this.#taken.set(numberOf(element), copy);
  }
}

interface Taken {
  readonly byNumber: Map<number, DomElement>;
  readonly first: number;
  readonly last: number;
}

function taken(article: DomElement): Taken {
  const byNumber = new Map<number, DomElement>();
  let first = Number.POSITIVE_INFINITY;
  let last = -1;
  for (const part of article.querySelectorAll(`[${name}]`)) {
    const number = numberOf(part);
    byNumber.set(number, part);
    first = Math.min(first, number);
    last = Math.max(last, number);
  }
  return { byNumber, first, last };
}

/** The element of the page that both parts are in; null when one of them is not on it. */
function around(page: DomDocument, first: number, last: number): DomElement | null {
  const start = page.querySelector(`[${name}="${first}"]`);
  const end = page.querySelector(`[${name}="${last}"]`);
  if (start === null || end === null) return null;
  const path = new Set<DomNode>();
  for (let at: DomNode | null = start; at !== null; at = at.parentNode) path.add(at);
  for (let at: DomNode | null = end; at !== null; at = at.parentNode)
    if (path.has(at) && isElement(at)) return at;
  return null;
}

/** Whether the element is text that somebody wrote for the article. */
function reads(element: DomElement): boolean {
  if (element.closest(beside) !== null || element.querySelector(machinery) !== null) return false;
  const text = element.textContent ?? "";
  const isBox = /^(?:div|section|article|details)$/.test(element.localName);
  const hasListing = element.localName === "pre" || element.querySelector("pre") !== null;
  if (letters(element).length < (isBox && !hasListing ? missedBox : missedText)) return false;
  const listed = [...element.querySelectorAll("li, dt, dd, td")].filter(isInnermost);
  const isList =
    listed.reduce((sum, each) => sum + letters(each).length, 0) >
    letters(element).length * listShare;
  // The names in a listing may all be links to where they are explained.
  const isListing = listingLength(element) > letters(element).length * listShare;
  if (!isListing && linkedShare(element) > (isList ? linkedInLists : linkedInText)) return false;
  return hasListing || /[.!?。！？…:;：；](?:\s|$)|[。！？]/.test(text);
}

function listingLength(element: DomElement): number {
  const listings = element.localName === "pre" ? [element] : [...element.querySelectorAll("pre")];
  return listings.reduce((sum, each) => sum + letters(each).length, 0);
}

function isInnermost(item: DomElement): boolean {
  return item.querySelector("li, dt, dd, td") === null;
}

function isCalledBeside(element: DomElement): boolean {
  return called.test(`${element.getAttribute("class") ?? ""} ${element.getAttribute("id") ?? ""}`);
}

/** The heading that an element begins with, as its name; empty without one. */
function beginningOf(element: DomElement): string {
  const first = [...element.childNodes].find(isElement);
  return first !== undefined && /^h[1-6]$/.test(first.localName) ? first.localName : "";
}

function parentOf(element: DomElement): DomElement | null {
  const parent = element.parentNode;
  return parent !== null && isElement(parent) ? parent : null;
}

function linkedShare(element: DomElement): number {
  let linked = 0;
  for (const link of element.querySelectorAll("a[href]")) linked += (link.textContent ?? "").length;
  return linked / Math.max(1, (element.textContent ?? "").length);
}

function kindOf(element: DomElement): string {
  return `${element.localName}.${element.getAttribute("class") ?? ""}`;
}

function numberOf(element: DomElement): number {
  return Number.parseInt(element.getAttribute(name) ?? "", 10);
}

function letters(element: DomElement): string {
  return (element.textContent ?? "").replace(/[^\p{L}\p{N}]+/gu, "");
}

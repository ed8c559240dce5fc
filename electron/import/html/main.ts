/** Finds the article on a page: Readability, and where that finds too little, Defuddle. */
import { Readability } from "@mozilla/readability";
import {
  isElement,
  parseDocument,
  type DomDocument,
  type DomElement,
  type DomNode,
} from "./dom.ts";
import { decodeEntities } from "./entities.ts";
import { removeFurniture } from "./furniture.ts";
import { fillGaps, hasGaps, numberParts, type TextPart } from "./gaps.ts";
import { restoreImages } from "./images.ts";
import { kinOf, numberPlaces, openParts, type Place } from "./kin.ts";
import { removeUnseen } from "./marks.ts";
import { textOfHtml } from "./scan.ts";
import { holdsAll, threadOf } from "./thread.ts";

/** A finding shorter than this, or than this share of the page's paragraphs, gets a second opinion. */
const shortText = 250;
const shortShare = 0.45;
/** Items of lists with less text than this say nothing of where the article is. */
const longItem = 120;
/** A page is a thread when its posts have at least this share of the text that was found. */
const threadShare = 0.7;
/** Pages with more text than this are not searched a second time. */
const searchedTwice = 2_000_000;
/** The second opinion must find this many times as much. */
const betterBy = 2;

/** So many UTF-16 units outside of all elements are text, not a stray mark. */
const bareText = 20;
const programRemark = /^\s*(?:\/[/*]|\*|#|--|<!--|;|%|""")/;

/** The page that the article is looked for on. */
export interface SearchedPage {
  /** What the document was made from. */
  readonly html: string;
  /** How much text that has in all. */
  readonly textLength: number;
  readonly url: string | null;
  /** What it says its article is called; empty or absent without one. */
  readonly title?: string;
  /** The article's text as the page's data for search engines states it; null without. */
  readonly stated: string | null;
}

export interface MainContent {
  readonly root: DomNode;
  /** Whether the page itself does not show the text: it is the `stated` one. */
  readonly fromData: boolean;
}

/** The element that holds the article. Changes `document`. */
export async function mainContent(document: DomDocument, page: SearchedPage): Promise<MainContent> {
  prepare(document, page.title ?? "");
  const texts = numberParts(document);
  const places = numberPlaces(document);
  const paragraphs = paragraphLength(document);
  const thread = threadOf(document);
  const part = readable(document);
  const found = part === null ? null : (reunited(part, places, page) ?? part);
  if (found !== null) complete(found, texts, page);
  const length = textLength(found);
  // Readability takes the longest run of posts for the article, and the question is not in it.
  if (thread !== null && textLength(thread.root) > length * threadShare && !holdsAll(found, thread))
    return { root: thread.root, fromData: false };
  if (found !== null && length >= shortText && length >= paragraphs * shortShare)
    return { root: withoutMenus(found), fromData: false };
  const enough = Math.max(length, 1) * betterBy;
  if (page.stated !== null && length < shortText && isUnseen(page.stated, page.html, enough))
    return { root: paragraphsOf(document, page.stated), fromData: true };
  const other = page.textLength < enough ? null : await defuddled(page.html, page.url);
  if (other !== null && textLength(other) >= enough) return { root: other, fromData: false };
  const root =
    found === null ? withoutChrome(parseDocument(page.html).document) : withoutMenus(found);
  return { root, fromData: false };
}

/** Changes what Readability would misread. */
function prepare(document: DomDocument, title: string): void {
  // Addresses are resolved by us, later: pictures beside the page would lose their relative names.
  for (const base of document.querySelectorAll("base")) base.remove();
  // MathJax names its formulas after their context menu, and menus are thrown out.
  for (const formula of document.querySelectorAll("mjx-container"))
    formula.setAttribute("class", "");
  // Readability turns script links into text unseen; under another name they are counted like the rest.
  for (const link of document.querySelectorAll("a[href]")) {
    if (/^\s*javascript:/i.test(link.getAttribute("href") ?? ""))
      link.setAttribute("href", "script:");
  }
  // What programs remark is no remark on the article, whatever the colouring of the listing calls it.
  for (const remark of document.querySelectorAll("span[class*=comment i], i[class*=comment i]")) {
    if (remark.closest("pre") !== null || programRemark.test(remark.textContent ?? ""))
      remark.setAttribute("class", "");
  }
  gatherBareText(document);
  for (const program of document.querySelectorAll("script, style")) program.remove();
  removeFurniture(document, title);
}

/** Old pages have text in no element but the body, where Readability looks for none. */
function gatherBareText(document: DomDocument): void {
  const isBare = [...document.body.childNodes].some(
    (node) => node.nodeType === 3 && (node.textContent ?? "").trim().length >= bareText,
  );
  if (!isBare) return;
  const box = document.createElement("div");
  box.replaceChildren(...document.body.childNodes);
  document.body.appendChild(box);
}

/** The article with parts that Readability left out though they are like what it found; null when there are none. */
function reunited(
  part: DomElement,
  places: readonly Place[],
  page: SearchedPage,
): DomElement | null {
  const kin = page.textLength > searchedTwice ? null : kinOf(places, part);
  if (kin === null) return null;
  const document = preparedAgain(page);
  numberPlaces(document);
  openParts(document, kin);
  const whole = readable(document);
  return textLength(whole) > textLength(part) ? whole : null;
}

/** Puts back into the article what Readability took out of the middle of it. */
function complete(article: DomElement, texts: readonly TextPart[], page: SearchedPage): void {
  if (page.textLength <= searchedTwice && hasGaps(article, texts))
    fillGaps(article, preparedAgain(page));
}

/** The page once more, as Readability was given it. */
function preparedAgain(page: SearchedPage): DomDocument {
  const { document } = parseDocument(page.html);
  restoreImages(document);
  removeUnseen(document);
  prepare(document, page.title ?? "");
  numberParts(document);
  return document;
}

/** Whether a stated text is worth having and nowhere on the page to be seen. */
function isUnseen(stated: string, source: string, enough: number): boolean {
  if (stated.length < Math.max(shortText, enough)) return false;
  const line = (text: string): string => text.replace(/\s+/g, " ").trim();
  return !line(decodeEntities(textOfHtml(source))).includes(line(stated).slice(0, 60));
}

function paragraphsOf(document: DomDocument, text: string): DomElement {
  const root = document.createElement("div");
  for (const line of text.split(/\n+/)) {
    const paragraph = document.createElement("p");
    paragraph.appendChild(document.createTextNode(line));
    root.appendChild(paragraph);
  }
  return root;
}

/** When Readability finds little it keeps everything, the menus of the site with it. */
function withoutMenus(root: DomElement): DomElement {
  const all = textLength(root);
  for (const menu of root.querySelectorAll("nav, [role=navigation]")) {
    if (textLength(menu) < all * 0.3) menu.remove();
  }
  return root;
}

/** Null where Readability finds nothing, or fails on a page whose elements are in no order it knows. */
function readable(document: DomDocument): DomElement | null {
  // The classes of the page's DOM are structurally what Readability asks for.
  const readability = new Readability<DomElement>(document as never, {
    serializer: (node) => node as unknown as DomElement,
  });
  try {
    const content = readability.parse()?.content ?? null;
    return content !== null && textLength(content) > 0 ? content : null;
  } catch (error) {
    // It walks up to a parent that damaged pages lack; the page is then read without it.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Runs on a fresh page; it is told thrice not to look for anything on the network. */
async function defuddled(source: string, url: string | null): Promise<DomElement | null> {
  // Loaded here because few pages need it, and it takes longer to load than most pages to read.
  const { DefuddleClass } = await import("defuddle/node");
  const { document } = parseDocument(source);
  const page = Object.assign(document, { styleSheets: [], URL: url ?? "about:blank" });
  const defuddle = new DefuddleClass(page as never, {
    url: url ?? "about:blank",
    useAsync: false,
    fetch: () => Promise.reject(new Error("An importer has no network")),
  });
  const content = defuddle.parse().content;
  return content.trim() === "" ? null : parseDocument(content).document.body;
}

/** The page without its furniture: what remains when no article can be found or looked for. */
export function withoutChrome(document: DomDocument): DomElement {
  const chrome = "nav, aside, footer, form, [role=navigation], [role=search], [role=contentinfo]";
  const all = textLength(document.body);
  const removed = [...document.querySelectorAll(chrome)];
  const kept = all - removed.reduce((sum, each) => sum + textLength(each), 0);
  if (kept > 0) for (const each of removed) each.remove();
  return document.body;
}

function paragraphLength(document: DomDocument): number {
  let length = 0;
  for (const paragraph of document.querySelectorAll("p")) {
    if (!isFurniture(paragraph)) length += textLength(paragraph);
  }
  // Instructions and glossaries have their text in lists; those of links are short.
  for (const item of document.querySelectorAll("li, dd")) {
    if (item.querySelector("li, dd") !== null || isFurniture(item)) continue;
    const inner = [...item.querySelectorAll("p")].reduce((sum, each) => sum + textLength(each), 0);
    const text = textLength(item) - inner;
    if (text >= longItem) length += text;
  }
  return length;
}

function isFurniture(element: DomElement): boolean {
  for (let at: DomNode | null = element; at !== null; at = at.parentNode) {
    if (isElement(at) && /^(?:nav|aside|footer)$/i.test(at.localName)) return true;
  }
  return false;
}

function textLength(node: DomNode | null): number {
  return (node?.textContent ?? "").replace(/\s+/g, " ").trim().length;
}

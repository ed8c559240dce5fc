/**
 * Passages of articles on their way from the reader into a note or out of the window: what lies on the
 * clipboard, and what a drag carries. Always in three forms: our own, HTML, plain text.
 */
import { plainQuote, sourceLine, type Citable } from "../electron/text/citation.ts";

/** What a quote can be made of: a clip, or words that are none yet. */
export type Passage =
  | { readonly clip: string }
  | { readonly version: string; readonly start: number; readonly end: number };

/** A passage with all that it takes to quote it elsewhere. */
export interface QuotedPassage {
  readonly passage: Passage;
  readonly words: string;
  readonly source: Citable;
  /** Of the article. */
  readonly article: string;
  /** Where the article is from; null when that is not known. */
  readonly url: string | null;
  /** BCP 47; null when it could not be told. */
  readonly language: string | null;
}

/** A passage with its words, as it arrives. */
export type ArrivedPassage = Passage & { readonly words: string };

/** The name of our own form. */
export const passagesType = "application/x-commonplace+json";
/** As many passages travel at once. */
const most = 1_000;

/** The finished citations, a paragraph each. */
export function plainPassages(quoted: readonly QuotedPassage[]): string {
  return quoted
    .map(({ words, source, language }) => plainQuote(words, source, language))
    .join("\n\n");
}

/** Puts passages into a transfer in all three forms. */
export function writePassages(data: DataTransfer, quoted: readonly QuotedPassage[]): void {
  const own = JSON.stringify({
    passages: quoted.map(({ passage, words }) => ({ ...passage, words })),
  });
  data.setData(passagesType, own);
  data.setData("text/html", htmlOf(quoted, own));
  data.setData("text/plain", plainPassages(quoted));
}

/** Our own form is said again in the HTML: other programs hand on nothing but forms they know. */
function htmlOf(quoted: readonly QuotedPassage[], own: string): string {
  const page = document.implementation.createHTMLDocument("");
  const frame = page.createElement("div");
  frame.dataset["commonplace"] = own;
  for (const each of quoted) frame.append(...quoteElements(page, each));
  return frame.outerHTML;
}

function quoteElements(page: Document, quoted: QuotedPassage): readonly HTMLElement[] {
  const { words, source, article, url, language } = quoted;
  const quote = page.createElement("blockquote");
  quote.cite = url ?? `urn:uuid:${article}`;
  if (language !== null) quote.lang = language;
  for (const line of words.split("\n")) {
    const paragraph = page.createElement("p");
    paragraph.textContent = line;
    quote.append(paragraph);
  }
  const below = page.createElement("p");
  const cite = page.createElement("cite");
  cite.textContent = sourceLine(source);
  below.append("— ");
  if (url === null) below.append(cite);
  else {
    const link = page.createElement("a");
    link.href = url;
    link.append(cite);
    below.append(link);
  }
  return [quote, below];
}

/** Whether a transfer brings passages; all that can be told while something is dragged over. */
export function bringsPassages(data: DataTransfer): boolean {
  return data.types.includes(passagesType);
}

/** The passages a transfer brings and nothing else besides; null when it brings other things. */
export function readPassages(data: DataTransfer): readonly ArrivedPassage[] | null {
  const own = data.getData(passagesType) || ownInHtml(data.getData("text/html"));
  if (own === "") return null;
  let read: unknown;
  try {
    read = JSON.parse(own);
  } catch (error) {
    // Another program may have cut it: then it is text like any other.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const passages = (read as { readonly passages?: unknown } | null)?.passages;
  if (!Array.isArray(passages) || passages.length === 0 || passages.length > most) return null;
  return passages.every(isArrived) ? passages : null;
}

function ownInHtml(html: string): string {
  if (!html.includes("data-commonplace=")) return "";
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const [only, other] = body.children;
  if (!(only instanceof HTMLElement) || other) return "";
  // Links to things of a notebook have an attribute of this name too, with no object in it.
  const own = only.dataset["commonplace"] ?? "";
  return own.startsWith("{") ? own : "";
}

function isArrived(each: unknown): each is ArrivedPassage {
  if (typeof each !== "object" || each === null || !("words" in each)) return false;
  if (typeof each.words !== "string") return false;
  if ("clip" in each) return typeof each.clip === "string";
  return (
    "version" in each &&
    typeof each.version === "string" &&
    "start" in each &&
    Number.isSafeInteger(each.start) &&
    "end" in each &&
    Number.isSafeInteger(each.end)
  );
}

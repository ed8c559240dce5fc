/** Takes out what lies over or between the parts of an article, before the article is looked for. */
import type { DomDocument, DomElement } from "./dom.ts";

/** A box with more text than this, or than this share of the page, may be the article itself. */
const boxLength = 1_200;
const boxShare = 0.3;
const overlays =
  "[role=dialog], [role=alertdialog], [aria-modal=true], div.modal, div.popup, div.pop-up, div.overlay, div.lightbox, section.modal";
const offers =
  "[class*=newsletter i], [id*=newsletter i], [class*=signup i], [class*=sign-up i], [class*=subscribe i], [class*=subscription i], [class*=mailchimp i], [class*=cookie i], [id*=cookie i], [class*=consent i], [id*=consent i]";

/** `title` is what the page says its article is called; empty without one. */
export function removeFurniture(document: DomDocument, title: string): void {
  const all = lengthOf(document.body);
  const isBox = (element: DomElement): boolean =>
    lengthOf(element) < Math.min(boxLength, all * boxShare);
  for (const element of document.querySelectorAll(overlays)) if (isBox(element)) element.remove();
  for (const element of document.querySelectorAll(offers)) {
    if (element.querySelector("form, input, button") !== null && isBox(element)) element.remove();
  }
  removeOtherArticles(document, title);
  keepNotes(document);
}

/** Pages that go on with the next article: only the one that the page is about stays. */
function removeOtherArticles(document: DomDocument, title: string): void {
  const wanted = key(title);
  if (wanted === "") return;
  const articles = [...document.querySelectorAll("article")].filter(
    (article) => article.parentNode !== null && !isWithin(article),
  );
  const headed = articles.map((article) => ({
    article,
    heading: key(article.querySelector("h1")?.textContent ?? ""),
  }));
  const named = headed.filter(({ heading }) => heading === wanted);
  const [own] = named;
  if (own === undefined || named.length > 1 || lengthOf(own.article) < 500) return;
  for (const { article, heading } of headed)
    if (article !== own.article && heading !== "") article.remove();
}

function isWithin(article: DomElement): boolean {
  const parent = article.parentNode as DomElement | null;
  return typeof parent?.closest === "function" && parent.closest("article") !== null;
}

/** Footers are thrown away; those of an article may hold its notes, or what was put right in it. */
function keepNotes(document: DomDocument): void {
  for (const footer of document.querySelectorAll("article footer, main footer")) {
    const text = (footer.textContent ?? "").trim();
    const isNotes =
      footer.getAttribute("role") === "doc-endnotes" ||
      /footnotes?|endnotes?/i.test(footer.getAttribute("class") ?? "") ||
      /^(?:this (?:article|story|post|page) (?:was|has been) (?:amended|corrected|updated)|corrections?\b|clarifications?\b|editor[’']s note)/i.test(
        text,
      );
    if (!isNotes) continue;
    const kept = document.createElement("div");
    kept.replaceChildren(...footer.childNodes);
    footer.replaceWith(kept);
  }
}

function key(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

function lengthOf(element: DomElement): number {
  return (element.textContent ?? "").replace(/\s+/g, " ").trim().length;
}

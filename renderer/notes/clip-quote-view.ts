/**
 * Draws a quote. Plain DOM, because it stands inside the editor's text, where React would have to
 * draw a root for each.
 */
import type { SourcedClip } from "../../electron/api.ts";
import { isQuoted, sourceLine } from "../../electron/text/citation.ts";

/** An empty frame; {@link drawQuote} fills it. */
export function quoteFrame(page: Document): HTMLElement {
  const frame = page.createElement("figure");
  frame.className = "note-quote";
  return frame;
}

/** Fills a frame with a clip: undefined while it is on its way, null when the notebook has none. */
export function drawQuote(frame: HTMLElement, clip: SourcedClip | null | undefined): void {
  const page = frame.ownerDocument;
  const state = clip === undefined ? "loading" : clip && !clip.deleted ? "verbatim" : "missing";
  frame.dataset["state"] = state;
  frame.dataset["color"] = clip?.color ?? "plain";
  frame.setAttribute("aria-label", clip ? `Quote from ${sourceLine(clip)}` : "Quote");
  frame.replaceChildren(
    words(page, clip?.quote ?? null, state),
    source(page, clip ? sourceLine(clip) : "", state),
  );
}

function words(page: Document, quote: string | null, state: string): HTMLElement {
  const block = page.createElement("blockquote");
  block.className = "note-quote-words";
  if (quote === null) {
    block.textContent = state === "loading" ? "…" : "This clip is not in the notebook any more.";
    return block;
  }
  if (!isQuoted(quote)) block.dataset["marks"] = "";
  for (const line of quote.split("\n")) {
    const paragraph = page.createElement("p");
    paragraph.textContent = line;
    block.append(paragraph);
  }
  return block;
}

function source(page: Document, line: string, state: string): HTMLElement {
  const caption = page.createElement("figcaption");
  caption.className = "note-quote-source";
  if (state === "loading") return caption;
  const seal = page.createElement("span");
  seal.className = "note-quote-seal";
  const missing = state === "missing";
  seal.append(shield(page, missing ? "M9.5 9.5l5 5m0-5l-5 5" : "m9 12 2 2 4-4"));
  seal.append(missing ? "source missing" : "verbatim");
  const cite = page.createElement("span");
  cite.className = "note-quote-cite";
  cite.textContent = line;
  caption.append(seal, cite);
  return caption;
}

const svg = "http://www.w3.org/2000/svg";
/** The outline of lucide's shield icons (ISC). */
const outline =
  "M20 13c0 5-3.5 7.5-7.66 8.95a1 1 0 0 1-.67-.01C7.5 20.5 4 18 4 13V6a1 1 0 0 1 1-1c2 0 4.5-1.2 " +
  "6.24-2.72a1.17 1.17 0 0 1 1.52 0C14.51 3.81 17 5 19 5a1 1 0 0 1 1 1z";

function shield(page: Document, sign: string): SVGElement {
  const icon = page.createElementNS(svg, "svg");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  for (const d of [outline, sign]) {
    const path = page.createElementNS(svg, "path");
    path.setAttribute("d", d);
    icon.append(path);
  }
  return icon;
}

/**
 * Draws a quote. Plain DOM, because it stands inside the editor's text, where React would have to
 * draw a root for each.
 */
import type { QuoteState, SourcedClip } from "../../../electron/api.ts";
import { stateWords } from "../../../electron/text/quotes/quote-state.ts";
import {
  quoteRuns,
  quoteWordsOf,
  type QuoteRun,
} from "../../../electron/text/quotes/quote-words.ts";
import { isQuoted, sourceLine } from "../../../electron/text/citation.ts";

/** An empty frame; {@link drawQuote} fills it. */
export function quoteFrame(page: Document): HTMLElement {
  const frame = page.createElement("figure");
  frame.className = "note-quote";
  const words = page.createElement("blockquote");
  words.className = "note-quote-words";
  const source = page.createElement("figcaption");
  source.className = "note-quote-source";
  frame.append(words, source);
  return frame;
}

/**
 * Fills a frame: `clip` is undefined while it is on its way, null when the notebook has none; `state` is
 * null while it is not known. What stands in the frame besides, such as a field, stays untouched.
 */
export function drawQuote(
  frame: HTMLElement,
  words: string,
  clip: (SourcedClip & { readonly letter: string }) | null | undefined,
  state: QuoteState | null,
): void {
  frame.dataset["state"] = state ? stateKey(state) : "loading";
  frame.dataset["color"] = clip?.color ?? "plain";
  frame.setAttribute("aria-label", clip ? `Quote from ${sourceLine(clip)}` : "Quote");
  drawWords(part(frame, "blockquote"), words, clip);
  drawSource(part(frame, "figcaption"), clip ? sourceLine(clip) : "", state);
}

/** The name that a state is drawn and counted by. */
export function stateKey({ state, kept }: QuoteState): keyof typeof stateWords {
  return kept ? "kept" : state;
}

function part(frame: HTMLElement, tag: "blockquote" | "figcaption"): HTMLElement {
  const element = frame.querySelector<HTMLElement>(`:scope > ${tag}`);
  if (!element) throw new RangeError("Expected a frame made by quoteFrame.");
  return element;
}

function drawWords(block: HTMLElement, own: string, clip: SourcedClip | null | undefined): void {
  const words = own || (clip ? quoteWordsOf(clip.quote) : "");
  block.replaceChildren();
  delete block.dataset["marks"];
  if (words === "") {
    block.textContent = clip === undefined ? "…" : "This clip is not in the notebook any more.";
    return;
  }
  if (!isQuoted(words)) block.dataset["marks"] = "";
  appendRuns(block, quoteRuns(words));
}

/** Appends words as paragraphs, what is stressed as emphasis. */
export function appendRuns(block: HTMLElement, runs: readonly QuoteRun[]): void {
  const page = block.ownerDocument;
  let paragraph = page.createElement("p");
  block.append(paragraph);
  for (const { text, emphasis } of runs) {
    if (text === "\n") {
      paragraph = page.createElement("p");
      block.append(paragraph);
    } else if (emphasis) {
      const stressed = page.createElement("em");
      stressed.textContent = text;
      paragraph.append(stressed);
    } else paragraph.append(text);
  }
}

function drawSource(caption: HTMLElement, line: string, state: QuoteState | null): void {
  const page = caption.ownerDocument;
  const cite = page.createElement("span");
  cite.className = "note-quote-cite";
  cite.textContent = line;
  if (!state) {
    caption.replaceChildren(cite);
    return;
  }
  const shown = stateKey(state);
  // The same button, so that it keeps the focus when its words change.
  const seal = caption.querySelector("button") ?? sealButton(page);
  seal.tabIndex = shown === "verbatim" ? -1 : 0;
  seal.replaceChildren(shield(page, signs[shown]), stateWords[shown]);
  if (seal.parentNode === caption) caption.lastElementChild?.replaceWith(cite);
  else caption.replaceChildren(seal, cite);
}

/** What shows more of the seal; a verbatim one is reached by pointer or from the quote, not by Tab. */
function sealButton(page: Document): HTMLButtonElement {
  const button = page.createElement("button");
  button.type = "button";
  button.className = "note-quote-seal";
  button.setAttribute("aria-haspopup", "dialog");
  return button;
}

const svg = "http://www.w3.org/2000/svg";
/** The outline of lucide's shield icons (ISC). */
const outline =
  "M20 13c0 5-3.5 7.5-7.66 8.95a1 1 0 0 1-.67-.01C7.5 20.5 4 18 4 13V6a1 1 0 0 1 1-1c2 0 4.5-1.2 " +
  "6.24-2.72a1.17 1.17 0 0 1 1.52 0C14.51 3.81 17 5 19 5a1 1 0 0 1 1 1z";
/** What stands in the shield: a tick, a wave, brackets, a warning, a warning put down, an arrow, a cross. */
const signs: { readonly [State in keyof typeof stateWords]: string } = {
  verbatim: "m9 12 2 2 4-4",
  typography: "M8.5 12.5c1.2-1.6 2.3-1.6 3.5 0s2.3 1.6 3.5 0",
  marked: "M10 8.5H9v7h1M14 8.5h1v7h-1",
  altered: "M12 8v4.5M12 15.5v.01",
  kept: "M9 9.5h6M12 12.5v2.5",
  changed: "M8.5 12h6.5m-2.5-2.5 2.5 2.5-2.5 2.5",
  missing: "M9.5 9.5l5 5m0-5l-5 5",
};

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

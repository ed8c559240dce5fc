/**
 * A DOM tree to blocks with marks. Reads text block by block as a browser lays it out, never by
 * `textContent`, which glues the last word of one paragraph to the first of the next.
 */
import type { Block } from "../../entities.ts";
import { plain, type DraftBlock } from "../draft-blocks.ts";
import { isElement, type DomElement, type DomNode } from "./dom.ts";
import { breaksLine } from "./scan.ts";
import { imageSources, isTracker } from "./images.ts";
import { inlineMark } from "./marks.ts";
import { mathText } from "./math.ts";
import { readTable } from "./table.ts";
import { buildRun, trimLines, trimRun } from "../runs.ts";

interface Item {
  readonly depth: number;
  readonly ordered: boolean;
  readonly number: number | null;
  /** Whether its first paragraph was written: only that one carries the number or bullet. */
  used: boolean;
}

/** Where in the page the walk is. */
interface Place {
  readonly heading: 1 | 2 | 3 | 4 | 5 | 6 | null;
  readonly item: Item | null;
  /** Lists around it. */
  readonly listDepth: number;
  readonly quote: number;
  readonly preformatted: boolean;
}

const outside: Place = { heading: null, item: null, listDepth: 0, quote: 0, preformatted: false };
/** The blocks below `root`, in document order; none of them blank. */
export function readBlocks(root: DomNode): readonly DraftBlock[] {
  const reader = new BlockReader();
  reader.children(root, outside);
  reader.flush(outside);
  return reader.finish();
}

/** One pass over a tree; `parseDocument` bounds the depth of the recursion. */
class BlockReader {
  readonly #blocks: DraftBlock[] = [];
  readonly #run = buildRun();
  /** Pictures met inside a paragraph follow it, so that a sentence is never cut in two. */
  #images: DraftBlock[] = [];
  #ids: string[] = [];
  #breaks = 0;

  children(node: DomNode, place: Place): void {
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (child.nodeType === 3 || child.nodeType === 4) this.text(child.textContent ?? "", place);
      else if (isElement(child)) this.element(child, place);
    }
  }

  text(text: string, place: Place): void {
    if (place.preformatted) this.#run.verbatim(text);
    else this.#run.text(text);
    if (/\S/.test(text)) this.#breaks = 0;
  }

  element(element: DomElement, place: Place): void {
    const name = element.localName.toLowerCase();
    const mark = inlineMark(element);
    if (mark === "skip") return;
    if (breaksLine(name) && name !== "br") this.flush(place);
    this.#note(element);
    switch (name) {
      case "br":
        return this.lineBreak(place);
      case "hr":
        this.#push({ kind: "rule" });
        return;
      case "img":
        return this.image(element);
      case "math":
        this.text(mathText(element), place);
        return;
      case "table":
        return this.table(element, place);
      case "rt":
        return this.reading(element, place);
      case "q":
        this.text("“", place);
        this.children(element, place);
        this.text("”", place);
        return;
      default:
        this.container(element, mark, place);
    }
  }

  /** How characters are read, said above them: in brackets behind them where the page has none for it. */
  reading(element: DomElement, place: Place): void {
    const inBrackets = element.parentNode === null || !hasBrackets(element.parentNode);
    if (inBrackets) this.text("(", place);
    this.children(element, place);
    if (inBrackets) this.text(")", place);
  }

  container(element: DomElement, mark: ReturnType<typeof inlineMark>, place: Place): void {
    const name = element.localName.toLowerCase();
    const within = placeWithin(element, name, place);
    if (within.listDepth > place.listDepth) return this.list(element, name === "ol", within);
    const close = mark === null || mark === "skip" ? null : this.#run.mark(mark.kind, mark.value);
    this.children(element, within);
    if (breaksLine(name)) this.flush(within);
    close?.();
  }

  list(element: DomElement, ordered: boolean, place: Place): void {
    const step = element.hasAttribute("reversed") ? -1 : 1;
    let number = whole(element.getAttribute("start")) ?? 1;
    for (let child = element.firstChild; child !== null; child = child.nextSibling) {
      if (!isElement(child) || child.localName !== "li") {
        if (child.nodeType === 3) this.text(child.textContent ?? "", place);
        else if (isElement(child)) this.element(child, place);
        continue;
      }
      this.flush(place);
      this.#note(child);
      number = whole(child.getAttribute("value")) ?? number;
      const item: Item = {
        depth: place.listDepth - 1,
        ordered,
        number: ordered ? number : null,
        used: false,
      };
      const within: Place = { ...place, item };
      this.children(child, within);
      this.flush(within);
      number += step;
    }
    this.flush(place);
  }

  table(element: DomElement, place: Place): void {
    const table = readTable(element);
    if (table === null) {
      this.children(element, place);
      this.flush(place);
      return;
    }
    for (const caption of table.captions) {
      this.children(caption, outside);
      this.flush(outside);
    }
    if (table.block !== null) this.#push(table.block);
    for (const image of table.images) this.image(image);
    this.flush(place);
  }

  lineBreak(place: Place): void {
    this.#breaks += 1;
    // Two in a row are how old pages part paragraphs.
    if (this.#breaks > 1 && !place.preformatted) this.flush(place);
    else if (place.preformatted) this.#run.verbatim("\n");
    else if (!this.#run.isBlank()) this.#run.lineBreak();
  }

  image(element: DomElement): void {
    const alt = (element.getAttribute("alt") ?? "").trim();
    if (standsForText(element, alt)) {
      this.#run.text(alt);
      return;
    }
    const sources = imageSources(element);
    if (sources.length === 0 || isTracker(element)) return;
    this.#images.push({ block: { kind: "image", hash: null, alt, host: null }, ids: [], sources });
  }

  /** Ends the current block. */
  flush(place: Place): void {
    this.#breaks = 0;
    const blank = this.#run.isBlank();
    const run = this.#run.take();
    if (!blank) {
      this.#push(place.preformatted ? preformatted(run) : textBlock(trimRun(run), place));
    }
    const images = this.#images;
    this.#images = [];
    for (const image of images) this.#add(image);
  }

  finish(): readonly DraftBlock[] {
    return this.#blocks;
  }

  #note(element: DomElement): void {
    const id =
      element.getAttribute("id") ??
      (element.localName === "a" ? element.getAttribute("name") : null);
    if (id !== null && id !== "") this.#ids.push(id);
  }

  #push(block: Block): void {
    this.#add(plain(block));
  }

  #add(draft: DraftBlock): void {
    this.#blocks.push(this.#ids.length === 0 ? draft : { ...draft, ids: this.#ids });
    this.#ids = [];
  }
}

/** All of it is code, as a rule: a mark that says so again is left out. */
function preformatted(run: ReturnType<typeof trimRun>): Block {
  const { text, marks } = trimLines(run);
  return { kind: "preformatted", text, marks: marks.filter(([, , kind]) => kind !== "code") };
}

function textBlock(run: ReturnType<typeof trimRun>, place: Place): Block {
  if (place.heading !== null) return { kind: "heading", level: place.heading, ...run };
  const item = place.item;
  if (item !== null && !item.used) {
    item.used = true;
    return {
      kind: "listItem",
      depth: item.depth,
      ordered: item.ordered,
      number: item.number,
      ...run,
    };
  }
  if (place.quote > 0) return { kind: "blockquote", depth: place.quote, ...run };
  return { kind: "paragraph", ...run };
}

function placeWithin(element: DomElement, name: string, place: Place): Place {
  const level = /^h([1-6])$/.exec(name)?.[1];
  if (level !== undefined) return { ...place, heading: Number(level) as 1 | 2 | 3 | 4 | 5 | 6 };
  switch (name) {
    case "blockquote":
      return { ...place, quote: place.quote + 1, item: null };
    case "pre":
    case "listing":
    case "xmp":
      return { ...place, preformatted: true };
    case "ul":
    case "ol":
    case "menu":
    case "dir":
      return { ...place, listDepth: place.listDepth + 1 };
    default:
      return element.getAttribute("role") === "heading" && place.heading === null
        ? { ...place, heading: headingLevel(element) }
        : place;
  }
}

function headingLevel(element: DomElement): 1 | 2 | 3 | 4 | 5 | 6 {
  const level = whole(element.getAttribute("aria-level")) ?? 2;
  return Math.min(Math.max(level, 1), 6) as 1 | 2 | 3 | 4 | 5 | 6;
}

function hasBrackets(ruby: DomNode): boolean {
  for (const child of ruby.childNodes)
    if (isElement(child) && child.localName === "rp") return true;
  return false;
}

/** Emoji and formula pictures are part of the sentence: their words are what they stand for. */
function standsForText(element: DomElement, alt: string): boolean {
  if (alt === "") return false;
  if (
    /^\p{Extended_Pictographic}[\p{Extended_Pictographic}\p{M}\p{Emoji_Modifier}\u200d]*$/u.test(
      alt,
    )
  )
    return true;
  const classes = element.getAttribute("class") ?? "";
  return /\b(?:emoji|wp-smiley|latex|tex|mathjax)\b/i.test(classes);
}

function whole(text: string | null): number | null {
  if (text === null || !/^\s*-?\d{1,7}\s*$/.test(text)) return null;
  return Number(text);
}

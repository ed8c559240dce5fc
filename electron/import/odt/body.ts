/** The text of an OpenDocument file: one pass over its XML, paragraphs, tables and notes out. */
import { plain, type DraftBlock } from "../draft-blocks.ts";
import { Flow, Notes, openMarks, type Row, type Shape } from "../office/flow.ts";
import { readOdtTable } from "./table.ts";
import { wholeOf, type OdtStyles } from "./styles.ts";
import { mathMl } from "../office/math.ts";
import { lossWarnings, noLosses, type Losses } from "../office/losses.ts";
import { allWithin, childOf, childrenOf, textIn, type XmlElement } from "../xml-tree.ts";

export interface OdtText {
  readonly blocks: readonly DraftBlock[];
  /** The paragraphs in the style of titles. */
  readonly titles: readonly string[];
  /** Pictures that stand in the XML itself, by the names that blocks refer to. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
  readonly warnings: readonly string[];
}

type Item = Extract<Shape, { kind: "listItem" }>;

/** Where the pass is. */
interface Place {
  readonly flow: Flow;
  /** Null outside of paragraphs, where white space and loose text mean nothing. */
  readonly paragraph: "running" | "preformatted" | null;
  readonly list: { readonly style: string; readonly depth: number } | null;
  readonly inNote: boolean;
}

const outside = { paragraph: null, list: null } as const;

/** What an embedded object consists of, by its address; null when it is not there or not XML. */
export type OdtObjects = (href: string) => XmlElement | null;

/** Reads what is in `office:text`. */
export function readOdtBody(text: XmlElement, styles: OdtStyles, objects: OdtObjects): OdtText {
  return new BodyReader(styles, objects).read(text);
}

class BodyReader {
  readonly #styles: OdtStyles;
  readonly #objects: OdtObjects;
  readonly #notes = new Notes();
  readonly #losses: Losses = noLosses();
  readonly #titles: string[] = [];
  readonly #pictures = new Map<string, Uint8Array>();
  /** The last number of each list, by its style and level, for lists that go on. */
  readonly #numbers = new Map<string, number>();
  /** The mark of a list item, until its first paragraph takes it. */
  #item: Item | null = null;

  constructor(styles: OdtStyles, objects: OdtObjects) {
    this.#styles = styles;
    this.#objects = objects;
  }

  read(text: XmlElement): OdtText {
    const flow = new Flow();
    this.#children(text, { ...outside, flow, inNote: false });
    const blocks = [...flow.finish(), ...this.#notes.finish()];
    return {
      blocks,
      titles: this.#titles,
      pictures: this.#pictures,
      warnings: lossWarnings(this.#losses),
    };
  }

  #children(element: XmlElement, place: Place): void {
    for (const child of element.children) {
      if (typeof child !== "string") this.#element(child, place);
      else if (place.paragraph === "preformatted") place.flow.run.verbatim(child);
      else if (place.paragraph === "running") place.flow.run.text(child);
    }
  }

  #element(element: XmlElement, place: Place): void {
    const { attributes } = element;
    switch (element.name) {
      case "text:p":
      case "text:h":
        return this.#paragraph(element, place);
      case "text:list":
        return this.#list(element, place);
      case "table:table":
        return this.#table(element, place);
      case "text:note":
        return this.#note(element, place);
      case "text:tracked-changes":
        this.#losses.deletions += allWithin(element, "text:deletion").length;
        this.#losses.insertions += allWithin(element, "text:insertion").length;
        return;
      case "office:annotation":
        this.#losses.comments += 1;
        return;
      case "draw:frame":
        return this.#frame(element, place);
      case "draw:text-box":
        return place.flow.after(this.#within(element, place));
      case "text:bookmark":
      case "text:bookmark-start":
      case "text:reference-mark":
      case "text:reference-mark-start":
        return place.flow.name(attributes["text:name"] ?? "");
      default:
        return this.#inline(element, place);
    }
  }

  /** What stands in a paragraph. */
  #inline(element: XmlElement, place: Place): void {
    const { run } = place.flow;
    const { attributes } = element;
    const kept = place.paragraph === "preformatted";
    switch (element.name) {
      case "text:span":
        return this.#span(element, place);
      case "text:a": {
        const href = attributes["xlink:href"] ?? "";
        const close =
          href === "" ? null : run.mark("link", href.replace(/\|(?:outline|region|frame)$/, ""));
        this.#children(element, place);
        close?.();
        return;
      }
      case "text:s": {
        const count = Math.min(wholeOf(attributes["text:c"]) ?? 1, 1_000);
        return kept ? run.verbatim(" ".repeat(count)) : run.text(" ");
      }
      case "text:tab":
        return kept ? run.verbatim("\t") : run.text(" ");
      case "text:line-break":
        if (kept) run.verbatim("\n");
        else if (!run.isBlank()) run.lineBreak();
        return;
      case "text:hidden-text":
        this.#losses.hidden += 1;
        return;
      case "text:ruby-text":
      case "office:forms":
      case "text:sequence-decls":
      case "text:variable-decls":
      case "text:user-field-decls":
      case "text:table-of-content-source":
      case "text:bibliography-source":
      case "text:alphabetical-index-source":
      case "text:illustration-index-source":
      case "svg:title":
      case "svg:desc":
        return;
      default:
        this.#children(element, place);
    }
  }

  #paragraph(element: XmlElement, place: Place): void {
    const style = element.attributes["text:style-name"] ?? "";
    const level =
      element.name === "text:h" ? (wholeOf(element.attributes["text:outline-level"]) ?? 1) : null;
    const styled = this.#styles.shape(style);
    const shape: Shape =
      level === null
        ? styled
        : { kind: "heading", level: Math.min(Math.max(level, 1), 6) as 1 | 2 | 3 | 4 | 5 | 6 };
    // A paragraph within another one, as damaged files have it, starts anew.
    if (place.paragraph !== null) place.flow.end({ kind: "paragraph" });
    const paragraph = shape.kind === "preformatted" ? "preformatted" : "running";
    this.#children(element, { ...place, paragraph });
    if (this.#styles.isTitle(style) && level === null && !place.inNote) {
      const title = textIn(element).replace(/\s+/g, " ").trim();
      if (title !== "") this.#titles.push(title);
    }
    if (this.#styles.isRule(style)) place.flow.after([plain({ kind: "rule" })]);
    const item = this.#item;
    if (item !== null && !place.flow.run.isBlank()) this.#item = null;
    const isItem = item !== null && (shape.kind === "paragraph" || shape.kind === "blockquote");
    place.flow.end(isItem ? item : shape);
  }

  #span(element: XmlElement, place: Place): void {
    const style = element.attributes["text:style-name"] ?? "";
    if (this.#styles.isHidden(style)) {
      this.#losses.hidden += 1;
      return;
    }
    const close = openMarks(place.flow.run, this.#styles.marks(style));
    this.#children(element, place);
    close();
  }

  #list(element: XmlElement, place: Place): void {
    const depth = place.list === null ? 0 : place.list.depth + 1;
    const style =
      element.attributes["text:style-name"] ??
      place.list?.style ??
      styleOfFirst(element, this.#styles);
    const level = this.#styles.level(style, Math.min(depth, 9));
    const key = `${style} ${depth}`;
    const goesOn =
      element.attributes["text:continue-numbering"] === "true" ||
      element.attributes["text:continue-list"] !== undefined;
    let number = goesOn ? (this.#numbers.get(key) ?? 0) : (level?.start ?? 1) - 1;
    for (const child of element.children) {
      if (typeof child === "string") continue;
      if (child.name === "text:list-item") {
        number = wholeOf(child.attributes["text:start-value"]) ?? number + 1;
        this.#numbers.set(key, number);
        const ordered = level?.isNumbered ?? false;
        this.#item = { kind: "listItem", depth, ordered, number: ordered ? number : null };
      }
      // A list's header and what does not belong into a list are read as paragraphs.
      this.#children(
        { ...child, children: child.name.startsWith("text:list-") ? child.children : [child] },
        { ...place, list: { style, depth } },
      );
      this.#item = null;
    }
  }

  #table(element: XmlElement, place: Place): void {
    const rows: readonly Row[] = readOdtTable(element, (cell) => this.#within(cell, place));
    if (!place.flow.table(rows)) this.#losses.tables += 1;
  }

  /** The blocks of a part of the text that stands for itself: a cell, a box, a note. */
  #within(element: XmlElement, place: Place): readonly DraftBlock[] {
    const flow = new Flow();
    const item = this.#item;
    this.#item = null;
    this.#children(element, { ...outside, flow, inNote: place.inNote });
    this.#item = item;
    return flow.finish();
  }

  #note(element: XmlElement, place: Place): void {
    const body = childOf(element, "text:note-body");
    if (body === null || place.inNote) return;
    const give = this.#notes.refer(place.flow.run);
    give(this.#within(body, { ...place, inNote: true }));
  }

  /** An equation that stands in the object or in a file of its own; null for other objects. */
  #formula(object: XmlElement): string | null {
    const math =
      childOf(object, "math:math") ?? this.#objects(object.attributes["xlink:href"] ?? "");
    if (math === null || !/^(?:math:)?math$/.test(math.name)) return null;
    const text = mathMl(math);
    // StarMath's own words are better than nothing.
    return text === "" ? textIn(math) : text;
  }

  #frame(element: XmlElement, place: Place): void {
    const alt = textIn(childOf(element, "svg:desc")) || textIn(childOf(element, "svg:title"));
    const object = childOf(element, "draw:object");
    const formula = object === null ? null : this.#formula(object);
    if (formula !== null) return place.flow.run.text(formula);
    const box = childOf(element, "draw:text-box");
    if (box !== null) return this.#element(box, place);
    // A drawing comes with a picture of itself for programs that cannot draw it.
    const forms = childrenOf(element, "draw:image")
      .map((image) => this.#pictureName(image))
      .filter((name) => name !== "");
    if (forms.length === 0) {
      if (object !== null) this.#losses.drawings += 1;
      return;
    }
    const here = forms.filter((name) => /^https?:/i.test(name) || !isElsewhere(name));
    if (here.length === 0) this.#losses.outside += 1;
    else place.flow.picture(alt, here);
  }

  /** Where a picture lies; those that stand in the XML itself get a name. Empty for none. */
  #pictureName(image: XmlElement): string {
    const href = image.attributes["xlink:href"] ?? "";
    const data = textIn(childOf(image, "office:binary-data"));
    if (href !== "" || data.trim() === "") return href;
    const name = `inline-${this.#pictures.size + 1}`;
    this.#pictures.set(name, new Uint8Array(Buffer.from(data, "base64")));
    return name;
  }
}

/** Whether a picture's address leads out of the file. */
function isElsewhere(href: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:|\/|\\\\|\.\.)/i.test(href);
}

/** Lists without a style of their own take that of their first paragraph. */
function styleOfFirst(list: XmlElement, styles: OdtStyles): string {
  const first = childOf(list, "text:list-item", "text:p");
  return styles.list(first?.attributes["text:style-name"] ?? "") ?? "";
}

/** The text of a Word file: one pass over its XML, paragraphs, tables and notes out. */
import { chosen, linkOf, runText, settings } from "./elements.ts";
import type { Relations } from "./file.ts";
import type { Numbering } from "./numbering.ts";
import {
  characterEmphasis,
  emphasisIn,
  numberOf,
  shapeOf,
  valueOf,
  type Emphasis,
  type Styles,
} from "./styles.ts";
import { readDocxTable } from "./table.ts";
import { plain, type DraftBlock } from "../draft-blocks.ts";
import { fieldLink } from "../office/field-link.ts";
import { Flow, Notes, openMarks, type Shape } from "../office/flow.ts";
import { lossWarnings, noLosses, type Losses } from "../office/losses.ts";
import { wordMath } from "../office/math.ts";
import { symbolText } from "../office/symbols.ts";
import { childOf, textIn, type XmlElement } from "../xml-tree.ts";

interface NotePart {
  /** By their ids. */
  readonly notes: ReadonlyMap<string, XmlElement>;
  readonly relations: Relations;
}

export interface DocxParts {
  readonly styles: Styles;
  readonly numbering: Numbering;
  readonly relations: Relations;
  readonly footnotes: NotePart;
  readonly endnotes: NotePart;
  /** The blocks of a part in another format that the text takes in whole; null when it cannot be read. */
  readonly chunk: (target: string) => readonly DraftBlock[] | null;
}

export interface DocxText {
  readonly blocks: readonly DraftBlock[];
  /** The paragraphs in the style of titles. */
  readonly titles: readonly string[];
  readonly warnings: readonly string[];
}

/** A field on its way: its instruction, then what it shows. */
interface Field {
  instruction: string;
  isShown: boolean;
  close: () => void;
}

/** Where the pass is. */
interface Place {
  readonly flow: Flow;
  readonly relations: Relations;
  readonly inNote: boolean;
  /** Whether white space stays as it is. */
  readonly preformatted: boolean;
  /** Whether a form's control shows what it was made with, because nobody has filled it in. */
  readonly unfilled: boolean;
}

/** Fields within fields; Word's own are a few deep. */
const fieldLimit = 32;

/** Reads the body with the notes that it refers to. */
export function readBody(body: XmlElement, parts: DocxParts): DocxText {
  const reader = new BodyReader(parts);
  return reader.read(body);
}

class BodyReader {
  readonly #parts: DocxParts;
  readonly #notes = new Notes();
  readonly #read = new Set<XmlElement>();
  readonly #losses: Losses = noLosses();
  readonly #titles: string[] = [];
  readonly #fields: Field[] = [];
  /** Fields within so many others that they are read as their text. */
  #deepFields = 0;
  #alt = "";

  constructor(parts: DocxParts) {
    this.#parts = parts;
  }

  read(body: XmlElement): DocxText {
    const flow = new Flow();
    this.#children(body, {
      flow,
      relations: this.#parts.relations,
      inNote: false,
      preformatted: false,
      unfilled: false,
    });
    const blocks = [...flow.finish(), ...this.#notes.finish()];
    return { blocks, titles: this.#titles, warnings: lossWarnings(this.#losses) };
  }

  #children(element: XmlElement, place: Place): void {
    for (const child of element.children)
      if (typeof child !== "string") this.#element(child, place);
  }

  #element(element: XmlElement, place: Place): void {
    if (settings.has(element.name)) return;
    switch (element.name) {
      case "w:p":
        return this.#paragraph(element, place);
      case "w:r":
        return this.#characters(element, place);
      case "w:tbl":
        return this.#table(element, place);
      case "w:ins":
      case "w:moveTo":
        this.#losses.insertions += 1;
        return this.#children(element, place);
      case "w:del":
      case "w:moveFrom":
        this.#losses.deletions += 1;
        return;
      case "w:hyperlink":
        return this.#link(linkOf(element, place.relations), element, place);
      case "w:fldSimple":
        return this.#link(fieldLink(element.attributes["w:instr"] ?? ""), element, place);
      case "w:bookmarkStart":
        return place.flow.name(element.attributes["w:name"] ?? "");
      case "mc:AlternateContent":
        return this.#children(chosen(element), place);
      case "w:altChunk":
        return this.#chunk(element.attributes["r:id"] ?? "", place);
      case "w:sdt":
        return this.#control(element, place);
      case "w:ruby":
        return this.#reading(element, place);
      case "w:txbxContent":
        return place.flow.after(this.#within(element, place));
      default:
        return this.#inline(element, place);
    }
  }

  /** What stands in a run of characters. */
  #inline(element: XmlElement, place: Place): void {
    const { run } = place.flow;
    switch (element.name) {
      case "m:oMath":
        if (this.#isShown()) run.text(wordMath(element));
        return;
      case "w:t":
      case "m:t":
        if (!this.#isShown()) return;
        return place.preformatted ? run.verbatim(textIn(element)) : run.text(textIn(element));
      case "w:tab":
      case "w:ptab":
        return place.preformatted ? run.verbatim("\t") : run.text(" ");
      case "w:br":
      case "w:cr":
        return lineBreak(element, place);
      case "w:noBreakHyphen":
        return run.verbatim("\u2011");
      case "w:sym":
        return run.verbatim(
          symbolText(
            element.attributes["w:font"] ?? "",
            Number.parseInt(element.attributes["w:char"] ?? "20", 16),
          ),
        );
      case "w:fldChar":
        return this.#field(element.attributes["w:fldCharType"] ?? "", place);
      case "w:instrText": {
        const field = this.#deepFields > 0 ? undefined : this.#fields.at(-1);
        if (field !== undefined) field.instruction += textIn(element);
        return;
      }
      case "w:footnoteReference":
        return this.#note(this.#parts.footnotes, element, place);
      case "w:endnoteReference":
        return this.#note(this.#parts.endnotes, element, place);
      case "w:commentReference":
        this.#losses.comments += 1;
        return;
      default:
        return this.#drawn(element, place);
    }
  }

  #drawn(element: XmlElement, place: Place): void {
    const { attributes } = element;
    switch (element.name) {
      case "wp:docPr":
        this.#alt = attributes["descr"] ?? attributes["title"] ?? "";
        return;
      case "v:shape":
        this.#alt = attributes["alt"] ?? "";
        return this.#children(element, place);
      case "v:rect":
        if (/^(?:t|true|1)$/.test(attributes["o:hr"] ?? ""))
          place.flow.after([plain({ kind: "rule" })]);
        return this.#children(element, place);
      case "a:blip":
        return this.#picture(attributes["r:embed"] ?? attributes["r:link"], place);
      case "v:imagedata":
        return this.#picture(attributes["r:id"], place);
      case "c:chart":
      case "dgm:relIds":
        this.#losses.drawings += 1;
        return;
      default:
        this.#children(element, place);
    }
  }

  #paragraph(element: XmlElement, place: Place): void {
    const properties = childOf(element, "w:pPr");
    const chain = this.#parts.styles.chain(valueOf(childOf(properties, "w:pStyle")));
    const shape = shapeOf(chain, numberOf(childOf(properties, "w:outlineLvl")));
    const item = this.#item(properties, chain);
    const listed = this.#isContents();
    this.#children(element, { ...place, preformatted: shape.kind === "preformatted" });
    // A field without its second half would swallow all that follows.
    while (this.#fields.at(-1)?.isShown === false) this.#fields.pop();
    const mark = childOf(properties, "w:rPr");
    if (childOf(mark, "w:del") !== null) {
      // The end of this paragraph was deleted: it goes on in the next.
      this.#losses.deletions += 1;
      return;
    }
    // A large first letter stands in a frame, and its paragraph goes on in the next.
    const frame = childOf(properties, "w:framePr")?.attributes["w:dropCap"] ?? "none";
    if (frame !== "none") return;
    if (chain[0]?.name === "title" && !place.inNote) {
      const title = runText(element).replace(/\s+/g, " ").trim();
      if (title !== "") this.#titles.push(title);
    }
    // What a table of contents lists is found again in the text, as the headings that it names.
    if (shape.kind === "heading" && (listed || this.#isContents()))
      place.flow.end({ kind: "paragraph" });
    else place.flow.end(shape.kind === "paragraph" && item !== null ? item : shape);
  }

  #isContents(): boolean {
    return this.#fields.some(({ instruction }) => /^\s*TOC\b/i.test(instruction));
  }

  #item(
    properties: XmlElement | null,
    chain: ReturnType<Styles["chain"]>,
  ): Extract<Shape, { kind: "listItem" }> | null {
    const own = childOf(properties, "w:numPr");
    const styled = chain.find((style) => style.list !== null);
    const list = valueOf(childOf(own, "w:numId")) ?? styled?.list ?? null;
    if (list === null) return null;
    return this.#parts.numbering.item(list, numberOf(childOf(own, "w:ilvl")) ?? styled?.level ?? 0);
  }

  #characters(element: XmlElement, place: Place): void {
    const properties = childOf(element, "w:rPr");
    const style = valueOf(childOf(properties, "w:rStyle"));
    const chain = this.#parts.styles.chain(style);
    // "Click here to enter text" is the form's word, not the writer's.
    if (place.unfilled && chain.some(({ name }) => /^placeholder ?text$/.test(name))) return;
    const said: Emphasis = {
      ...(style === null ? {} : characterEmphasis(chain)),
      ...emphasisIn(properties),
    };
    if (said.hidden === true) {
      if (runText(element).trim() !== "") this.#losses.hidden += 1;
      return;
    }
    const close = openMarks(place.flow.run, marksOf(said));
    this.#children(element, place);
    close();
  }

  /** Templates begin as controls that nobody has filled in, with words that are worth reading. */
  #control(element: XmlElement, place: Place): void {
    const unfilled = childOf(element, "w:sdtPr", "w:showingPlcHdr") !== null;
    this.#children(element, unfilled ? { ...place, unfilled } : place);
  }

  #chunk(relation: string, place: Place): void {
    const target = place.relations.get(relation)?.target;
    const blocks = target === undefined ? null : this.#parts.chunk(target);
    if (blocks === null) this.#losses.chunks += 1;
    else for (const block of blocks) place.flow.add(block);
  }

  /** How characters are read, said above them, stands in brackets behind them. */
  #reading(element: XmlElement, place: Place): void {
    this.#children(element, place);
    const reading = childOf(element, "w:rt");
    const text = reading === null ? "" : runText(reading).trim();
    if (text !== "" && this.#isShown()) place.flow.run.text(`(${text})`);
  }

  #table(element: XmlElement, place: Place): void {
    const rows = readDocxTable(element, this.#losses, (cell) => this.#within(cell, place));
    if (!place.flow.table(rows)) this.#losses.tables += 1;
  }

  /** The blocks of a part of the text that stands for itself: a cell, a box, a note. */
  #within(element: XmlElement, place: Place): readonly DraftBlock[] {
    const flow = new Flow();
    this.#children(element, { ...place, flow });
    return flow.finish();
  }

  #link(href: string | null, element: XmlElement, place: Place): void {
    const close = href === null ? null : place.flow.run.mark("link", href);
    this.#children(element, place);
    close?.();
  }

  #field(type: string, place: Place): void {
    if (type === "begin" && this.#fields.length >= fieldLimit) this.#deepFields += 1;
    else if (this.#deepFields > 0) {
      if (type === "end") this.#deepFields -= 1;
    } else if (type === "begin") {
      this.#fields.push({ instruction: "", isShown: false, close: () => undefined });
    } else this.#fieldGoesOn(type, place);
  }

  #fieldGoesOn(type: string, place: Place): void {
    const field = this.#fields.at(-1);
    if (field === undefined) return;
    if (type === "separate") {
      field.isShown = true;
      const href = fieldLink(field.instruction);
      if (href !== null) field.close = place.flow.run.mark("link", href);
    } else if (type === "end") {
      this.#fields.pop();
      field.close();
    }
  }

  #isShown(): boolean {
    return this.#fields.every((field) => field.isShown);
  }

  #note(part: NotePart, reference: XmlElement, place: Place): void {
    const note = part.notes.get(reference.attributes["w:id"] ?? "");
    // A note within a note would never end, and one read a thousand times would be an attack.
    if (note === undefined || place.inNote || this.#read.has(note)) return;
    this.#read.add(note);
    const give = this.#notes.refer(place.flow.run);
    const flow = new Flow();
    this.#children(note, {
      flow,
      relations: part.relations,
      inNote: true,
      preformatted: false,
      unfilled: false,
    });
    give(flow.finish());
  }

  #picture(id: string | undefined, place: Place): void {
    const relation = id === undefined ? undefined : place.relations.get(id);
    const alt = this.#alt;
    this.#alt = "";
    if (relation === undefined) return;
    // A file elsewhere on someone's disk is nothing to look for.
    if (relation.isOutside && !/^https?:/i.test(relation.target)) this.#losses.outside += 1;
    else place.flow.picture(alt, [relation.target]);
  }
}

function lineBreak(element: XmlElement, { flow, preformatted }: Place): void {
  const type = element.attributes["w:type"] ?? "textWrapping";
  if (type !== "textWrapping") flow.run.text(" ");
  else if (preformatted) flow.run.verbatim("\n");
  else if (!flow.run.isBlank()) flow.run.lineBreak();
}

function* marksOf(said: Emphasis) {
  if (said.strong === true) yield "strong" as const;
  if (said.emphasis === true) yield "emphasis" as const;
  if (said.code === true) yield "code" as const;
  if (said.strikethrough === true) yield "strikethrough" as const;
  if (said.raised === "superscript" || said.raised === "subscript") yield said.raised;
}

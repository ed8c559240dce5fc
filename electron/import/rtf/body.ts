/** The text of an RTF file: one pass over its tokens, with a stack of what holds in each group. */
import { shapeOf } from "../docx/styles.ts";
import type { DraftBlock } from "../draft-blocks.ts";
import { fieldLink } from "../office/field-link.ts";
import { Notes, openMarks, type Shape } from "../office/flow.ts";
import { lossWarnings, noLosses, type Losses } from "../office/losses.ts";
import { RtfLists } from "./lists.ts";
import { RtfMath } from "./math.ts";
import { applyWord, firstState, marksOf, type Destination, type State } from "./state.ts";
import { Story } from "./story.ts";
import { RtfTables } from "./tables.ts";
import { rtfTokens, type RtfToken } from "./tokens.ts";
import { characters, places, properties, skipped, symbols, wanted } from "./words.ts";

export interface RtfText {
  readonly blocks: readonly DraftBlock[];
  /** The paragraphs in the style of titles. */
  readonly titles: readonly string[];
  /** Fields of the file's properties, such as `title`. */
  readonly info: ReadonlyMap<string, string>;
  /** Pictures by the names that blocks refer to. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
  readonly warnings: readonly string[];
}

/** Groups within groups beyond this are read as part of the last one. */
const groupLimit = 10_000;
/** Reads a file to its end, also one that breaks off. */
export function readRtfBody(bytes: Uint8Array): RtfText {
  return new BodyReader().read(bytes);
}

class BodyReader {
  #state: State = firstState();
  readonly #groups: State[] = [];
  #tooDeep = 0;
  readonly #stories: { readonly story: Story; readonly end: (story: Story) => void }[] = [];
  readonly #notes = new Notes();
  readonly #losses: Losses = noLosses();
  readonly #titles: string[] = [];
  readonly #info = new Map<string, string>();
  readonly #pictures = new Map<string, Uint8Array>();
  readonly #tables = new RtfTables();
  #main = new Story();
  /** Text of a group that is not the article's. */
  #buffer = "";
  #hex: Uint8Array[] = [];
  readonly #lists = new RtfLists();
  #math = new RtfMath();
  /** Bytes that were not decoded yet: a character may come in several tokens. */
  #bytes: Uint8Array[] = [];
  #isStarred = false;
  /** Characters to leave out behind `\u`. */
  #fallback = 0;

  read(bytes: Uint8Array): RtfText {
    for (const token of rtfTokens(bytes)) {
      if (token.kind === "bytes") this.#text(token);
      else {
        this.#decode();
        this.#token(token);
      }
    }
    this.#decode();
    const isWhole = this.#groups.length === 0;
    while (this.#groups.length > 0) this.#close();
    const blocks = [...this.#main.finish(), ...this.#notes.finish()];
    this.#losses.tables += this.#main.flattened;
    const cut = "The file breaks off in the middle; what there is was imported.";
    return {
      blocks,
      titles: this.#titles,
      info: this.#info,
      pictures: this.#pictures,
      warnings: [...(isWhole ? [] : [cut]), ...lossWarnings(this.#losses)],
    };
  }

  get #story(): Story {
    return this.#stories.at(-1)?.story ?? this.#main;
  }

  #token(token: Exclude<RtfToken, { readonly kind: "bytes" }>): void {
    // `\*` counts for the word right behind it only.
    const isStarred = this.#isStarred;
    this.#isStarred = token.kind === "symbol" && token.symbol === "*";
    if (token.kind !== "word" || token.word !== "u") this.#fallback = 0;
    switch (token.kind) {
      case "open":
        return this.#open();
      case "close":
        return this.#close();
      case "binary":
        if (this.#state.destination === "picture") this.#hex.push(hexOf(token.bytes));
        return;
      case "symbol":
        if (token.symbol === "\n" || token.symbol === "\r") return this.#word("par", null, false);
        return this.#put(symbols.get(token.symbol) ?? "");
      case "word":
        if (this.#state.destination !== "skip") this.#word(token.word, token.number, isStarred);
    }
  }

  #open(): void {
    if (this.#groups.length >= groupLimit) this.#tooDeep += 1;
    else {
      this.#groups.push({ ...this.#state });
      if (this.#state.destination === "math") this.#math.open();
    }
  }

  #close(): void {
    if (this.#tooDeep > 0) {
      this.#tooDeep -= 1;
      return;
    }
    const ended = this.#state;
    this.#state = this.#groups.pop() ?? firstState();
    if (ended.destination !== this.#state.destination) this.#end(ended);
    else if (ended.destination === "math") this.#math.close();
  }

  /** Ends a group that held something of its own. */
  #end(ended: State): void {
    const text = this.#buffer;
    switch (ended.destination) {
      case "property":
        this.#info.set(ended.property, text);
        break;
      case "created":
        this.#info.set("creatim", text.replace(/\b\d\b/g, "0$&"));
        break;
      case "label":
        this.#story.label(text.trim());
        break;
      case "bookmark":
        this.#story.flow(ended.inTable).name(text.trim());
        break;
      case "picture":
        return this.#picture(ended);
      case "math":
        return this.#put(this.#math.finish());
      case "note":
      case "box": {
        const last = this.#stories.pop();
        if (last !== undefined) last.end(last.story);
        return;
      }
      default:
        // The instruction of a field is asked for by what it shows.
        return;
    }
    this.#buffer = "";
  }

  #word(word: string, number: number | null, isStarred: boolean): void {
    const state = this.#state;
    if (word === "u") {
      this.#put(this.#tables.character(number ?? 0, state));
      this.#fallback = state.fallback;
      return;
    }
    if (skipped.has(word) || (isStarred && !wanted.has(word))) {
      // Outside of a group of its own such a word is damage, and would swallow all that follows.
      if (this.#groups.length < 2) return;
      if (word === "annotation") this.#losses.comments += 1;
      state.destination = "skip";
      return;
    }
    const character = characters.get(word);
    if (character !== undefined) return this.#put(character);
    if (word === "deleted" && number !== 0) this.#losses.deletions += 1;
    if (state.destination === "lists") return this.#lists.word(word, number ?? 0);
    if (applyWord(state, word, number)) return;
    if (state.destination === "math") return this.#math.word(word, number);
    this.#setting(word, number ?? 0);
  }

  #setting(word: string, number: number): void {
    if (this.#tables.word(word, number)) return;
    switch (word) {
      case "deff":
        this.#state.font = number;
        for (const group of this.#groups) group.font = number;
        return;
      case "revised":
        this.#losses.insertions += 1;
        return;
      case "yr":
      case "mo":
      case "dy":
        if (this.#state.destination === "created")
          this.#buffer += `${word === "yr" ? "" : "-"}${number}`;
        return;
      default:
        this.#place(word);
    }
  }

  /** Words that begin a group of another kind. */
  #place(word: string): void {
    const destination = places.get(word);
    if (destination !== undefined) return this.#enter(destination);
    switch (word) {
      case "fldrslt":
        this.#state.link = fieldLink(this.#buffer) ?? this.#state.link;
        this.#buffer = "";
        return;
      case "moMath":
        this.#math = new RtfMath();
        return this.#enter("math");
      case "pict":
        this.#hex = [];
        return this.#enter("picture");
      case "footnote":
        return this.#note();
      case "shptxt":
      case "dptxbxtext":
        return this.#box();
      default:
        if (this.#state.destination === "info" && properties.has(word)) {
          this.#state.property = word;
          this.#enter("property");
        } else this.#layout(word);
    }
  }

  #enter(destination: Destination): void {
    this.#state.destination = destination;
    this.#buffer = "";
  }

  #layout(word: string): void {
    if (!this.#isText()) return;
    const { inTable } = this.#state;
    switch (word) {
      case "par":
      case "sect":
      case "nestcell":
        return this.#endParagraph();
      case "line":
      case "softline": {
        const { run } = this.#story.flow(inTable);
        if (this.#shape().kind === "preformatted") run.verbatim("\n");
        else if (!run.isBlank()) run.lineBreak();
        return;
      }
      case "tab":
        return this.#tab();
      case "cell":
        if (this.#story.isInTable(inTable)) {
          this.#endParagraph();
          this.#story.endCell();
        } else this.#put(" ");
        return;
      case "row":
        return this.#story.endRow();
      case "trowd":
        return this.#story.beginRow();
      case "trhdr":
        return this.#story.headingRow();
    }
  }

  #tab(): void {
    const { inTable, firstIndent } = this.#state;
    const { run } = this.#story.flow(inTable);
    if (firstIndent < 0 && this.#story.takeLabel()) run.take();
    else if (this.#shape().kind === "preformatted") this.#put("\t");
    else this.#put(" ");
  }

  #endParagraph(): void {
    const { inTable, indent, level, style, dropCap, list } = this.#state;
    if (dropCap) return;
    if (list > 0 && this.#story.isUnlabelled)
      this.#story.label(this.#lists.label(list, level ?? 0));
    const known = this.#stories.length === 0 && this.#tables.chain(style)[0]?.name === "title";
    const text = this.#story.endParagraph(inTable, this.#shape(), indent, level);
    if (known && text !== "") this.#titles.push(text);
  }

  #shape(): Shape {
    return shapeOf(this.#tables.chain(this.#state.style), this.#state.outline);
  }

  #note(): void {
    if (this.#state.destination === "note") return;
    const give = this.#notes.refer(this.#story.flow(this.#state.inTable).run);
    this.#begin("note", (blocks) => give(blocks));
  }

  #box(): void {
    const around = this.#story;
    const { inTable } = this.#state;
    this.#begin("box", (blocks) => around.flow(inTable).after(blocks));
  }

  #begin(destination: Destination, give: (blocks: readonly DraftBlock[]) => void): void {
    if (this.#state.destination === destination) return;
    Object.assign(this.#state, firstState(), { destination, font: this.#state.font });
    this.#stories.push({
      story: new Story(),
      end: (story) => {
        give(story.finish());
        this.#losses.tables += story.flattened;
      },
    });
  }

  #picture(ended: State): void {
    const name = `picture-${this.#pictures.size + 1}`;
    const hex = Buffer.concat(this.#hex).toString("latin1").replace(/\s+/g, "");
    this.#hex = [];
    this.#pictures.set(name, new Uint8Array(Buffer.from(hex, "hex")));
    if (this.#isText()) this.#story.flow(ended.inTable).picture("", [name]);
  }

  #text({ bytes }: { readonly bytes: Uint8Array }): void {
    this.#isStarred = false;
    const left = Math.min(this.#fallback, bytes.length);
    this.#fallback -= left;
    if (left === bytes.length || this.#state.destination === "skip") return;
    if (this.#state.destination === "picture") this.#hex.push(bytes);
    else this.#bytes.push(bytes.subarray(left));
  }

  #decode(): void {
    if (this.#bytes.length === 0) return;
    const bytes = Buffer.concat(this.#bytes);
    this.#bytes = [];
    this.#put(this.#tables.text(bytes, this.#state));
  }

  /** Adds text to whatever the group is for. */
  #put(text: string): void {
    if (text === "") return;
    if (this.#isText()) return this.#write(text);
    switch (this.#state.destination) {
      case "fonts":
      case "styles":
        return this.#entry(text);
      case "math":
        return this.#math.text(text);
      case "property":
      case "label":
      case "instruction":
      case "bookmark":
        this.#buffer += text;
        return;
      default:
        return;
    }
  }

  /** Entries of the tables of fonts and styles end with a semicolon. */
  #entry(text: string): void {
    const parts = (this.#buffer + text).split(";");
    this.#buffer = parts.pop() ?? "";
    for (const part of parts) this.#tables.entry(part, this.#state);
  }

  #isText(): boolean {
    const { destination } = this.#state;
    return destination === "text" || destination === "note" || destination === "box";
  }

  #write(text: string): void {
    const state = this.#state;
    if (state.deleted) return;
    if (state.hidden) {
      if (text.trim() !== "") this.#losses.hidden += 1;
      return;
    }
    const { run } = this.#story.flow(state.inTable);
    const shape = this.#shape();
    const closeLink = state.link === null ? null : run.mark("link", state.link);
    const close = openMarks(run, marksOf(state, shape));
    if (shape.kind === "preformatted") run.verbatim(text);
    else run.text(text);
    close();
    closeLink?.();
    this.#story.write(text);
  }
}

function hexOf(bytes: Uint8Array): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString("hex"), "latin1");
}

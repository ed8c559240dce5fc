/** What text documents have in common: paragraphs one after another, pictures, tables, notes. */
import type { Block, Mark, MarkKind, TextRun } from "../../entities.ts";
import { runsOf, type DraftBlock } from "../draft-blocks.ts";
import { columnLimit } from "../format.ts";
import { buildRun, trimLines, trimRun, type RunBuilder } from "../runs.ts";

/** What a paragraph is, apart from its text. */
export type Shape =
  | { readonly kind: "paragraph" | "preformatted" }
  | { readonly kind: "heading"; readonly level: 1 | 2 | 3 | 4 | 5 | 6 }
  | {
      readonly kind: "listItem";
      readonly depth: number;
      readonly ordered: boolean;
      readonly number: number | null;
    }
  | { readonly kind: "blockquote"; readonly depth: number };

export interface Cell {
  readonly blocks: readonly DraftBlock[];
  /** Columns that it covers, itself included. */
  readonly across: number;
}

export interface Row {
  readonly cells: readonly Cell[];
  readonly isHeading: boolean;
}

/** Cells of one table, those that others reach over included. */
const cellLimit = 500_000;
/** Cells longer than this, in UTF-16 units, hold paragraphs and not data. */
const cellLength = 400;
const blank: TextRun = { text: "", marks: [] };

/** Collects the blocks of a text, of a note or of a table's cell. */
export class Flow {
  readonly run: RunBuilder = buildRun();
  readonly #blocks: DraftBlock[] = [];
  #after: DraftBlock[] = [];
  #ids: string[] = [];

  /** Gives the block that comes next a name that links can point at. */
  name(id: string): void {
    if (id !== "") this.#ids.push(id);
  }

  /**
   * Keeps a picture for the end of the paragraph, so that a sentence is never cut in two. Of several
   * sources, which are forms of the same picture, the first that can be shown is taken.
   */
  picture(alt: string, sources: readonly string[]): void {
    this.#after.push({
      block: { kind: "image", hash: null, alt: alt.replace(/\s+/g, " ").trim(), host: null },
      ids: [],
      sources,
    });
  }

  /** Keeps blocks, such as those of a text box, for the end of the paragraph. */
  after(blocks: readonly DraftBlock[]): void {
    for (const block of blocks) this.#after.push(block);
  }

  /** Ends a paragraph; a blank one leaves nothing but its pictures. */
  end(shape: Shape): void {
    const isBlank = this.run.isBlank();
    const run = this.run.take();
    if (!isBlank) this.#text(shape, run);
    const after = this.#after;
    this.#after = [];
    for (const block of after) this.add(block);
  }

  add(block: DraftBlock): void {
    this.#blocks.push(
      this.#ids.length === 0 ? block : { ...block, ids: [...this.#ids, ...block.ids] },
    );
    this.#ids = [];
  }

  /** Adds the rows as a table, or cell by cell when they only lay out a page. False then. */
  table(rows: readonly Row[]): boolean {
    const drafts = rows.flatMap((row) => row.cells.flatMap((cell) => cell.blocks));
    if (!isData(rows)) {
      for (const draft of drafts) this.add(draft);
      // A frame around one column of text is no table to anyone.
      return !rows.some((row) => row.cells.length > 1);
    }
    const filled = rows
      .map((row) => ({ runs: runsOfRow(row), isHeading: row.isHeading }))
      .filter(({ runs }) => runs.some(({ text }) => /\S/.test(text)));
    const heading = filled.findIndex(({ isHeading }) => !isHeading);
    if (filled.length > 0) {
      this.add({
        block: {
          kind: "table",
          // Where every row is marked as a heading, as careless writers do, only the first can be meant.
          headerRows: heading === -1 ? 1 : heading,
          rows: filled.map(({ runs }) => runs),
        },
        ids: drafts.flatMap(({ ids }) => ids),
        sources: [],
      });
    }
    for (const draft of drafts) if (draft.block.kind === "image") this.add(draft);
    return true;
  }

  /** What was collected, an unfinished paragraph included. */
  finish(): readonly DraftBlock[] {
    this.end({ kind: "paragraph" });
    return this.#blocks;
  }

  #text(shape: Shape, run: TextRun): void {
    const joined = { ...run, marks: joinMarks(run) };
    if (shape.kind !== "preformatted") {
      this.add({ block: { ...shape, ...trimRun(joined) }, ids: [], sources: [] });
      return;
    }
    const { text, marks } = trimLines(joined);
    const lines = { text, marks: marks.filter(([, , kind]) => kind !== "code") };
    const last = this.#blocks.at(-1);
    // Word processors make a paragraph of every line of code.
    if (last?.block.kind === "preformatted" && this.#ids.length === 0) {
      const both = joinRuns([last.block, lines], "\n");
      this.#blocks[this.#blocks.length - 1] = { ...last, block: { kind: "preformatted", ...both } };
    } else this.add({ block: { kind: "preformatted", ...lines }, ids: [], sources: [] });
  }
}

/** Footnotes and endnotes, numbered as they are referred to, for the end of the text. */
export class Notes {
  readonly #notes: { blocks: readonly DraftBlock[] }[] = [];

  /** Writes the reference into a run; the note's blocks are given to what it returns. */
  refer(run: RunBuilder): (blocks: readonly DraftBlock[]) => void {
    const note: { blocks: readonly DraftBlock[] } = { blocks: [] };
    const number = this.#notes.push(note);
    const closers = [run.mark("superscript"), run.mark("link", `#note:${number}`)];
    run.verbatim(`[${number}]`);
    for (const close of closers) close();
    return (blocks) => {
      note.blocks = blocks;
    };
  }

  /** A rule and the notes, each beginning as an item with its number; nothing without notes. */
  finish(): readonly DraftBlock[] {
    const items = this.#notes.flatMap(({ blocks }, at) => noteBlocks(blocks, at + 1));
    return items.length === 0 ? [] : [{ block: { kind: "rule" }, ids: [], sources: [] }, ...items];
  }
}

function noteBlocks(blocks: readonly DraftBlock[], number: number): readonly DraftBlock[] {
  const [first, ...rest] = blocks;
  if (first === undefined) return [];
  const block: Block =
    first.block.kind === "paragraph" || first.block.kind === "listItem"
      ? {
          kind: "listItem",
          depth: 0,
          ordered: true,
          number,
          text: first.block.text,
          marks: first.block.marks,
        }
      : first.block;
  return [{ ...first, block, ids: [`note:${number}`, ...first.ids] }, ...rest];
}

/** The marks that formatting opens, closed by calling what is returned. */
export function openMarks(run: RunBuilder, kinds: Iterable<Exclude<MarkKind, "link">>): () => void {
  const closers = [...kinds].map((kind) => run.mark(kind));
  return () => {
    for (const close of closers) close();
  };
}

function isData(rows: readonly Row[]): boolean {
  const widths = rows.map((row) => row.cells.reduce((sum, cell) => sum + cell.across, 0));
  const widest = widths.reduce((most, width) => Math.max(most, width), 0);
  const total = widths.reduce((sum, width) => sum + width, 0);
  if (rows.length < 2 || widest < 2 || widest > columnLimit || total > cellLimit) return false;
  const cells = rows.flatMap((row) => row.cells);
  const long = cells.filter(({ blocks }) => lengthOf(blocks) > cellLength);
  if (long.length > cells.length * 0.1) return false;
  return !cells.some(({ blocks }) => blocks.some(({ block }) => block.kind === "table"));
}

function lengthOf(blocks: readonly DraftBlock[]): number {
  return blocks.reduce((sum, { block }) => sum + ("text" in block ? block.text.length : 0), 0);
}

function runsOfRow(row: Row): readonly TextRun[] {
  return row.cells.flatMap(({ blocks, across }) => [
    joinRuns(
      blocks.flatMap(({ block }) => runsOf(block)),
      " ",
    ),
    ...Array.from({ length: across - 1 }, () => blank),
  ]);
}

function joinRuns(runs: readonly TextRun[], between: string): TextRun {
  let text = "";
  const marks: Mark[] = [];
  for (const [at, run] of runs.entries()) {
    if (at > 0) text += between;
    for (const mark of run.marks)
      marks.push(moved(mark, mark[0] + text.length, mark[1] + text.length));
    text += run.text;
  }
  return { text, marks };
}

/** Marks of one kind that touch as one: word processors cut a sentence into pieces at every edit. */
function joinMarks(run: TextRun): readonly Mark[] {
  const joined: Mark[] = [];
  const last = new Map<string, number>();
  for (const mark of run.marks.toSorted((a, b) => a[0] - b[0])) {
    const at = last.get(mark[2]);
    const before = at === undefined ? undefined : joined[at];
    if (
      at !== undefined &&
      before !== undefined &&
      before[3] === mark[3] &&
      // Only white space between two emphasised words is as good as none.
      run.text.slice(before[1], mark[0]).trim() === "" &&
      (before[1] >= mark[0] || mark[2] !== "link")
    ) {
      joined[at] = moved(before, before[0], Math.max(before[1], mark[1]));
      continue;
    }
    last.set(mark[2], joined.push(mark) - 1);
  }
  return joined;
}

function moved([, , kind, value]: Mark, start: number, end: number): Mark {
  return value === undefined ? [start, end, kind] : [start, end, kind, value];
}

/** A run of RTF text of its own, the main one, a note or a box, with the tables that stand in it. */
import type { DraftBlock } from "../draft-blocks.ts";
import { itemOf } from "./labels.ts";
import { Flow, type Cell, type Row, type Shape } from "../office/flow.ts";

/** How much of a paragraph is kept to tell labels and titles, in UTF-16 units. */
const startLength = 400;
const label = /^\s*(?:[•●○◦▪■·–—*-]|\(?(\d{1,6}|[a-z]{1,4})[.)])\s*$/i;

export class Story {
  readonly #flow = new Flow();
  #cell: Flow | null = null;
  #cells: Cell[] = [];
  #rows: Row[] = [];
  #isHeading = false;
  #isRowOpen = false;
  #start = "";
  #label: string | null = null;
  /** Indents of the items around, for lists that only look like it. */
  #indents: number[] = [];
  /** The number that the last item had, by depth; 0 for none. */
  readonly #numbers: number[] = [];
  /** Tables that were read as paragraphs. */
  flattened = 0;

  /** Where text goes: into a table's cell, or behind the table once it is over. */
  flow(inTable: boolean): Flow {
    if (this.isInTable(inTable)) {
      this.#cell ??= new Flow();
      return this.#cell;
    }
    this.#endTable();
    return this.#flow;
  }

  /** Whether text stands in a table: paragraphs say so, or a row that was begun is not over yet. */
  isInTable(inTable: boolean): boolean {
    return inTable || this.#isRowOpen;
  }

  /** Takes note of what a paragraph begins with. */
  write(text: string): void {
    if (this.#start.length < startLength) this.#start += text.slice(0, startLength);
  }

  /** The bullet or number in front of an item; null for none. */
  label(text: string | null): void {
    this.#label = text;
  }

  /** Whether the paragraph has text and no label of its own. */
  get isUnlabelled(): boolean {
    return this.#label === null && this.#start.trim() !== "";
  }

  /** Whether all that the paragraph has so far is a bullet or number, which then is its label. */
  takeLabel(): boolean {
    if (!label.test(this.#start)) return false;
    this.#label = this.#start;
    this.#start = "";
    return true;
  }

  /** Ends a paragraph and gives its text, as far as it is kept. `level` is null when unknown. */
  endParagraph(inTable: boolean, shape: Shape, indent: number, level: number | null): string {
    const text = this.#start.trim();
    if (this.#label !== null && text !== "") {
      const depth = level ?? this.#depthAt(indent);
      const item = itemOf(this.#label, this.#numbers[depth] ?? 0);
      this.#numbers.length = depth;
      this.#numbers[depth] = item.number ?? 0;
      this.flow(inTable).end(
        shape.kind === "paragraph" ? { kind: "listItem", depth, ...item } : shape,
      );
    } else {
      if (text !== "" && indent < (this.#indents[0] ?? 0)) this.#indents = [];
      this.flow(inTable).end(shape);
    }
    this.#start = "";
    this.#label = null;
    return text;
  }

  endCell(): void {
    this.#cells.push({ blocks: this.flow(true).finish(), across: 1 });
    this.#cell = null;
  }

  beginRow(): void {
    this.#isRowOpen = true;
    this.#isHeading = false;
  }

  headingRow(): void {
    this.#isHeading = true;
  }

  endRow(): void {
    this.#isRowOpen = false;
    if (this.#cell !== null) this.endCell();
    if (this.#cells.length > 0) this.#rows.push({ cells: this.#cells, isHeading: this.#isHeading });
    this.#cells = [];
  }

  finish(): readonly DraftBlock[] {
    this.endRow();
    this.#endTable();
    return this.#flow.finish();
  }

  #endTable(): void {
    if (this.#rows.length === 0) return;
    const rows = this.#rows;
    this.#rows = [];
    // What stands before the table in the same paragraph comes first.
    this.#flow.end({ kind: "paragraph" });
    if (!this.#flow.table(rows)) this.flattened += 1;
  }

  #depthAt(indent: number): number {
    while ((this.#indents.at(-1) ?? -Infinity) > indent) this.#indents.pop();
    if ((this.#indents.at(-1) ?? -Infinity) < indent) this.#indents.push(indent);
    return Math.min(this.#indents.length, 100) - 1;
  }
}

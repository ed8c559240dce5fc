/** What is left out of text documents on purpose, counted for the report. */
import { became, flattenedTables, leftOut } from "../losses.ts";

export interface Losses {
  deletions: number;
  insertions: number;
  comments: number;
  hidden: number;
  /** Charts and diagrams drawn by the word processor. */
  drawings: number;
  /** Parts in formats of their own. */
  chunks: number;
  /** Tables read as paragraphs. */
  tables: number;
  /** Pictures that lie in other files. */
  outside: number;
}

/** Nothing lost yet. */
export function noLosses(): Losses {
  return {
    deletions: 0,
    insertions: 0,
    comments: 0,
    hidden: 0,
    drawings: 0,
    chunks: 0,
    tables: 0,
    outside: 0,
  };
}

/** A sentence for each kind of loss. */
export function lossWarnings(losses: Losses): readonly string[] {
  const { deletions, insertions } = losses;
  return [
    ...became(insertions, "tracked insertion", "kept"),
    ...leftOut(deletions, "tracked deletion"),
    ...leftOut(losses.comments, "comment"),
    ...leftOut(losses.hidden, "piece of hidden text", { many: "pieces of hidden text" }),
    ...leftOut(losses.drawings, "chart or diagram", { many: "charts and diagrams" }),
    ...leftOut(losses.chunks, "part in another format", { many: "parts in other formats" }),
    ...flattenedTables(losses.tables),
    ...leftOut(losses.outside, "picture", {
      why: losses.outside === 1 ? "it lies in another file" : "they lie in other files",
    }),
  ];
}

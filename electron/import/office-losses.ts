/** What is left out of text documents on purpose, counted for the report. */

export interface Losses {
  deletions: number;
  insertions: number;
  comments: number;
  hidden: number;
  /** Charts and diagrams drawn by the word processor. */
  drawings: number;
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
    tables: 0,
    outside: 0,
  };
}

/** A sentence for each kind of loss. */
export function lossWarnings(losses: Losses): readonly string[] {
  const { deletions, insertions } = losses;
  const changes = [
    ...(insertions === 0
      ? []
      : [counted(insertions, "insertion was kept", "insertions were kept")]),
    ...(deletions === 0
      ? []
      : [counted(deletions, "deletion was left out", "deletions were left out")]),
  ];
  const say = (n: number, one: string, many: string): readonly string[] =>
    n === 0 ? [] : [`${counted(n, one, many)}.`];
  return [
    ...(changes.length === 0 ? [] : [`It has tracked changes: ${changes.join(", ")}.`]),
    ...say(losses.comments, "comment was left out", "comments were left out"),
    ...say(
      losses.hidden,
      "piece of hidden text was left out",
      "pieces of hidden text were left out",
    ),
    ...say(losses.drawings, "chart or diagram was left out", "charts and diagrams were left out"),
    ...say(
      losses.tables,
      "table was read as paragraphs, because it holds long texts or lays out the page",
      "tables were read as paragraphs, because they hold long texts or lay out the page",
    ),
    ...say(
      losses.outside,
      "picture was left out: it lies in another file",
      "pictures were left out: they lie in other files",
    ),
  ];
}

function counted(n: number, one: string, many: string): string {
  return n === 1 ? `1 ${one}` : `${n.toLocaleString("en-US")} ${many}`;
}

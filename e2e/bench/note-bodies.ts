/** Bodies of notes to measure with, as they are stored. */
import type { SerializedNotebookLink } from "../../electron/entities.ts";

const element = { direction: null, format: "", indent: 0, version: 1 };

/** A run of words in a paragraph. */
export const textOf = (text: string): object => ({
  type: "text",
  version: 1,
  detail: 0,
  format: 0,
  mode: "normal",
  style: "",
  text,
});

export const linkOf = (note: string, label: string): SerializedNotebookLink => ({
  type: "notebook-link",
  version: 1,
  target: { kind: "note", id: note },
  label,
});

export const paragraphOf = (...children: readonly object[]): object => ({
  ...element,
  type: "paragraph",
  textFormat: 0,
  textStyle: "",
  children,
});

/** A note of these blocks. */
export const bodyOf = (blocks: readonly object[]): string =>
  JSON.stringify({ root: { ...element, type: "root", children: blocks } });

/** A note of these paragraphs. */
export const plainBody = (paragraphs: readonly string[]): string =>
  bodyOf(paragraphs.map((words) => paragraphOf(textOf(words))));

/** What holds at a place in an RTF file, and the words that change it. A group ends with its changes. */

import type { Shape } from "../office/flow.ts";

/** What the text of a group is for; `text` is the article's own. */
export type Destination =
  | "text"
  | "skip"
  | "fonts"
  | "styles"
  | "info"
  | "created"
  | "property"
  | "picture"
  | "label"
  | "instruction"
  | "bookmark"
  | "math"
  | "lists"
  | "note"
  | "box";

export interface State {
  destination: Destination;
  /** The field of `\info` that is being read. */
  property: string;
  font: number;
  /** How many characters stand behind each `\u` for programs that do not know it. */
  fallback: number;
  strong: boolean;
  emphasis: boolean;
  strikethrough: boolean;
  raised: "superscript" | "subscript" | null;
  hidden: boolean;
  deleted: boolean;
  link: string | null;
  style: number | null;
  outline: number | null;
  inTable: boolean;
  /** Twips from the margin, and how the first line differs. */
  indent: number;
  firstIndent: number;
  /** Whether it is only the large first letter of the paragraph that follows. */
  dropCap: boolean;
  /** `\ls`: the list that it belongs to; 0 for none. */
  list: number;
  /** How deep in a list; null when the file does not say. */
  level: number | null;
}

const paragraph = {
  style: null,
  outline: null,
  inTable: false,
  indent: 0,
  firstIndent: 0,
  dropCap: false,
  list: 0,
  level: null,
} as const;
const plainText = {
  strong: false,
  emphasis: false,
  strikethrough: false,
  raised: null,
  hidden: false,
  deleted: false,
} as const;

/** What holds at the start; `font` is the default one. */
export function firstState(): State {
  return {
    destination: "text",
    property: "",
    font: -1,
    fallback: 1,
    link: null,
    ...plainText,
    ...paragraph,
  };
}

/** Applies a word that changes only what holds. False when it is not one of them. */
export function applyWord(state: State, word: string, number: number | null): boolean {
  const on = number !== 0;
  const value = number ?? 0;
  switch (word) {
    case "b":
      state.strong = on;
      return true;
    case "i":
      state.emphasis = on;
      return true;
    case "strike":
    case "striked":
      state.strikethrough = on;
      return true;
    case "super":
      state.raised = on ? "superscript" : null;
      return true;
    case "sub":
      state.raised = on ? "subscript" : null;
      return true;
    case "up":
    case "dn":
      state.raised = value === 0 ? null : word === "up" ? "superscript" : "subscript";
      return true;
    case "nosupersub":
      state.raised = null;
      return true;
    case "v":
      state.hidden = on;
      return true;
    case "deleted":
      state.deleted = on;
      return true;
    case "f":
      state.font = value;
      return true;
    case "uc":
      state.fallback = Math.min(Math.max(value, 0), 100);
      return true;
    case "plain":
      Object.assign(state, plainText);
      return true;
    default:
      return applyParagraph(state, word, value);
  }
}

function applyParagraph(state: State, word: string, value: number): boolean {
  switch (word) {
    case "pard":
      Object.assign(state, paragraph);
      return true;
    case "s":
      state.style = value;
      return true;
    case "outlinelevel":
      state.outline = value;
      return true;
    case "intbl":
      state.inTable = true;
      return true;
    case "li":
      state.indent = value;
      return true;
    case "fi":
      state.firstIndent = value;
      return true;
    case "dropcapli":
      state.dropCap = value > 0;
      return true;
    case "ls":
      state.list = value;
      return true;
    case "ilvl":
      state.level = Math.min(Math.max(value, 0), 8);
      return true;
    default:
      return false;
  }
}

/** The marks of characters in a paragraph of that shape. */
export function* marksOf(state: State, shape: Shape) {
  // Headings are bold by their nature; only what stands out within one is marked elsewhere.
  if (state.strong && shape.kind !== "heading") yield "strong" as const;
  if (state.emphasis) yield "emphasis" as const;
  if (state.strikethrough) yield "strikethrough" as const;
  if (state.raised !== null) yield state.raised;
}

/**
 * What a note says and points to, read from its Lexical JSON without Lexical. Node types that are not
 * known here are walked for their text and children: an editor feature may come without the core
 * knowing. The walk keeps its own stack, so no nesting is too deep for it.
 */
import type { HeadingRef, Target, TargetKind } from "../../entities.ts";
import { linkWords, type TitleOf } from "./link-words.ts";
import { citedWords, type CitationPart } from "../citation.ts";
import { citationParts, noWorks, type Works } from "./note-citations.ts";
import { plainQuoteWords } from "../quotes/quote-words.ts";
import { parseJson } from "../json.ts";

/** A link or a quote in a note, with what stands around it. */
export interface NoteReference {
  readonly kind: "link" | "quote";
  readonly target: Target;
  /** At most 160 units of the paragraph before and after; for a quote, of the paragraphs around it. */
  readonly before: string;
  /**
   * The link's own words, or the writer's wording of a quote; empty where the target's title or the clip's
   * words are shown.
   */
  readonly words: string;
  /** A quote that its writer knows to be altered. */
  readonly kept: boolean;
  readonly after: string;
  /** The title that a link was written for before there was such a note; absent elsewhere. */
  readonly title?: string;
  /** The heading of a note that is meant; absent for all of it. */
  readonly heading?: HeadingRef;
  /** What a citation says of its article; absent for other links, and where the article is not known. */
  readonly cited?: CitationPart;
  /** The note is shown there, between the blocks; its words are not among those of this one. */
  readonly embedded?: true;
}

/** A heading as it stands in a note. */
export interface NoteHeading {
  /** 1 to 6. */
  readonly level: number;
  /** May be empty: it is being written. */
  readonly words: string;
}

export interface NoteBody {
  /**
   * The words shown, a line a paragraph; a link shows its label, or the title given for it, a quote the
   * writer's wording, or the words given for its clip.
   */
  readonly text: string;
  /** The same without the words of quotes, for counting. */
  readonly own: string;
  readonly references: readonly NoteReference[];
  /** In order. */
  readonly headings: readonly NoteHeading[];
  /** True when the editor's root has no child at all: not even the paragraph an empty note has. */
  readonly blank: boolean;
}

const contextUnits = 160;
const kinds: readonly TargetKind[] = ["note", "article", "clip"];
/** Nodes that stand within a line; everything else with children starts a line of its own. */
const inline = new Set([
  "text",
  "link",
  "autolink",
  "linebreak",
  "tab",
  "notebook-link",
  "footnote-reference",
  "code-highlight",
  "overflow",
  "mark",
]);

type Node = { readonly [field: string]: unknown };
const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && !Array.isArray(value);

interface FoundReference {
  readonly kind: "link" | "quote";
  readonly target: Target;
  readonly words: string;
  readonly kept: boolean;
  readonly title?: string;
  readonly heading?: HeadingRef;
  readonly cited?: CitationPart;
  readonly embedded?: true;
  /** Where it stands in the text gathered so far, before lines are trimmed. */
  readonly start: number;
  readonly end: number;
}

/** What a note shows of other things. */
export interface NoteNaming {
  /** The title that a link without a label shows. */
  readonly titleOf: TitleOf;
  /** The exact words of a clip. */
  readonly wordsOf: (clip: string) => string;
  /** How articles are cited. */
  readonly works: Works;
  /** The note itself: a link to a heading of its own shows the heading alone. */
  readonly own: string;
}

/** Reads the JSON text of an editor state. Null when it is none: not JSON, or without a root. */
export function readNoteBody(json: string, naming: Partial<NoteNaming> = {}): NoteBody | null {
  const { titleOf = () => "", wordsOf = () => "", works = noWorks, own = "" } = naming;
  const root = rootOf(json);
  if (root === null) return null;
  // Few notes cite, and all are read.
  const cited = json.includes('"cite"') ? citationParts(root, works) : null;
  const { text, found, headings } = walk(root, wordsOf, (node, target) => {
    const citation = cited?.get(node);
    if (citation === undefined) return { words: linkWords(node, target, { titleOf, own }) };
    return { words: citedWords(citation.work, citation.part), cited: citation.part };
  });
  return {
    text: text
      .split("\n")
      .map((line) => line.trimEnd())
      .filter((line) => line !== "")
      .join("\n")
      .trim(),
    own: withoutQuotes(text, found),
    references: found.map((reference) => inContext(text, reference)),
    headings,
    blank: childrenOf(root).length === 0,
  };
}

function withoutQuotes(text: string, found: readonly FoundReference[]): string {
  const quotes = found.filter(({ kind }) => kind === "quote");
  const ends = [0, ...quotes.map(({ end }) => end)];
  const starts = [...quotes.map(({ start }) => start), text.length];
  return ends.map((end, index) => text.slice(end, starts[index])).join("");
}

function rootOf(json: string): Node | null {
  const state = parseJson(json);
  if (!isNode(state) || !isNode(state.root)) return null;
  return state.root.type === "root" && Array.isArray(state.root.children) ? state.root : null;
}

function childrenOf(node: Node): readonly unknown[] {
  return Array.isArray(node.children) ? node.children : [];
}

function walk(
  root: Node,
  wordsOf: (clip: string) => string,
  shownBy: (node: Node, target: Target) => Pick<FoundReference, "words" | "cited">,
) {
  const parts: string[] = [];
  const found: FoundReference[] = [];
  const headings: NoteHeading[] = [];
  /** The heading whose words are being gathered: where they begin among the parts. */
  let heading: { readonly level: number; readonly from: number } | null = null;
  let length = 0;
  let atLineStart = true;
  const add = (text: string) => {
    if (text === "") return;
    parts.push(text);
    length += text.length;
    atLineStart = text.endsWith("\n");
  };
  const newLine = () => {
    if (!atLineStart) add("\n");
  };
  // "end" closes the line of a block whose children have all been taken off the stack.
  const stack: unknown[] = childrenOf(root).toReversed();
  while (stack.length > 0) {
    const node = stack.pop();
    if (node === "end") {
      if (heading !== null) {
        const words = parts.slice(heading.from).join("").replace(/\s+/g, " ").trim();
        headings.push({ level: heading.level, words });
        heading = null;
      }
      newLine();
    }
    if (!isNode(node)) continue;
    const type = typeof node.type === "string" ? node.type : "";
    const target = targetOf(node);
    if (type === "linebreak") add("\n");
    else if (type === "tab") add("\t");
    else if (target?.embedded === true) {
      newLine();
      const { quote: _quote, ...embed } = target;
      found.push({ kind: "link", words: "", kept: false, ...embed, start: length, end: length });
    } else if (target !== null) {
      const own = target.quote ? node.words : node.label;
      const words = typeof own === "string" ? own : "";
      const link = target.quote || words !== "" ? { words } : shownBy(node, target.target);
      const shown = target.quote ? plainQuoteWords(words) || wordsOf(target.target.id) : link.words;
      if (target.quote) newLine();
      found.push({
        kind: target.quote ? "quote" : "link",
        target: target.target,
        words,
        kept: target.quote && node.kept === "altered",
        ...(target.title === undefined ? {} : { title: target.title }),
        ...(target.heading === undefined ? {} : { heading: target.heading }),
        ...(link.cited === undefined ? {} : { cited: link.cited }),
        start: length,
        end: length + shown.length,
      });
      add(shown);
    } else if (typeof node.text === "string") add(node.text);
    else if (type === "math" && typeof node.source === "string") add(node.source);
    else if (type === "image" && typeof node.alt === "string") add(node.alt);
    const children = childrenOf(node);
    if (type === "heading") {
      const level = Number(/[1-6]/.exec(String(node.tag))?.[0] ?? 1);
      if (children.length === 0) headings.push({ level, words: "" });
      else {
        newLine();
        heading = { level, from: parts.length };
      }
    }
    if (children.length === 0) {
      const isFormula = type === "math" && node.display !== true;
      if (!inline.has(type) && !isFormula) newLine();
      continue;
    }
    if (!inline.has(type)) {
      newLine();
      stack.push("end");
    }
    for (let index = children.length - 1; index >= 0; index -= 1) stack.push(children[index]);
  }
  return { text: parts.join(""), found, headings };
}

interface FoundTarget {
  readonly target: Target;
  readonly quote: boolean;
  readonly title?: string;
  readonly heading?: HeadingRef;
  readonly embedded?: true;
}

function targetOf(node: Node): FoundTarget | null {
  if (node.type === "clip-quote" && typeof node.clip === "string")
    return { target: { kind: "clip", id: node.clip }, quote: true };
  if (node.type === "note-embed" && typeof node.note === "string" && node.note !== "")
    return {
      target: { kind: "note", id: node.note },
      quote: false,
      embedded: true,
      ...headingOf(node),
    };
  if (node.type !== "notebook-link" || !isNode(node.target)) return null;
  const { kind, id } = node.target;
  const known = kinds.find((name) => name === kind);
  return known !== undefined && typeof id === "string"
    ? {
        target: { kind: known, id },
        quote: false,
        ...(known === "note" && typeof node.title === "string" ? { title: node.title } : {}),
        ...headingOf(node),
      }
    : null;
}

function headingOf({ heading, headingId }: Node): { readonly heading?: HeadingRef } {
  if (typeof heading !== "string" || heading === "") return {};
  return { heading: { id: typeof headingId === "string" ? headingId : "", words: heading } };
}

function inContext(text: string, reference: FoundReference): NoteReference {
  const { start: _start, end: _end, ...found } = reference;
  const isAmongWords = found.kind === "link" && found.embedded !== true;
  const [before, after] = isAmongWords
    ? [lineBefore(text, reference.start), lineAfter(text, reference.end)]
    : [
        lineBefore(text, text.slice(0, reference.start).trimEnd().length),
        lineAfter(text, text.length - text.slice(reference.end).trimStart().length),
      ];
  return { ...found, before, after };
}

function lineBefore(text: string, at: number): string {
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  if (line.length <= contextUnits) return line.trimStart();
  const cut = line.slice(-contextUnits);
  return `…${cut
    .slice(cut.search(/\s/) + 1)
    .toWellFormed()
    .replace(/^\uFFFD/, "")}`;
}

function lineAfter(text: string, at: number): string {
  const end = text.indexOf("\n", at);
  const line = text.slice(at, end < 0 ? undefined : end);
  if (line.length <= contextUnits) return line.trimEnd();
  const cut = line.slice(0, contextUnits);
  const space = cut.search(/\s\S*$/);
  return `${cut
    .slice(0, space > 0 ? space : undefined)
    .toWellFormed()
    .replace(/\uFFFD$/, "")}…`;
}

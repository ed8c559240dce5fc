/**
 * Words of a note that name another without linking to it, and the turning of such words into a link.
 * Works on the Lexical JSON: only plain words are looked at, never links, quotes or code.
 */
import type { SerializedNotebookLink, Target } from "../../entities.ts";
import { hasUnspacedScript } from "../tokens.ts";
import { parseJson } from "../json.ts";

/** Words that could be a link. */
export interface Mention {
  /** Which of the mentions in this body it is, from 0. */
  readonly ordinal: number;
  /** The rest of the paragraph around it, at most 160 units either way. */
  readonly before: string;
  readonly words: string;
  readonly after: string;
}

/** Which of several alike in a body they are, from 0 in the order of the page, and how many those were. */
export interface Places {
  readonly at: readonly number[];
  readonly of: number;
}

/** A body in which mentions have become links. */
export interface LinkedBody {
  readonly body: string;
  /** Where the words stood among the mentions that there were. */
  readonly mentions: Places;
  /** Where the new links stand among those to the same target. */
  readonly links: Places;
}

const contextUnits = 160;
/** Formats are bits in Lexical's JSON: this one is inline code. */
const codeFormat = 16;
/** What is inside these is not the writer's own plain words. */
const closed = new Set(["notebook-link", "clip-quote", "link", "autolink", "code"]);

type Node = { readonly [field: string]: unknown };

interface Found {
  readonly siblings: Node[];
  readonly at: number;
  readonly start: number;
  readonly end: number;
}

/** A pattern for any of these titles as whole words, whatever their case; null when they have none. */
export function mentionPattern(titles: readonly string[]): RegExp | null {
  const wordy = titles
    .map((title) => title.trim())
    .filter((title) => /[\p{L}\p{N}]/u.test(title))
    .toSorted((a, b) => b.length - a.length);
  if (wordy.length === 0) return null;
  const any = wordy.map((title) => {
    const words = title.normalize("NFC").split(/\s+/).map(literally).join("\\s+");
    // Scripts without spaces have no edges of words to look for.
    const edge = (letter: string) => (hasUnspacedScript(letter) ? "" : "[\\p{L}\\p{N}\\p{M}]");
    const [before, after] = [edge(title.slice(0, 1)), edge(title.slice(-1))];
    return `${before && `(?<!${before})`}${words}${after && `(?!${after})`}`;
  });
  return new RegExp(any.join("|"), "giu");
}

function literally(words: string): string {
  return words.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

/** The mentions in a body, in order; none for what is no editor state. */
export function mentionsIn(json: string, pattern: RegExp): readonly Mention[] {
  const root = rootOf(parseJson(json));
  if (root === null) return [];
  return found(root, pattern).map(({ siblings, at, start, end }, ordinal) => {
    const text = textOf(siblings[at]);
    const before = siblings.slice(0, at).map(shownOf).join("") + text.slice(0, start);
    const after =
      text.slice(end) +
      siblings
        .slice(at + 1)
        .map(shownOf)
        .join("");
    return {
      ordinal,
      before: lastOf(before),
      words: text.slice(start, end),
      after: firstOf(after),
    };
  });
}

/**
 * The body with these mentions made links to a target, showing the words that stand there; null when one
 * of them is not there.
 */
export function linkMentions(
  json: string,
  pattern: RegExp,
  ordinals: readonly number[],
  target: Target & { readonly title: string },
): LinkedBody | null {
  const state = parseJson(json);
  const root = rootOf(state);
  if (root === null) return null;
  const all = found(root, pattern);
  const made = new Set<unknown>();
  const inOrder = ordinals.toSorted((a, b) => a - b);
  // The last first: a place stays right while only what is behind it changes.
  for (const ordinal of inOrder.toReversed()) {
    const mention = all[ordinal];
    if (mention === undefined) return null;
    const { siblings, at, start, end } = mention;
    const node = siblings[at];
    const text = textOf(node);
    const words = text.slice(start, end);
    const link: SerializedNotebookLink = {
      type: "notebook-link",
      version: 1,
      target: { kind: target.kind, id: target.id },
      label: words === target.title ? "" : words,
    };
    const part = (piece: string) => (piece === "" ? [] : [{ ...node, text: piece }]);
    const linked: Node = { ...link };
    made.add(linked);
    siblings.splice(at, 1, ...part(text.slice(0, start)), linked, ...part(text.slice(end)));
  }
  const links = linksTo(root, target).map(({ node }) => node);
  return {
    body: JSON.stringify(state),
    mentions: { at: inOrder, of: all.length },
    links: {
      at: links.flatMap((node, index) => (made.has(node) ? [index] : [])),
      of: links.length,
    },
  };
}

/**
 * The body with links to a target made plain words again: those at the places, as long as there are as many
 * links to it as there were; else one for each of the words, the first that shows them. Those that are not
 * there any more are left alone.
 */
export function unlinkMentions(
  json: string,
  { title, ...target }: Target & { readonly title: string },
  words: readonly string[],
  places: Places | null,
): string {
  const state = parseJson(json);
  const root = rootOf(state);
  if (root === null) return json;
  const links = linksTo(root, target);
  const shownBy = ({ node }: (typeof links)[number]) => stringOf(node["label"]) || title;
  const chosen =
    places?.of === links.length
      ? places.at.flatMap((at) => links[at] ?? [])
      : oneForEach(words, links, shownBy);
  for (const link of chosen)
    joinWords(link.siblings, link.siblings.indexOf(link.node), shownBy(link));
  return JSON.stringify(state);
}

/** For each of the words the first thing that shows them and is not taken yet. */
function oneForEach<Thing>(
  words: readonly string[],
  things: readonly Thing[],
  shownBy: (thing: Thing) => string,
): readonly Thing[] {
  const left = [...words];
  return things.filter((thing) => {
    const which = left.indexOf(shownBy(thing));
    if (which >= 0) left.splice(which, 1);
    return which >= 0;
  });
}

/** The links to a target in a body, in the order of the page. */
function linksTo(root: Node, { kind, id }: Target): { siblings: Node[]; node: Node }[] {
  const all: { siblings: Node[]; node: Node }[] = [];
  visit(root, (siblings) => {
    for (const node of siblings) {
      if (!isNode(node) || node["type"] !== "notebook-link") continue;
      const to = node["target"] as Partial<Target> | undefined;
      if (to?.kind === kind && to.id === id) all.push({ siblings, node });
    }
  });
  return all;
}

/** Puts words where a link is, as one run with what stands beside it where that looks the same. */
function joinWords(siblings: Node[], at: number, words: string): void {
  const beside = [siblings[at - 1], siblings[at + 1]].find((node) => node?.["type"] === "text");
  const plain: Node = { detail: 0, format: 0, mode: "normal", style: "", type: "text", version: 1 };
  siblings[at] = { ...(beside ?? plain), text: words };
  for (const first of [at, at - 1]) {
    const [left, right] = [siblings[first], siblings[first + 1]];
    if (left?.["type"] !== "text" || right?.["type"] !== "text") continue;
    if (JSON.stringify({ ...left, text: "" }) !== JSON.stringify({ ...right, text: "" })) continue;
    siblings.splice(first, 2, { ...left, text: textOf(left) + textOf(right) });
  }
}

function found(root: Node, pattern: RegExp): readonly Found[] {
  const all: Found[] = [];
  visit(root, (siblings) => {
    siblings.forEach((node, at) => {
      const isPlain =
        isNode(node) && node["type"] === "text" && (Number(node["format"] ?? 0) & codeFormat) === 0;
      if (!isPlain) return;
      for (const match of textOf(node).matchAll(pattern))
        all.push({ siblings, at, start: match.index, end: match.index + match[0].length });
    });
  });
  return all;
}

/** Sees the children of each node that is open to links, in the order of the page. Keeps its own stack. */
function visit(root: Node, see: (siblings: Node[]) => void): void {
  const stack: Node[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const { children } = node;
    if (!Array.isArray(children) || closed.has(String(node["type"]))) continue;
    // Whatever is no node has no type and no children, and is passed over.
    const siblings = children as Node[];
    see(siblings);
    for (const child of siblings.toReversed()) if (isNode(child)) stack.push(child);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function rootOf(state: unknown): Node | null {
  return isNode(state) && isNode(state["root"]) ? state["root"] : null;
}

function textOf(node: Node | undefined): string {
  return stringOf(node?.["text"]);
}

function stringOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** What a node beside the mention shows, as far as it is known without asking anyone. */
function shownOf(node: unknown): string {
  if (!isNode(node)) return "";
  if (node["type"] === "linebreak") return " ";
  const label = node["type"] === "notebook-link" ? node["label"] : null;
  if (typeof label === "string") return label || stringOf(node["title"]) || "…";
  return textOf(node) || (Array.isArray(node["children"]) ? textsOf(node["children"]) : "");
}

function textsOf(children: readonly unknown[]): string {
  return children.map((child) => (isNode(child) ? textOf(child) : "")).join("");
}

function lastOf(text: string): string {
  if (text.length <= contextUnits) return text.trimStart();
  const cut = text.slice(-contextUnits);
  return `…${cut.slice(cut.search(/\s/) + 1).toWellFormed()}`;
}

function firstOf(text: string): string {
  if (text.length <= contextUnits) return text.trimEnd();
  const cut = text.slice(0, contextUnits);
  const space = cut.search(/\s\S*$/);
  return `${cut.slice(0, space > 0 ? space : undefined).toWellFormed()}…`;
}

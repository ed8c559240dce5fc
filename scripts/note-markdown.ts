/**
 * Notes written as Markdown, made into the JSON that the note editor keeps. Beside plain Markdown:
 * `[[Title]]` and `[[Title|words]]` link to a note or article, `[[^key|words]]` to a clip, and a
 * paragraph that is nothing but `![[key]]` quotes a clip.
 */
import MarkdownIt from "markdown-it";
import type { SerializedClipQuote, SerializedNotebookLink, Target } from "../electron/entities.ts";

type Token = ReturnType<InstanceType<typeof MarkdownIt>["parse"]>[number];

/** Says what the names in a note stand for. Each throws for a name it does not know. */
export interface Names {
  readonly target: (title: string) => Target;
  readonly clip: (key: string) => string;
}

interface Element {
  readonly type: string;
  readonly version: 1;
  readonly children: readonly Node[];
  readonly [field: string]: unknown;
}
type Node = Element | SerializedClipQuote | SerializedNotebookLink | Leaf;
interface Leaf {
  readonly type: "text" | "linebreak";
  readonly version: 1;
  readonly [field: string]: unknown;
}

export interface NoteSource {
  /** The first heading. */
  readonly title: string;
  /** All that follows it. */
  readonly markdown: string;
}

/** Parts the title from the rest. Throws a `RangeError` when the text does not begin with one. */
export function splitTitle(text: string): NoteSource {
  const found = /^# (.+)\n+/.exec(text);
  if (!found?.[1]) throw new RangeError("Expected a note to begin with a heading of level one");
  return { title: found[1], markdown: text.slice(found[0].length) };
}

/** Lexical's editor state as JSON text. */
export function noteBody(markdown: string, names: Names): string {
  const tokens = new MarkdownIt().parse(markdown, {});
  return JSON.stringify({ root: element("root", blocks(tokens, names)) });
}

const element = (
  type: string,
  children: readonly Node[],
  fields: Readonly<Record<string, unknown>> = {},
): Element => ({ children, direction: null, format: "", indent: 0, type, version: 1, ...fields });

/** The tokens between an opening one and its close, and where the close is. */
function inside(tokens: readonly Token[], open: number): readonly Token[] {
  const level = tokens[open]?.level;
  const close = tokens.findIndex((token, at) => at > open && token.level === level);
  return tokens.slice(open + 1, close);
}

function blocks(tokens: readonly Token[], names: Names): readonly Node[] {
  const made: Node[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) break;
    const within = token.nesting === 1 ? inside(tokens, at) : [];
    made.push(block(token, within, names));
    if (token.nesting === 1) at += within.length + 1;
  }
  return made;
}

function block(token: Token, within: readonly Token[], names: Names): Node {
  switch (token.type) {
    case "paragraph_open":
      return paragraph(within, names);
    case "heading_open":
      return element("heading", inlineOf(within, names), { tag: token.tag });
    case "blockquote_open":
      return element("quote", inlineOf(within, names));
    case "bullet_list_open":
    case "ordered_list_open":
      return list(token, within, names);
    case "fence":
    case "code_block":
      return element("code", [text(token.content.trimEnd(), 0)], { language: null });
    default:
      throw new RangeError(`Expected a note without ${token.type}`);
  }
}

function paragraph(within: readonly Token[], names: Names): Node {
  const quoted = /^!\[\[([^\]]+)\]\]$/.exec(within[0]?.content ?? "");
  return quoted?.[1]
    ? { type: "clip-quote", version: 1, clip: names.clip(quoted[1]) }
    : element("paragraph", inlineOf(within, names), { textFormat: 0, textStyle: "" });
}

const checkbox = /^\[([ x])\] /;

function list(token: Token, within: readonly Token[], names: Names): Node {
  const items: Node[] = [];
  const checks: (boolean | undefined)[] = [];
  within.forEach((each, at) => {
    if (each.type !== "list_item_open" || each.level !== token.level + 1) return;
    const item = inside(within, at);
    const box = checkbox.exec(item.find((part) => part.type === "inline")?.content ?? "")?.[1];
    const checked = box === undefined ? undefined : box === "x";
    checks.push(checked);
    items.push(
      element("listitem", inlineOf(item, names, checked === undefined ? 0 : 4), {
        value: items.length + 1,
        ...(checked === undefined ? {} : { checked }),
      }),
    );
  });
  const kind = token.tag === "ol" ? "number" : checks.includes(undefined) ? "bullet" : "check";
  return element("list", items, { listType: kind, start: 1, tag: token.tag });
}

const formats: Readonly<Record<string, number>> = { strong: 1, em: 2, s: 4 };
const codeFormat = 16;

const text = (words: string, format: number): Leaf => ({
  detail: 0,
  format,
  mode: "normal",
  style: "",
  text: words,
  type: "text",
  version: 1,
});

/** The words of the first inline token, without its first `skip` characters. */
function inlineOf(tokens: readonly Token[], names: Names, skip = 0): readonly Node[] {
  const parts = tokens.find((token) => token.type === "inline")?.children ?? [];
  return inlines(parts, names, 0, skip);
}

function inlines(tokens: readonly Token[], names: Names, outer: number, skip = 0): readonly Node[] {
  const made: Node[] = [];
  let format = outer;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) break;
    if (token.type === "link_open") {
      const within = inside(tokens, at);
      made.push(link(token, inlines(within, names, format)));
      at += within.length + 1;
    } else if (token.type === "softbreak") made.push(text(" ", format));
    else if (token.type === "hardbreak") made.push({ type: "linebreak", version: 1 });
    else if (token.type === "code_inline") made.push(text(token.content, format | codeFormat));
    else if (token.type === "text")
      made.push(...words(at === 0 ? token.content.slice(skip) : token.content, format, names));
    else format = changed(format, token);
  }
  return made;
}

function changed(format: number, token: Token): number {
  const bit = formats[token.tag];
  if (bit === undefined) throw new RangeError(`Expected a line without ${token.type}`);
  return token.nesting === 1 ? format | bit : format & ~bit;
}

const link = (token: Token, children: readonly Node[]): Node =>
  element("link", children, { rel: null, target: null, title: null, url: token.attrGet("href") });

const bracketed = /\[\[(\^?)([^\]|]+)(?:\|([^\]]+))?\]\]/g;

/** Words with the double brackets among them made into links. */
function words(content: string, format: number, names: Names): readonly Node[] {
  const made: Node[] = [];
  let done = 0;
  for (const found of content.matchAll(bracketed)) {
    const [whole, caret, name = "", label = ""] = found;
    if (found.index > done) made.push(text(content.slice(done, found.index), format));
    made.push({
      type: "notebook-link",
      version: 1,
      target: caret ? { kind: "clip", id: names.clip(name) } : names.target(name),
      label,
    });
    done = found.index + whole.length;
  }
  if (done < content.length) made.push(text(content.slice(done), format));
  return made;
}

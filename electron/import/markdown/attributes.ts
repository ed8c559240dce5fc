/**
 * The attributes that pandoc, kramdown and their kin write behind what they describe, such as
 * `{#name .class key="value"}`, and the marks of boxes, `::: note`: none of it is text.
 */
import type MarkdownIt from "markdown-it";
import type { StateBlock, StateCore, StateInline } from "markdown-it";

type Parser = InstanceType<typeof MarkdownIt>;

const one = String.raw`(?:#[^\s{}]+|\.[^\s{}]+|-|=[\w-]+|[\w:@-]+=(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s{}"']+))`;
const list = String.raw`\{:?\s*${one}(?:\s+${one})*\s*\}`;
const here = new RegExp(list, "y");
const alone = new RegExp(String.raw`^(?:${list}|\{:toc\}|\[TOC\])$`);
const atEnd = new RegExp(String.raw`\s*(${list})\s*$`);
/** Attributes longer than this, in UTF-16 units, are read as text. */
const longest = 4_000;

/** Teaches the parser to leave attributes out, and to give headings the names in them. */
export function useAttributes(parser: Parser): void {
  const ends = { alt: ["paragraph", "reference", "blockquote", "list"] };
  parser.block.ruler.before("fence", "box", boxRule, ends);
  parser.block.ruler.before("fence", "attribute_line", lineRule, ends);
  parser.core.ruler.after("block", "heading_attributes", headingRule);
  parser.core.ruler.after("block", "block_names", blockNameRule);
  parser.inline.ruler.before("link", "span", spanRule());
  parser.inline.ruler.before("link", "attributes", attributeRule);
  parser.inline.ruler.before("link", "raised", raisedRule);
}

function attributesAt(source: string, at: number): string | null {
  if (source[at] !== "{") return null;
  here.lastIndex = 0;
  return here.exec(source.slice(at, at + longest))?.[0] ?? null;
}

/** Behind a link, a picture or code; raw HTML is written as code with the name of its format. */
function attributeRule(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== "{" || !/[)\]`>]/.test(state.src[state.pos - 1] ?? "")) return false;
  const last = state.pending === "" ? state.tokens.at(-1) : undefined;
  if (last === undefined || !/^(?:link_close|image|code_inline)$/.test(last.type)) return false;
  const attributes = attributesAt(state.src, state.pos);
  if (attributes === null) return false;
  if (!silent && last.type === "code_inline" && /^\{=html5?\}$/.test(attributes))
    last.type = "html_inline";
  state.pos += attributes.length;
  return true;
}

/** `[words]{.class}` shows as its words. */
function spanRule(): (state: StateInline, silent: boolean) => boolean {
  let known = { source: "", last: -1 };
  return (state, silent) => {
    if (state.src[state.pos] !== "[") return false;
    // Asked once for a paragraph: without the pair in it, no bracket is looked for.
    if (known.source !== state.src)
      known = { source: state.src, last: state.src.lastIndexOf("]{") };
    if (known.last < state.pos) return false;
    const start = state.pos;
    const end = state.md.helpers.parseLinkLabel(state, start);
    const attributes = end < 0 ? null : attributesAt(state.src, end + 1);
    if (attributes === null) return false;
    const last = state.posMax;
    if (!silent) {
      state.pos = start + 1;
      state.posMax = end;
      state.md.inline.tokenize(state);
    }
    state.posMax = last;
    state.pos = end + 1 + attributes.length;
    return true;
  };
}

/** `x^2^` and `H~2~O`: what is between stands behind a word and has no space in it. */
function raisedRule(state: StateInline, silent: boolean): boolean {
  const sign = state.src[state.pos];
  if (sign !== "^" && sign !== "~") return false;
  const before = state.src[state.pos - 1] ?? " ";
  if (sign === "^" ? /\s/.test(before) : !/[\p{L}\p{N})\]*_]/u.test(before)) return false;
  const rest = state.src.slice(state.pos, Math.min(state.posMax, state.pos + 600));
  const inner = (sign === "^" ? raised : lowered).exec(rest)?.[1];
  if (inner === undefined) return false;
  const last = state.posMax;
  if (!silent) {
    const tag = sign === "^" ? "sup" : "sub";
    state.push(`${tag}_open`, tag, 1);
    state.pos += 1;
    state.posMax = state.pos + inner.length;
    state.md.inline.tokenize(state);
    state.push(`${tag}_close`, tag, -1);
    state.pos -= inner.length + 1;
  }
  state.posMax = last;
  state.pos += inner.length + 2;
  return true;
}

/** One short word, or a link such as that to a note. */
const raised =
  /^\^((?:\\.|[^\s^\\[\]]){1,60}|\[(?:\\.|[^\]\\]){1,80}\]\([^()\s]{1,400}\))\^(?!\^)/u;
const lowered = /^~([\p{L}\p{N}\p{M}+−,.()*'′-]{1,40})~(?!~)/u;

/** `## Heading {#name}`, and `## Heading [heading]` as MultiMarkdown has it. */
function headingRule(state: StateCore): void {
  state.tokens.forEach((token, at) => {
    const inline = token.type === "heading_open" ? state.tokens[at + 1] : undefined;
    if (inline?.type !== "inline") return;
    const written = inline.content.length > longest ? undefined : atEnd.exec(inline.content)?.[1];
    if (written !== undefined) {
      inline.content = inline.content.replace(atEnd, "");
      const name = /#([^\s{}]+)/.exec(written)?.[1];
      if (name !== undefined) token.attrSet("id", name);
      return;
    }
    const label = /\s\[([\w.:-]+)\]$/.exec(inline.content)?.[1];
    const key = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
    if (label === undefined) return;
    const words = inline.content.slice(0, -label.length - 2).trimEnd();
    const shown = words
      .replace(/!\[[^\]]*\]\([^)]*\)/g, "")
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
    if (key(shown) !== key(label)) return;
    inline.content = words;
    token.attrSet("id", label);
  });
}

/** `^name` at the end of a block and `{#name}` behind a formula, by which others refer to it. */
function blockNameRule(state: StateCore): void {
  for (const token of state.tokens) {
    if (token.type !== "inline" || !/[\^}]/.test(token.content)) continue;
    token.content = token.content
      .replace(/(?:^|[ \t\n])\^(?=[\w-]*[A-Za-z-])[A-Za-z0-9-]{2,60}$/, "")
      .replace(/(\$\$)[ \t]*\{#[\w:.-]{1,80}\}$/, "$1");
  }
}

/** A line of its own that describes the paragraph before or behind it. */
function lineRule(state: StateBlock, line: number, _end: number, silent: boolean): boolean {
  const text = lineOf(state, line);
  if (text === null || !/^[{[]/.test(text) || text.length > longest || !alone.test(text))
    return false;
  if (!silent) state.line = line + 1;
  return true;
}

/** How many boxes are open, by file: each parse of one shares its environment. */
const open = new WeakMap<object, number>();

/** `::: warning Mind the gap` shows as its title, and `:::` as nothing. */
function boxRule(state: StateBlock, line: number, _end: number, silent: boolean): boolean {
  const text = lineOf(state, line);
  const found = text === null ? null : /^:{3,}[ \t]*([^\n]*?)[ \t]*:*$/.exec(text);
  if (found === null) return false;
  const said = found[1] ?? "";
  const boxes = open.get(state.env) ?? 0;
  const box = new RegExp(
    String.raw`^(?:${list}|[A-Za-z][\w-]*)(?:\s*${list})?(?:\s*\[([^\]]*)\]|\s+(.*))?$`,
  ).exec(said.slice(0, longest));
  if (said === "" ? boxes === 0 : box === null) return false;
  if (silent) return true;
  open.set(state.env, said === "" ? boxes - 1 : boxes + 1);
  const named = /\btitle="((?:[^"\\]|\\.)*)"/.exec(said)?.[1];
  const title = (box?.[1] ?? box?.[2] ?? named ?? "").trim();
  if (title !== "") {
    state.push("term_open", "", 1);
    const inline = state.push("inline", "", 0);
    inline.content = title;
    inline.children = [];
    state.push("term_close", "", -1);
  }
  state.line = line + 1;
  return true;
}

/** The line without its indentation; null when that makes it code. */
function lineOf(state: StateBlock, line: number): string | null {
  if ((state.sCount[line] ?? 0) - state.blkIndent >= 4) return null;
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  return state.src.slice(start, state.eMarks[line]).trimEnd();
}

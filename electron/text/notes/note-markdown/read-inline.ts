/** Markdown within a line, as the children of a block of a note. */
import {
  childrenOf,
  codeFormat,
  element,
  formatTags,
  isNode,
  lineBreak,
  tab,
  textNode,
} from "./nodes.ts";
import type { Node } from "./nodes.ts";
import { parseJson } from "../../json.ts";

/** The text as nodes. What is no Markdown is read as the words it is. */
export function readInline(markdown: string): readonly Node[] {
  return new Reader(markdown).read(0, markdown.length, 0);
}

/** The text without spaces and tabs at its ends. No pattern does this in time for long runs of spaces. */
export function trimmed(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isSpace(text[from])) from += 1;
  while (to > from && isSpace(text[to - 1])) to -= 1;
  return text.slice(from, to);
}

const isSpace = (sign: string | undefined): boolean => sign === " " || sign === "\t";

/** The words behind backslashes and entities. */
export function unescaped(text: string): string {
  return text.replaceAll(
    /\\([!-/:-@[-`{-~])|&#(\d{1,7});|&#[xX]([\da-fA-F]{1,6});|&([a-z]+);/g,
    (whole, sign?: string, decimal?: string, hex?: string, name?: string) => {
      if (sign !== undefined) return sign;
      if (name !== undefined) return entities[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00A0",
};
const bitOfTag: Readonly<Record<string, number>> = {
  ...Object.fromEntries(formatTags.map(([bit, tag]) => [tag, bit])),
  b: 1,
  i: 2,
  del: 4,
  strike: 4,
};
const bitsOfDelimiter: Readonly<Record<string, number>> = {
  "*": 2,
  _: 2,
  "**": 1,
  __: 1,
  "***": 3,
  ___: 3,
  "~~": 4,
  "==": 128,
};

const at = {
  escape: /\\[!-/:-@[-`{-~]|&#(?:\d{1,7}|[xX][\da-fA-F]{1,6});|&[a-z]+;/y,
  hardBreak: /\\\n[ \t]*|<br ?\/?>|[ ]{2,}\n[ \t]*/y,
  softBreak: /[ \t]?\n[ \t]*/y,
  ticks: /`+/y,
  node: /<!--commonplace-node (.*?)-->/y,
  tag: /<(\/?)([a-z]+)>/y,
  autolink: /<(?:((?:https?:|mailto:)[^\s<>]+)|([^\s<>@:]+@[^\s<>@:]+))>/y,
  delimiter: /\*{1,3}|_{1,3}|~~|==/y,
  footnote: /\[\^([^\]\s]+)\]/y,
  destination: /\((?:<((?:\\.|[^<>\\\n])*)>|([^\s()<>]*))(?:[ \t]+"((?:\\.|[^"\\])*)")?\)/y,
  math: /\$(?![\s$])([^$\n]*[^$\s])\$(?!\d)/y,
  plain: /[^\\&<`*_~=[$ \n]+| +(?![ \n])/y,
} as const;

class Reader {
  readonly #text: string;
  /** Where the bracket opened at a place is closed. */
  readonly #closes: ReadonlyMap<number, number>;
  /** Openings that are known to have no end in what is left. */
  readonly #endless = new Set<string>();

  constructor(text: string) {
    this.#text = text;
    this.#closes = bracketsOf(text);
  }

  read(from: number, to: number, outer: number, inLink = false): readonly Node[] {
    const made: Node[] = [];
    const open = new Map<string, number>();
    let words = "";
    let format = outer;
    const flush = () => {
      if (words !== "") made.push(textNode(words, format));
      words = "";
    };
    const put = (...nodes: readonly Node[]) => {
      flush();
      made.push(...nodes);
    };
    let place = from;
    const taken = (pattern: RegExp): RegExpExecArray | null => {
      pattern.lastIndex = place;
      const found = pattern.exec(this.#text);
      if (!found || place + found[0].length > to) return null;
      place += found[0].length;
      return found;
    };
    while (place < to) {
      const start = place;
      let found = taken(at.plain);
      if (found) words += found[0];
      else if (taken(at.hardBreak)) put(lineBreak);
      else if (taken(at.softBreak)) words += " ";
      else if ((found = taken(at.escape))) {
        if (found[0] === "&#9;") put(tab);
        else words += unescaped(found[0]);
      } else if ((found = taken(at.ticks))) {
        const end = this.#endOfCode(found[0], place, to);
        if (end < 0) words += found[0];
        else {
          flush();
          made.push(textNode(codeWords(this.#text.slice(place, end)), format | codeFormat));
          place = end + found[0].length;
        }
      } else if (this.#ends("-->", place, to) && (found = taken(at.node))) {
        const node = nodeOf(found[1] ?? "");
        if (node) put(node);
        else words += found[0];
      } else if ((found = taken(at.autolink))) {
        const [, address, mail = ""] = found;
        put(autolink(address ?? `mailto:${mail}`, [textNode(address ?? mail, format)]));
      } else if ((found = taken(at.tag))) {
        const [whole, slash = "", name = ""] = found;
        const bit = bitOfTag[name];
        const close = `</${name}>`;
        if (bit !== undefined && slash !== "" && open.has(close)) {
          flush();
          format = open.get(close) ?? outer;
          open.delete(close);
        } else if (bit !== undefined && slash === "" && this.#ends(close, place, to)) {
          flush();
          open.set(close, format);
          format |= bit;
        } else words += whole;
      } else if ((found = taken(at.delimiter))) {
        const [mark] = found;
        const bits = bitsOfDelimiter[mark] ?? 0;
        if (open.has(mark) && this.#mayClose(mark, start)) {
          flush();
          format = open.get(mark) ?? outer;
          open.delete(mark);
        } else if (
          !open.has(mark) &&
          this.#mayOpen(mark, start) &&
          this.#closesLater(mark, place, to)
        ) {
          flush();
          open.set(mark, format);
          format |= bits;
        } else words += mark;
      } else if ((found = taken(at.footnote)))
        put({ type: "footnote-reference", version: 1, footnote: found[1] ?? "" });
      else if ((found = taken(at.math)))
        put({ type: "math", version: 1, source: found[1] ?? "", display: false });
      else {
        // As in CommonMark, no link stands within another.
        const close = inLink ? undefined : this.#closes.get(place);
        if (close !== undefined && close < to) {
          place = close + 1;
          found = taken(at.destination);
          if (!found) place = start;
          else if (this.#text.startsWith(autoMark, place)) {
            place += autoMark.length;
            const url = unescaped(found[1] ?? found[2] ?? "");
            put(autolink(url, this.read(start + 1, close, format, true)));
          } else {
            const isPicture = this.#text[start - 1] === "!" && this.#text[start - 2] !== "\\";
            if (isPicture) words = words.slice(0, -1);
            const made = this.#link(start + 1, close, found, format);
            put(...(isPicture ? pictureWords(made) : [made]));
          }
        }
        if (place === start) {
          words += this.#text[start] ?? "";
          place += 1;
        }
      }
    }
    flush();
    return made;
  }

  #link(from: number, to: number, destination: RegExpExecArray, format: number): Node {
    const [, pointed, bare, written] = destination;
    const url = unescaped(pointed ?? bare ?? "");
    const title = written === undefined ? null : unescaped(written);
    const found = notebookAddress.exec(url);
    const parts = [2, 3, 4, 6, 8, 9].map((group) => decoded(found?.[group] ?? ""));
    const [id, heading, headingId, locator, prefix, suffix] = parts;
    if (!found || parts.includes(null)) return link(url, this.read(from, to, format, true), title);
    return {
      type: "notebook-link",
      version: 1,
      target: { kind: found[1], id },
      label: found[10] ? "" : unescaped(this.#text.slice(from, to)),
      ...(title === null ? {} : { title }),
      ...(found[3] === undefined ? {} : { heading }),
      ...(found[4] === undefined ? {} : { headingId }),
      ...(found[5] === undefined ? {} : { cite: true }),
      ...(found[6] === undefined ? {} : { locator }),
      ...(found[7] === undefined ? {} : { authorless: true }),
      ...(found[8] === undefined ? {} : { prefix }),
      ...(found[9] === undefined ? {} : { suffix }),
    };
  }

  #endOfCode(ticks: string, from: number, to: number): number {
    if (this.#endless.has(ticks)) return -1;
    const close = new RegExp(`(?<!\`)\`{${ticks.length}}(?!\`)`, "g");
    close.lastIndex = from;
    const found = close.exec(this.#text);
    if (!found) this.#endless.add(ticks);
    return found && found.index + ticks.length <= to ? found.index : -1;
  }

  #ends(close: string, from: number, to: number): boolean {
    if (this.#endless.has(close)) return false;
    const end = this.#text.indexOf(close, from);
    if (end < 0) this.#endless.add(close);
    return end >= 0 && end < to;
  }

  #closesLater(mark: string, from: number, to: number): boolean {
    if (this.#endless.has(mark)) return false;
    let end = this.#text.indexOf(mark, from);
    while (end >= 0 && !this.#mayClose(mark, end)) end = this.#text.indexOf(mark, end + 1);
    if (end < 0) this.#endless.add(mark);
    return end >= 0 && end < to;
  }

  #mayOpen(mark: string, start: number): boolean {
    const next = this.#text[start + mark.length] ?? " ";
    const before = this.#text[start - 1] ?? " ";
    return !/\s/.test(next) && !(mark.startsWith("_") && /[\p{L}\p{N}]/u.test(before));
  }

  #mayClose(mark: string, start: number): boolean {
    const next = this.#text[start + mark.length] ?? " ";
    const before = this.#text[start - 1] ?? " ";
    return !/[\s\\]/.test(before) && !(mark.startsWith("_") && /[\p{L}\p{N}]/u.test(next));
  }
}

/** What we write for a link of our own: kind, id, words and id of a heading, what a citation says. */
const notebookAddress =
  /^commonplace:(note|article|clip)\/([^#?]*)(?:\?heading=([^#&]*))?(?:&id=([^#&]*))?(?:(\?cite)(?:=([^#&]*))?(&authorless)?(?:&prefix=([^#&]*))?(?:&suffix=([^#&]*))?)?(#title)?$/;

const link = (url: string, children: readonly Node[], title: string | null): Node =>
  element("link", children, { rel: null, target: null, title, url });

/** What makes a link of the one before it that comes and goes with its words. */
export const autoMark = "<!--commonplace-auto-->";

const autolink = (url: string, children: readonly Node[]): Node =>
  element("autolink", children, { isUnlinked: false, rel: null, target: null, title: null, url });

/** A picture that lies elsewhere: a link to it by the words that describe it, where it leads somewhere. */
function pictureWords(made: Node): readonly Node[] {
  const children = childrenOf(made);
  if (!/^https?:/i.test(String(made.url))) return made.type === "link" ? children : [made];
  return [children.length > 0 ? made : { ...made, children: [textNode("Picture")] }];
}

function codeWords(inside: string): string {
  const line = inside.replaceAll("\n", " ");
  return /^ .* $/.test(line) && /[^ ]/.test(line) ? line.slice(1, -1) : line;
}

/** The id in an address; null for one that no one wrote. */
export function decoded(id: string): string | null {
  try {
    return decodeURIComponent(id);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** The node in a comment or fence; null when it is none. */
export function nodeOf(json: string): Node | null {
  const node = parseJson(json);
  return isNode(node) && typeof node.type === "string" ? node : null;
}

const opaque = /\\[^]|(`+)(?!`)[^]*?(?<!`)\1(?!`)|`+|<!--commonplace-node [^>\n]*>?|[[\]]/g;

/** Pairs of brackets, without those behind backslashes, in code and in comments. */
function bracketsOf(text: string): ReadonlyMap<number, number> {
  const closes = new Map<number, number>();
  const open: number[] = [];
  if (!text.includes("[")) return closes;
  for (const { 0: found, index } of text.matchAll(opaque)) {
    if (found === "[") open.push(index);
    else if (found === "]") {
      const start = open.pop();
      if (start !== undefined) closes.set(start, index);
    }
  }
  return closes;
}

/** OpenDocument's styles: what paragraphs are, how characters are marked, how lists count. */
import type { MarkKind } from "../../entities.ts";
import type { Shape } from "../office/flow.ts";
import { childOf, childrenOf, type XmlElement } from "../xml-tree.ts";

export interface OdtStyles {
  /** What a paragraph in this style is; headings say so by their element. */
  readonly shape: (paragraph: string) => Shape;
  readonly isTitle: (paragraph: string) => boolean;
  /** Whether the paragraph is only there to draw a line. */
  readonly isRule: (paragraph: string) => boolean;
  /** Marks of characters in this style. */
  readonly marks: (text: string) => readonly Exclude<MarkKind, "link">[];
  readonly isHidden: (style: string) => boolean;
  /** How the items of a list count at a depth; null for a list that is not described. */
  readonly level: (list: string, depth: number) => ListLevel | null;
  /** The list that a paragraph style brings along; null when it brings none. */
  readonly list: (paragraph: string) => string | null;
}

export interface ListLevel {
  readonly start: number;
  readonly isNumbered: boolean;
}

interface Style {
  /** Lower case, with spaces. */
  readonly name: string;
  readonly parent: string | null;
  readonly list: string | null;
  readonly properties: XmlElement | null;
}

const longestChain = 20;

/** The styles of styles.xml and of content.xml, the latter last. */
export function readOdtStyles(roots: readonly XmlElement[]): OdtStyles {
  const styles = new Map<string, Style>();
  const lists = new Map<string, ReadonlyMap<number, ListLevel>>();
  const groups = roots.flatMap((root) => [
    ...childrenOf(root, "office:styles"),
    ...childrenOf(root, "office:automatic-styles"),
  ]);
  for (const group of groups) {
    for (const style of childrenOf(group, "style:style")) {
      styles.set(keyOf(style.attributes), styleOf(style));
    }
    for (const list of childrenOf(group, "text:list-style")) {
      lists.set(list.attributes["style:name"] ?? "", levelsOf(list));
    }
  }
  const chain = (family: string, name: string): readonly Style[] => {
    const found: Style[] = [];
    for (let at: string | null = name; at !== null && found.length < longestChain;) {
      const style: Style = styles.get(`${family} ${at}`) ?? {
        name: spoken(at),
        parent: null,
        list: null,
        properties: null,
      };
      found.push(style);
      at = style.parent;
    }
    return found;
  };
  return {
    shape: (name) => shapeOf(chain("paragraph", name)),
    isTitle: (name) => chain("paragraph", name).some((style) => style.name === "title"),
    isRule: (name) => chain("paragraph", name).some((style) => style.name === "horizontal line"),
    marks: (name) => marksOf(chain("text", name)),
    isHidden: (name) => said(chain("text", name), "text:display") === "none",
    level: (list, depth) => {
      const levels = lists.get(list);
      // Some programs describe the first level of a list only.
      for (let at = depth; at >= 0; at -= 1) {
        const level = levels?.get(at);
        if (level !== undefined) return level;
      }
      return null;
    },
    list: (name) => chain("paragraph", name).find((style) => style.list !== null)?.list ?? null,
  };
}

function keyOf(attributes: XmlElement["attributes"]): string {
  return `${attributes["style:family"]} ${attributes["style:name"]}`;
}

function styleOf({ attributes, ...rest }: XmlElement): Style {
  const list = attributes["style:list-style-name"];
  return {
    name: (
      attributes["style:display-name"] ?? spoken(attributes["style:name"] ?? "")
    ).toLowerCase(),
    parent: attributes["style:parent-style-name"] ?? null,
    list: list === undefined || list === "" ? null : list,
    properties: childOf({ attributes, ...rest }, "style:text-properties"),
  };
}

/** `Preformatted_20_Text` as `preformatted text`. */
function spoken(name: string): string {
  return name
    .replace(/_([0-9a-f]{2})_/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
    .toLowerCase();
}

function levelsOf(list: XmlElement): ReadonlyMap<number, ListLevel> {
  const levels = new Map<number, ListLevel>();
  for (const level of list.children) {
    if (typeof level === "string") continue;
    const depth = Number(level.attributes["text:level"] ?? 0) - 1;
    const isNumbered =
      level.name === "text:list-level-style-number" &&
      (level.attributes["style:num-format"] ?? "") !== "";
    levels.set(depth, { start: wholeOf(level.attributes["text:start-value"]) ?? 1, isNumbered });
  }
  return levels;
}

function shapeOf(chain: readonly Style[]): Shape {
  for (const { name } of chain) {
    const level = /^heading ([1-9]|10)$/.exec(name)?.[1];
    if (level !== undefined) {
      return { kind: "heading", level: Math.min(Number(level), 6) as 1 | 2 | 3 | 4 | 5 | 6 };
    }
    if (name === "title") return { kind: "heading", level: 1 };
    if (/^(?:quotations?|quote|block ?quot(?:e|ation)|block text)$/.test(name))
      return { kind: "blockquote", depth: 1 };
    if (/^(?:preformatted text|source ?code)$/.test(name)) return { kind: "preformatted" };
  }
  return { kind: "paragraph" };
}

/** What the nearest style of the chain says on something; empty when none does. */
function said(chain: readonly Style[], property: string): string {
  for (const { properties } of chain) {
    const value = properties?.attributes[property];
    if (value !== undefined) return value;
  }
  return "";
}

function marksOf(chain: readonly Style[]): readonly Exclude<MarkKind, "link">[] {
  const marks: Exclude<MarkKind, "link">[] = [];
  const weight = said(chain, "fo:font-weight");
  if (weight === "bold" || Number(weight) >= 600) marks.push("strong");
  if (/^(?:italic|oblique)$/.test(said(chain, "fo:font-style"))) marks.push("emphasis");
  const line =
    said(chain, "style:text-line-through-style") || said(chain, "style:text-line-through-type");
  if (line !== "" && line !== "none") marks.push("strikethrough");
  const [raised] = said(chain, "style:text-position").split(" ");
  const height = Number.parseFloat(raised ?? "");
  if (raised === "super" || height > 0) marks.push("superscript");
  else if (raised === "sub" || height < 0) marks.push("subscript");
  if (
    chain.some(({ name }) =>
      /^(?:source[ _]text|teletype|verbatim|(?:source|inline) ?code|user entry)/.test(name),
    )
  )
    marks.push("code");
  return marks;
}

/** A whole number as written; null when it is none. */
export function wholeOf(text: string | undefined): number | null {
  return text !== undefined && /^-?\d{1,6}$/.test(text) ? Number(text) : null;
}

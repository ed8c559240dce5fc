/** Word's styles: which paragraphs are headings, quotations or code, and what they pass on. */
import { childOf, childrenOf, type XmlElement } from "../xml-tree.ts";
import type { Shape } from "../office/flow.ts";

export interface Emphasis {
  readonly strong?: boolean;
  readonly emphasis?: boolean;
  readonly strikethrough?: boolean;
  readonly code?: boolean;
  readonly hidden?: boolean;
  readonly raised?: "superscript" | "subscript" | "baseline";
}

export interface Style {
  /** Lower case, in English whatever the language of Word. */
  readonly name: string;
  readonly basedOn: string | null;
  /** 0 for chapters; 9 for text; null when the style does not say. */
  readonly outline: number | null;
  readonly list: string | null;
  readonly level: number | null;
  readonly emphasis: Emphasis;
}

export interface Styles {
  /** The style and those that it is based on, the nearest first. */
  readonly chain: (id: string | null) => readonly Style[];
}

const longestChain = 20;

/** The styles of a file; a file without any is read by the names that its paragraphs mention. */
export function readStyles(root: XmlElement | null): Styles {
  const styles = new Map<string, Style>();
  for (const style of root === null ? [] : childrenOf(root, "w:style")) {
    const id = style.attributes["w:styleId"];
    if (id === undefined) continue;
    const paragraph = childOf(style, "w:pPr");
    const numbers = childOf(paragraph, "w:numPr");
    styles.set(id, {
      name: (valueOf(childOf(style, "w:name")) ?? id).toLowerCase(),
      basedOn: valueOf(childOf(style, "w:basedOn")),
      outline: numberOf(childOf(paragraph, "w:outlineLvl")),
      list: valueOf(childOf(numbers, "w:numId")),
      level: numberOf(childOf(numbers, "w:ilvl")),
      emphasis: emphasisIn(childOf(style, "w:rPr")),
    });
  }
  return {
    chain: (id) => {
      const chain: Style[] = [];
      for (let at = id; at !== null && chain.length < longestChain;) {
        const style = styles.get(at) ?? unknown(at);
        chain.push(style);
        at = style.basedOn;
      }
      return chain;
    },
  };
}

/** What a paragraph of these styles is; `own` is the outline level that it states itself. */
export function shapeOf(chain: readonly Style[], own: number | null): Shape {
  const level = own ?? outlineOf(chain);
  if (level !== null && level >= 0 && level < 9) {
    return { kind: "heading", level: Math.min(level + 1, 6) as 1 | 2 | 3 | 4 | 5 | 6 };
  }
  for (const { name } of chain) {
    if (name === "title") return { kind: "heading", level: 1 };
    if (/^(?:intense |block )?(?:quote|quotations?|block ?text)$/.test(name))
      return { kind: "blockquote", depth: 1 };
    if (/^(?:source ?code|html ?preformatted|preformatted ?text|macro(?: ?text)?|code)$/.test(name))
      return { kind: "preformatted" };
  }
  return { kind: "paragraph" };
}

function outlineOf(chain: readonly Style[]): number | null {
  for (const style of chain) {
    if (style.outline !== null) return style.outline;
    const named = /^heading ?([1-9])$/.exec(style.name)?.[1];
    if (named !== undefined) return Number(named) - 1;
  }
  return null;
}

/** What `w:rPr` says of characters. */
export function emphasisIn(properties: XmlElement | null): Emphasis {
  if (properties === null) return {};
  const said: { -readonly [K in keyof Emphasis]: Emphasis[K] } = {};
  for (const child of properties.children) {
    if (typeof child === "string") continue;
    const value = child.attributes["w:val"];
    const on = isOn(child);
    if (child.name === "w:b") said.strong = on;
    else if (child.name === "w:i") said.emphasis = on;
    else if (child.name === "w:strike" || child.name === "w:dstrike") said.strikethrough = on;
    else if (child.name === "w:vanish") said.hidden = on;
    else if (child.name === "w:vertAlign")
      said.raised = value === "superscript" || value === "subscript" ? value : "baseline";
  }
  return said;
}

/** The emphasis of a character style with all that it is based on. */
export function characterEmphasis(chain: readonly Style[]): Emphasis {
  const said = chain
    .toReversed()
    .reduce<Emphasis>((all, style) => ({ ...all, ...style.emphasis }), {});
  const isCode = chain.some(({ name }) =>
    /^(?:verbatim char|source code char|(?:html|inline) ?code|html (?:code|typewriter|keyboard|sample)|code)$/.test(
      name,
    ),
  );
  return isCode ? { ...said, code: true } : said;
}

/** Whether an element switches something on: by being there, unless its `w:val` says no. */
export function isOn(element: XmlElement | null): boolean {
  const value = element?.attributes["w:val"];
  return element !== null && (value === undefined || !/^(?:0|false|off|none)$/i.test(value));
}

/** The `w:val` of an element. */
export function valueOf(element: XmlElement | null): string | null {
  return element?.attributes["w:val"] ?? null;
}

/** The `w:val` of an element as a whole number; null when it is none. */
export function numberOf(element: XmlElement | null): number | null {
  const value = valueOf(element);
  return value !== null && /^-?\d{1,6}$/.test(value) ? Number(value) : null;
}

function unknown(id: string): Style {
  return {
    name: id.toLowerCase(),
    basedOn: null,
    outline: null,
    list: null,
    level: null,
    emphasis: {},
  };
}

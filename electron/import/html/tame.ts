/**
 * Makes HTML source safe to parse: counts what a parser would make of it, takes out nesting that no
 * page has (parsers need time that grows with its square), and opens shadow roots, whose content
 * parsers keep apart.
 */
import { breaksLine, scanHtml, type HtmlToken } from "./scan.ts";

export interface TamedHtml {
  readonly html: string;
  /** Elements, texts and comments; counting stops beyond `nodeLimit`, and `html` is then as given. */
  readonly nodes: number;
  /** UTF-16 units between the tags. */
  readonly textLength: number;
  /** Tags taken out because they were nested too deeply. */
  readonly cut: number;
}

/** Marks the element that took the place of a shadow root's template. */
export const shadowAttribute = "data-commonplace-shadow";

/** Far above `depthLimit`: what lies between is flattened in the parsed page, where depth is exact. */
const sourceDepth = 1_000;
const empty = new Set(
  "area base br col embed hr img input link meta param source track wbr".split(" "),
);
/** Elements that end when the next of their kind starts, for pages that leave the end tags out. */
const ends: Readonly<Record<string, ReadonlySet<string>>> = {
  li: new Set(["li"]),
  dt: new Set(["dt", "dd"]),
  dd: new Set(["dt", "dd"]),
  td: new Set(["td", "th"]),
  th: new Set(["td", "th"]),
  tr: new Set(["td", "th", "tr"]),
  option: new Set(["option"]),
};

/** Reads `html` once. */
export function tame(html: string, nodeLimit: number): TamedHtml {
  const parts: string[] = [];
  const stack = new OpenElements();
  let nodes = 0;
  let textLength = 0;
  let cut = 0;
  let copied = 0;
  const replace = (token: HtmlToken, by: string): void => {
    parts.push(html.slice(copied, token.start), by);
    copied = token.end;
  };
  for (const token of scanHtml(html)) {
    if (token.kind !== "close") nodes += 1;
    if (token.kind === "text") textLength += token.end - token.start;
    if (nodes > nodeLimit) return { html, nodes, textLength, cut: 0 };
    if (token.kind === "open" && !empty.has(token.name)) {
      const shadow =
        token.name === "template" &&
        /\sshadowroot(?:mode)?\s*=/i.test(html.slice(token.start, token.end));
      const depth = stack.open(shadow ? "#shadow" : token.name);
      if (depth > sourceDepth) {
        cut += 1;
        replace(token, breaksLine(token.name) ? "<br>" : "");
      } else if (shadow) replace(token, `<div ${shadowAttribute}>`);
    } else if (token.kind === "close") {
      const closed = stack.close(token.name);
      if (closed !== null && closed.depth > sourceDepth) replace(token, "");
      else if (closed?.name === "#shadow") replace(token, "</div>");
    }
  }
  parts.push(html.slice(copied));
  return { html: parts.join(""), nodes, textLength, cut };
}

/** The elements open at a point of the source, much as a parser would have them. */
class OpenElements {
  readonly #names: string[] = [];
  readonly #counts = new Map<string, number>();

  /** Returns the depth of the new element. */
  open(name: string): number {
    const ended = Object.hasOwn(ends, name) ? ends[name] : undefined;
    for (let top = this.#names.at(-1); top !== undefined; top = this.#names.at(-1)) {
      const implied = ended?.has(top) === true || (top === "p" && breaksLine(name));
      if (!implied) break;
      this.#pop();
    }
    this.#names.push(name);
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    return this.#names.length;
  }

  /** What an end tag closes; null when nothing of that name is open. */
  close(name: string): { readonly name: string; readonly depth: number } | null {
    const names = name === "template" ? ["template", "#shadow"] : [name];
    if (!names.some((each) => (this.#counts.get(each) ?? 0) > 0)) return null;
    for (;;) {
      const depth = this.#names.length;
      const top = this.#pop();
      if (top === null) return null;
      if (names.includes(top)) return { name: top, depth };
    }
  }

  #pop(): string | null {
    const name = this.#names.pop();
    if (name === undefined) return null;
    this.#counts.set(name, (this.#counts.get(name) ?? 1) - 1);
    return name;
  }
}

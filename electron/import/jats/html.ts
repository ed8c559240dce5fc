/**
 * JATS as the plainest HTML that says the same, so that paragraphs, lists, tables and links are read
 * by the one reader there is for them. The HTML is never shown.
 */
import { mathLine } from "../office/math.ts";
import { citationText } from "./citation.ts";
import { abstractOf, otherAbstracts } from "./metadata.ts";
import { isUnread, jatsText, standsAlone } from "./text.ts";
import {
  allWithin,
  childOf,
  childrenOf,
  textIn,
  type XmlElement,
  type XmlNode,
} from "../xml-tree.ts";

/** Elements that become others, with all that is in them. */
const renamed: ReadonlyMap<string, string> = new Map([
  ["p", "p"],
  ["bold", "b"],
  ["italic", "i"],
  ["sup", "sup"],
  ["sub", "sub"],
  ["monospace", "code"],
  ["strike", "s"],
  ["break", "br"],
  ["hr", "hr"],
  ["preformat", "pre"],
  ["code", "pre"],
  ["disp-quote", "blockquote"],
  ["verse-group", "p"],
  ["def-list", "dl"],
  ["term", "dt"],
  ["def", "dd"],
  ["table", "table"],
  ["thead", "thead"],
  ["tbody", "tbody"],
  ["tfoot", "tfoot"],
  ["tr", "tr"],
  ["th", "th"],
  ["td", "td"],
]);
const empty = new Set(["br", "hr"]);

/** The abstract, body, and back matter of an article. */
export function articleHtml(article: XmlElement): string {
  const writer = new JatsWriter();
  const meta = childOf(article, "front", "article-meta");
  const abstract = abstractOf(meta);
  if (abstract !== null) writer.section(abstract, 1, "Abstract");
  for (const other of otherAbstracts(meta)) writer.section(other, 1, "Summary");
  for (const name of ["body", "back", "floats-group", "sub-article", "response"]) {
    for (const part of childrenOf(article, name)) writer.part(part);
  }
  writer.notes();
  return writer.html();
}

/** One article's text on its way to HTML. The depth of its recursion is bounded by `parseXml`. */
class JatsWriter {
  readonly #parts: string[] = [];
  readonly #notes: XmlElement[] = [];

  html(): string {
    return `<html><body>${this.#parts.join("")}</body></html>`;
  }

  part(element: XmlElement): void {
    if (element.name !== "sub-article" && element.name !== "response") {
      this.#children(element, 0);
      return;
    }
    const title = allWithin(element, "article-title")[0];
    if (title !== undefined) this.#wrapped("h2", title, 1);
    for (const each of [...childrenOf(element, "body"), ...childrenOf(element, "back")])
      this.#children(each, 1);
  }

  /** A section with its title, or the name it has by its kind where it has none. */
  section(element: XmlElement, depth: number, name: string | null): void {
    const level = Math.min(depth + 1, 6);
    const title = childOf(element, "title");
    this.#open("div", element);
    if (title !== null && jatsText(title) !== "") {
      const label = jatsText(childOf(element, "label"));
      this.#parts.push(`<h${level}>${label === "" ? "" : `${escaped(label)} `}`);
      this.#children(title, depth);
      this.#parts.push(`</h${level}>`);
    } else if (name !== null) this.#parts.push(`<h${level}>${escaped(name)}</h${level}>`);
    const rest = element.children.filter(
      (child) => typeof child === "string" || !/^(?:title|label|sec-meta)$/.test(child.name),
    );
    for (const child of rest) this.#node(child, depth);
    this.#parts.push("</div>");
  }

  /** The notes that stood inside of sentences, at the end. */
  notes(): void {
    for (const note of this.#notes) this.#labelled(note, 0);
  }

  #children(element: XmlElement, depth: number): void {
    for (const child of element.children) this.#node(child, depth);
  }

  #node(node: XmlNode, depth: number): void {
    if (typeof node === "string") this.#parts.push(escaped(node));
    else if (!isUnread(node.name)) this.#element(node, depth);
  }

  #element(element: XmlElement, depth: number): void {
    const simple = renamed.get(element.name);
    if (simple !== undefined) return this.#wrapped(simple, element, depth);
    switch (element.name) {
      case "sec":
      case "app":
      case "boxed-text":
      case "glossary":
      case "notes":
        return this.section(element, depth + 1, null);
      case "ack":
        return this.section(element, depth + 1, "Acknowledgements");
      case "ref-list":
        return this.section(element, depth + 1, "References");
      case "ref":
        return this.#reference(element);
      case "fn":
        return this.#labelled(element, depth);
      case "fig":
      case "table-wrap":
        return this.#float(element, depth);
      case "list":
        return this.#list(element, depth);
      case "verse-line":
        this.#children(element, depth);
        this.#parts.push("<br>");
        return;
      case "title":
      case "subtitle":
        return this.#wrapped("p", element, depth);
      case "xref":
        return this.#link(
          `#${element.attributes["rid"]?.trim().split(/\s+/)[0] ?? ""}`,
          element,
          depth,
        );
      case "ext-link":
      case "uri":
        return this.#link(addressOf(element), element, depth);
      case "graphic":
      case "inline-graphic":
        return this.#picture(element);
      case "alternatives":
      case "inline-formula":
      case "disp-formula":
        return this.#formula(element, depth);
      default:
        if (standsAlone(element.name)) return this.#wrapped("div", element, depth);
        this.#children(element, depth);
    }
  }

  #wrapped(name: string, element: XmlElement, depth: number): void {
    this.#open(name, element);
    if (empty.has(name)) return;
    for (const child of element.children) {
      // A note within a sentence goes to the end, and its mark leads there.
      if (typeof child !== "string" && child.name === "fn" && name === "p") this.#call(child);
      else this.#node(child, depth);
    }
    this.#parts.push(`</${name}>`);
  }

  #open(name: string, element: XmlElement): void {
    const attributes = ["id", "colspan", "rowspan"].flatMap((key) => {
      const value = element.attributes[key];
      return value === undefined ? [] : [` ${key}="${escaped(value)}"`];
    });
    this.#parts.push(`<${name}${attributes.join("")}>`);
  }

  #call(note: XmlElement): void {
    this.#notes.push(note);
    const label = jatsText(childOf(note, "label")) || note.attributes["symbol"] || "*";
    const id = note.attributes["id"] ?? "";
    this.#parts.push(`<a href="#${encodeURIComponent(id)}"><sup>${escaped(label)}</sup></a>`);
  }

  /** A label and the paragraph behind it on one line. */
  #labelled(element: XmlElement, depth: number): void {
    this.#open("div", element);
    const label = jatsText(childOf(element, "label"));
    const paragraphs = childrenOf(element, "p");
    if (label !== "" && paragraphs[0] !== undefined) {
      this.#parts.push(`<p>${escaped(label)} `);
      this.#children(paragraphs[0], depth);
      this.#parts.push("</p>");
      for (const each of paragraphs.slice(1)) this.#node(each, depth);
    } else this.#children(element, depth);
    this.#parts.push("</div>");
  }

  #float(element: XmlElement, depth: number): void {
    this.#open("div", element);
    const label = jatsText(childOf(element, "label"));
    const caption = childOf(element, "caption");
    const isHead = (child: XmlNode): boolean =>
      typeof child !== "string" && (child.name === "label" || child.name === "caption");
    const body = element.children.filter((child) => !isHead(child));
    const head = (): void => {
      if (label !== "") this.#parts.push(`<p><b>${escaped(label)}</b> `);
      if (caption !== null) this.#caption(caption, label !== "", depth);
      else if (label !== "") this.#parts.push("</p>");
    };
    // Tables have their caption above, figures below.
    if (element.name === "table-wrap") head();
    for (const child of body) this.#node(child, depth);
    if (element.name !== "table-wrap") head();
    this.#parts.push("</div>");
  }

  /** The first line of a caption goes on behind its label. */
  #caption(caption: XmlElement, open: boolean, depth: number): void {
    const parts = caption.children.filter((child) => typeof child !== "string" || /\S/.test(child));
    for (const [n, child] of parts.entries()) {
      if (!(n === 0 && open)) this.#node(child, depth);
      else if (typeof child === "string") this.#parts.push(escaped(child), "</p>");
      else {
        this.#children(child, depth);
        this.#parts.push("</p>");
      }
    }
  }

  #list(element: XmlElement, depth: number): void {
    const ordered = /^(?:order|alpha|roman)/.test(element.attributes["list-type"] ?? "");
    const name = ordered ? "ol" : "ul";
    for (const title of childrenOf(element, "title")) this.#wrapped("p", title, depth);
    this.#parts.push(`<${name}>`);
    for (const item of childrenOf(element, "list-item")) {
      this.#open("li", item);
      const label = jatsText(childOf(item, "label"));
      if (!ordered && /[\p{L}\p{N}]/u.test(label)) this.#parts.push(`${escaped(label)} `);
      const rest = item.children.filter(
        (child) => typeof child === "string" || child.name !== "label",
      );
      for (const child of rest) {
        const isFirst = child === rest.find((each) => typeof each !== "string");
        // As a paragraph of its own the first one would part from its label.
        if (isFirst && typeof child !== "string" && child.name === "p")
          this.#children(child, depth);
        else this.#node(child, depth);
      }
      this.#parts.push("</li>");
    }
    this.#parts.push(`</${name}>`);
  }

  #reference(element: XmlElement): void {
    const label = jatsText(childOf(element, "label"));
    const texts = element.children.flatMap((child) =>
      typeof child !== "string" && /citation|note|^citation-alternatives$/.test(child.name)
        ? [citationText(child)]
        : [],
    );
    this.#open("p", element);
    this.#parts.push(escaped([label, ...texts].filter((text) => text !== "").join(" ")), "</p>");
  }

  #link(href: string, element: XmlElement, depth: number): void {
    this.#parts.push(`<a href="${escaped(href)}">`);
    this.#children(element, depth);
    this.#parts.push("</a>");
  }

  #picture(element: XmlElement): void {
    const href = element.attributes["xlink:href"] ?? "";
    const alt = jatsText(childOf(element, "alt-text"));
    // Archives leave the ending out and put the picture beside the file as a JPEG, as a rule.
    const named = /\.\w{2,4}$/.test(href) ? href : `${href}.jpg`;
    this.#parts.push(
      `<img src="${escaped(named)}" data-src="${escaped(href)}" alt="${escaped(alt)}">`,
    );
  }

  /** Of the forms of a formula the one that can be read: MathML, else TeX, else its picture. */
  #formula(element: XmlElement, depth: number): void {
    const math = allWithin(element, "mml:math")[0];
    const tex = allWithin(element, "tex-math")[0];
    if (math === undefined && tex === undefined) {
      const [first] =
        element.name === "alternatives"
          ? element.children.filter((child) => typeof child !== "string")
          : [];
      if (first !== undefined) this.#node(first, depth);
      else this.#children(element, depth);
      return;
    }
    const text = math === undefined ? formulaOf(textIn(tex ?? null)) : mathLine(math);
    const label = jatsText(childOf(element, "label"));
    const line = escaped(label === "" ? text : `${text} ${label}`);
    this.#parts.push(element.name === "disp-formula" ? `<p>${line}</p>` : line);
  }
}

/** The formula in a whole TeX document, as archives write it. */
function formulaOf(tex: string): string {
  const body = /\\begin\{document\}([\s\S]*?)\\end\{document\}/.exec(tex)?.[1] ?? tex;
  return body.replace(/^[\s$]+|[\s$]+$/g, "").replace(/\s+/g, " ");
}

function addressOf(element: XmlElement): string {
  const href = (element.attributes["xlink:href"] ?? textIn(element)).trim();
  return element.attributes["ext-link-type"] === "doi" && href.startsWith("10.")
    ? `https://doi.org/${href}`
    : href;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

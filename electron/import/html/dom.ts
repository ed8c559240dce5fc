/**
 * The little of the DOM that the HTML importer uses, and the one place that knows linkedom. This
 * world compiles without the DOM library: the importer runs where there is no browser.
 */
import { parseHTML } from "linkedom";
import { breaksLine, scanHtml } from "./scan.ts";
import { shadowAttribute } from "./tame.ts";
import { depthLimit } from "../format.ts";

export interface DomNode {
  readonly nodeType: number;
  readonly parentNode: DomNode | null;
  readonly firstChild: DomNode | null;
  readonly nextSibling: DomNode | null;
  readonly childNodes: Iterable<DomNode>;
  textContent: string | null;
  appendChild(child: DomNode): DomNode;
  cloneNode(deep: boolean): DomNode;
}

export interface DomElement extends DomNode {
  readonly localName: string;
  readonly previousElementSibling: DomElement | null;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  hasAttribute(name: string): boolean;
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
  closest(selector: string): DomElement | null;
  after(...nodes: DomNode[]): void;
  before(...nodes: DomNode[]): void;
  replaceChildren(...nodes: DomNode[]): void;
  replaceWith(...nodes: DomNode[]): void;
  remove(): void;
}

export interface DomDocument extends DomNode {
  readonly documentElement: DomElement;
  readonly head: DomElement;
  readonly body: DomElement;
  createElement(name: string): DomElement;
  createTextNode(text: string): DomNode;
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
}

/** Whether the node is an element; the other kinds that matter are text (3) and comment (8). */
export function isElement(node: DomNode): node is DomElement {
  return node.nodeType === 1;
}

/** A document of tamed source, with head and body and no nesting beyond `depthLimit`. */
export function parseDocument(html: string): {
  readonly document: DomDocument;
  readonly flattened: number;
} {
  const isWhole = /<(?:html|body|frameset)[\s>/]/i.test(html);
  const given = isWhole ? parsed(html) : null;
  const document = given !== null && isOnePage(given) ? given : parsed(rewrapped(html));
  if (document === null) throw new RangeError("Expected a wrapped page to have an element");
  complete(document);
  const flattened = flatten(document);
  fillSlots(document);
  return { document, flattened };
}

/** Null when the source has no element, as when it is cut off within its first tag. */
function parsed(source: string): DomDocument | null {
  // linkedom's types speak of the DOM library's Window, which this world does not have.
  const { document } = parseHTML(source) as unknown as {
    readonly document: DomDocument & { readonly documentElement: DomElement | null };
  };
  return document.documentElement === null ? null : document;
}

/** False for a page in a page, and for text around one: of several roots, all but the first would be lost. */
function isOnePage(document: DomDocument): boolean {
  const root = document.documentElement;
  if (root.localName !== "html" || root.querySelector("html") !== null) return false;
  for (const node of document.childNodes) {
    const isStray = isElement(node) ? node !== root : node.nodeType === 3;
    if (isStray && !isBlank(node)) return false;
  }
  return true;
}

/** Nothing but scripts and white space, such as counters of visits leave behind the page's end. */
function isBlank(node: DomNode): boolean {
  return isElement(node)
    ? /^(?:script|noscript|style|link|meta)$/.test(node.localName)
    : !/\S/.test(node.textContent ?? "");
}

/** Tags that are longer, in UTF-16 units, are damaged. */
const tagLength = 2_000;
/** What may be copied from one tag into another: whole attributes, as damaged tags may lack. */
const wholeAttributes = /^(?:\s+[\w:.-]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=]+))?)*\s*$/;

/** The source in one page, without the tags of those that it was in; the first attributes of each stay. */
function rewrapped(html: string): string {
  const parts: string[] = [];
  const attributes = { html: "", body: "" };
  let copied = 0;
  for (const { kind, name, start, end } of scanHtml(html)) {
    const isTag = kind === "open" || kind === "close";
    const isFrame = name === "html" || name === "head" || name === "body";
    const isType =
      kind === "other" && /^<[!?](?:doctype|xml)\b/i.test(html.slice(start, start + 12));
    if (!(isTag && isFrame) && !isType) continue;
    parts.push(html.slice(copied, start));
    copied = end;
    if (kind !== "open" || (name !== "html" && name !== "body")) continue;
    const written = html.slice(start + name.length + 1, end - 1);
    if (attributes[name] === "" && written.length < tagLength && wholeAttributes.test(written))
      attributes[name] = written;
  }
  parts.push(html.slice(copied));
  return `<!doctype html><html${attributes.html}><head></head><body${attributes.body}>${parts.join("")}</body></html>`;
}

/** Nodes below `root` in document order; iterative, so depth does not matter. */
export function* descendants(
  root: DomNode,
): Generator<{ readonly node: DomNode; readonly depth: number }> {
  let depth = 1;
  let node = root.firstChild;
  while (node !== null) {
    yield { node, depth };
    if (node.firstChild !== null) {
      node = node.firstChild;
      depth += 1;
      continue;
    }
    while (node !== null && node !== root && node.nextSibling === null) {
      node = node.parentNode;
      depth -= 1;
    }
    if (node === null || node === root) return;
    node = node.nextSibling;
  }
}

/** Readability needs html, head and body; pages in the wild lack any of them. */
function complete(document: DomDocument): void {
  const root = document.documentElement;
  const head = root.querySelector("head") ?? document.createElement("head");
  const body = root.querySelector("body") ?? document.createElement("body");
  const loose = [...root.childNodes].filter((node) => node !== head && node !== body);
  const metadata = new Set(["title", "meta", "link", "base", "script", "style"]);
  if (head.parentNode === null) root.replaceChildren(head, ...loose, body);
  for (const node of loose) {
    if (isElement(node) && metadata.has(node.localName)) head.appendChild(node);
    else if (node.nodeType !== 8) body.appendChild(node);
  }
  if (body.parentNode === null) root.appendChild(body);
}

/** Replaces what lies deeper than the limit by its text, pictures and line breaks. */
function flatten(document: DomDocument): number {
  const deepest: DomElement[] = [];
  let flattened = 0;
  for (const { node, depth } of descendants(document)) {
    if (depth === depthLimit && isElement(node) && node.firstChild !== null) deepest.push(node);
    if (depth > depthLimit && isElement(node)) flattened += 1;
  }
  for (const element of deepest) {
    const kept: DomNode[] = [];
    let broken = true;
    for (const { node } of descendants(element)) {
      if (node.nodeType === 3 && !isUnread(node.parentNode)) {
        kept.push(document.createTextNode(node.textContent ?? ""));
        if (/\S/.test(node.textContent ?? "")) broken = false;
      } else if (isElement(node) && node.localName === "img") {
        const image = document.createElement("img");
        for (const { name, value } of node.attributes) image.setAttribute(name, value);
        kept.push(image);
      } else if (isElement(node) && !broken && breaksLine(node.localName)) {
        kept.push(document.createElement("br"));
        broken = true;
      }
    }
    element.replaceChildren(...kept);
  }
  return flattened;
}

function isUnread(parent: DomNode | null): boolean {
  return (
    parent !== null && isElement(parent) && /^(?:script|style|template)$/.test(parent.localName)
  );
}

/**
 * Puts the children of a shadow root's host where they are on screen, in the root's slots, and takes
 * away host, root and slots: to Readability they are walls between parts of one article.
 */
function fillSlots(document: DomDocument): void {
  const hosts = new Set<DomNode>();
  for (const open of document.querySelectorAll(`[${shadowAttribute}]`)) {
    const host = open.parentNode;
    if (host === null || host === document.body) continue;
    hosts.add(host);
    const light = [...host.childNodes].filter((node) => node !== open);
    for (const node of light) slotFor(open, node)?.appendChild(node);
  }
  if (hosts.size === 0) return;
  const walls = [...document.querySelectorAll(`[${shadowAttribute}], slot`), ...hosts];
  for (const wall of walls) if (isElement(wall)) wall.replaceWith(...wall.childNodes);
}

function slotFor(open: DomElement, node: DomNode): DomElement | null {
  const name = isElement(node) ? (node.getAttribute("slot") ?? "") : "";
  const slots = [...open.querySelectorAll("slot")];
  return slots.find((slot) => (slot.getAttribute("name") ?? "") === name) ?? null;
}

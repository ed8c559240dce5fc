/**
 * XML files as a tree. Namespaces come out under the prefixes that the specifications use, whatever
 * prefixes a file chose. Entities are never expanded and nothing outside of the file is read.
 */
import { SaxesParser } from "saxes";
import { decode } from "./decode.ts";
import { depthLimit, Refusal } from "./format.ts";

export interface XmlElement {
  /** With its prefix: `w:p`. */
  readonly name: string;
  readonly attributes: { readonly [name: string]: string | undefined };
  readonly children: readonly XmlNode[];
}
export type XmlNode = string | XmlElement;

/** Elements and texts of one file; a book of a thousand pages has a third of it. */
const xmlNodeLimit = 2_000_000;

interface OpenElement extends XmlElement {
  readonly children: XmlNode[];
}
/** Prefixes as written to prefixes as wanted. */
type Scope = ReadonlyMap<string, string>;

/**
 * The root of an XML file. `prefixes` gives for each namespace the prefix to use; elements of others
 * keep theirs. Elements deeper than `depthLimit` become children of the last one above it, with the
 * text that is directly in them.
 * Throws `Refusal` when the XML is damaged, too large or declares entities.
 */
export function parseXml(bytes: Uint8Array, prefixes: ReadonlyMap<string, string>): XmlElement {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const root: OpenElement = { name: "", attributes: {}, children: [] };
  const open: OpenElement[] = [root];
  const scopes: { readonly depth: number; readonly scope: Scope }[] = [];
  let depth = 0;
  let nodes = 0;
  const count = (): void => {
    nodes += 1;
    if (nodes > xmlNodeLimit) throw tooMany();
  };
  const text = (value: string): void => {
    count();
    open.at(-1)?.children.push(value);
  };
  parser.on("doctype", (doctype) => {
    if (/<!ENTITY/i.test(doctype)) throw entities();
  });
  parser.on("error", () => {
    throw damagedXml();
  });
  parser.on("text", text);
  parser.on("cdata", text);
  parser.on("opentag", ({ name, attributes }) => {
    count();
    depth += 1;
    const around = scopes.at(-1)?.scope ?? new Map<string, string>();
    const scope = scopeWithin(around, attributes, prefixes);
    if (scope !== around) scopes.push({ depth, scope });
    const element: OpenElement = {
      name: renamed(name, scope, true),
      attributes: renamedAttributes(attributes, scope),
      children: [],
    };
    open[Math.min(depth, depthLimit) - 1]?.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => {
    open.pop();
    if (scopes.at(-1)?.depth === depth) scopes.pop();
    depth -= 1;
  });
  parser.write(wellFormed(decode(bytes, declaredEncoding(bytes)).text)).close();
  const top = root.children.find((child) => typeof child !== "string");
  if (top === undefined) throw damagedXml();
  return top;
}

/** The elements of that name directly below. */
export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement => typeof child !== "string" && child.name === name,
  );
}

/** The first element at the end of a path of names; null when there is none. */
export function childOf(
  element: XmlElement | null,
  ...names: readonly string[]
): XmlElement | null {
  let at = element;
  for (const name of names) {
    if (at === null) return null;
    at =
      at.children.find(
        (child): child is XmlElement => typeof child !== "string" && child.name === name,
      ) ?? null;
  }
  return at;
}

/** Every element of that name below, in order, however deep. */
export function allWithin(element: XmlElement, name: string): readonly XmlElement[] {
  const found: XmlElement[] = [];
  const visit = (at: XmlElement): void => {
    for (const child of at.children) {
      if (typeof child === "string") continue;
      if (child.name === name) found.push(child);
      visit(child);
    }
  };
  visit(element);
  return found;
}

/** All text below, joined. */
export function textIn(element: XmlElement | null): string {
  if (element === null) return "";
  return element.children
    .map((child) => (typeof child === "string" ? child : textIn(child)))
    .join("");
}

function scopeWithin(
  around: Scope,
  attributes: Readonly<Record<string, string>>,
  prefixes: ReadonlyMap<string, string>,
): Scope {
  let scope: Map<string, string> | null = null;
  for (const name in attributes) {
    if (!name.startsWith("xmlns")) continue;
    const written = name === "xmlns" ? "" : name.slice("xmlns:".length);
    scope ??= new Map(around);
    scope.set(written, prefixes.get(attributes[name] ?? "") ?? written);
  }
  return scope ?? around;
}

function renamed(name: string, scope: Scope, isElement: boolean): string {
  const colon = name.indexOf(":");
  // An attribute without a prefix is in no namespace; an element is in the default one.
  if (colon === -1 && !isElement) return name;
  const written = colon === -1 ? "" : name.slice(0, colon);
  const wanted = scope.get(written) ?? written;
  if (wanted === written) return name;
  const local = name.slice(colon + 1);
  return wanted === "" ? local : `${wanted}:${local}`;
}

function renamedAttributes(
  attributes: Readonly<Record<string, string>>,
  scope: Scope,
): XmlElement["attributes"] {
  let moved: Record<string, string> | null = null;
  for (const name in attributes) {
    const wanted = renamed(name, scope, false);
    if (wanted === name) continue;
    moved ??= Object.assign(Object.create(null) as Record<string, string>, attributes);
    moved[wanted] = attributes[name] ?? "";
  }
  return moved ?? attributes;
}

function declaredEncoding(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 200)).toString("latin1");
  return /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)/.exec(start)?.[1] ?? null;
}

/** Without the characters that XML forbids but careless programs write: they carry no text. */
function wellFormed(text: string): string {
  return text.replace(/^\ufeff/, "").replace(
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]));/gi,
    "",
  );
}

function damagedXml(): Refusal {
  return new Refusal(
    "The file is damaged: its XML breaks off or does not fit together.",
    "Open it in its own program and save it again.",
  );
}

function tooMany(): Refusal {
  return new Refusal("It has more parts than can be read.", "Split it into several files.");
}

function entities(): Refusal {
  return new Refusal(
    "It declares entities of its own, as attacks do.",
    "Open it in its own program, if you trust it, and save it again.",
  );
}

/** Elements as a file of their own, below a root, with the namespaces of their prefixes. */
export function xmlOf(
  elements: readonly XmlElement[],
  root: string,
  prefixes: ReadonlyMap<string, string>,
): string {
  const spaces = [...prefixes].map(([space, prefix]) => ` xmlns:${prefix}="${escaped(space)}"`);
  const inside = elements.map((element) => `  ${written(element)}\n`).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${spaces.join("")}>\n${inside}</${root}>\n`;
}

function written({ name, attributes, children }: XmlElement): string {
  const words = Object.entries(attributes)
    .filter(([key]) => !key.startsWith("xmlns"))
    .map(([key, value]) => ` ${key}="${escaped(value ?? "")}"`);
  const inside = children.map((child) =>
    typeof child === "string" ? escaped(child) : written(child),
  );
  return `<${name}${words.join("")}>${inside.join("")}</${name}>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

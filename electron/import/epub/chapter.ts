/** One chapter of a book to blocks whose names, links and pictures are known all over the book. */
import type { TextRun } from "../../entities.ts";
import { decode } from "../decode.ts";
import { mapRuns, plain, runsOf, type DraftBlock } from "../draft-blocks.ts";
import type { ContentsEntry } from "./contents.ts";
import { placeIn, type BookFiles } from "./files.ts";
import type { DomDocument, DomElement } from "../html/dom.ts";
import { declaredEncoding } from "../html/encoding.ts";
import { readWhole } from "../html/whole.ts";
import { expandEmptyTags } from "../xml-text.ts";

export interface Chapter {
  readonly blocks: readonly DraftBlock[];
  readonly simplified: boolean;
  readonly language: string | null;
}

/** Blocks at a chapter's start among which its title is looked for. */
const titleWithin = 3;

/** Reads a chapter from its bytes; `entries` are what the table of contents says of it. */
export function readChapter(
  bytes: Uint8Array,
  files: BookFiles,
  path: string,
  entries: readonly ContentsEntry[],
): Chapter {
  const { text } = decode(bytes, declaredEncoding(bytes));
  const page = readWhole(expandEmptyTags(text), prepare);
  const titled = withTitles(page.blocks, entries);
  const blocks = titled.map((each, at) => located(each, path, at === 0, files));
  return { blocks, simplified: page.simplified, language: page.language };
}

/** Lists of contents within a chapter, and the numbers of printed pages, are no text of it. */
const navigation =
  /(?:^|\s)(?:toc|landmarks|page-list|pagebreak|doc-toc|doc-pagelist|doc-pagebreak)(?:\s|$)/;

/** Covers drawn as pictures, the calls of notes, and notes that are hidden until they are called. */
function prepare(document: DomDocument): void {
  for (const element of document.querySelectorAll("nav, [role], span, div, hr, a")) {
    if (element.localName === "a") markCall(document, element);
    else if (navigation.test(kindOf(element))) leaveName(document, element);
  }
  for (const drawing of document.querySelectorAll("svg")) {
    const image = drawing.querySelector("image");
    const source = image?.getAttribute("xlink:href") ?? image?.getAttribute("href");
    if (source === null || source === undefined) continue;
    const picture = document.createElement("img");
    picture.setAttribute("src", source);
    picture.setAttribute("alt", drawing.querySelector("title")?.textContent ?? "");
    drawing.replaceWith(picture);
  }
  for (const note of document.querySelectorAll("aside[hidden]")) {
    if (!/note/.test(note.getAttribute("epub:type") ?? note.getAttribute("role") ?? "")) continue;
    const shown = document.createElement("div");
    shown.setAttribute("id", note.getAttribute("id") ?? "");
    shown.replaceChildren(...note.childNodes);
    note.replaceWith(shown);
  }
}

function kindOf(element: DomElement): string {
  return `${element.getAttribute("epub:type") ?? ""} ${element.getAttribute("role") ?? ""}`;
}

/** Takes an element away but for its name: links lead there. */
function leaveName(document: DomDocument, element: DomElement): void {
  const id = element.getAttribute("id");
  const place = document.createElement("a");
  if (id !== null) place.setAttribute("id", id);
  element.replaceWith(place);
}

/** "word1" as "word[1]", raised, as notes of all formats are called. */
function markCall(document: DomDocument, link: DomElement): void {
  if (!/\bnoteref\b/.test(kindOf(link))) return;
  const text = (link.textContent ?? "").trim();
  if (!/^[\d*†‡§]{1,4}$/.test(text)) return;
  const raised = document.createElement("sup");
  raised.appendChild(document.createTextNode(`[${text}]`));
  link.replaceChildren(raised);
}

/** The blocks with headings from the table of contents, when the chapter has none of its own. */
function withTitles(
  blocks: readonly DraftBlock[],
  entries: readonly ContentsEntry[],
): readonly DraftBlock[] {
  if (entries.length === 0 || blocks.some(({ block }) => block.kind === "heading")) return blocks;
  const at = new Map<number, string[]>();
  for (const { id, title } of entries) {
    const place =
      id === ""
        ? 0
        : Math.max(
            0,
            blocks.findIndex(({ ids }) => ids.includes(id)),
          );
    at.set(place, [...(at.get(place) ?? []), title]);
  }
  const out: DraftBlock[] = [];
  const raised = new Set<number>();
  for (const [n, draft] of blocks.entries()) {
    for (const title of at.get(n) ?? []) {
      const same = sameLine(blocks, n, title);
      if (same === null) out.push(plain({ kind: "heading", level: 1, text: title, marks: [] }));
      else raised.add(same);
    }
    const { block } = draft;
    out.push(
      raised.has(n) && "text" in block
        ? { ...draft, block: { kind: "heading", level: 1, text: block.text, marks: block.marks } }
        : draft,
    );
  }
  return out;
}

/** The paragraph that is the title already, though it is not marked as one. */
function sameLine(blocks: readonly DraftBlock[], from: number, title: string): number | null {
  const key = (text: string): string => text.replace(/\s+/g, " ").trim().toLowerCase();
  for (let n = from; n < Math.min(blocks.length, from + titleWithin); n += 1) {
    const block = blocks[n]?.block;
    if (block?.kind === "paragraph" && key(block.text) === key(title)) return n;
  }
  return null;
}

/** Names, links and pictures of a block as they are called from everywhere in the book. */
function located(draft: DraftBlock, path: string, first: boolean, files: BookFiles): DraftBlock {
  const change = (run: TextRun): TextRun => ({
    text: run.text,
    marks: run.marks.map((mark) =>
      mark[2] === "link" ? [mark[0], mark[1], "link", bookLink(path, mark[3] ?? "", files)] : mark,
    ),
  });
  return {
    block: mapRuns(draft.block, change),
    ids: [...(first ? [nameIn(path, "")] : []), ...draft.ids.map((id) => nameIn(path, id))],
    sources: draft.sources.map((source) => placeIn(path, source)?.path ?? source),
  };
}

/** The chapters that the links of one lead to, itself included. */
export function chaptersLinked({ blocks }: Chapter): readonly string[] {
  return blocks.flatMap(({ block }) =>
    runsOf(block).flatMap(({ marks }) =>
      marks.flatMap(([, , kind, href]) =>
        kind === "link" && href?.startsWith("#") === true
          ? [decodeURIComponent(href.slice(1)).replace(/#[^#]*$/, "")]
          : [],
      ),
    ),
  );
}

/** A name that no other chapter has. */
function nameIn(path: string, id: string): string {
  return `${path}#${id}`;
}

function bookLink(path: string, href: string, files: BookFiles): string {
  const place = placeIn(path, href);
  const chapter = place === null ? null : files.nameOf(place.path);
  return place === null || chapter === null
    ? href
    : `#${encodeURIComponent(nameIn(chapter, place.id).toWellFormed())}`;
}

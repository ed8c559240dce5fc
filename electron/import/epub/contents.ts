/** A book's table of contents: titles for the chapters that have none in their text. */
import { decode } from "../decode.ts";
import { placeIn } from "./files.ts";
import { xmlOf, type BookPackage } from "./package.ts";
import { nodeLimit, Refusal } from "../format.ts";
import { parseDocument, type DomElement } from "../html/dom.ts";
import { tame } from "../html/tame.ts";
import { oneLine } from "../one-line.ts";
import { expandEmptyTags } from "../xml-text.ts";
import { allWithin, childOf, textIn } from "../xml-tree.ts";

export interface ContentsEntry {
  readonly title: string;
  /** The chapter's name in the archive. */
  readonly path: string;
  /** The place within the chapter; empty for its start. */
  readonly id: string;
}

/** Entries beyond this many are not looked at. */
const entryLimit = 20_000;

/** The entries in order; none when the book lists nothing, or lists it in a damaged file. */
export function readContents(book: BookPackage): readonly ContentsEntry[] {
  const links = (book.navigation === null ? [] : fromNavigation(book, book.navigation)) ?? [];
  const found = links.length > 0 || book.ncx === null ? links : fromNcx(book, book.ncx);
  return found.slice(0, entryLimit).flatMap(({ from, href, title }) => {
    const place = placeIn(from, href);
    const path = place === null ? null : book.files.nameOf(place.path);
    const line = oneLine(title, 300);
    return place === null || path === null || line === "" || isFileName(line, path)
      ? []
      : [{ title: line, path, id: place.id }];
  });
}

/** Whether a title only says what the file is called: `Section 1` for `section0001.xhtml`. */
function isFileName(title: string, path: string): boolean {
  const key = (text: string): string => text.toLowerCase().replace(/[\s_.-]+|(?<!\d)0+(?=\d)/g, "");
  return key(title) === key(path.replace(/^.*\//, "").replace(/\.[^.]*$/, ""));
}

interface Link {
  readonly from: string;
  readonly href: string;
  readonly title: string;
}

function fromNavigation(book: BookPackage, from: string): readonly Link[] {
  const bytes = book.files.read(from);
  if (bytes === null) return [];
  const { html, nodes } = tame(expandEmptyTags(decode(bytes).text), nodeLimit);
  if (nodes > nodeLimit) return [];
  const { document } = parseDocument(html);
  const lists = [...document.querySelectorAll("nav")];
  const isContents = (list: DomElement): boolean =>
    /\btoc\b/.test(list.getAttribute("epub:type") ?? "");
  const list = lists.find(isContents) ?? lists[0] ?? document.body;
  return [...list.querySelectorAll("a[href]")].map((link) => ({
    from,
    href: link.getAttribute("href") ?? "",
    title: link.textContent ?? "",
  }));
}

function fromNcx(book: BookPackage, from: string): readonly Link[] {
  const bytes = book.files.read(from);
  if (bytes === null) return [];
  try {
    return allWithin(xmlOf(bytes), "navPoint").map((point) => ({
      from,
      href: childOf(point, "content")?.attributes["src"] ?? "",
      title: textIn(childOf(point, "navLabel", "text")),
    }));
  } catch (error) {
    // Chapters without titles are better than no book.
    if (error instanceof Refusal) return [];
    throw error;
  }
}

/** The bookmarks of a PDF: they name the headings and their levels, where type alone does not. */
import type { PdfFile } from "./engine.ts";

export interface Bookmark {
  /** Letters and digits only, lower case. */
  readonly key: string;
  /** 1 for the outermost. */
  readonly level: number;
  /** From 0. */
  readonly page: number;
}

interface Node {
  readonly title: string;
  readonly dest: string | readonly unknown[] | null;
  readonly items: readonly Node[];
}

const bookmarkLimit = 1_000;

/** The bookmarks that lead to a page; none when they are damaged. */
export async function bookmarksOf(file: PdfFile): Promise<readonly Bookmark[]> {
  try {
    // The types of pdf.js leave `dest` open; it is checked before use.
    const outline = (await file.getOutline()) as readonly Node[] | null;
    const found: Bookmark[] = [];
    await collect(file, outline ?? [], 1, found);
    return found;
  } catch (error) {
    if (error instanceof Error) return [];
    throw error;
  }
}

async function collect(
  file: PdfFile,
  nodes: readonly Node[],
  level: number,
  found: Bookmark[],
): Promise<void> {
  for (const { title, dest, items } of nodes) {
    if (found.length >= bookmarkLimit) return;
    const page = await pageOf(file, dest);
    const key = headingKey(title);
    if (page !== null && key !== "") found.push({ key, level, page });
    if (level < 6) await collect(file, items, level + 1, found);
  }
}

async function pageOf(file: PdfFile, dest: Node["dest"]): Promise<number | null> {
  try {
    const place: unknown = typeof dest === "string" ? await file.getDestination(dest) : dest;
    const target: unknown = Array.isArray(place) ? place[0] : null;
    if (typeof target === "number") return target;
    if (typeof target !== "object" || target === null) return null;
    // A reference as pdf.js made it: pages are named by nothing else.
    return await file.getPageIndex(target as Parameters<PdfFile["getPageIndex"]>[0]);
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

/** What two spellings of a heading have in common. */
export function headingKey(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

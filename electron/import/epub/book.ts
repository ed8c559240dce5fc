/** A book to one article: its chapters in reading order. */
import type { ArticleDraft, TextRun } from "../../entities.ts";
import { ZipRefusal } from "../archive/zip-index.ts";
import { assemble } from "../assemble.ts";
import { mapRuns, type DraftBlock } from "../draft-blocks.ts";
import { chaptersLinked, readChapter, type Chapter } from "./chapter.ts";
import { readContents, type ContentsEntry } from "./contents.ts";
import { readPicture } from "./files.ts";
import { openPackage, type BookPackage } from "./package.ts";
import type { Format, SourceFile } from "../format.ts";
import { simplifiedWarning } from "../html/whole.ts";
import { leftOut } from "../losses.ts";
import { unlessDamaged } from "../office/parts.ts";
import { languageTag } from "../language/language-tag.ts";
import { resolve } from "../resolve.ts";
import { openZip } from "../zip.ts";

/** Throws `Refusal` when it is no book, is damaged, protected or without text. */
export async function readBook(file: SourceFile, format: Format): Promise<ArticleDraft> {
  const book = openPackage(openZip(file.bytes));
  const { chapters, damaged, asides } = readChapters(book);
  const blocks = withoutLostEnds(chapters.flatMap((chapter) => chapter.blocks));
  const resolved = await resolve(blocks, {
    url: null,
    base: null,
    readBeside: async () => null,
    inside: (reference) => readPicture(book.files, reference),
  });
  const language = chapters.map((chapter) => chapter.language).find((each) => each !== null);
  const { metadata } = book;
  return assemble({
    format,
    fileName: file.name,
    metadata:
      metadata.language === null && language !== undefined
        ? {
            ...metadata,
            language: languageTag(language),
            found: { ...metadata.found, language: "html lang" },
          }
        : metadata,
    blocks: resolved.blocks,
    images: resolved.images,
    warnings: [
      ...leftOut(book.missing, "chapter", { why: "listed in the book but not in the file" }),
      ...leftOut(damaged, "chapter", { why: damaged === 1 ? "it is damaged" : "they are damaged" }),
      ...leftOut(asides, "page beside the text", {
        many: "pages beside the text",
        why: `no link leads to ${asides === 1 ? "it" : "them"}`,
      }),
      ...(chapters.some((chapter) => chapter.simplified) ? [simplifiedWarning] : []),
      ...resolved.warnings,
    ],
  });
}

interface Chapters {
  readonly chapters: readonly Chapter[];
  /** How many could not be read, and how many stand beside the text without a link to them. */
  readonly damaged: number;
  readonly asides: number;
}

/** The chapters of a book, and of what stands beside them that which a link or the contents lead to. */
function readChapters(book: BookPackage): Chapters {
  const contents = byChapter(readContents(book));
  const first = book.chapters.findIndex(({ isAside }) => !isAside);
  const read = new Map<string, Chapter | null>();
  const wanted = book.chapters
    // What stands in front of the first chapter is the cover.
    .filter(({ path, isAside }, at) => !isAside || at < first || contents.has(path) || first === -1)
    .map(({ path }) => path);
  const asides = new Set(book.chapters.map(({ path }) => path));
  for (const path of wanted) {
    if (!asides.delete(path)) continue;
    const bytes = unlessDamaged(() => book.files.read(path));
    const chapter =
      bytes === null ? null : readChapter(bytes, book.files, path, contents.get(path) ?? []);
    read.set(path, chapter);
    if (chapter === null || asides.size === 0) continue;
    // The list grows while it is gone through: links lead on from page to page.
    for (const linked of new Set(chaptersLinked(chapter))) {
      if (asides.has(linked)) wanted.push(linked);
    }
  }
  const all = book.chapters.map(({ path }) => read.get(path));
  const damaged = all.filter((chapter) => chapter === null).length;
  if (damaged > 0 && damaged === read.size) throw new ZipRefusal("damaged");
  return {
    chapters: all.filter((chapter) => chapter !== null && chapter !== undefined),
    damaged,
    asides: asides.size,
  };
}

function byChapter(
  entries: readonly ContentsEntry[],
): ReadonlyMap<string, readonly ContentsEntry[]> {
  const chapters = new Map<string, ContentsEntry[]>();
  for (const entry of entries) {
    const known = chapters.get(entry.path);
    if (known === undefined) chapters.set(entry.path, [entry]);
    else known.push(entry);
  }
  return chapters;
}

/** Links to a name that its chapter does not have lead to the chapter. */
function withoutLostEnds(blocks: readonly DraftBlock[]): readonly DraftBlock[] {
  const names = new Set(blocks.flatMap(({ ids }) => ids));
  const target = (href: string): string => {
    if (!href.startsWith("#")) return href;
    const name = decodeURIComponent(href.slice(1));
    return names.has(name) ? href : `#${encodeURIComponent(name.replace(/#[^#]*$/, "#"))}`;
  };
  const change = (run: TextRun): TextRun => ({
    text: run.text,
    marks: run.marks.map((mark) =>
      mark[2] === "link" ? [mark[0], mark[1], "link", target(mark[3] ?? "")] : mark,
    ),
  });
  return blocks.map((draft) => ({ ...draft, block: mapRuns(draft.block, change) }));
}

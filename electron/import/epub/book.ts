/** A book to one article: its chapters in reading order. */
import type { ArticleDraft, TextRun } from "../../entities.ts";
import { assemble } from "../assemble.ts";
import { mapRuns, type DraftBlock } from "../draft-blocks.ts";
import { readChapter } from "./chapter.ts";
import { readContents, type ContentsEntry } from "./contents.ts";
import { readPicture } from "./files.ts";
import { openPackage } from "./package.ts";
import type { Format, SourceFile } from "../format.ts";
import { simplifiedWarning } from "../html/whole.ts";
import { leftOut } from "../losses.ts";
import { languageTag } from "../language/language-tag.ts";
import { resolve } from "../resolve.ts";
import { openZip } from "../zip.ts";

/** Throws `Refusal` when it is no book, is damaged, protected or without text. */
export async function readBook(file: SourceFile, format: Format): Promise<ArticleDraft> {
  const book = openPackage(openZip(file.bytes));
  const contents = byChapter(readContents(book));
  const chapters = book.chapters.map((path) =>
    readChapter(book.files, path, contents.get(path) ?? []),
  );
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
      ...(chapters.some((chapter) => chapter.simplified) ? [simplifiedWarning] : []),
      ...resolved.warnings,
    ],
  });
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

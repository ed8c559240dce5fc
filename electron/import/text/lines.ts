/** Plain text to paragraphs. */
import type { ArticleDraft, Block } from "../../entities.ts";
import { normaliseText } from "../../text/normalise.ts";
import { assemble, noMetadata } from "../assemble.ts";
import { decode } from "../decode.ts";
import { blockLimit, type FileKind, type SourceFile } from "../format.ts";
import { gutenbergBook } from "./gutenberg.ts";
import { unwrapped, wrapWidth } from "./wrap.ts";
import { titleOfLines, type Line } from "../title.ts";

/** Lines that are kept together when there are too many for a block each. */
const chunkLines = 1_000;

/**
 * One line is one paragraph, blank lines part them. Lines that a program broke at a fixed width are
 * joined again, when every break in the file is one that such a program would have made.
 */
export async function readText(file: SourceFile, format: FileKind): Promise<ArticleDraft> {
  const decoded = decode(file.bytes);
  const { text, changes } = normaliseText(decoded.text);
  const book = gutenbergBook(text);
  const body = book?.text ?? text;
  const wrap = wrapWidth(body);
  const paragraphs = paragraphsIn(body, wrap);
  const title =
    book === null || book.metadata.title === "" ? titleOfLines(firstLines(paragraphs)) : null;
  const metadata = book?.metadata ?? noMetadata;
  return assemble({
    format,
    fileName: file.name,
    metadata:
      title === null
        ? metadata
        : { ...metadata, title: title.title, found: { ...metadata.found, title: title.found } },
    blocks: blocksOf(paragraphs),
    images: [],
    warnings: [
      ...decoded.warnings,
      ...(wrap === null
        ? []
        : [`Lines that were broken at ${wrap} characters were joined into paragraphs.`]),
      ...(book === null
        ? []
        : ["The licence of Project Gutenberg before and behind the book was left out."]),
    ],
    changes,
  });
}

/** The paragraphs of a text whose lines were broken by a program at `width`, or by its author (null). */
export function paragraphsOf(text: string, width: number | null): readonly Block[] {
  return blocksOf(paragraphsIn(text, width));
}

/** The lines on top, of which one may be the title. */
function firstLines(paragraphs: readonly Paragraph[]): readonly Line[] {
  return paragraphs.slice(0, 40).flatMap(({ text, blankAfter }) => {
    const lines = text.split("\n", 40);
    return lines.map((line, at) => ({
      text: line.trim(),
      blankAfter: blankAfter && at === lines.length - 1,
    }));
  });
}

interface Paragraph extends Line {
  readonly tabular: boolean;
}

function paragraphsIn(text: string, width: number | null): readonly Paragraph[] {
  if (width === null) return linesOf(text);
  return unwrapped(text, width).map((each) => ({ ...each, blankAfter: true }));
}

function linesOf(text: string): readonly Paragraph[] {
  const lines: { text: string; blankAfter: boolean; tabular: boolean }[] = [];
  for (const raw of text.split("\n")) {
    const line = raw.trim();
    const last = lines.at(-1);
    if (line !== "") lines.push({ text: line, blankAfter: false, tabular: false });
    else if (last !== undefined) last.blankAfter = true;
  }
  return lines;
}

function blocksOf(lines: readonly Paragraph[]): readonly Block[] {
  if (lines.length <= blockLimit) {
    return lines.map(({ text, tabular }) => ({
      kind: tabular ? "preformatted" : "paragraph",
      text,
      marks: [],
    }));
  }
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; at += chunkLines) {
    const text = lines
      .slice(at, at + chunkLines)
      .map((line) => line.text)
      .join("\n");
    blocks.push({ kind: "preformatted", text, marks: [] });
  }
  return blocks;
}

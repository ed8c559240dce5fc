/** Plain text to paragraphs. */
import type { ArticleDraft, Block } from "../entities.ts";
import { normaliseText } from "../text/normalise.ts";
import { assemble, noMetadata } from "./assemble.ts";
import { decode } from "./decode.ts";
import { blockLimit, type Format, type SourceFile } from "./format.ts";
import { titleOfLines, type Line } from "./title.ts";

/** A wrapped text has lines of at most this many units. */
const widestWrap = 100;
const narrowestWrap = 40;
/** Fewer broken lines than this prove nothing. */
const fewestBreaks = 4;
/** Lines that are kept together when there are too many for a block each. */
const chunkLines = 1_000;

/**
 * One line is one paragraph, blank lines part them. Lines that a program broke at a fixed width are
 * joined again, when every break in the file is one that such a program would have made.
 */
export async function readText(file: SourceFile, format: Format): Promise<ArticleDraft> {
  const decoded = decode(file.bytes);
  const { text, changes } = normaliseText(decoded.text);
  const wrap = wrapWidth(text);
  const lines = wrap === null ? linesOf(text) : joinedLines(text);
  const title = titleOfLines(lines);
  return assemble({
    format,
    fileName: file.name,
    metadata:
      title === null
        ? noMetadata
        : { ...noMetadata, title: title.title, found: { title: title.found } },
    blocks: blocksOf(lines),
    images: [],
    warnings: [
      ...decoded.warnings,
      ...(wrap === null
        ? []
        : [`Lines that were broken at ${wrap} characters were joined into paragraphs.`]),
    ],
    changes,
  });
}

/** The paragraphs of a text whose lines were broken by a program (`wrapped`), or by its author. */
export function paragraphsOf(text: string, wrapped: boolean): readonly Block[] {
  return blocksOf(wrapped ? joinedLines(text) : linesOf(text));
}

function linesOf(text: string): readonly Line[] {
  const lines: { text: string; blankAfter: boolean }[] = [];
  for (const raw of text.split("\n")) {
    const line = raw.trim();
    const last = lines.at(-1);
    if (line !== "") lines.push({ text: line, blankAfter: false });
    else if (last !== undefined) last.blankAfter = true;
  }
  return lines;
}

function joinedLines(text: string): readonly Line[] {
  return text
    .split(/\n[^\S\n]*\n\s*/)
    .map((paragraph) => ({
      text: paragraph.trim().replace(/[^\S\n]*\n[^\S\n]*/g, " "),
      blankAfter: true,
    }))
    .filter((line) => line.text !== "");
}

/**
 * The width that a program broke the lines at; null when they were not. The proof: no line break
 * within a paragraph could have come one word later.
 */
export function wrapWidth(text: string): number | null {
  let widest = 0;
  const breaks: number[] = [];
  let previous: string | null = null;
  for (const raw of text.split("\n")) {
    const line = raw.trimEnd();
    if (line.length > widestWrap) return null;
    widest = Math.max(widest, line.length);
    if (line.trim() === "") previous = null;
    else {
      const word = /\S+/.exec(line)?.[0] ?? "";
      // Indented lines and list items begin something of their own.
      if (previous !== null && /^\s|^(?:[-*•]|\d{1,3}[.)])\s/.test(line)) return null;
      if (previous !== null) breaks.push(previous.length + 1 + word.length);
      previous = line;
    }
  }
  const wrapped = breaks.length >= fewestBreaks && widest >= narrowestWrap;
  return wrapped && breaks.every((length) => length > widest) ? widest : null;
}

function blocksOf(lines: readonly Line[]): readonly Block[] {
  if (lines.length <= blockLimit) {
    return lines.map(({ text }) => ({ kind: "paragraph", text, marks: [] }));
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

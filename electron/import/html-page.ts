/** A web page to an article: decode, read what it says of itself, find the main text, cut its edges. */
import type { ArticleDraft } from "../entities.ts";
import { assemble } from "./assemble.ts";
import { decode, type Decoded } from "./decode.ts";
import { plain, type DraftBlock } from "./draft-blocks.ts";
import { decodeEntities } from "./html-entities.ts";
import { nodeLimit, Refusal, type Format, type SourceFile } from "./format.ts";
import { readBlocks } from "./html-blocks.ts";
import { parseDocument } from "./html-dom.ts";
import { declaredEncoding } from "./html-encoding.ts";
import { mainContent, withoutChrome } from "./html-main.ts";
import { readMetadata } from "./html-metadata.ts";
import { textOfHtml } from "./html-scan.ts";
import { tame } from "./html-tame.ts";
import { trimEdges } from "./html-trim.ts";
import { resolve, type Surroundings } from "./resolve.ts";
import { savedPage, type SavedPage } from "./saved-page.ts";

/** Pages with more text than this, in UTF-16 units, are not searched for their main part. */
const searchedText = 16_000_000;

/** A page's source, and what the file it came in knows about it. */
export interface PageSource {
  readonly format: Format;
  readonly fileName: string;
  readonly decoded: Decoded;
  /** Where it was when it was saved; null when the file does not say. */
  readonly saved: SavedPage | null;
  readonly readBeside: SourceFile["readBeside"];
  readonly inside?: Surroundings["inside"];
  /** What the file it came in was left without. */
  readonly warnings?: readonly string[];
}

/** Throws `Refusal` when the page has no text. */
export async function readPage(file: SourceFile, format: Format): Promise<ArticleDraft> {
  const decoded = decode(file.bytes, declaredEncoding(file.bytes));
  const { name: fileName, readBeside } = file;
  return draftOfPage({ format, fileName, decoded, saved: savedPage(decoded.text), readBeside });
}

/** The page as an article, for every format that holds one. Throws `Refusal` when it has no text. */
export async function draftOfPage(page: PageSource): Promise<ArticleDraft> {
  const { format, fileName, decoded } = page;
  const tamed = tame(decoded.text, nodeLimit);
  if (tamed.nodes > nodeLimit) return readTextOnly(page);
  const { document, flattened } = parseDocument(tamed.html);
  const tooDeep = flattened > 0 || tamed.cut > 0;
  const metadata = readMetadata(document, page.saved);
  const base = document.querySelector("base[href]")?.getAttribute("href") ?? null;
  // Readability's effort grows with the square of the depth, and it reads long texts many times over:
  // such a page is read as a whole instead.
  const whole = tooDeep || tamed.textLength > searchedText;
  const main = whole
    ? withoutChrome(document)
    : await mainContent(document, tamed.html, tamed.textLength, metadata.url);
  const blocks = trimEdges(readBlocks(main));
  if (blocks.length === 0 && document.querySelector("frame, iframe") !== null) {
    throw new Refusal(
      "This page only shows other pages in frames.",
      "Open the frame in a tab of its own and save that.",
    );
  }
  const resolved = await resolve(blocks, {
    url: metadata.url,
    base: webAddress(base, metadata.url) ?? metadata.url,
    readBeside: page.readBeside,
    ...(page.inside === undefined ? {} : { inside: page.inside }),
  });
  return assemble({
    format,
    fileName,
    metadata,
    blocks: resolved.blocks,
    images: resolved.images,
    warnings: [
      ...decoded.warnings,
      ...resolved.warnings,
      ...(tooDeep
        ? ["Parts of the page were nested too deeply; their text was kept without its form."]
        : []),
      ...(page.warnings ?? []),
    ],
  });
}

function readTextOnly(page: PageSource): ArticleDraft {
  const { format, fileName, decoded } = page;
  const lines = decodeEntities(textOfHtml(decoded.text)).split("\n");
  const head = decoded.text.slice(0, 200_000);
  const { document } = parseDocument(head);
  const blocks: readonly DraftBlock[] = chunked(lines).map((text) =>
    plain({ kind: "paragraph", text, marks: [] }),
  );
  return assemble({
    format,
    fileName,
    metadata: readMetadata(document, page.saved),
    blocks: blocks.map(({ block }) => block),
    images: [],
    warnings: [
      ...decoded.warnings,
      "The page has too many parts to lay out: only its text was imported.",
      ...(page.warnings ?? []),
    ],
  });
}

/** Lines as paragraphs, several to one when there are more than an article keeps. */
function chunked(lines: readonly string[]): readonly string[] {
  const size = Math.ceil(lines.length / 100_000);
  if (size <= 1) return lines;
  return Array.from({ length: Math.ceil(lines.length / size) }, (_, at) =>
    lines.slice(at * size, (at + 1) * size).join("\n"),
  );
}

function webAddress(href: string | null, against: string | null): string | null {
  if (href === null) return null;
  const url = URL.parse(href) ?? (against === null ? null : URL.parse(href, against));
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : null;
}

/** A web page to an article: decode, read what it says of itself, find the main text, cut its edges. */
import type { ArticleDraft } from "../../entities.ts";
import { assemble } from "../assemble.ts";
import { decode, type Decoded } from "../decode.ts";
import { plain, type DraftBlock } from "../draft-blocks.ts";
import { decodeEntities } from "./entities.ts";
import { nodeLimit, Refusal, type Format, type SourceFile } from "../format.ts";
import { readBlocks } from "./blocks.ts";
import {
  isElement,
  parseDocument,
  type DomDocument,
  type DomElement,
  type DomNode,
} from "./dom.ts";
import { declaredEncoding } from "./encoding.ts";
import { restoreImages } from "./images.ts";
import { isLaidOut } from "./table.ts";
import { flattenedTables, leftOut } from "../losses.ts";
import { mainContent, withoutChrome } from "./main.ts";
import { removeUnseen } from "./marks.ts";
import { readMetadata } from "./metadata.ts";
import { textOfHtml } from "./scan.ts";
import { tame } from "./tame.ts";
import { trimEdges } from "./trim.ts";
import { readJsonLd } from "./json-ld.ts";
import { resolve, type Surroundings } from "../resolve.ts";
import { expandEmptyTags } from "../xml-text.ts";
import { savedPage, withoutArchiveBar, type SavedPage } from "./saved-page.ts";

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
  const tamed = tame(asHtml(withoutArchiveBar(decoded.text)), nodeLimit);
  if (tamed.nodes > nodeLimit) return readTextOnly(page);
  const { document, flattened } = parseDocument(tamed.html);
  const tooDeep = flattened > 0 || tamed.cut > 0;
  const structured = readJsonLd(document);
  const metadata = readMetadata(document, page.saved, structured);
  restoreImages(document);
  removeUnseen(document);
  const scripts = countScripts(document);
  const base = document.querySelector("base[href]")?.getAttribute("href") ?? null;
  // Readability's effort grows with the square of the depth, and it reads long texts many times over:
  // such a page is read as a whole instead.
  const whole = tooDeep || tamed.textLength > searchedText;
  const main = whole
    ? { root: withoutChrome(document), fromData: false }
    : await mainContent(document, {
        html: tamed.html,
        textLength: tamed.textLength,
        url: metadata.url,
        title: metadata.title,
        stated: structured.body,
      });
  const blocks = trimEdges(readBlocks(main.root));
  if (blocks.length === 0) throw nothingShown(document, tamed.html);
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
      ...leftOut(scripts, "script"),
      ...resolved.warnings,
      ...flattenedTables(tablesIn(main.root).filter(isLaidOut).length),
      ...(tooDeep
        ? ["Parts of the page were nested too deeply; their text was kept without its form."]
        : []),
      ...(main.fromData
        ? [
            "The page shows its text only with scripts: it was taken from the data for search engines, without pictures and form.",
          ]
        : []),
      ...(page.warnings ?? []),
    ],
  });
}

/** Pages written as XML close elements in their first tag, and set text apart in ways that HTML does not know. */
function asHtml(source: string): string {
  if (!/^\s*<\?xml\b/.test(source)) return source;
  return expandEmptyTags(source).replace(/<!\[CDATA\[([^]*?)\]\]>/g, (_, text: string) =>
    text.replaceAll("&", "&amp;").replaceAll("<", "&lt;"),
  );
}

/** What to say of a page without text. */
function nothingShown(document: DomDocument, source: string): Refusal {
  if (document.querySelector("frame, iframe") !== null) {
    return new Refusal(
      "This page only shows other pages in frames.",
      "Open the frame in a tab of its own and save that.",
    );
  }
  return /<script[\s>]/i.test(source)
    ? new Refusal(
        "There is no text in this page: its scripts fetch it when it is opened.",
        "Open it in a browser and save what is shown there, as a complete page or with SingleFile.",
      )
    : new Refusal("There is no text in it.", "Only files with text can be imported.");
}

function tablesIn(main: DomNode): readonly DomElement[] {
  return isElement(main) ? [...main.querySelectorAll("table")] : [];
}

/** Programs in the page. What only lies in such elements, as data for others, is none. */
function countScripts(document: DomDocument): number {
  const isProgram = (type: string): boolean =>
    /^\s*(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma)script)\s*(?:;|$)/i.test(type);
  return [...document.querySelectorAll("script")].filter((script) =>
    isProgram(script.getAttribute("type") ?? ""),
  ).length;
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

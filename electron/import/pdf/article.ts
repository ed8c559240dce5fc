/** From the bytes of a PDF to an article: pages, then lines, then paragraphs. */
import { InvalidPDFException, PasswordException } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { ArticleDraft } from "../../entities.ts";
import { assemble } from "../assemble.ts";
import { Refusal, textLimit, type Format, type SourceFile } from "../format.ts";
import { leftOut } from "../losses.ts";
import { createAnnotationReader, type AnnotationReader } from "./annotations.ts";
import { blocksOf } from "./blocks.ts";
import { openPdf, type PdfFile, type PdfPage } from "./engine.ts";
import { createFonts, type Fonts } from "./fonts.ts";
import { dropRunningHeads } from "./heads.ts";
import { withInitials } from "./initials.ts";
import { linesOf, type Page, type PageText, type TextPiece } from "./lines.ts";
import { withTidyMargins } from "./margins.ts";
import { measure } from "./measures.ts";
import { metadataOf, statedTitle, type PdfProperties } from "./metadata.ts";
import { besideNotes } from "./notes.ts";
import { bookmarksOf } from "./outline.ts";
import { createPictures, type PictureCollector } from "./pictures.ts";
import { withoutPoints } from "./plots.ts";
import { garbled, trustIn } from "./trust.ts";

/** Longer files are refused. */
export const pageLimit = 5_000;
/** A page with more characters is cut: no sheet holds a tenth of that legibly. */
const pageTextLimit = 2_000_000;
/** Pages that are named in a warning; of more only the number is told. */
const namedPages = 8;

/** Throws `Refusal` for a file with a password, without text, too long or damaged. */
export async function readPdf(source: SourceFile, format: Format): Promise<ArticleDraft> {
  const { file, close } = await open(source.bytes);
  try {
    if (file.numPages > pageLimit) {
      throw new Refusal(
        `It has more than ${pageLimit.toLocaleString("en-US")} pages.`,
        "Split it, and import the parts that you need.",
      );
    }
    const over = createAnnotationReader(source.bytes);
    const collector = createPictures(source.bytes);
    const { pages, failed, cut, lineNumbers, comments, points } = await readPages(
      file,
      createFonts(source.bytes),
      over,
      collector,
    );
    const properties = await propertiesOf(file);
    const text = pages.filter(({ lines, sideways }) => lines.length + sideways.length > 0);
    if (text.length === 0) throw failed.length > 0 ? damaged() : noText(pages.length);
    const trust = new Map(text.map((page) => [page, trustIn(page)]));
    const unread = text.filter((page) => trust.get(page) === "garbled");
    if (unread.length === text.length) throw garbled();
    const body = dropRunningHeads(
      pages.map((page) => (unread.includes(page) ? blank(page) : page)),
      statedTitle(properties),
    );
    const pictures = collector.found(pages);
    const empty = pages.filter((page) => !text.includes(page) && !failed.includes(page.label));
    return assemble({
      format,
      fileName: source.name,
      metadata: metadataOf(properties, pages, measure(body.pages)),
      blocks: blocksOf(body.pages, await bookmarksOf(file), pictures.placed),
      images: pictures.images,
      warnings: [
        ...leftOut(body.dropped, "running head or page number", {
          many: "running heads and page numbers",
        }),
        ...leftOut(lineNumbers, "line number"),
        ...leftOut(comments, "comment"),
        ...leftOut(points, "point of a plot", { many: "points of plots" }),
        ...leftOut(pictures.left, "picture"),
        ...leftOut(pictures.repeated, "picture that stands on many pages", {
          many: "pictures that stand on many pages",
        }),
        ...toldOf(
          empty.map(({ label }) => label),
          "has no text: it is blank or a picture",
          "have no text: they are blank or pictures",
        ),
        ...toldOf(
          unread.map(({ label }) => label),
          "has text in letters that its fonts do not name: it was left out",
          "have text in letters that their fonts do not name: it was left out",
        ),
        ...toldOf(
          text.filter((page) => trust.get(page) === "doubtful").map(({ label }) => label),
          "may have wrong letters, which its fonts name badly: compare a quote from it with the page",
          "may have wrong letters, which their fonts name badly: compare quotes from them with the pages",
        ),
        ...(over.isShort()
          ? ["Links and form fields were left out where there are too many."]
          : []),
        ...(await besideNotes(file, properties.info, pages)),
        ...toldOf(failed, "could not be read", "could not be read"),
        ...toldOf(
          cut,
          "has more text than a page holds: the rest was left out",
          "have more text than a page holds: the rest was left out",
        ),
      ],
    });
  } finally {
    await close();
  }
}

async function open(bytes: Uint8Array): ReturnType<typeof openPdf> {
  try {
    return await openPdf(bytes);
  } catch (error) {
    if (error instanceof PasswordException) {
      throw new Refusal(
        "It opens only with a password.",
        "Open it in its own program, save a copy without the password and import that.",
      );
    }
    if (error instanceof InvalidPDFException || error instanceof Error) throw damaged();
    throw error;
  }
}

function damaged(): Refusal {
  return new Refusal(
    "The PDF is damaged: its pages cannot be read.",
    "Get it again from where it came from, or open it in another program and print it to a new PDF.",
  );
}

/** The page without its text. */
function blank(page: Page): Page {
  return { ...page, lines: [], sideways: [] };
}

function noText(pages: number): Refusal {
  return new Refusal(
    `There is no text in it: ${pages === 1 ? "its page seems to be a picture" : "its pages seem to be pictures"}, as a scanner makes them.`,
    "Let a program that recognises text add it, then import the new file.",
  );
}

/** What pdf.js tells of fonts; its own types leave it open. */
type Styles = Readonly<Record<string, { readonly fontFamily: string }>>;

interface ReadPages {
  readonly pages: readonly Page[];
  /** Labels of pages that could not be read, and of those that were cut. */
  readonly failed: readonly string[];
  readonly cut: readonly string[];
  /** Numbers of lines in the margins, which are gone. */
  readonly lineNumbers: number;
  /** Comments of readers, which were left out. */
  readonly comments: number;
  /** Points of plots, which were left out. */
  readonly points: number;
}

async function readPages(
  file: PdfFile,
  fonts: Fonts,
  over: AnnotationReader,
  pictures: PictureCollector,
): Promise<ReadPages> {
  const labels = await file.getPageLabels().catch(() => null);
  const pages: Page[] = [];
  const failed: string[] = [];
  const cut: string[] = [];
  let comments = 0;
  let points = 0;
  let length = 0;
  for (let number = 1; number <= file.numPages; number += 1) {
    const label = labels?.[number - 1] || String(number);
    const read = await readPage(file, number, label, fonts, over, pictures);
    if (read === null) failed.push(label);
    if (read?.isCut === true) cut.push(label);
    comments += read?.comments ?? 0;
    points += read?.points ?? 0;
    const page =
      read === null ? { label, width: 0, height: 0, lines: [], sideways: [] } : linesOf(read);
    length += page.lines.reduce((sum, { text }) => sum + text.length, 0);
    if (length > textLimit) {
      throw new Refusal(
        "It has more text than an article can keep (64 million characters).",
        "Split it into parts.",
      );
    }
    pages.push(page);
  }
  return { ...withTidyMargins(withInitials(pages)), failed, cut, comments, points };
}

interface ReadPage extends PageText {
  readonly isCut: boolean;
  readonly comments: number;
  readonly points: number;
}

/** The page's text; null when it cannot be read. */
async function readPage(
  file: PdfFile,
  number: number,
  label: string,
  fonts: Fonts,
  over: AnnotationReader,
  pictures: PictureCollector,
): Promise<ReadPage | null> {
  let page: PdfPage | null = null;
  try {
    page = await file.getPage(number);
    const { width, height, transform } = page.getViewport({ scale: 1 });
    const read = await piecesOf(page);
    await fonts.learn(page, new Set(read.pieces.map(({ fontName }) => fontName)));
    return {
      label,
      width,
      height,
      view: transform as readonly number[],
      ...read,
      ...withoutPoints(read.pieces),
      fontStyle: fonts.styleOf,
      ...(await over.annotationsOf(page)),
    };
  } catch (error) {
    // pdf.js reports whatever is wrong within a page as an Error; other pages may be whole.
    if (error instanceof Error) return null;
    throw error;
  } finally {
    pictures.look(page);
    page?.cleanup();
  }
}

async function piecesOf(page: PdfPage): Promise<{
  readonly pieces: readonly TextPiece[];
  readonly monospaced: ReadonlySet<string>;
  readonly isCut: boolean;
}> {
  const reader = page.streamTextContent().getReader();
  const pieces: TextPiece[] = [];
  const monospaced = new Set<string>();
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { pieces, monospaced, isCut: false };
    for (const item of value.items) {
      if (!("str" in item)) continue;
      pieces.push(item);
      length += item.str.length + 1;
    }
    for (const [name, style] of Object.entries(value.styles as Styles)) {
      if (style.fontFamily === "monospace") monospaced.add(name);
    }
    if (length > pageTextLimit) {
      await reader.cancel(new Error("Enough"));
      return { pieces, monospaced, isCut: true };
    }
  }
}

/** Nothing known when the part of the file that holds them is damaged. */
async function propertiesOf(file: PdfFile): Promise<PdfProperties> {
  try {
    const { info, metadata } = await file.getMetadata();
    return {
      info: info as PdfProperties["info"],
      xmp: (field) => (metadata as { get(name: string): unknown } | null)?.get(field) ?? null,
    };
  } catch (error) {
    if (error instanceof Error) return { info: {}, xmp: () => null };
    throw error;
  }
}

function toldOf(labels: readonly string[], one: string, many: string): readonly string[] {
  if (labels.length === 0) return [];
  if (labels.length === 1) return [`Page ${labels[0]} ${one}.`];
  const which =
    labels.length <= namedPages ? `Pages ${labels.join(", ")}` : `${labels.length} pages`;
  return [`${which} ${many}.`];
}

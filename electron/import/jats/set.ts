/** A file of articles, as archives answer a search: one alone is the article, each of many a file of its own. */
import { partName, takeApart, type FilePart } from "../apart.ts";
import { Refusal, type FileKind, type Harvest, type Room, type SourceFile } from "../format.ts";
import { decodeEntities } from "../html/entities.ts";
import { xmlPieces, xmlText, type XmlPiece } from "../xml-pieces.ts";
import { readJats } from "./article.ts";

/** Throws `Refusal` when the file holds one article that cannot be read, or none. */
export async function openJats(file: SourceFile, room: Room, format: FileKind): Promise<Harvest> {
  const text = xmlText(file.bytes);
  const pieces = [...xmlPieces(text, "article")];
  const first = text.search(/<[A-Za-z]/);
  const isSet =
    pieces.length > 1 && !/^<(?:[\w-]+:)?article[\s>]/.test(text.slice(first, first + 80));
  if (isSet) return { articles: [], refused: await takeApart(partsOf(text, pieces), room) };
  const draft = await readJats(file, format);
  const article = { name: "", draft, original: null, attachments: [], tags: [], record: false };
  return { articles: [article], refused: [] };
}

/** Each article below the start of the root, which may say what prefixes mean. */
function* partsOf(text: string, pieces: readonly XmlPiece[]): Generator<FilePart> {
  const [root = "<set>", name = "set"] =
    /<([A-Za-z][\w:.-]*)(?:[^<>"']|"[^"]*"|'[^']*')*>/.exec(text) ?? [];
  for (const [at, { text: article, whole }] of pieces.entries()) {
    const shown = partName(at + 1, titleIn(article));
    yield {
      name: `${shown}.nxml`,
      shown,
      read: () => {
        if (!whole) throw brokenOff();
        return Buffer.from(`${root}\n${article}\n</${name}>\n`.toWellFormed());
      },
    };
  }
}

function brokenOff(): Refusal {
  return new Refusal(
    "The file breaks off in this article.",
    "Get it from the archive again; the articles before it are whole.",
  );
}

function titleIn(article: string): string {
  const written = /<article-title[^>]*>([^]{0,400}?)<\/article-title>/.exec(article)?.[1] ?? "";
  return decodeEntities(written.replace(/<[^>]*>/g, ""));
}

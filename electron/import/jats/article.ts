/** A JATS article: what its front matter says, and its abstract, body and back matter as text. */
import type { ArticleDraft } from "../../entities.ts";
import { assemble } from "../assemble.ts";
import { Refusal, type FileKind, type SourceFile } from "../format.ts";
import { readWhole, simplifiedWarning } from "../html/whole.ts";
import { articleHtml } from "./html.ts";
import { jatsMetadata } from "./metadata.ts";
import { resolve } from "../resolve.ts";
import { allWithin, parseXml, type XmlElement } from "../xml-tree.ts";
import { withoutNamedCharacters } from "../xml-text.ts";

const prefixes: ReadonlyMap<string, string> = new Map([
  ["http://www.w3.org/1999/xlink", "xlink"],
  ["http://www.w3.org/1998/Math/MathML", "mml"],
  ["https://jats.nlm.nih.gov/ns/archiving/1.0/", ""],
  ["https://jats.nlm.nih.gov/ns/archiving/1.3/", ""],
  ["http://jats.nlm.nih.gov", ""],
  ["http://dtd.nlm.nih.gov/2.0/xsd/archivearticle", ""],
]);

/** Throws `Refusal` when the XML is damaged, declares entities of its own, or holds no article. */
export async function readJats(file: SourceFile, format: FileKind): Promise<ArticleDraft> {
  const root = parseXml(withoutNamedCharacters(file.bytes), prefixes);
  const article = root.name === "article" ? root : allWithin(root, "article")[0];
  if (article === undefined) {
    throw new Refusal(
      "There is no article in this XML file.",
      "Only journal articles in the JATS or NLM format can be imported from XML.",
    );
  }
  const page = readWhole(articleHtml(article));
  const metadata = jatsMetadata(article);
  const resolved = await resolve(page.blocks, {
    url: null,
    base: metadata.url,
    readBeside: file.readBeside,
  });
  return assemble({
    format,
    fileName: file.name,
    metadata,
    blocks: resolved.blocks,
    images: resolved.images,
    warnings: [
      ...bodyWarnings(article),
      ...(page.simplified ? [simplifiedWarning] : []),
      ...resolved.warnings,
    ],
  });
}

function bodyWarnings(article: XmlElement): readonly string[] {
  const hasBody = allWithin(article, "body").length > 0;
  return hasBody ? [] : ["The file holds no full text, only what is known about the article."];
}

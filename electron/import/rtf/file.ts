/** An RTF file to an article. */
import type { ArticleDraft } from "../../entities.ts";
import { assemble, noMetadata } from "../assemble.ts";
import type { Format, SourceFile } from "../format.ts";
import { officeMetadata, titleParagraph } from "../office/metadata.ts";
import { resolve } from "../resolve.ts";
import { readRtfBody } from "./body.ts";

/** Throws `Refusal` when there is no text. */
export async function readRtf(file: SourceFile, format: Format): Promise<ArticleDraft> {
  const read = readRtfBody(file.bytes);
  const resolved = await resolve(read.blocks, {
    url: null,
    base: null,
    readBeside: async (name) => read.pictures.get(name) ?? null,
  });
  const value = (name: string): string => read.info.get(name) ?? "";
  return assemble({
    format,
    fileName: file.name,
    metadata: officeMetadata(noMetadata, {
      shownTitle: titleParagraph(read.titles),
      title: value("title"),
      creators: value("author").split(";"),
      created: value("creatim"),
      language: "",
      identifier: "",
      description: value("doccomm"),
    }),
    blocks: resolved.blocks,
    images: resolved.images,
    warnings: [...read.warnings, ...resolved.warnings],
  });
}

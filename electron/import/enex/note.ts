/** One note of Evernote to an article, with its pictures; what is attached to it becomes files. */
import { assemble } from "../assemble.ts";
import { attachmentWarnings, takeAttachments } from "../attachments.ts";
import { plain, runsOf } from "../draft-blocks.ts";
import { Refusal, type FileKind, type Harvest, type Room, type SourceFile } from "../format.ts";
import { simplifiedWarning } from "../html/whole.ts";
import { leftOut } from "../losses.ts";
import { resolve } from "../resolve.ts";
import { withoutNamedCharacters } from "../xml-text.ts";
import { childOf, childrenOf, parseXml, textIn, type XmlElement } from "../xml-tree.ts";
import { readEnml } from "./enml.ts";
import { noteMetadata } from "./metadata.ts";
import { resourcesOf, takeOutData } from "./resources.ts";

/** Throws `Refusal` when the note is damaged, encrypted or empty. */
export async function openNote(
  bytes: Uint8Array,
  around: { readonly file: SourceFile; readonly room: Room; readonly format: FileKind },
): Promise<Harvest> {
  const { file, room, format } = around;
  const { xml, data } = takeOutData(bytes);
  const note = parseXml(withoutNamedCharacters(xml), new Map());
  const resources = resourcesOf(note, data);
  const byHash = new Map(resources.map((resource) => [resource.hash, resource]));
  const content = contentOf(note);
  const read = readEnml(content, { resources, byHash, tasks: childrenOf(note, "task") });
  const metadata = noteMetadata(note);
  const resolved = await resolve(read.blocks, {
    url: metadata.url,
    base: metadata.url,
    readBeside: async () => null,
    inside: (reference) => byHash.get(reference.replace(/^resource:/, ""))?.bytes ?? null,
  });
  const attached = await takeAttachments(
    resources.filter(({ isPicture }) => !isPicture),
    room,
  );
  const hasText = resolved.blocks.some((block) =>
    runsOf(block).some(({ text }) => /\S/.test(text)),
  );
  // A picture alone, or a line in the place of a title, is a note all the same.
  const title = plain({ kind: "heading", level: 1, text: metadata.title, marks: [] }).block;
  const blocks = hasText || metadata.title === "" ? resolved.blocks : [title, ...resolved.blocks];
  const draft = assemble({
    format,
    fileName: file.name,
    metadata,
    blocks,
    images: resolved.images,
    warnings: [
      ...leftOut(read.encrypted, "encrypted passage", {
        why: "decrypt it in Evernote and export the note again to have it",
      }),
      ...leftOut(read.missing, "picture", { why: "not in the export" }),
      ...resolved.warnings,
      ...attachmentWarnings(attached, "Evernote"),
      ...(read.simplified ? [simplifiedWarning] : []),
    ],
  });
  const tags = childrenOf(note, "tag")
    .map((tag) => textIn(tag).replace(/\s+/g, " ").trim().slice(0, 100).toWellFormed())
    .filter((tag) => tag !== "");
  const article = {
    name: "",
    draft,
    original: null,
    attachments: [],
    tags: [...new Set(tags)].slice(0, 500),
    record: false,
  };
  return { articles: [article], refused: [] };
}

function contentOf(note: XmlElement): string {
  const content = childOf(note, "content");
  if (/aes/i.test(content?.attributes["encoding"] ?? "")) {
    throw new Refusal(
      "The note is encrypted.",
      "Export it from Evernote without a password, and import that.",
    );
  }
  return textIn(content);
}

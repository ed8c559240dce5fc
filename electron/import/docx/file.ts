/** The parts of a Word file: finds its text, styles, notes and properties, and puts an article together. */
import type { ArticleDraft } from "../../entities.ts";
import { assemble, noMetadata, type FoundMetadata } from "../assemble.ts";
import { readBody } from "./body.ts";
import { readNumbering } from "./numbering.ts";
import { readStyles } from "./styles.ts";
import { decode } from "../decode.ts";
import { plain, type DraftBlock } from "../draft-blocks.ts";
import { declaredEncoding } from "../html/encoding.ts";
import { readWhole } from "../html/whole.ts";
import { Refusal, type Format, type SourceFile } from "../format.ts";
import { officeMetadata, titleParagraph } from "../office/metadata.ts";
import { SpareParts, unlessDamaged } from "../office/parts.ts";
import { resolve } from "../resolve.ts";
import { cfbMark, opensWith } from "../signatures.ts";
import { childOf, childrenOf, parseXml, textIn, type XmlElement } from "../xml-tree.ts";
import { openZip } from "../zip.ts";

/** Where a relation of a part points. */
export interface Relation {
  readonly type: string;
  /** The name of a part, or an address when it lies outside of the file. */
  readonly target: string;
  readonly isOutside: boolean;
}
export type Relations = ReadonlyMap<string, Relation>;

const w = "w";
const prefixes: ReadonlyMap<string, string> = new Map([
  ["http://schemas.openxmlformats.org/wordprocessingml/2006/main", w],
  ["http://purl.oclc.org/ooxml/wordprocessingml/main", w],
  ["http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r"],
  ["http://purl.oclc.org/ooxml/officeDocument/relationships", "r"],
  ["http://schemas.openxmlformats.org/officeDocument/2006/math", "m"],
  ["http://purl.oclc.org/ooxml/officeDocument/math", "m"],
  ["http://schemas.openxmlformats.org/drawingml/2006/main", "a"],
  ["http://purl.oclc.org/ooxml/drawingml/main", "a"],
  ["http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "wp"],
  ["http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", "wp"],
  ["http://schemas.openxmlformats.org/drawingml/2006/chart", "c"],
  ["http://schemas.openxmlformats.org/drawingml/2006/diagram", "dgm"],
  ["http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"],
  ["urn:schemas-microsoft-com:vml", "v"],
  ["urn:schemas-microsoft-com:office:office", "o"],
  ["http://schemas.openxmlformats.org/package/2006/metadata/core-properties", "cp"],
  ["http://purl.org/dc/elements/1.1/", "dc"],
  ["http://purl.org/dc/terms/", "dcterms"],
  ["http://schemas.openxmlformats.org/package/2006/relationships", ""],
]);

/** Throws `Refusal` when the file has a password, is of an older Word, is damaged or has no text. */
export async function readDocx(file: SourceFile, format: Format): Promise<ArticleDraft> {
  if (opensWith(file.bytes, cfbMark)) throw olderContainer(file.bytes);
  const pack = openPackage(file.bytes);
  const main = pack.relationsOf("").find("officeDocument")?.target ?? "word/document.xml";
  const document = pack.xml(main);
  const body = document === null ? null : childOf(document, "w:body");
  if (body === null) throw notWord(pack.has);
  const related = pack.relationsOf(main);
  const part = (type: string): XmlElement | null => {
    const relation = related.find(type);
    return relation === null || relation.isOutside
      ? null
      : pack.spare.read(() => pack.xml(relation.target));
  };
  const styles = readStyles(part("styles"));
  const notes = (type: "footnote" | "endnote") => {
    const root = part(`${type}s`);
    const each = root === null ? [] : childrenOf(root, `w:${type}`);
    return {
      notes: new Map(each.map((note) => [note.attributes["w:id"] ?? "", note])),
      relations: pack.relationsOf(related.find(`${type}s`)?.target ?? "").byId,
    };
  };
  const read = readBody(body, {
    styles,
    numbering: readNumbering(part("numbering"), styles),
    relations: related.byId,
    footnotes: notes("footnote"),
    endnotes: notes("endnote"),
    chunk: (target) =>
      chunkBlocks(
        target,
        unlessDamaged(() => pack.bytes(target)),
      ),
  });
  const resolved = await resolve(read.blocks, {
    url: null,
    base: null,
    readBeside: async (name) => unlessDamaged(() => pack.bytes(name)),
  });
  return assemble({
    format,
    fileName: file.name,
    metadata: metadataOf(
      pack.spare.read(() => coreProperties(pack)),
      titleParagraph(read.titles),
    ),
    blocks: resolved.blocks,
    images: resolved.images,
    warnings: [...pack.spare.warnings(), ...read.warnings, ...resolved.warnings],
  });
}

/** What other programs insert into a document as it is: web pages, as a rule. */
function chunkBlocks(name: string, bytes: Uint8Array | null): readonly DraftBlock[] | null {
  if (bytes === null || !/\.(?:x?html?|txt)$/i.test(name)) return null;
  const { text } = decode(bytes, declaredEncoding(bytes));
  if (!/\.txt$/i.test(name)) return readWhole(text).blocks;
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  return lines.map((line) => plain({ kind: "paragraph", text: line.trim(), marks: [] }));
}

interface Package {
  readonly has: (name: string) => boolean;
  readonly bytes: (name: string) => Uint8Array | null;
  readonly xml: (name: string) => XmlElement | null;
  /** For what the text can do without. */
  readonly spare: SpareParts;
  readonly relationsOf: (name: string) => {
    readonly byId: Relations;
    /** The first one whose type ends in this word. */
    readonly find: (type: string) => Relation | null;
  };
}

function openPackage(bytes: Uint8Array): Package {
  const zip = openZip(bytes);
  const spare = new SpareParts();
  // Names of parts differ in case from what refers to them, and both mean the same.
  const names = new Map(zip.names.map((name) => [name.toLowerCase(), name]));
  const read = (name: string): Uint8Array | null => zip.read(names.get(name.toLowerCase()) ?? name);
  const xml = (name: string): XmlElement | null => {
    const content = read(name);
    return content === null ? null : parseXml(content, prefixes);
  };
  return {
    has: (name) => names.has(name.toLowerCase()),
    bytes: read,
    xml,
    spare,
    relationsOf: (name) => {
      const slash = name.lastIndexOf("/") + 1;
      const root = spare.read(() => xml(`${name.slice(0, slash)}_rels/${name.slice(slash)}.rels`));
      const byId = new Map<string, Relation>();
      for (const { attributes } of root === null ? [] : childrenOf(root, "Relationship")) {
        const isOutside = attributes["TargetMode"]?.toLowerCase() === "external";
        const target = attributes["Target"] ?? "";
        byId.set(attributes["Id"] ?? "", {
          type: attributes["Type"] ?? "",
          target: isOutside ? target : partName(name, target),
          isOutside,
        });
      }
      return {
        byId,
        find: (type) => [...byId.values()].find((each) => each.type.endsWith(`/${type}`)) ?? null,
      };
    },
  };
}

/** The name of a part from a reference in another: a key of the archive, never a path. */
function partName(from: string, target: string): string {
  const parts = target.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const step of target.split("/")) {
    if (step === "..") parts.pop();
    else if (step !== "" && step !== ".") parts.push(step);
  }
  return parts.join("/");
}

function coreProperties(pack: Package): XmlElement | null {
  return pack.xml(pack.relationsOf("").find("core-properties")?.target ?? "docProps/core.xml");
}

function metadataOf(core: XmlElement | null, title: string | null): FoundMetadata {
  const value = (name: string): string => textIn(childOf(core, name));
  return officeMetadata(noMetadata, {
    shownTitle: title,
    title: value("dc:title"),
    creators: value("dc:creator").split(";"),
    created: value("dcterms:created"),
    language: value("dc:language"),
    identifier: value("dc:identifier"),
    description: value("dc:description"),
  });
}

/** What an Office file that is no zip is, by the names in its directory. */
function olderContainer(bytes: Uint8Array): Refusal {
  const holds = (name: string): boolean =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
      Buffer.from(name, "utf16le"),
    );
  if (holds("EncryptedPackage")) {
    return new Refusal(
      "It is protected by a password.",
      "Open it in Word, remove the password under File, Info, and save it again.",
    );
  }
  if (holds("WordDocument")) {
    return new Refusal(
      "It is in the format of Word 97 to 2003 (.doc), which cannot be imported.",
      "Open it in Word or LibreOffice and save it as .docx.",
    );
  }
  if (holds("__properties_version1.0")) {
    return new Refusal(
      "It is a mail of Outlook (.msg), which cannot be imported.",
      "Drag it to another mail program and save it as .eml, or save it as a web page in Outlook.",
    );
  }
  if (holds("PowerPoint Document") || holds("Workbook")) {
    return new Refusal(
      `It is a ${holds("Workbook") ? "spreadsheet" : "presentation"}, which cannot be imported.`,
      "Save it as a PDF, as text or as a web page in its own program.",
    );
  }
  return new Refusal(
    "This seems to be an old Word or Office file, which cannot be imported.",
    "Open it in its own program and save its text as .docx or .txt.",
  );
}

function notWord(has: (name: string) => boolean): Refusal {
  const what = has("xl/workbook.xml")
    ? "a spreadsheet"
    : has("ppt/presentation.xml")
      ? "a presentation"
      : "";
  return what === ""
    ? new Refusal(
        "The file is damaged: the text of the document is missing from it.",
        "Open it in Word or LibreOffice and save it again.",
      )
    : new Refusal(
        `It is ${what}, which cannot be imported.`,
        "Save it as text or as a web page in its own program.",
      );
}

/** The formats that can be imported: one line each, in any order. */
import type { ArticleDraft } from "../entities.ts";
import { archive } from "./archive.ts";
import { isBinary, looksLike } from "./binary.ts";
import { bibtex } from "./bibtex.ts";
import { cslJson } from "./csl-json.ts";
import { docx } from "./docx.ts";
import { eml } from "./eml.ts";
import { endnote } from "./endnote.ts";
import { enex } from "./enex.ts";
import { epub } from "./epub.ts";
import {
  headLength,
  Refusal,
  tooLarge,
  type ByteSource,
  type Container,
  type Format,
  type Harvest,
  type Room,
  type SourceFile,
} from "./format.ts";
import { html } from "./html.ts";
import { jats } from "./jats.ts";
import { link } from "./link.ts";
import { markdown } from "./markdown.ts";
import { mhtml } from "./mhtml.ts";
import { mbox } from "./mbox.ts";
import { nbib } from "./nbib.ts";
import { odt } from "./odt.ts";
import { opml } from "./opml.ts";
import { pdf } from "./pdf.ts";
import { pubmed } from "./pubmed.ts";
import { refer } from "./refer.ts";
import { ris } from "./ris.ts";
import { rtf } from "./rtf.ts";
import { text } from "./text.ts";
import { webarchive } from "./webarchive.ts";
import { wos } from "./wos.ts";
import { xml } from "./xml.ts";
import { zoteroRdf } from "./zotero-rdf.ts";

const formats: readonly (Format | Container)[] = [
  archive,
  bibtex,
  cslJson,
  docx,
  eml,
  endnote,
  enex,
  epub,
  html,
  jats,
  link,
  markdown,
  mbox,
  mhtml,
  nbib,
  odt,
  opml,
  pdf,
  pubmed,
  refer,
  ris,
  rtf,
  text,
  webarchive,
  wos,
  xml,
  zoteroRdf,
];

/** What dialogs and the drop zone say can be imported. */
export const formatNames: readonly {
  readonly label: string;
  readonly extensions: readonly string[];
}[] = formats.map(({ label, extensions }) => ({ label, extensions }));

/** The endings of files that name others, which are read before those. */
export const namingExtensions: ReadonlySet<string> = new Set(
  formats.flatMap((format) =>
    "open" in format && format.namesFiles === true ? format.extensions : [],
  ),
);

/** Whether a file that begins so is one that names others, whatever its ending says. */
export function beginsNamingFiles(head: Uint8Array, name: string): boolean {
  return formats.some(
    (format) => "open" in format && format.namesFiles === true && format.detect(head, name) >= sure,
  );
}

/** A format this sure outweighs first bytes that look like something else. */
const sure = 0.9;
/** Below this a file is nobody's. */
const likely = 0.1;

/** Makes a draft of a file that is one article. Throws `Refusal` when that cannot be. */
export async function importFile(source: SourceFile): Promise<ArticleDraft> {
  const nowhere: Room = { depth: 0, put: async () => undefined, isFull: () => true };
  const [article] = (await openFile(source, nowhere)).articles;
  if (article === undefined) throw new Refusal("There is no article in this file itself.");
  return article.draft;
}

/** Reads a file of any format, with all that is in it. Throws `Refusal` when nothing can be had of it. */
export async function openFile(source: SourceFile, room: Room): Promise<Harvest> {
  if (source.bytes.length === 0)
    throw new Refusal("The file is empty.", "Check where it came from.");
  const format =
    source.large === undefined ? formatOf(source) : largeFormatOf(source, source.large);
  if ("open" in format) return format.open(source, room);
  const draft = await format.read(source);
  const article = { name: "", draft, original: null, attachments: [], tags: [], record: false };
  return { articles: [article], refused: [] };
}

/** What is too large for memory is left to those that need not have all of it there. */
function largeFormatOf(source: SourceFile, { size }: ByteSource): Format | Container {
  const able = formats.find(
    (format) =>
      "open" in format &&
      format.readsLarge === true &&
      format.detect(source.bytes, source.name) >= sure,
  );
  if (able === undefined) throw tooLarge(size);
  return able;
}

/** The format that bids highest for the file. Throws `Refusal` when none does. */
export function formatOf(
  source: SourceFile,
  among: readonly (Format | Container)[] = formats,
): Format | Container {
  const head = source.bytes.subarray(0, headLength);
  const bids = among
    .map((format) => ({ format, bid: format.detect(head, source.name) }))
    .sort((a, b) => b.bid - a.bid || a.format.id.localeCompare(b.format.id, "en"));
  const best = bids[0];
  if (best !== undefined && best.bid >= sure) return best.format;
  const likeness = looksLike(head);
  if (likeness !== null) {
    throw new Refusal(
      `This seems to be ${likeness.what}, which cannot be imported.`,
      likeness.advice,
    );
  }
  if (best === undefined || best.bid < likely || isBinary(head)) {
    throw new Refusal(
      "This is not text: it seems to be a program's own data.",
      "Open it in the program it came from and save it as text.",
    );
  }
  return best.format;
}

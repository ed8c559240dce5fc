/** A mail to an article: its headers say what it is, its body what it says. */
import type { ArticleDraft } from "../../entities.ts";
import { assemble, noMetadata, type FoundMetadata } from "../assemble.ts";
import { decode } from "../decode.ts";
import { plain, type DraftBlock } from "../draft-blocks.ts";
import { mailBlocks } from "./eml-text.ts";
import { attachmentWarnings, takeAttachments } from "../attachments.ts";
import { attachedPart, nameOf } from "./eml-attachments.ts";
import { Refusal, type FileKind, type Harvest, type Room, type SourceFile } from "../format.ts";
import { declaredEncoding } from "../html/encoding.ts";
import type { DomDocument } from "../html/dom.ts";
import { readWhole, simplifiedWarning } from "../html/whole.ts";
import { leftOut } from "../losses.ts";
import { languageTag } from "../language/language-tag.ts";
import { partFinder } from "../archive/mhtml-page.ts";
import { headerText, mailDate, parameter, peopleIn } from "./mime-header.ts";
import { partLimit, readMime, type MimeMessage, type MimePart } from "./mime.ts";
import { resolve } from "../resolve.ts";

interface Body {
  readonly blocks: readonly DraftBlock[];
  readonly warnings: readonly string[];
  readonly simplified: boolean;
}

/**
 * The mail as an article, and those of its attachments that can be imported as files in `room`. Throws
 * `Refusal` when the mail is encrypted, or when there is neither text nor such an attachment in it.
 */
export async function openMail(file: SourceFile, room: Room, format: FileKind): Promise<Harvest> {
  const message = readMime(withoutEnvelope(file.bytes));
  const bodies = bodyParts(message.parts);
  const used = new Set<MimePart>(bodies);
  const draft = bodies.length === 0 ? null : await readText(file, message, bodies, used, format);
  const attached = await takeAttachments(
    message.parts.filter((part) => isAttachment(part, used)).map(attachedPart),
    room,
  );
  if (draft === null) {
    const refusal = withoutText(message);
    if (attached.taken.length === 0) throw refusal;
    const advice = "What was attached to it was imported.";
    return { articles: [], refused: [{ name: "", reason: refusal.reason, advice }] };
  }
  const warnings = [...draft.warnings, ...attachmentWarnings(attached, "your mail program")];
  const article = {
    name: "",
    draft: { ...draft, warnings },
    original: null,
    attachments: [],
    tags: [],
    record: false,
  };
  return { articles: [article], refused: [] };
}

/** The text of a mail as an article; parts that turn out to be pictures of it are `used` then. */
async function readText(
  file: SourceFile,
  message: MimeMessage,
  bodies: readonly MimePart[],
  used: Set<MimePart>,
  format: FileKind,
): Promise<ArticleDraft> {
  const read = bodies.map(readBody);
  const bodyOf = new Map(bodies.map((part, at) => [part, read[at]]));
  const find = partFinder(message.parts, null);
  const shown = new Map<string, MimePart>();
  const blocks = message.parts.flatMap((part, at) => {
    const body = bodyOf.get(part);
    if (body !== undefined || !isShown(part)) return body?.blocks ?? [];
    const source = `part:${at}`;
    shown.set(source, part);
    return [pictureBlock(part, source)];
  });
  const resolved = await resolve(blocks, {
    url: null,
    base: null,
    readBeside: async () => null,
    inside: (reference) => {
      const part = shown.get(reference);
      if (part === undefined) return find(reference, used);
      used.add(part);
      return part.read();
    },
  });
  return assemble({
    format,
    fileName: file.name,
    metadata: metadataOf(message),
    blocks: resolved.blocks,
    images: resolved.images,
    warnings: [
      ...read.flatMap(({ warnings }) => warnings),
      ...resolved.warnings,
      ...(read.some(({ simplified }) => simplified) ? [simplifiedWarning] : []),
      ...(message.cut
        ? [
            `The mail has more than ${partLimit.toLocaleString("en-US")} parts; the rest was left out.`,
          ]
        : []),
    ],
  });
}

/** A picture that the mail shows between its texts and that none of them names. */
function isShown(part: MimePart): boolean {
  return (
    /^image\/(?:png|jpe?g|gif|webp|avif)$/.test(part.mediaType) &&
    /^\s*inline\b/i.test(part.headers.get("content-disposition") ?? "") &&
    !part.headers.has("content-id")
  );
}

function pictureBlock(part: MimePart, source: string): DraftBlock {
  const alt = nameOf(part);
  return { block: { kind: "image", hash: null, alt, host: null }, ids: [], sources: [source] };
}

/** Mailboxes put a line "From somebody at a time" before each mail. */
function withoutEnvelope(bytes: Uint8Array): Uint8Array {
  const isEnvelope = Buffer.from(bytes.subarray(0, 5)).toString("latin1") === "From ";
  return isEnvelope ? bytes.subarray(bytes.indexOf(0x0a) + 1) : bytes;
}

/** The parts that are the mail's text: of those that say the same, the one with the most form. */
function bodyParts(parts: readonly MimePart[]): readonly MimePart[] {
  const texts = parts.filter((part) => isText(part) && !isAttached(part));
  const withHtml = new Set<object>();
  const first = new Map<object, MimePart>();
  for (const part of texts) {
    if (part.choice === null) continue;
    if (isHtml(part)) withHtml.add(part.choice);
    else if (!first.has(part.choice)) first.set(part.choice, part);
  }
  return texts.filter((part) => {
    if (part.choice === null || isHtml(part)) return true;
    return !withHtml.has(part.choice) && first.get(part.choice) === part;
  });
}

function isText(part: MimePart): boolean {
  return isHtml(part) || part.mediaType === "text/plain";
}

function isHtml(part: MimePart): boolean {
  return part.mediaType === "text/html" || part.mediaType === "application/xhtml+xml";
}

function isAttached(part: MimePart): boolean {
  const disposition = part.headers.get("content-disposition") ?? "";
  return /^\s*attachment\b/i.test(disposition) || (nameOf(part) !== "" && !isHtml(part));
}

function isAttachment(part: MimePart, used: ReadonlySet<MimePart>): boolean {
  if (used.has(part)) return false;
  if (isAttached(part)) return true;
  // Signatures and delivery reports are about the mail, and not of it.
  return (
    !isText(part) &&
    !/^(?:application\/(?:pgp|x?-?pkcs7)-signature|message\/delivery-status)$/.test(part.mediaType)
  );
}

function readBody(part: MimePart): Body {
  const bytes = part.read();
  if (isHtml(part)) {
    const decoded = decode(bytes, part.charset ?? declaredEncoding(bytes));
    let spies = 0;
    const { blocks, simplified } = readWhole(decoded.text, (document) => {
      spies = removeSpies(document);
    });
    return { blocks, warnings: [...decoded.warnings, ...spyWarnings(spies)], simplified };
  }
  const { text, warnings } = decode(bytes, part.charset);
  const type = part.headers.get("content-type") ?? "";
  const flowed = /^flowed$/i.test(parameter(type, "format") ?? "");
  const dropped = /^yes$/i.test(parameter(type, "delsp") ?? "");
  return { blocks: mailBlocks(text, flowed, dropped).map(plain), warnings, simplified: false };
}

/** Pictures of a pixel show nothing: they tell the sender when a mail is read. How many there were. */
function removeSpies(document: DomDocument): number {
  const isDot = (size: string | null): boolean => /^\s*[01](?:px)?\s*$/.test(size ?? "");
  const spies = [...document.querySelectorAll("img")].filter(
    (image) => isDot(image.getAttribute("width")) && isDot(image.getAttribute("height")),
  );
  for (const spy of spies) spy.remove();
  return spies.length;
}

function spyWarnings(count: number): readonly string[] {
  return leftOut(count, "invisible picture", {
    why: "such pictures tell the sender that a mail was read",
  });
}

function metadataOf({ headers }: MimeMessage): FoundMetadata {
  const header = (name: string): string => headers.get(name) ?? "";
  const id = headerText(header("message-id")).replace(/^<|>$/g, "");
  const archived = /<(https?:\/\/[^<>\s]{1,2000})>/.exec(header("archived-at"))?.[1];
  const url = archived === undefined ? null : (URL.parse(archived)?.href ?? null);
  return {
    ...noMetadata,
    title: headerText(header("subject")),
    byline: peopleIn(header("from")),
    published: mailDate(header("date")),
    url,
    language: languageTag(header("content-language").split(",")[0] ?? ""),
    identifiers: id === "" ? {} : { messageid: id },
    found: {
      title: "Subject",
      byline: "From",
      published: "Date",
      url: "Archived-At",
      language: "Content-Language",
      identifiers: "Message-ID",
    },
  };
}

function withoutText({ headers, parts }: MimeMessage): Refusal {
  const secret = /^\s*(?:multipart\/encrypted|application\/(?:x-)?pkcs7-mime)/i;
  const isSecret =
    secret.test(headers.get("content-type") ?? "") ||
    parts.some((part) => secret.test(part.headers.get("content-type") ?? ""));
  if (isSecret) {
    return new Refusal(
      "This mail is encrypted.",
      "Open it in your mail program and save its text.",
    );
  }
  return new Refusal(
    "There is no text in this mail.",
    parts.length > 0
      ? "Save its attachments from your mail program and import them."
      : "It may be cut off or damaged: save it again from your mail program.",
  );
}

/** The page of an MHTML file: the part it was saved for, with pictures from the other parts. */
import type { ArticleDraft } from "../../entities.ts";
import { decode } from "../decode.ts";
import { Refusal, type Format, type SourceFile } from "../format.ts";
import { declaredEncoding } from "../html/encoding.ts";
import { draftOfPage } from "../html/page.ts";
import { leftOut, namesOf } from "../losses.ts";
import { headerText, mailDate, parameter } from "../mail/mime-header.ts";
import { partLimit, readMime, type MimeMessage, type MimePart } from "../mail/mime.ts";
import { withFileTitle } from "../title.ts";

/** Throws `Refusal` when there is no page in it. */
export async function readSavedPage(file: SourceFile, format: Format): Promise<ArticleDraft> {
  const message = readMime(file.bytes);
  const pages = message.parts.filter(isPage);
  const snapshot = locationOf(message.headers, "snapshot-content-location");
  const main = mainPage(message, pages, snapshot);
  if (main === null) {
    throw new Refusal(
      "There is no web page in this file: it may be cut off, or damaged.",
      "Open the page in a browser and save it again.",
    );
  }
  const location = snapshot ?? locationOf(main.headers, "content-location");
  const bytes = main.read();
  const decoded = decode(bytes, main.charset ?? declaredEncoding(bytes));
  const draft = await draftOfPage({
    format,
    fileName: file.name,
    decoded: { ...decoded, text: opened(decoded.text) },
    saved: location === null ? null : { url: location, found: foundIn(message) },
    readBeside: async () => null,
    inside: partFinder(message.parts, location),
    warnings: [
      ...frameWarnings(pages.filter((page) => page !== main)),
      ...(message.cut
        ? [
            `The file has more than ${partLimit.toLocaleString("en-US")} parts; the rest was left out.`,
          ]
        : []),
    ],
  });
  return withFileTitle(draft, headerText(message.headers.get("subject") ?? ""), "subject");
}

function isPage(part: MimePart): boolean {
  return part.mediaType === "text/html" || part.mediaType === "application/xhtml+xml";
}

function mainPage(
  message: MimeMessage,
  pages: readonly MimePart[],
  snapshot: string | null,
): MimePart | null {
  const start = parameter(message.headers.get("content-type") ?? "", "start");
  const named = pages.find(
    (page) => snapshot !== null && locationOf(page.headers, "content-location") === snapshot,
  );
  const started = pages.find((page) => start !== null && page.headers.get("content-id") === start);
  return named ?? started ?? pages[0] ?? null;
}

/** Chrome writes shadow roots under a name of its own. */
function opened(html: string): string {
  return html.replace(/(<template\b[^>]{0,200}?\s)shadowmode(?=\s*=)/gi, "$1shadowrootmode");
}

function foundIn(message: MimeMessage): string {
  const date = mailDate(message.headers.get("date") ?? "");
  return date === null ? "MHTML" : `MHTML, saved ${date}`;
}

/** A long address may be folded over several lines. */
function locationOf(headers: ReadonlyMap<string, string>, name: string): string | null {
  const location = headerText(headers.get(name) ?? "").replace(/\s+/g, "");
  return location === "" ? null : location;
}

/**
 * Finds what a reference means among the parts, by `Content-ID` or `Content-Location`. It never looks
 * anywhere else, whatever the reference says. Parts that were asked for are added to `used`.
 */
export function partFinder(
  parts: readonly MimePart[],
  base: string | null,
): (reference: string, used?: Set<MimePart>) => Uint8Array | null {
  const places = new Map<string, MimePart>();
  const add = (key: string, part: MimePart): void => {
    if (!places.has(key)) places.set(key, part);
  };
  for (const part of parts) {
    const id = part.headers.get("content-id")?.trim().replace(/^<|>$/g, "") ?? "";
    if (id !== "") add(`cid:${id}`, part);
    const location = locationOf(part.headers, "content-location");
    if (location !== null) {
      add(location, part);
      add(absolute(location, base), part);
    }
  }
  return (reference, used) => {
    const part = places.get(reference) ?? places.get(absolute(reference, base));
    if (part !== undefined) used?.add(part);
    return part?.read() ?? null;
  };
}

function absolute(reference: string, base: string | null): string {
  if (/^cid:/i.test(reference)) return `cid:${percentDecoded(reference.slice(4))}`;
  const url = URL.parse(reference) ?? (base === null ? null : URL.parse(reference, base));
  if (url === null) return reference;
  url.hash = "";
  return url.href;
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

function frameWarnings(frames: readonly MimePart[]): readonly string[] {
  const named = frames.flatMap((frame) => {
    const location = locationOf(frame.headers, "content-location");
    return location === null || !/^https?:/i.test(location) ? [] : [location.slice(0, 120)];
  });
  return leftOut(frames.length, "frame of the page", {
    many: "frames of the page",
    why: namesOf(named, 3),
  });
}

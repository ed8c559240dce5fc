/** The page of a Safari web archive: its main resource, with pictures from the other resources. */
import type { ArticleDraft } from "../../entities.ts";
import { openPlist, type Plist } from "./binary-plist.ts";
import { decode } from "../decode.ts";
import { Refusal, type Format, type SourceFile } from "../format.ts";
import { declaredEncoding } from "../html/encoding.ts";
import { draftOfPage } from "../html/page.ts";
import { openXmlPlist } from "./xml-plist.ts";
import { leftOut, namesOf } from "../losses.ts";

interface Resource {
  readonly bytes: Uint8Array;
  readonly url: string | null;
  readonly encoding: string | null;
  /** As the archive states it; empty when it does not. */
  readonly mediaType: string;
}

/** Resources beyond this many are left out. */
const resourceLimit = 10_000;

/** Throws `Refusal` when there is no page in it. */
export async function readWebArchive(file: SourceFile, format: Format): Promise<ArticleDraft> {
  const isBinary = Buffer.from(file.bytes.subarray(0, 6)).toString("latin1") === "bplist";
  const archive = isBinary ? openPlist(file.bytes) : openXmlPlist(file.bytes);
  const main = resource(entry(archive, "WebMainResource"));
  if (main === null || main.bytes.length === 0) {
    throw new Refusal(
      "There is no web page in this archive.",
      "Open the page in Safari and save it again.",
    );
  }
  if (/^(?:image|video|audio)\/|pdf$/.test(main.mediaType)) {
    throw new Refusal(
      `This archive holds no web page but a file of another kind (${main.mediaType}).`,
      "Open it in Safari and save that file itself.",
    );
  }
  const decoded = decode(main.bytes, main.encoding ?? declaredEncoding(main.bytes));
  const html =
    main.mediaType === "text/plain" ? `<pre>${escaped(decoded.text)}</pre>` : decoded.text;
  return draftOfPage({
    format,
    fileName: file.name,
    decoded: { ...decoded, text: html },
    saved: main.url === null ? null : { url: main.url, found: "Safari web archive" },
    readBeside: async () => null,
    inside: resourceFinder(archive, main.url),
    warnings: frameWarnings(archive),
  });
}

function entry(plist: Plist, key: string): Plist {
  return isDictionary(plist) ? plist.get(key) : null;
}

function isDictionary(plist: Plist): plist is Extract<Plist, { readonly kind: "dictionary" }> {
  return (
    plist !== null && typeof plist === "object" && "kind" in plist && plist.kind === "dictionary"
  );
}

function* items(plist: Plist): Generator<Plist> {
  if (plist === null || typeof plist !== "object" || !("kind" in plist)) return;
  if (plist.kind !== "array") return;
  for (let at = 0; at < Math.min(plist.length, resourceLimit); at += 1) yield plist.at(at);
}

function resource(plist: Plist): Resource | null {
  const bytes = entry(plist, "WebResourceData");
  if (!(bytes instanceof Uint8Array)) return null;
  const text = (key: string): string | null => {
    const value = entry(plist, key);
    return typeof value === "string" && value !== "" ? value : null;
  };
  return {
    bytes,
    url: text("WebResourceURL"),
    encoding: text("WebResourceTextEncodingName"),
    mediaType: (text("WebResourceMIMEType") ?? "").toLowerCase(),
  };
}

/** Finds what a reference of the page means among the resources, and nowhere else. */
function resourceFinder(
  archive: Plist,
  base: string | null,
): (reference: string) => Uint8Array | null {
  const found = new Map<string, Uint8Array>();
  for (const item of items(entry(archive, "WebSubresources"))) {
    const each = resource(item);
    if (each?.url != null && !found.has(each.url)) found.set(each.url, each.bytes);
  }
  return (reference) => {
    const url = URL.parse(reference) ?? (base === null ? null : URL.parse(reference, base));
    if (url === null) return found.get(reference) ?? null;
    const whole = url.href;
    url.hash = "";
    return found.get(reference) ?? found.get(whole) ?? found.get(url.href) ?? null;
  };
}

function frameWarnings(archive: Plist): readonly string[] {
  const frames = [...items(entry(archive, "WebSubframeArchives"))].map(
    (frame) => resource(entry(frame, "WebMainResource"))?.url ?? "",
  );
  const named = frames.filter((url) => /^https?:/i.test(url)).map((url) => url.slice(0, 120));
  return leftOut(frames.length, "frame of the page", {
    many: "frames of the page",
    why: namesOf(named, 3),
  });
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

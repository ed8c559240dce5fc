/** Picture references to picture bytes: `data:` addresses and files beside the page, raster types only. */
import { createHash } from "node:crypto";
import type { DraftImage } from "../entities.ts";
import { imageType } from "../text/image-type.ts";
import { imageLimit, type SourceFile } from "./format.ts";

export interface ImageLookup {
  readonly image: DraftImage | null;
  /** `kind`: it is here but not of a type or size that is kept. */
  readonly problem: "missing" | "kind" | null;
}

/** A GIF below this is the transparent spacer that pages use as a stand-in. */
const spacerBytes = 100;

/** Looks at one reference as written in `src`; both fields are null when it is a remote address. */
export async function imageFrom(
  source: string,
  readBeside: SourceFile["readBeside"],
): Promise<ImageLookup> {
  const written = source.trim();
  if (/^data:/i.test(written)) return fromData(written);
  const candidates = besideNames(written);
  if (candidates.length === 0) return { image: null, problem: null };
  for (const name of candidates) {
    const bytes = await readBeside(name);
    if (bytes !== null) return imageOf(bytes);
  }
  return { image: null, problem: "missing" };
}

function fromData(written: string): ImageLookup {
  const comma = written.indexOf(",");
  const header = written.slice(5, comma === -1 ? 0 : comma).toLowerCase();
  if (comma === -1 || !header.startsWith("image/")) return { image: null, problem: "kind" };
  if ((written.length - comma) * 0.75 > imageLimit + 3) return { image: null, problem: "kind" };
  const body = written.slice(comma + 1);
  const bytes = header.includes(";base64")
    ? Buffer.from(percentDecoded(body), "base64")
    : Buffer.from(percentDecoded(body), "latin1");
  if (bytes.length < spacerBytes && imageType(bytes) === "image/gif")
    return { image: null, problem: null };
  return imageOf(new Uint8Array(bytes));
}

/** The bytes as a picture to keep. */
export function imageOf(bytes: Uint8Array): ImageLookup {
  const type = imageType(bytes);
  if (type === null || bytes.length > imageLimit) return { image: null, problem: "kind" };
  const hash = createHash("sha256").update(bytes).digest("hex");
  return { image: { hash, type, bytes }, problem: null };
}

/**
 * The relative names a reference may mean. Browsers that save a complete page write `page_files/x.png`;
 * some write a `file:` address, of which the last two parts are tried.
 */
function besideNames(written: string): readonly string[] {
  const isFile = /^file:/i.test(written);
  if (!isFile && /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(written)) return [];
  const path = written.replace(/[?#].*$/s, "").replace(/^file:\/*/i, "");
  // Some systems take names apart into letters and accents, others put them together.
  const read = percentDecoded(path);
  const names = [read, path, read.normalize("NFC"), read.normalize("NFD")];
  if (isFile || path.startsWith("/")) {
    const tail = names.map((name) => name.split(/[\\/]/).slice(-2).join("/"));
    return [...new Set(tail)].filter((name) => name !== "");
  }
  return [...new Set(names)].filter((name) => name !== "");
}

function percentDecoded(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

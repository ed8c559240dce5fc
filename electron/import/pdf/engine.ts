/**
 * pdf.js, set up for a sealed process: no worker, no network, no code made from text, no fonts and no
 * pictures decoded. Its own tables of Asian character codes are the only files it reads.
 */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { getDocument, type PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { WorkerMessageHandler } from "pdfjs-dist/legacy/build/pdf.worker.mjs";

export type { PDFDocumentProxy as PdfFile, PDFPageProxy as PdfPage } from "pdfjs-dist";

// Found here by pdf.js, which else would import a file by its name: a bundle has none.
Object.defineProperty(globalThis, "pdfjsWorker", { value: { WorkerMessageHandler } });

/** Bytes that one stream of a file may unpack to. */
const streamLimit = 256 * 1024 * 1024;

// A megabyte can unpack to a gigabyte, which no limit of the heap sees and pdf.js does not count. Its
// streams grow in arrays of this kind; the page that needs a larger one is told as unreadable.
globalThis.Uint8Array = new Proxy(Uint8Array, {
  construct(target, given: readonly unknown[], made) {
    if (typeof given[0] === "number" && given[0] > streamLimit) {
      throw new RangeError("Expected a stream of less than 256 MB");
    }
    return Reflect.construct(target, given, made) as Uint8Array;
  },
});

// A broken table of a file rejects promises of pdf.js that nobody awaits; others tell of it as well.
process.on("unhandledRejection", (reason) => {
  if (!(reason instanceof Error && reason.name.endsWith("Exception"))) throw reason;
});

/** Opens a file that has been read; `close` frees it. Throws what pdf.js throws. */
export async function openPdf(
  bytes: Uint8Array,
): Promise<{ readonly file: PDFDocumentProxy; readonly close: () => Promise<void> }> {
  const task = getDocument({
    // A copy, because pdf.js takes the memory over.
    data: new Uint8Array(bytes),
    verbosity: 0,
    cMapUrl: "cmaps/",
    cMapPacked: true,
    BinaryDataFactory: Tables,
    useWorkerFetch: false,
    useWasm: false,
    useSystemFonts: false,
    disableFontFace: true,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    enableXfa: false,
    // Their names tell which fonts are bold.
    fontExtraProperties: true,
    maxImageSize: 1_000_000,
  });
  try {
    return { file: await task.promise, close: () => task.destroy() };
  } catch (error) {
    await task.destroy();
    throw error;
  }
}

/** Gives pdf.js its tables from the disk, wherever this code runs from, and nothing else. */
class Tables {
  async fetch({ kind, filename }: { readonly kind: string; readonly filename: string }) {
    // Glyph shapes and decoders are only needed to draw.
    if (kind !== "cMapUrl") throw new Error(`Expected a table of character codes, not ${kind}`);
    return new Uint8Array(await readFile(path.join(tablesFolder(), path.basename(filename))));
  }
}

/** `cmaps/` beside the bundle (vite.config.ts puts it there), or in the package when run as sources. */
function tablesFolder(): string {
  const beside = fileURLToPath(new URL("./cmaps", import.meta.url));
  if (existsSync(beside)) return beside;
  const manifest = createRequire(import.meta.url).resolve("pdfjs-dist/package.json");
  return path.join(path.dirname(manifest), "cmaps");
}

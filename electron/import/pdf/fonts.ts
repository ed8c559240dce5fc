/** Which fonts of a PDF are bold or slanted. pdf.js tells only of fonts of pages that it lays out. */
import type { PdfPage } from "./engine.ts";

export interface FontStyle {
  readonly strong: boolean;
  readonly emphasis: boolean;
}

export interface Fonts {
  /** Learns the fonts that the text of a page names. */
  readonly learn: (page: PdfPage, names: Iterable<string>) => Promise<void>;
  /** Null for a font of which nothing is known. */
  readonly styleOf: (name: string) => FontStyle | null;
}

/** Pages that are laid out for their fonts: a long text names the same ones over and over. */
const pageLimit = 40;
/** Milliseconds that one file may spend on it. */
const timeLimitMs = 3_000;

/** As foundries write it in names, and the names of TeX's own fonts. */
const bold = /bold|black|heavy|(?:^|\+)(?:CMB|SFBX|LMRoman\d+-Bold)|[-,]B(?:d|I)?$/i;
const slanted = /ital|obli|slant|(?:^|\+)(?:CMTI|CMSL|CMMI|SFTI|SFSL)|[-,](?:It|BI?I)$/i;

/**
 * Drawings that draw each other can make laying out a page endless, and pdf.js cannot be told to stop.
 * They are streams, whose first words stand in a file as they are, save for the escapes of names.
 */
const drawing = /\/(?:F|#46)(?:o|#6f)(?:r|#72)(?:m|#6d)\b|\/PatternType/i;

/** Nothing known yet, and never for a file with drawings in it. */
export function createFonts(bytes: Uint8Array): Fonts {
  if (drawing.test(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1")))
    return { styleOf: () => null, learn: async () => undefined };
  const known = new Map<string, FontStyle | null>();
  let pages = 0;
  let spentMs = 0;
  return {
    styleOf: (name) => known.get(name) ?? null,
    learn: async (page, names) => {
      const unknown = [...names].filter((name) => !known.has(name));
      if (unknown.length === 0 || pages >= pageLimit || spentMs > timeLimitMs) return;
      const started = performance.now();
      pages += 1;
      // Whatever is wrong with the pictures of a page does not matter to its letters.
      await page.getOperatorList().catch(() => null);
      for (const name of unknown) known.set(name, styleIn(page, name));
      spentMs += performance.now() - started;
    },
  };
}

function styleIn(page: PdfPage, id: string): FontStyle | null {
  if (!page.commonObjs.has(id)) return null;
  const font = page.commonObjs.get(id) as {
    readonly bold?: unknown;
    readonly black?: unknown;
    readonly italic?: unknown;
    readonly name?: unknown;
  } | null;
  if (font === null) return null;
  const written = typeof font.name === "string" ? font.name : "";
  return {
    strong: font.bold === true || font.black === true || bold.test(written),
    emphasis: font.italic === true || slanted.test(written),
  };
}

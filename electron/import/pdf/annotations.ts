/** What lies over the text of a page: links, the values of form fields, and comments of readers. */
import type { PdfPage } from "./engine.ts";
import { fieldIn, type PageField } from "./fields.ts";
import { linkIn, type PageLink } from "./links.ts";

/** In the coordinates of the sheet. */
export interface Annotations {
  readonly links: readonly PageLink[];
  readonly fields: readonly PageField[];
  /** Notes that open beside the page. */
  readonly comments: number;
}

/** Links and fields of one page; a page with more is no text. */
const limit = 500;
/** Of the processor, for one file: a busy machine must not change what is found. */
const budgetMs = 4_000;
/** pdf.js takes a millisecond for each annotation, and cannot be stopped within a page. */
const flood = /\/Annots\s*\[(?:\s*\d+\s+\d+\s+R\b){3000}/;
/** Kinds that may hold what a reader had to say. */
const comment = /^(?:Text|Highlight|Underline|StrikeOut|Squiggly|Caret)$/;

const none: Annotations = { links: [], fields: [], comments: 0 };

/** Reads the annotations of one file, page by page, as long as that does not take too long. */
export interface AnnotationReader {
  /** None when they are damaged. */
  readonly annotationsOf: (page: PdfPage) => Promise<Annotations>;
  /** Whether pages were left out. */
  readonly isShort: () => boolean;
}

/** For the file with these bytes. */
export function createAnnotationReader(bytes: Uint8Array): AnnotationReader {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  let left = flood.test(text) ? 0 : budgetMs;
  let isShort = false;
  return {
    isShort: () => isShort,
    annotationsOf: async (page) => {
      if (left <= 0) {
        isShort = true;
        return none;
      }
      const started = process.cpuUsage();
      const found: readonly unknown[] = await page
        .getAnnotations({ intent: "display" })
        .catch(() => []);
      left -= process.cpuUsage(started).user / 1_000;
      return {
        links: found.flatMap(linkIn).slice(0, limit),
        fields: found.flatMap(fieldIn).slice(0, limit),
        comments: found.filter(isComment).length,
      };
    },
  };
}

/** pdf.js leaves the parts of an annotation open: they come from a stranger. */
function isComment(annotation: unknown): boolean {
  const { subtype, contentsObj } = annotation as {
    readonly subtype?: unknown;
    readonly contentsObj?: { readonly str?: unknown };
  };
  const text = contentsObj?.str;
  return typeof subtype === "string" && comment.test(subtype) && typeof text === "string"
    ? text.trim() !== ""
    : false;
}

/**
 * What an importer is. A format is one file in this folder that exports a `Format`, one line in the
 * registry (index.ts) and one pair of fixtures. It turns bytes into an `ArticleDraft`: text with
 * marks, never markup, so nothing that was active in a file survives it.
 */
import type { ArticleDraft } from "../entities.ts";

export interface Format {
  /** A short lower-case word, stored with every version it made: `html`. */
  readonly id: string;
  /** What a person calls it, for dialogs and refusals: `Web page`. */
  readonly label: string;
  /** File name endings, lower case, without the dot, the usual one first. */
  readonly extensions: readonly string[];
  /** Media types, the one stored with a version first. */
  readonly mediaTypes: readonly string[];
  /** Counts up with every change that alters the text it makes. Applies to new imports only. */
  readonly importerVersion: number;
  /**
   * How sure it is, from the first bytes and then the name, that the file is of this format:
   * 0 not at all, 0.5 by its name alone, 1 beyond doubt. The highest bidder reads the file, whatever
   * the order of the registry.
   */
  readonly detect: (head: Uint8Array, name: string) => number;
  /** Throws `Refusal` when the file cannot become an article. */
  readonly read: (file: SourceFile) => Promise<ArticleDraft>;
}

/** A file to import. It carries no path: an importer knows a name and bytes. */
export interface SourceFile {
  /** The file's own name, with its ending. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /**
   * The bytes of a file next to it, such as a picture in `page_files/`. Null when there is none, when
   * it lies outside of the folder, or when it is larger than `imageLimit`.
   */
  readonly readBeside: (relativePath: string) => Promise<Uint8Array | null>;
}

/** Files above this many bytes are refused before they are read. */
export const fileLimit = 200 * 1024 * 1024;
/** The canonical text of one article, in UTF-16 units. */
export const textLimit = 64 * 1024 * 1024;
/** Blocks of one article. */
export const blockLimit = 300_000;
/** Bytes of one picture, and of all pictures of one article. */
export const imageLimit = 20 * 1024 * 1024;
export const imagesLimit = 400 * 1024 * 1024;
/** Pictures of one article. */
export const imageCountLimit = 5_000;
/** Nodes of a page beyond which only its text is imported. */
export const nodeLimit = 300_000;
/** Elements nested deeper than this are flattened; their text is kept. */
export const depthLimit = 256;
/** Columns of a table; what is wider is read as text. */
export const columnLimit = 1_000;
/** How much of a file `detect` gets to see, in bytes. */
export const headLength = 64 * 1024;

/**
 * A file that cannot become an article, said to the person who chose it: what is the matter and what
 * can be done, a sentence each, without a path.
 */
export class Refusal extends Error {
  readonly reason: string;
  /** Empty when there is nothing to advise. */
  readonly advice: string;
  constructor(reason: string, advice = "") {
    super(advice === "" ? reason : `${reason} ${advice}`);
    this.name = "Refusal";
    this.reason = reason;
    this.advice = advice;
  }
}

/** The file name's ending, lower case, without the dot; empty when there is none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot <= 0 ? "" : name.slice(dot + 1).toLowerCase();
}

/** The refusal of a file above `fileLimit`, for whoever looks at sizes before reading. */
export function tooLarge(bytes: number): Refusal {
  const size = Math.ceil(bytes / (1024 * 1024)).toLocaleString("en-US");
  return new Refusal(
    `The file is too large: ${size} MB, and the limit is ${fileLimit / (1024 * 1024)} MB.`,
    "Split it, or save only the part that you need.",
  );
}

/**
 * What an importer is. A format is one file in this folder that exports a `Format` or a `Container`,
 * one line in the registry (index.ts) and one pair of fixtures. It turns bytes into `ArticleDraft`s:
 * text with marks, never markup, so nothing that was active in a file survives it.
 */
import type { ArticleDraft } from "../entities.ts";

/** What tells one kind of file from another. */
export interface FileKind {
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
}

/** A kind of file that is one article. */
export interface Format extends FileKind {
  /** Throws `Refusal` when the file cannot become an article. */
  readonly read: (file: SourceFile) => Promise<ArticleDraft>;
}

/** A kind of file that holds several things: a bibliography, a mailbox, an archive, a mail with more in it. */
export interface Container extends FileKind {
  /**
   * Gives the articles it makes itself, and puts files that others can read into `room`; those are
   * imported afterwards like files on disk. Throws `Refusal` when nothing can be had of it.
   */
  readonly open: (file: SourceFile, room: Room) => Promise<Harvest>;
  /** True when it reads files above `fileLimit` too, piece by piece through `SourceFile.large`. */
  readonly readsLarge?: boolean;
  /** True when it names files that belong to what it holds, as bibliographies do: it is read before them. */
  readonly namesFiles?: boolean;
}

/** What a container gives besides the files that it put into its room. */
export interface Harvest {
  readonly articles: readonly HarvestedArticle[];
  /** What is in it and cannot be had, each a line of the report; the others go on. */
  readonly refused: readonly RefusedPart[];
}

/** One of the articles of a container. */
export interface HarvestedArticle {
  /** How the report names it below the file, such as the key of an entry; empty for the file itself. */
  readonly name: string;
  readonly draft: ArticleDraft;
  /**
   * The bytes in the file that it was read from, which are kept as its original, and the name that
   * they would have as a file of their own; null when the whole file is its original, as a mail is.
   */
  readonly original: { readonly name: string; readonly bytes: Uint8Array } | null;
  /**
   * Places of files relative to the container's folder (or from the root, as reference managers write
   * them), tried in order: the first one that can be read gives the text, with this draft's metadata.
   */
  readonly attachments: readonly string[];
  /** Names of tags it comes with, such as keywords or collections. */
  readonly tags: readonly string[];
  /**
   * True for a record of a work without its text, as in a bibliography: when the work is in the
   * notebook already, it completes what is known of it and adds nothing.
   */
  readonly record: boolean;
}

/** Something in a container that cannot be imported. */
export interface RefusedPart {
  /** Its path inside of the file. */
  readonly name: string;
  readonly reason: string;
  /** Empty when there is nothing to advise. */
  readonly advice: string;
}

/** Where a container puts the files in it: a private folder that is gone after the import. */
export interface Room {
  /** How many containers are around this one: 0 for a file on disk. */
  readonly depth: number;
  /**
   * Puts a file at a path inside of the container, with `/` between folders. Names are made safe for
   * every system. `aside` is for what belongs to another file, such as a picture: it lies there and is
   * not imported for itself. Throws `Refusal` for a path that leads outside, and when room runs out.
   */
  readonly put: (name: string, bytes: Uint8Array, how: "import" | "aside") => Promise<void>;
  /** Whether room has run out, so that no further file can be put into it. */
  readonly isFull: () => boolean;
}

/** A file to import. It carries no path: an importer knows a name and bytes. */
export interface SourceFile {
  /** The file's own name, with its ending. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The whole file when it is above `fileLimit`; `bytes` is only its head then. */
  readonly large?: ByteSource;
  /**
   * The bytes of a file next to it, such as a picture in `page_files/`. Null when there is none, when
   * it lies outside of the folder, or when it is larger than `imageLimit`.
   */
  readonly readBeside: (relativePath: string) => Promise<Uint8Array | null>;
  /**
   * Says that reading goes on, so that what takes long is not taken for what hangs. For those who have
   * a bound of their own on how long that may go.
   */
  readonly goesOn?: () => void;
}

/** Bytes that are read piece by piece, on disk or in memory. */
export interface ByteSource {
  readonly size: number;
  /** The bytes from `start` to `end`; fewer when the file is shorter. */
  readonly slice: (start: number, end: number) => Uint8Array;
}

/** Files above this many bytes are refused before they are read, but for containers of other files. */
export const fileLimit = 200 * 1024 * 1024;
/** Bytes of a container that is read piece by piece. */
export const largeLimit = 32 * 1024 * 1024 * 1024;
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
/** Further fields of one article's metadata. */
export const fieldLimit = 300;
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

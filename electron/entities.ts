/**
 * The nouns of a notebook as they cross process borders: plain values, readonly, no behaviour.
 *
 * All offsets and lengths are UTF-16 code units of a version's canonical text unless a comment says
 * otherwise. All times are integer milliseconds since the Unix epoch. All ids are UUIDv7 text.
 */

import type { TargetKind } from "./contract/links.ts";
import type { ArticleMetadata, Edited, Tag } from "./metadata.ts";

export type * from "./contract/quotation-entities.ts";
export type * from "./contract/verification.ts";
export type * from "./contract/links.ts";
export type * from "./contract/quotes.ts";
export type * from "./contract/usage.ts";
export type * from "./contract/note-nodes.ts";
export type * from "./metadata.ts";

// ---- text with marks ----

export type MarkKind =
  | "strong"
  | "emphasis"
  | "code"
  | "superscript"
  | "subscript"
  | "strikethrough"
  | "link";

/**
 * A span of a block's own text, [start, end) counted from the start of that block (of that cell in a
 * table). `value` belongs to links only: an absolute http, https or mailto address, or `block:N` for
 * the N-th block of the same version.
 */
export type Mark = readonly [start: number, end: number, kind: MarkKind, value?: string];

export interface TextRun {
  readonly text: string;
  readonly marks: readonly Mark[];
}

export type Block =
  | ({ readonly kind: "paragraph" } & TextRun)
  | ({ readonly kind: "heading"; readonly level: 1 | 2 | 3 | 4 | 5 | 6 } & TextRun)
  | ({
      readonly kind: "listItem";
      /** 0 for the outermost list. */
      readonly depth: number;
      readonly ordered: boolean;
      /** The number shown before an ordered item; null in an unordered list. */
      readonly number: number | null;
    } & TextRun)
  | ({ readonly kind: "blockquote"; readonly depth: number } & TextRun)
  | ({ readonly kind: "preformatted" } & TextRun)
  /** Cells never contain a tab or a line break. The first `headerRows` rows are headings. */
  | {
      readonly kind: "table";
      readonly headerRows: number;
      readonly rows: readonly (readonly TextRun[])[];
    }
  /** `hash` is null when the picture was not in the file: the host it would come from is named. */
  | {
      readonly kind: "image";
      readonly hash: string | null;
      readonly alt: string;
      readonly host: string | null;
    }
  | { readonly kind: "rule" }
  | { readonly kind: "pageBreak"; readonly label: string };

/** Of a picture, in px, as browsers draw it: turned as its camera said. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

export interface DraftImage {
  /** SHA-256 of the bytes, lower-case hexadecimal. */
  readonly hash: string;
  readonly type: ImageType;
  readonly bytes: Uint8Array;
}

export type ImageType = "image/png" | "image/jpeg" | "image/gif" | "image/webp" | "image/avif";

/** What every importer makes of a file, and all that the notebook ever sees of it. */
export interface ArticleDraft extends ArticleMetadata {
  readonly mediaType: string;
  readonly importer: string;
  readonly importerVersion: number;
  readonly blocks: readonly Block[];
  readonly images: readonly DraftImage[];
  /** What was left out or changed, a sentence each, for the report. */
  readonly warnings: readonly string[];
}

// ---- articles ----

export interface ArticleRow {
  readonly id: string;
  readonly title: string;
  readonly titleDerived: boolean;
  readonly byline: readonly string[];
  readonly site: string | null;
  readonly published: string | null;
  readonly words: number;
  readonly clips: number;
  /** The first words of the text, one line. */
  readonly excerpt: string;
  /** By name. */
  readonly tags: readonly Tag[];
  readonly addedAt: number;
  readonly openedAt: number | null;
}

export interface Article extends ArticleMetadata {
  readonly id: string;
  /** By name. */
  readonly tags: readonly Tag[];
  /** What a person wrote over what imports found. */
  readonly edited: Edited;
  readonly version: string;
  readonly versionNumber: number;
  readonly words: number;
  readonly addedAt: number;
  readonly fileName: string;
  readonly warnings: readonly string[];
  readonly blocks: readonly Block[];
  /** The sizes of its pictures by their hash, as far as their files tell. */
  readonly pictures: Readonly<Record<string, ImageSize>>;
  /** Where the reader was left: an offset into the text. */
  readonly position: number;
}

export type ArticleSort = "added" | "title" | "byline" | "site" | "published" | "words" | "clips";
export type ArticleFilter = "all" | "unread" | "clipped";

// ---- clips ----

/** Named by use; the order is that of the number keys 1 to 6. */
export const clipColors = ["plain", "evidence", "question", "doubt", "idea", "method"] as const;
export type ClipColor = (typeof clipColors)[number];

export interface Clip {
  readonly id: string;
  readonly article: string;
  readonly version: string;
  readonly start: number;
  readonly end: number;
  /** Exactly `text.slice(start, end)` of the version. */
  readonly quote: string;
  /** Up to 64 units of text before and after. */
  readonly prefix: string;
  readonly suffix: string;
  readonly color: ClipColor;
  readonly comment: string;
  readonly createdAt: number;
  readonly changedAt: number;
  /** Where it stands in the version that is shown: the newest unless another was asked for. */
  readonly anchor: ClipAnchor;
}

/**
 * How a clip came to its place in a version. `same`: the texts are equal, or it was made there.
 * `carried`: it went where its words went. `exact`: its words stand elsewhere. `fuzzy`: nearly its words
 * do. `manual`: a person put it there. `lost`: nowhere.
 */
export type AnchorKind = "same" | "carried" | "exact" | "fuzzy" | "manual" | "lost";

export interface ClipAnchor {
  readonly version: string;
  readonly kind: AnchorKind;
  /** Units of that version's text; null for a lost clip. */
  readonly start: number | null;
  readonly end: number | null;
  /** 1 for the very words, less the more they differ, 0 for a lost clip. */
  readonly score: number;
  /** True when other words stand there (typography and space are no words), and for a lost clip. */
  readonly changed: boolean;
  /** What stands there now when it is changed; null otherwise, and for a lost clip. */
  readonly words: string | null;
  /** True once a person has said that a changed clip belongs there: it asks no more. */
  readonly confirmed: boolean;
}

/** What became of clips in a new version; `attention`: changed and not confirmed, or lost. */
export interface ClipCounts {
  readonly unchanged: number;
  readonly moved: number;
  readonly attention: number;
}

/** A clip with what it takes to name its source in one line. */
export interface SourcedClip extends Clip {
  readonly articleTitle: string;
  readonly byline: readonly string[];
  readonly site: string | null;
  readonly published: string | null;
  /** The 1-based number of the text paragraph in which it starts. */
  readonly paragraph: number;
  /** True once the clip or its article is in the trash: the words stay, the source is gone. */
  readonly deleted: boolean;
}

// ---- versions ----

export interface Version {
  readonly id: string;
  /** Counts from 1; numbers of versions whose import was undone are left out. */
  readonly number: number;
  readonly fileName: string;
  readonly importedAt: number;
  readonly importer: string;
  readonly words: number;
  readonly warnings: readonly string[];
  /** What became in it of the clips made on other versions. */
  readonly clips: ClipCounts;
}

/** A stretch of a version's text. */
export interface ComparedSpan {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A stretch of words of an edited sentence: in both versions, only in the one before, or after. */
export interface ComparedPart {
  readonly kind: "kept" | "removed" | "added";
  readonly text: string;
}

/**
 * A row of two versions side by side. `same` stands for all equal sentences in a row (`sentences`), their
 * text cut after 400 units; the others for one sentence each. `words` is there when its words changed.
 */
export interface ComparedRow {
  readonly kind: "same" | "edited" | "moved" | "added" | "removed";
  readonly sentences: number;
  readonly from: ComparedSpan | null;
  readonly to: ComparedSpan | null;
  readonly words: readonly ComparedPart[] | null;
}

export interface Comparison {
  readonly total: number;
  readonly rows: readonly ComparedRow[];
  /** How many rows before the first of these are changes. */
  readonly changesBefore: number;
  /** How many sentences there are of each kind. */
  readonly counts: { readonly [kind in ComparedRow["kind"]]: number };
}

/** Where a place of one version is in a comparison with another. */
export interface ComparedPlace {
  /** The number of its row. */
  readonly row: number;
  /** The same place in the other version, or where it would be. */
  readonly offset: number;
}

// ---- notes and links ----

export interface NoteRow {
  readonly id: string;
  readonly title: string;
  readonly excerpt: string;
  readonly words: number;
  readonly changedAt: number;
}

export interface Note {
  readonly id: string;
  readonly title: string;
  /** Lexical editor state as JSON text; empty for a note never written in. */
  readonly body: string;
  /** Counts saves from 0; a save names the revision it was made from. */
  readonly revision: number;
  readonly createdAt: number;
  readonly changedAt: number;
}

// ---- search ----

export interface Segment {
  readonly text: string;
  readonly match: boolean;
}

export interface SearchHit {
  readonly kind: TargetKind;
  readonly id: string;
  readonly title: string;
  readonly segments: readonly Segment[];
  /** The article to open; null for a note. */
  readonly article: string | null;
  /** Where to open it; null when only the title or byline matched, and for notes. */
  readonly at: { readonly start: number; readonly end: number } | null;
}

export interface SearchResult {
  readonly articles: readonly SearchHit[];
  readonly clips: readonly SearchHit[];
  readonly notes: readonly SearchHit[];
  /** How many there are of each; a number past the counting limit is given as that limit. */
  readonly totals: { readonly articles: number; readonly clips: number; readonly notes: number };
}

// ---- importing ----

export * from "./import-entities.ts";

// ---- the notebook ----

export interface NotebookInfo {
  readonly id: string;
  readonly name: string;
  readonly readOnly: boolean;
  /** Why it is open read-only, in a sentence; null when it is not. */
  readonly readOnlyReason: string | null;
  readonly articles: number;
  readonly unread: number;
  readonly clips: number;
  readonly notes: number;
  /** Those that an article outside the trash has. */
  readonly tags: number;
  /** What lies in the trash; clips that are there with their article are not counted. */
  readonly trash: number;
}

/** `tag`: the articles of the view's tag. */
export type Section = "articles" | "unread" | "clips" | "notes" | "tags" | "tag" | "trash";

/** What the window shows, kept in the notebook so that it comes back as it was left. */
export interface View {
  readonly section: Section;
  /** The tag whose articles the section `tag` lists; null elsewhere. */
  readonly tag: string | null;
  readonly article: string | null;
  readonly note: string | null;
  readonly sort: ArticleSort;
  readonly descending: boolean;
}

export interface CheckFinding {
  readonly check: "structure" | "files" | "text" | "clips" | "index" | "links";
  readonly message: string;
}
export interface CheckResult {
  readonly ok: boolean;
  readonly findings: readonly CheckFinding[];
  /** How many of each were looked at. */
  readonly checked: {
    readonly articles: number;
    readonly clips: number;
    readonly notes: number;
    readonly files: number;
  };
}

// ---- history and trash ----

export type * from "./history-entities.ts";

export interface Undoable {
  /** The change group that an undo takes back. */
  readonly group: string;
  /** What the undo would do, as in a menu: `delete 3 clips`. */
  readonly label: string;
}

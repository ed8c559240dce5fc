/**
 * What a note's body holds beside plain text, links and quotes. The `type` strings and fields are a
 * file format: they never change meaning.
 */

/** Where a footnote is referred to, among the words. */
export interface SerializedFootnoteReference {
  readonly type: "footnote-reference";
  readonly version: 1;
  /** Of the {@link SerializedFootnote} it refers to. */
  readonly footnote: string;
}

/** A footnote's own words; its children are those of a paragraph. All of them end the note. */
export interface SerializedFootnote {
  readonly type: "footnote";
  readonly version: 1;
  /** Letters, digits and hyphens; no other footnote of the note has it. */
  readonly footnote: string;
}

/** A picture between the paragraphs. */
export interface SerializedImage {
  readonly type: "image";
  readonly version: 1;
  /** SHA-256 of the file; empty for one that was being stored when the note was saved. */
  readonly hash: string;
  /** What it shows, in words. */
  readonly alt: string;
  /** Its own size in pixels; 0 when it is not known. */
  readonly width: number;
  readonly height: number;
  /** How wide it is shown, in percent of the text; 0 for its own width, as far as there is room. */
  readonly scale: number;
}

/** A formula. */
export interface SerializedMath {
  readonly type: "math";
  readonly version: 1;
  /** TeX, without dollar signs around it. */
  readonly source: string;
  /** On a line of its own, as a block. */
  readonly display: boolean;
}

/** A remark set apart from the text; its children are a {@link SerializedCalloutTitle}, then blocks. */
export interface SerializedCallout {
  readonly type: "callout";
  readonly version: 1;
  /** Lower-case letters, digits, `-` and `_`; any, since other programs have others than ours. */
  readonly kind: string;
  /** Whether it can be folded, and is. */
  readonly fold: "" | "open" | "folded";
}

/** The first line of a callout; empty where the name of its kind is shown. */
export interface SerializedCalloutTitle {
  readonly type: "callout-title";
  readonly version: 1;
}

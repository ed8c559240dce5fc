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

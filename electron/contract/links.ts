/** Links between notes, articles and clips, as they cross process borders. */
import type { Undoable } from "../entities.ts";

export type TargetKind = "note" | "article" | "clip";
export interface Target {
  readonly kind: TargetKind;
  readonly id: string;
}

/** What a link to a target shows today; `missing` while the target is in the trash or unknown. */
export interface TargetTitle extends Target {
  readonly title: string;
  readonly missing: boolean;
  /** Why it is missing: in the trash, or a note that nobody has made yet. Absent where it is unknown. */
  readonly absence?: "trash" | "wanted";
}

/** What a link of a title points to; the note or article need not exist yet. */
export interface WantedNote extends Target {
  readonly kind: "note" | "article";
  /** As it is written in the notebook. */
  readonly title: string;
  readonly exists: boolean;
}

/**
 * One of the two nodes of ours inside a note's Lexical JSON; the other is SerializedClipQuote. Type names
 * and fields are a file format: they may gain optional fields and never change meaning.
 */
export interface SerializedNotebookLink {
  readonly type: "notebook-link";
  readonly version: 1;
  readonly target: Target;
  /** Words chosen by the writer; empty to show the target's own title. */
  readonly label: string;
  /** The words of a heading of the note that is meant. */
  readonly heading?: string;
  /** What the note is to be called, for a link that was written before there was such a note. */
  readonly title?: string;
}

export interface Suggestion extends Target {
  readonly title: string;
  /** A heading of the note, which is then what is suggested. */
  readonly heading?: string;
  /** What tells equal titles apart: a byline, a site, a day. */
  readonly detail: string;
  /** Spans of the title, or of the heading, that the query matched, [start, end) in UTF-16 units. */
  readonly matches: readonly (readonly [number, number])[];
}

export interface Backlink {
  readonly note: string;
  readonly title: string;
  /** The paragraph around the link or quote, and the link's own words within it. */
  readonly before: string;
  readonly words: string;
  readonly after: string;
}

export interface Backlinks {
  readonly linkedFrom: readonly Backlink[];
  readonly quotedIn: readonly Backlink[];
  /** For a note: the articles whose clips it quotes. */
  readonly quotes: readonly TargetTitle[];
}

/** Words of a note that name another without linking to it. */
export interface Mention {
  readonly note: string;
  readonly title: string;
  /** The revision of the note that it was found in. */
  readonly revision: number;
  /** Which of the mentions in that note it is, from 0. */
  readonly ordinal: number;
  readonly before: string;
  readonly words: string;
  readonly after: string;
}

export interface Mentions {
  /** In the notes that were last changed, newest first. */
  readonly rows: readonly Mention[];
  /** There may be more than these: not every note was looked at. */
  readonly more: boolean;
}

/** What became of mentions that were to be made links. */
export interface LinkedMentions {
  readonly linked: number;
  /** Left as they are, because their notes were changed meanwhile. */
  readonly left: number;
  /** Null when nothing was linked. */
  readonly undo: Undoable | null;
}

/** A passage of an article to look at, with what names its source. */
export interface PassagePreview {
  readonly articleTitle: string;
  readonly byline: readonly string[];
  readonly site: string | null;
  readonly published: string | null;
  readonly paragraph: number;
  /** Up to a sentence before and after the words of a clip, with the space between. */
  readonly before: string;
  /** The exact words of a clip; empty for an article, whose beginning is what comes after. */
  readonly words: string;
  readonly after: string;
}

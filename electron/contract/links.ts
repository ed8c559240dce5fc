/** Links between notes, articles and clips, as they cross process borders. */
import type { Undoable } from "../entities.ts";

export type TargetKind = "note" | "article" | "clip";
export interface Target {
  readonly kind: TargetKind;
  readonly id: string;
}

/** A heading of a note as a link knows it. */
export interface HeadingRef {
  /** Stays the heading's own while its words change; empty for one that is known by its words only. */
  readonly id: string;
  /** Its words when the link was made. */
  readonly words: string;
}

/** A target, and which heading of a note is meant. */
export interface HeadedTarget extends Target {
  readonly heading?: HeadingRef | undefined;
}

/** A heading as the notebook keeps it. */
export interface NoteHeadingRow {
  /** Empty while none is known. */
  readonly id: string;
  /** 1 to 6. */
  readonly level: number;
  readonly words: string;
}

/** Where a heading stands in its note today. */
export interface HeadingPlace {
  readonly words: string;
  /** How many headings stand before it. */
  readonly ordinal: number;
}

/** Who and when, as a work is cited. */
export interface CitedAs {
  /** The authors' family names, or the site, or the title: never empty but for a work without any. */
  readonly who: string;
  /** Four digits; empty where it is not known. */
  readonly year: string;
}

/** What a link to a target shows today; `missing` while the target is in the trash or unknown. */
export interface TargetTitle extends Target {
  readonly title: string;
  readonly missing: boolean;
  /** How an article is cited; absent for all else. */
  readonly citation?: CitedAs;
  /** Where the heading is that was asked for; null when the note has it no more. Absent when none was. */
  readonly place?: HeadingPlace | null;
  /** Why it is missing: in the trash, or a note that nobody has made yet. Absent where it is unknown. */
  readonly absence?: "trash" | "wanted";
}

/** What a link of a title points to; the note or article need not exist yet. */
export interface WantedNote extends Target {
  readonly kind: "note" | "article";
  /** As it is written in the notebook. */
  readonly title: string;
  readonly exists: boolean;
  /** The heading that was named after `#`; its id is empty while the note has none such. */
  readonly heading?: HeadingRef;
  /** All that are called the same, this one first, told apart by their details; absent where it is the only one. */
  readonly alike?: readonly Suggestion[];
}

/**
 * A link among the words of a note's Lexical JSON. Type names and fields of our nodes are a file format:
 * they may gain optional fields and never change meaning.
 */
export interface SerializedNotebookLink {
  readonly type: "notebook-link";
  readonly version: 1;
  readonly target: Target;
  /** Words chosen by the writer; empty to show the target's own title. */
  readonly label: string;
  /** The words of a heading of the note that is meant, when the link was made. */
  readonly heading?: string;
  /** The heading's id, which outlives other words. */
  readonly headingId?: string;
  /**
   * The article is cited rather than named: `(Penhale 2015, p. 4)`. Citations that stand next to each other
   * share a bracket.
   */
  readonly cite?: true;
  /** Where in the article, as its writer put it: `p. 4`. For what is cited only. */
  readonly locator?: string;
  /** What is said before the work and after its place: `(see Penhale 2015, p. 4, emphasis added)`. For what is cited only. */
  readonly prefix?: string;
  readonly suffix?: string;
  /** The author is left out, for a sentence that names him: `(2015, p. 4)`. For what is cited only. */
  readonly authorless?: true;
  /** What the note is to be called, for a link that was written before there was such a note. */
  readonly title?: string;
}

/** A note, or a section of one, shown inside another between its blocks. */
export interface SerializedNoteEmbed {
  readonly type: "note-embed";
  readonly version: 1;
  /** Empty for one that was written by a title which has not been looked up yet. */
  readonly note: string;
  /** What the note was called when it was embedded. */
  readonly title: string;
  /** As in a {@link SerializedNotebookLink}; absent for the whole note. */
  readonly heading?: string;
  readonly headingId?: string;
}

/** What an embed shows of a note: all of it, or the section of a heading. */
export interface EmbeddedNote {
  readonly revision: number;
  /** False when the heading is not in the note any more; nothing is shown then. */
  readonly found: boolean;
  /** An editor state as JSON, empty for nothing written; null when it is that of the revision which is known already. */
  readonly body: string | null;
  /** Only its beginning is given: it is too long to be shown inside another. */
  readonly cut: boolean;
}

export interface Suggestion extends Target {
  readonly title: string;
  /** A heading of the note, which is then what is suggested. */
  readonly heading?: string;
  /** The id of that heading; absent while none is known. */
  readonly headingId?: string;
  /** Another name of the note, which is what the query found. */
  readonly alias?: string;
  /** What tells equal titles apart: a byline, a site, a day. */
  readonly detail: string;
  /** Spans of the title, of the heading or of the other name that the query matched, [start, end) in UTF-16 units. */
  readonly matches: readonly (readonly [number, number])[];
}

export interface Backlink {
  readonly note: string;
  readonly title: string;
  /** The paragraph around the link or quote, and the link's own words within it. */
  readonly before: string;
  readonly words: string;
  readonly after: string;
  /** Shown there in full rather than linked to. */
  readonly embedded?: true;
}

/** What leads to a target: of each kind at most 1,000 places, in the notes last changed, and how many there are. */
export interface Backlinks {
  readonly linkedFrom: readonly Backlink[];
  readonly linkedTotal: number;
  readonly quotedIn: readonly Backlink[];
  readonly quotedTotal: number;
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

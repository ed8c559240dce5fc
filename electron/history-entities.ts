/** The nouns of history and trash: what was done, how things were, what was thrown away. Rules as in entities.ts. */
import type { TargetKind, Undoable } from "./entities.ts";

/** Changes that were made, and are taken back, together. */
export interface ChangeGroup {
  readonly id: string;
  /** What was done, as in a menu: `delete 3 clips`. */
  readonly label: string;
  /** The title of the article that its clips or tags are of; null where there is none, or more than one. */
  readonly article: string | null;
  readonly madeAt: number;
  /** Null while it stands. */
  readonly undoneAt: number | null;
  readonly changes: number;
  /** False for what was taken back already, and for what is only a record. */
  readonly canUndo: boolean;
  /** Whether it is what a redo would do again. */
  readonly canRedo: boolean;
}

/** A tag got another name. */
export interface TagRenamed extends Undoable {
  /** Whether it was the name of another tag, so that the two are one now. */
  readonly merged: boolean;
}

/** What undo and redo would do now, as in a menu; null for nothing. */
export interface HistoryNext {
  readonly undo: string | null;
  readonly redo: string | null;
}

/** How the edited fields of a clip or an article were before an edit. */
export interface Earlier {
  /** The change group of the edit; what names it when its fields are to come back. */
  readonly group: string;
  /** When it was edited. */
  readonly at: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A note as it once was. */
export interface Revision {
  readonly revision: number;
  readonly title: string;
  /** When its words were last saved. */
  readonly writtenAt: number;
  readonly words: number;
  /** Why it is kept for ever; null for one that is thinned out with time. */
  readonly name: string | null;
}

/** The versions of a note, newest first, and the note as it is. */
export interface Revisions {
  readonly now: Revision;
  readonly earlier: readonly Revision[];
}

/** What a line of a note is, so that its structure can be shown with its words. */
export type LineKind = "paragraph" | "heading" | "item" | "quote" | "code" | "row" | "rule";

/** A stretch of a line; `removed` was there then, `added` is there now. */
export interface LinePart {
  readonly kind: "kept" | "removed" | "added";
  readonly text: string;
}

/** A line of a note then, now, or both. */
export interface ComparedLine {
  readonly kind: LineKind;
  /** The level of a heading, the depth of a list item; 0 elsewhere. */
  readonly level: number;
  /** What stands before an item: `•`, `3.`, `☐`, `☑`; empty elsewhere. */
  readonly sign: string;
  readonly change: "same" | "edited" | "added" | "removed";
  readonly parts: readonly LinePart[];
}

/** A version of a note beside the note as it is. */
export interface RevisionView extends Revision {
  /** Its words, a line a paragraph, for copying. */
  readonly text: string;
  /** From that version to the present. */
  readonly lines: readonly ComparedLine[];
}

/** A thing in the trash. A clip whose article lies there is not a row of its own. */
export interface TrashRow {
  readonly kind: TargetKind;
  readonly id: string;
  /** A clip's are its first words. */
  readonly title: string;
  /** Where a clip is from, the names on an article, the first words of a note. */
  readonly detail: string;
  readonly deletedAt: number;
  /** Days until it goes for good, rounded up. */
  readonly daysLeft: number;
}

/** What would be lost with things that go for good. */
export interface TrashLosses {
  readonly articles: number;
  /** With those of the articles. */
  readonly clips: number;
  readonly notes: number;
  /** Notes that quote one of the clips, or link to any of it: at most 20, and how many there are. */
  readonly usedIn: readonly { readonly id: string; readonly title: string }[];
  readonly usedInTotal: number;
}

/** What was moved to the trash. */
export interface Deleted {
  /** As of an `Undoable`. */
  readonly group: string;
  readonly label: string;
  /** Notes that quote the clips, or clips of the article, by title: at most 20, and how many there are. */
  readonly quotedIn: readonly { readonly id: string; readonly title: string }[];
  readonly quotedInTotal: number;
}

/** What the views of the reader ask for; the root makes calls of it. */
import type { DragEvent, ReactNode } from "react";
import type { Clip, ClipColor } from "../../electron/api.ts";
import type { QuotedPassage } from "../passages.ts";
import type { Span } from "./offsets.ts";
import type { TagActions } from "./tag-row.tsx";

export interface ClipChange {
  readonly color?: ClipColor;
  readonly comment?: string;
  readonly range?: Span;
}

/** What reaches outside the reader. Failures are told to the person there; a promise never rejects. */
export interface ReaderActions {
  /** The clip as the notebook made it; null when it could not. */
  readonly createClip: (span: Span, color: ClipColor) => Promise<Clip | null>;
  readonly changeClip: (id: string, change: ClipChange) => Promise<Clip | null>;
  /** Puts a clip of another version at a place of the newest; null when it could not. */
  readonly reattachClip: (id: string, span: Span) => Promise<Clip | null>;
  /** Says that a clip belongs where it was carried to. */
  readonly confirmClip: (clip: Clip) => void;
  /** Shows a clip in the version that it was made on. */
  readonly showOwn: (clip: Clip) => void;
  /** Moves them to the trash together. */
  readonly deleteClips: (clips: readonly Clip[]) => void;
  /** How it was before its edits, each with the way back, to be shown in its editor. */
  readonly earlier: (clip: Clip) => ReactNode;
  readonly quoteToNote: (clip: Clip) => void;
  readonly copy: (words: string) => void;
  /** Asks which note they go to. */
  readonly sendToNote: (passages: readonly QuotedPassage[]) => void;
  /** Says something once, to be seen and heard. */
  readonly tell: (message: string) => void;
  readonly openLink: (url: string) => void;
  readonly savePosition: (offset: number) => void;
  readonly tags: TagActions;
}

export type NudgeUnit = "word" | "sentence";

/** What the editor of one clip can do. */
export interface ClipActions {
  readonly change: (id: string, change: ClipChange) => void;
  /** Moves one of its ends to the next place of that kind. */
  readonly nudge: (clip: Clip, edge: "start" | "end", direction: -1 | 1, unit: NudgeUnit) => void;
  /** Lets the person select other words for the clip. */
  readonly adjust: (clip: Clip) => void;
  /** Says where a clip of another version belongs; null where that is not asked, in older versions. */
  readonly settle: {
    readonly confirm: (clip: Clip) => void;
    /** Attaches it to what is selected, or lets that be selected first. */
    readonly attach: (clip: Clip) => void;
  } | null;
  /** Shows it in the version that it was made on. */
  readonly showOwn: (clip: Clip) => void;
  readonly quote: (clip: Clip) => void;
  readonly copy: (clip: Clip) => void;
  readonly send: (clip: Clip) => void;
  /** Begins to drag it, with those marked when it is one of them. */
  readonly drag: (event: DragEvent, clip: Clip) => void;
  /** How it was before its edits, each with the way back. */
  readonly earlier: (clip: Clip) => ReactNode;
  readonly remove: (clips: readonly Clip[]) => void;
}

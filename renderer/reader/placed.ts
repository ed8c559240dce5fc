/** Clips where they stand in the version that shows: painting and going there need no more. */
import type { Clip } from "../../electron/api.ts";

export interface PlacedClips {
  /** With `start` and `end` in the text that shows; the quote stays the words of the clip's version. */
  readonly placed: readonly Clip[];
  /** Without a place in it. */
  readonly lost: readonly Clip[];
}

/** Parts the clips of an article; one whose place in this version is not known is shown nowhere in it. */
export function placedIn(clips: readonly Clip[], version: string): PlacedClips {
  const placed: Clip[] = [];
  const lost: Clip[] = [];
  for (const clip of clips) {
    const { start, end } = clip.anchor;
    if (clip.version === version) placed.push(clip);
    else if (clip.anchor.version === version && start !== null && end !== null)
      placed.push({ ...clip, start, end });
    else lost.push(clip);
  }
  return { placed, lost };
}

/** True for a clip of the version that shows: only there may its words be chosen anew. */
export function isOwn(clip: Clip): boolean {
  return clip.anchor.version === clip.version;
}

/** Which clips are under a place: painted clips have no elements that could be asked. */
import type { Clip } from "../../electron/api.ts";

export interface ClipTable {
  /** In text order: by start, then by end. */
  readonly clips: readonly Clip[];
  /** For each clip, the farthest end of it and all before it. */
  readonly reach: readonly number[];
}

/** Sorts clips for look-up. */
export function clipTable(clips: readonly Clip[]): ClipTable {
  const sorted = [...clips].sort((a, b) => a.start - b.start || a.end - b.end);
  let far = 0;
  const reach = sorted.map(({ end }) => (far = Math.max(far, end)));
  return { clips: sorted, reach };
}

/** The clips that hold the unit at `offset`, in text order. */
export function clipsAt({ clips, reach }: ClipTable, offset: number): readonly Clip[] {
  let low = 0;
  let high = clips.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((clips[middle]?.start ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  const found: Clip[] = [];
  for (let at = low - 1; at >= 0 && (reach[at] ?? 0) > offset; at--) {
    const clip = clips[at];
    if (clip && clip.end > offset) found.unshift(clip);
  }
  return found;
}

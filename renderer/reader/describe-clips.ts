/** Painted clips said in words on the blocks they lie in, for assistive technology. */
import { blockAt } from "../../electron/text/blocks.ts";
import type { Clip } from "../../electron/api.ts";
import { stateOf, stateWords } from "../anchor-state.ts";
import { colorNames } from "../clip-colors.ts";
import type { TextIndex } from "./offsets.ts";

/** Gives every block with clips a description; returns the function that takes them away. */
export function describeClips(index: TextIndex, clips: readonly Clip[]): () => void {
  const described = new Map<HTMLElement, string[]>();
  for (const clip of clips) {
    const last = blockAt(index.starts, Math.max(clip.start, clip.end - 1));
    for (let at = blockAt(index.starts, clip.start); at <= last; at++) {
      const holder = index.holders[at];
      if (!holder) continue;
      const clipsHere = described.get(holder) ?? [];
      clipsHere.push(inWords(clip));
      described.set(holder, clipsHere);
    }
  }
  for (const [holder, clipsHere] of described) {
    holder.ariaDescription = `Clipped: ${clipsHere.join("; ")}`;
  }
  return () => {
    for (const holder of described.keys()) holder.ariaDescription = null;
  };
}

function inWords(clip: Clip): string {
  const state = stateOf(clip);
  const said = state === "own" || state === "carried" ? "" : stateWords[state].toLowerCase();
  return [colorNames[clip.color], said, clip.comment].filter((part) => part !== "").join(", ");
}

/** How a clip came to where it stands in the version that shows, as people are told. */
import type { Clip } from "../electron/api.ts";

/**
 * `own`: made on this version. `carried`: the same words, in another version. `moved`: the same words,
 * elsewhere. `changed`: other words, and nobody has said yet that they are the place. `kept`: somebody
 * has. `manual`: attached by a person. `lost`: nowhere.
 */
export type AnchorState = "own" | "carried" | "moved" | "changed" | "kept" | "manual" | "lost";

/** What the state of a clip is in the version that shows. */
export function stateOf({ version, anchor }: Pick<Clip, "version" | "anchor">): AnchorState {
  const { kind, changed, confirmed } = anchor;
  if (version === anchor.version) return "own";
  if (kind === "lost") return "lost";
  if (kind === "manual") return "manual";
  if (changed) return confirmed ? "kept" : "changed";
  return kind === "exact" || kind === "fuzzy" ? "moved" : "carried";
}

/** The states in words; those of clips that stand where they were made need none. */
export const stateWords: { readonly [state in Exclude<AnchorState, "own">]: string } = {
  carried: "Carried from another version",
  moved: "Found at another place",
  changed: "Text changed",
  kept: "Text changed, place confirmed",
  manual: "Attached by hand",
  lost: "Not found in this version",
};

/** Whether a person should say where the clip belongs. */
export function asks(clip: Pick<Clip, "version" | "anchor">): boolean {
  const state = stateOf(clip);
  return state === "changed" || state === "lost";
}

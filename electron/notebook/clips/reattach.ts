import type { Clip, EntityKind } from "../../api.ts";
import { NotebookError } from "../../api.ts";
import { clipRange } from "../../text/clip-range.ts";
import { sameWords } from "../../text/fold.ts";
import type { AnchorFields, Anchors } from "./anchors.ts";
import type { openClips } from "./clips.ts";
import type { Database } from "../database.ts";
import { titled } from "../history/history-labels.ts";
import type { History } from "../history/history.ts";

/** Prepares what a person says of a clip's place in a version that it was not made on. */
export function openReattach(
  database: Database,
  history: History,
  anchors: Anchors,
  clips: Pick<ReturnType<typeof openClips>, "live" | "placed">,
) {
  const { sqlite } = database;
  const versionOf = sqlite.prepare<[{ clip: string; version: string }], { key: number }>(
    `select version.version_key as "key" from clip join version using (article_key)
     where clip.id = :clip and version.id = :version and removed_at is null`,
  );
  const keys = sqlite.prepare<
    [{ clip: string; version: string }],
    { clip: number; version: number }
  >(
    `select clip_key as clip, version.version_key as version from clip join version using (article_key)
     where clip.id = :clip and version.id = :version`,
  );

  const versionKey = (clip: string, version: string): number => {
    const found = versionOf.get({ clip, version });
    if (found === undefined)
      throw new NotebookError("not-found", "This version of the article is not in the notebook.");
    return found.key;
  };
  /** Writes an anchor and the way back to the one before, of which there may have been none. */
  const change = (
    verb: "clip.reattach" | "clip.confirm",
    label: string,
    { clip, version }: { readonly clip: string; readonly version: string },
    next: AnchorFields,
    touched: Set<EntityKind>,
  ): Clip => {
    const stored = clips.live(clip);
    const key = versionKey(clip, version);
    const before = { version, anchor: anchors.one(stored.key, key) };
    anchors.put(stored.key, key, next);
    history.record(titled(label, stored.quote), [
      { verb, entity: clip, before, after: { version, anchor: next } },
    ]);
    touched.add("clip");
    return clips.placed(stored);
  };

  const setBack = (
    clip: string,
    state: Readonly<Record<string, unknown>>,
    touched: Set<EntityKind>,
  ) => {
    const found = keys.get({ clip, version: String(state["version"]) });
    if (found === undefined) return;
    // Recorded by `change` from a row of the table.
    const anchor = state["anchor"] as AnchorFields | null;
    if (anchor === null) anchors.remove(found.clip, found.version);
    else anchors.put(found.clip, found.version, anchor);
    touched.add("clip");
  };
  for (const verb of ["clip.reattach", "clip.confirm"] as const)
    history.undoes(
      verb,
      (clip, before, touched) => setBack(clip, before, touched),
      (clip, _before, touched, after) => setBack(clip, after, touched),
    );

  return {
    /**
     * Puts a clip at a place of a version that it was not made on; its quote stays the words of its own.
     * Throws `bad-request` for a place that is not in the text or holds only space, and for the version
     * that the clip was made on.
     */
    reattach(input: {
      readonly clip: string;
      readonly version: string;
      readonly start: number;
      readonly end: number;
    }): Clip {
      return database.write((touched) => {
        const clip = clips.live(input.clip);
        if (clip.version === input.version)
          throw new NotebookError(
            "bad-request",
            "The clip was made on this version.",
            "Change the clip itself, or make another one.",
          );
        const text = anchors.text(versionKey(input.clip, input.version));
        const inside = input.start >= 0 && input.start < input.end && input.end <= text.length;
        const range = inside ? clipRange(text, input.start, input.end) : null;
        if (range === null)
          throw new NotebookError(
            "bad-request",
            "There are no words at this place of the article.",
            "Select some words.",
          );
        const there = text.slice(range.start, range.end);
        const words = sameWords(there, clip.quote) ? null : there;
        const { start, end } = range;
        const next = { kind: "manual", start, end, score: 1, words, confirmed: 1 } as const;
        return change("clip.reattach", "re-attach clip", input, next, touched);
      });
    },

    /**
     * Says that a clip belongs where it was carried to although other words stand there. Throws
     * `bad-request` for a lost clip: it has no place to confirm.
     */
    confirm(input: { readonly clip: string; readonly version: string }): Clip {
      return database.write((touched) => {
        const clip = clips.live(input.clip);
        const anchor = anchors.one(clip.key, versionKey(input.clip, input.version));
        if (anchor === null || anchor.kind === "lost")
          throw new NotebookError(
            "bad-request",
            "The clip has no place in this version.",
            "Attach it to some words first.",
          );
        if (anchor.confirmed === 1) return clips.placed(clip);
        const next = { ...anchor, confirmed: 1 };
        return change("clip.confirm", "confirm the place of clip", input, next, touched);
      });
    },
  };
}

/** Titles of what notes link to and the words of what they quote, kept as they are today. */
import type { SourcedClip, Target, TargetKind, TargetTitle } from "../../electron/api.ts";
import { call } from "../api.ts";
import { createLive, type Live } from "./live.ts";

export type Titles = Live<TargetTitle>;
export type Clips = Live<SourcedClip>;

/** The key of a target among titles. */
export function titleKey(target: Target): string {
  return `${target.kind}:${target.id}`;
}

function targetOfKey(key: string): Target {
  const colon = key.indexOf(":");
  // Keys are made by titleKey only.
  return { kind: key.slice(0, colon) as TargetKind, id: key.slice(colon + 1) };
}

const onChangeOf =
  (...kinds: readonly string[]) =>
  (refresh: () => void) =>
    window.commonplace.on("changed", (event) => {
      if (event.kinds.some((kind) => kinds.includes(kind))) refresh();
    });

/** The notebook's titles, for notes that are open. */
export const notebookTitles: Titles = createLive({
  onStale: onChangeOf("note", "article", "clip"),
  async fetch(keys) {
    const titles = await call("links.titles", { targets: keys.map(targetOfKey) });
    return new Map(titles.map((title) => [titleKey(title), title]));
  },
});

/** The notebook's clips, for notes that are open. */
export const notebookClips: Clips = createLive({
  onStale: onChangeOf("clip", "article"),
  async fetch(keys) {
    const clips = await call("clips.get", { ids: [...keys] });
    return new Map(clips.map((clip) => [clip.id, clip]));
  },
});

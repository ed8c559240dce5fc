/** Titles of what notes link to and the words of what they quote, kept as they are today. */
import type {
  EmbeddedNote,
  HeadedTarget,
  HeadingRef,
  SourcedClip,
  TargetKind,
  TargetTitle,
} from "../../../electron/api.ts";
import { call } from "../../api.ts";
import { createLive, type Live } from "../live.ts";

export type Titles = Live<TargetTitle>;
export type Clips = Live<SourcedClip>;

export type Embeds = Live<EmbeddedNote>;

/** The key of a target among titles. */
export function titleKey({ kind, id, heading }: HeadedTarget): string {
  return `${kind}:${id}${headingKey(heading)}`;
}

/** The key of what is embedded. */
export function embedKey(note: string, heading: HeadingRef | undefined): string {
  return `${note}${headingKey(heading)}`;
}

/** The note of such a key; empty for an empty one. */
export function noteOfKey(key: string): string {
  return embedOfKey(key).id;
}

function headingKey(heading: HeadingRef | undefined): string {
  return heading === undefined ? "" : `#${heading.id}#${heading.words}`;
}

function targetOfKey(key: string): HeadedTarget {
  const colon = key.indexOf(":");
  // Keys are made by titleKey only.
  return { kind: key.slice(0, colon) as TargetKind, ...embedOfKey(key.slice(colon + 1)) };
}

/** Ids hold no "#", words may. */
function embedOfKey(key: string): { readonly id: string; readonly heading?: HeadingRef } {
  const [id = "", heading, ...words] = key.split("#");
  return heading === undefined ? { id } : { id, heading: { id: heading, words: words.join("#") } };
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
    return new Map(keys.flatMap((key, at) => (titles[at] ? [[key, titles[at]] as const] : [])));
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

/** What notes that are open show of others inside themselves. */
export const notebookEmbeds: Embeds = createLive({
  onStale: onChangeOf("note"),
  async fetch(keys) {
    // A text that is shown already need not come again.
    const last = keys.map((key) => notebookEmbeds.peek(key) ?? null);
    const embeds = keys.map((key, at) => {
      const { id: note, heading } = embedOfKey(key);
      const known = last[at]?.revision ?? null;
      return { note, known, ...(heading === undefined ? {} : { heading }) };
    });
    const answers = await call("links.embedded", { embeds });
    const found = new Map<string, EmbeddedNote>();
    for (const [at, key] of keys.entries()) {
      const [shown, answer] = [last[at], answers[at]];
      if (answer) found.set(key, shown?.revision === answer.revision ? shown : answer);
    }
    return found;
  },
});

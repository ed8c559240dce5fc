import type { AnchorKind, Clip, ClipAnchor, ClipCounts } from "../../api.ts";
import { carryClips, type Anchor, type ClipWords } from "../../text/anchors/anchor.ts";
import { sameWords } from "../../text/fold.ts";
import { unpackBody } from "../storage/bodies.ts";
import type { Database } from "../database.ts";
import type { TextThread } from "../storage/text-thread.ts";

/** A clip as far as its places are concerned. */
export interface PlacedRow extends ClipWords {
  readonly key: number;
  readonly articleKey: number;
  readonly versionKey: number;
}
/** An anchor as it is kept. `words` is null where the words are the clip's own, and for a lost clip. */
export interface AnchorFields {
  readonly kind: AnchorKind;
  readonly start: number | null;
  readonly end: number | null;
  readonly score: number;
  readonly words: string | null;
  readonly confirmed: number;
}
export interface VersionKey {
  readonly key: number;
  readonly id: string;
  readonly number: number;
}
/** Anchors worked out for a text, by clip, with the place of the clip that they were worked out for. */
export type Carried = ReadonlyMap<number, AnchorFields & { readonly of: ClipWords }>;

/** A place in a text is known again by so many units after it. */
const positionUnits = 64;
/** Anchors for versions older than their clips are remembered up to so many; they are quickly made. */
const mostDerived = 20_000;

/** Prepares the anchors of an open notebook: where clips stand in versions they were not made on. */
export function openAnchors(database: Database, thread: TextThread) {
  const { sqlite } = database;
  const fields = `kind, "start", "end", score, words, confirmed`;
  const words = `clip_key as "key", article_key as articleKey, version_key as versionKey, "start", "end",
    quote, prefix, suffix`;
  const one = sqlite.prepare<[number, number], AnchorFields>(
    `select ${fields} from anchor where clip_key = ? and version_key = ?`,
  );
  const replace = sqlite.prepare<[{ clip: number; version: number } & AnchorFields]>(
    `insert or replace into anchor (clip_key, version_key, ${fields})
     values (:clip, :version, :kind, :start, :end, :score, :words, :confirmed)`,
  );
  const remove = sqlite.prepare<[number, number]>(
    `delete from anchor where clip_key = ? and version_key = ?`,
  );
  const clipsOf = sqlite.prepare<[number], PlacedRow>(
    `select ${words} from clip where article_key = ?`,
  );
  const newest = sqlite.prepare<[number], VersionKey>(
    `select version_key as "key", id, number from version
     where article_key = ? and removed_at is null order by number desc limit 1`,
  );
  const newer = sqlite.prepare<[number], VersionKey>(
    `select version.version_key as "key", version.id, version.number
     from version as own join version using (article_key)
     where own.version_key = ? and version.number > own.number`,
  );
  const textOf = sqlite.prepare<[number], { codec: number; text: Uint8Array }>(
    `select codec, text from version_body where version_key = ?`,
  );

  const text = (versionKey: number): string => {
    const body = textOf.get(versionKey);
    if (body === undefined) throw new RangeError(`Expected the text of version ${versionKey}.`);
    return unpackBody(body.codec, body.text);
  };
  const put = (clip: number, version: number, anchor: AnchorFields) => {
    const { kind, start, end, score, words, confirmed } = anchor;
    replace.run({ clip, version, kind, start, end, score, words, confirmed });
  };

  const derived = new Map<string, AnchorFields>();
  const derivedKey = (clip: PlacedRow, version: number) =>
    `${version} ${clip.key} ${clip.start} ${clip.end}`;
  const remember = (clips: readonly PlacedRow[], version: number, anchors: Carried) => {
    if (derived.size + clips.length > mostDerived) derived.clear();
    for (const clip of clips) {
      const anchor = anchors.get(clip.key);
      if (anchor !== undefined) derived.set(derivedKey(clip, version), anchor);
    }
  };
  const known = (clip: PlacedRow, version: number): AnchorFields | null =>
    one.get(clip.key, version) ?? derived.get(derivedKey(clip, version)) ?? null;
  const unknownOf = (articleKey: number, version: number) =>
    clipsOf.all(articleKey).filter((clip) => known(clip, version) === null);

  /** Works anchors out here and now: for one clip, or where nobody has asked ahead. */
  const carryNow = (clips: readonly PlacedRow[], to: string): Carried =>
    new Map(
      byVersion(clips).flatMap(([version, own]) =>
        paired(own, carryClips({ text: text(version) }, { text: to }, own), to),
      ),
    );
  /** The same beside the loop. */
  const carry = async (clips: readonly PlacedRow[], to: string): Promise<Carried> => {
    const found = await Promise.all(
      byVersion(clips).map(async ([version, own]) =>
        paired(own, await thread.carry(text(version), to, own.map(wordsOf)), to),
      ),
    );
    return new Map(found.flat());
  };

  return {
    newest: (articleKey: number): VersionKey | null => newest.get(articleKey) ?? null,
    text,
    put,
    one: (clip: number, version: number): AnchorFields | null => one.get(clip, version) ?? null,
    remove: (clip: number, version: number): void => void remove.run(clip, version),

    /** Works out, beside the loop, where all clips of an article stand in a text that is to come. */
    carry: (articleKey: number, to: string): Promise<Carried> => carry(clipsOf.all(articleKey), to),

    /**
     * Gives every clip of an article its anchor on a new version, within the transaction that adds it;
     * clips that came or changed since `carried` was worked out are carried now. What became of them.
     */
    putAll(articleKey: number, version: number, to: string, carried: Carried): ClipCounts {
      const clips = clipsOf.all(articleKey);
      const late = clips.filter((clip) => !isOf(carried.get(clip.key)?.of, clip));
      const all = new Map([...carried, ...carryNow(late, to)]);
      for (const { key } of clips) {
        const anchor = all.get(key);
        if (anchor !== undefined) put(key, version, anchor);
      }
      return countsOf(clips.flatMap(({ key }) => all.get(key) ?? []));
    },

    /** Gives the clips of an article that have no anchor on a version one, within a transaction. */
    fill(articleKey: number, version: number): void {
      const to = text(version);
      const missing = clipsOf
        .all(articleKey)
        .filter(({ key }) => one.get(key, version) === undefined);
      for (const [clip, anchor] of carryNow(missing, to)) put(clip, version, anchor);
    },

    /** Where a place in a version's text is in another text, as near as can be told. */
    async carryPosition(version: number, position: number, to: string): Promise<number> {
      const from = text(version);
      const line = { start: position, end: Math.min(from.length, position + positionUnits) };
      const quote = from.slice(line.start, line.end);
      const prefix = from.slice(Math.max(0, position - positionUnits), position);
      const [anchor] = await thread.carry(from, to, [{ ...line, quote, prefix, suffix: "" }]);
      return Math.min(anchor?.start ?? 0, to.length);
    },

    /**
     * Carries a clip that was made or changed to the versions after its own. A place that a person chose
     * stays, with what it says now.
     */
    follow(clip: PlacedRow): void {
      for (const { key } of newer.all(clip.versionKey)) {
        const before = one.get(clip.key, key);
        const to = text(key);
        if (before?.kind === "manual" && before.start !== null && before.end !== null) {
          const there = to.slice(before.start, before.end);
          put(clip.key, key, { ...before, words: sameWords(there, clip.quote) ? null : there });
        } else {
          const anchor = carryNow([clip], to).get(clip.key);
          if (anchor !== undefined) put(clip.key, key, anchor);
        }
      }
    },

    /** Works out, beside the loop, what {@link placeOf} would otherwise have to when it is asked. */
    async prepare(articleKey: number, version: number): Promise<void> {
      const clips = unknownOf(articleKey, version);
      if (clips.length > 0) remember(clips, version, await carry(clips, text(version)));
    },

    /** Where a clip stands in a version of its article. */
    placeOf(clip: PlacedRow, version: VersionKey): ClipAnchor {
      const there = known(clip, version.key);
      if (there !== null) return anchorOf(version.id, there);
      const clips = unknownOf(clip.articleKey, version.key);
      remember(clips, version.key, carryNow(clips, text(version.key)));
      const found = known(clip, version.key);
      if (found === null) throw new RangeError(`Expected an anchor for clip ${clip.key}.`);
      return anchorOf(version.id, found);
    },
  };
}
export type Anchors = ReturnType<typeof openAnchors>;

/** An anchor as it is shown. */
function anchorOf(version: string, row: AnchorFields): ClipAnchor {
  const { kind, start, end, score, words, confirmed } = row;
  const changed = kind === "lost" || words !== null;
  return { version, kind, start, end, score, changed, words, confirmed: confirmed === 1 };
}

/** What became of clips: as they were, found elsewhere, or something a person should look at. */
export function countsOf(
  anchors: readonly Pick<AnchorFields, "kind" | "words" | "confirmed">[],
): ClipCounts {
  let [unchanged, moved, attention] = [0, 0, 0];
  for (const { kind, words, confirmed } of anchors) {
    if (kind === "lost" || (words !== null && confirmed === 0)) attention += 1;
    else if (kind === "exact" || kind === "fuzzy") moved += 1;
    else unchanged += 1;
  }
  return { unchanged, moved, attention };
}

/** The words of a clip and nothing else: what crosses to the thread is copied. */
function wordsOf({ start, end, quote, prefix, suffix }: ClipWords): ClipWords {
  return { start, end, quote, prefix, suffix };
}

function isOf(of: ClipWords | undefined, { start, end }: Pick<Clip, "start" | "end">): boolean {
  return of !== undefined && of.start === start && of.end === end;
}

function byVersion(
  clips: readonly PlacedRow[],
): readonly (readonly [number, readonly PlacedRow[]])[] {
  return [...Map.groupBy(clips, ({ versionKey }) => versionKey)];
}

function paired(clips: readonly PlacedRow[], anchors: readonly Anchor[], to: string) {
  return clips.flatMap((clip, index) => {
    const anchor = anchors[index];
    return anchor === undefined ? [] : [[clip.key, { ...kept(anchor, to), of: clip }] as const];
  });
}

function kept({ how, start, end, score, changed }: Anchor, to: string): AnchorFields {
  if (how === "lost")
    return { kind: how, start: null, end: null, score: 0, words: null, confirmed: 0 };
  const words = changed ? to.slice(start, end) : null;
  return { kind: how, start, end, score, words, confirmed: 0 };
}

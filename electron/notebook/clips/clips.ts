import type {
  Block,
  Clip,
  ClipColor,
  Deleted,
  EntityKind,
  SourcedClip,
  Undoable,
} from "../../api.ts";
import { NotebookError } from "../../api.ts";
import { blockStarts } from "../../text/blocks.ts";
import { clipRange, type TextRange } from "../../text/clip-range.ts";
import { graphemeEnd, graphemeStart } from "../../text/graphemes.ts";
import { paragraphNumber } from "../../text/paragraphs.ts";
import type { Anchors, VersionKey } from "./anchors.ts";
import { unpackBody } from "../storage/bodies.ts";
import {
  byPlace,
  clipOf,
  clipPageSql,
  columns,
  joined,
  sourced,
  sourcedClip,
  type ClipRow,
  type SourcedRow,
  type StoredClip,
} from "./clip-rows.ts";
import type { Database } from "../database.ts";
import type { FullText } from "../search/fulltext.ts";
import { clipEdited, titled } from "../history/history-labels.ts";
import type { Change, History, RecordOptions, TakeBack } from "../history/history.ts";
import { prefixQuery } from "../search/match.ts";
import { openQuotedClips } from "./quoted-clips.ts";

const contextUnits = 64;

/** What a place in a version's text gives: everything a clip keeps of it. */
interface Place extends TextRange {
  readonly quote: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly paragraph: number;
}
type Fields = Place & { readonly color: ClipColor; readonly comment: string };

/** What is changed of a clip. */
interface ClipChanges {
  readonly id: string;
  readonly color?: ClipColor | undefined;
  readonly comment?: string | undefined;
  readonly range?: TextRange | undefined;
}

/** Prepares the clips of an open notebook. */
export function openClips(
  database: Database,
  history: History,
  fullText: FullText,
  anchors: Anchors,
) {
  const { sqlite } = database;
  const quoted = openQuotedClips(database);
  const ofArticle = sqlite.prepare<[string], ClipRow>(
    `select ${columns} from ${joined}
     where clip.article_key = (select article_key from article where id = ?) and clip.live = 1
     order by clip."start", clip."end", clip_key`,
  );
  const page = sqlite.prepare<[{ limit: number; offset: number }], SourcedRow>(clipPageSql(false));
  const matchingPage = sqlite.prepare<
    [{ limit: number; offset: number; query: string }],
    SourcedRow
  >(clipPageSql(true));
  const count = sqlite.prepare<[], number>(`select clips from counters`).pluck();
  const countMatching = sqlite
    .prepare<[string], number>(`select count(*) from fts_clip where fts_clip match ?`)
    .pluck();
  const sourcedById = sqlite.prepare<[string], SourcedRow>(
    `select ${sourced} from ${joined} where clip.id = ?`,
  );
  const byId = sqlite.prepare<[string], StoredClip>(
    `select paragraph, clip.live, ${columns}
     from ${joined} where clip.id = ?`,
  );
  const versionById = sqlite.prepare<
    [string],
    { key: number; articleKey: number; codec: number; text: Uint8Array; blocks: Uint8Array }
  >(
    `select version_key as "key", article_key as articleKey, codec, text, blocks
     from version join version_body using (version_key) join article using (article_key)
     where version.id = ? and live = 1 and removed_at is null`,
  );
  const versionOf = sqlite.prepare<[{ version: string; article: string }], VersionKey>(
    `select version_key as "key", version.id, number from version join article using (article_key)
     where version.id = :version and article.id = :article`,
  );
  const add = sqlite.prepare(
    `insert into clip (id, article_key, version_key, "start", "end", quote, prefix, suffix, paragraph,
       color, comment, created_at, changed_at)
     values (:id, :articleKey, :versionKey, :start, :end, :quote, :prefix, :suffix, :paragraph,
       :color, :comment, :at, :at)`,
  );
  const addAnchor = sqlite.prepare(
    `insert into anchor (clip_key, version_key, kind, "start", "end", score)
     values (:key, :versionKey, 'same', :start, :end, 1)`,
  );
  const setFields = sqlite.prepare(
    `update clip set "start" = :start, "end" = :end, quote = :quote, prefix = :prefix, suffix = :suffix,
       paragraph = :paragraph, color = :color, comment = :comment, changed_at = :at where clip_key = :key`,
  );
  const setAnchor = sqlite.prepare(
    `update anchor set "start" = :start, "end" = :end
     where clip_key = :key and version_key = :versionKey and kind = 'same'`,
  );
  const setDeleted = sqlite.prepare<[{ id: string; at: number | null }]>(
    `update clip set deleted_at = :at,
       live = :at is null and (select live from article where article.article_key = clip.article_key)
     where id = :id`,
  );

  const unknown = () =>
    new NotebookError("not-found", "This clip is not in the notebook.", "It may be in the trash.");
  /** The clip, unless it or its article is in the trash. */
  const live = (id: string): StoredClip => {
    const clip = byId.get(id);
    if (clip === undefined || clip.live === 0) throw unknown();
    return clip;
  };

  /** Derives all that a clip keeps from the stored text of its version. */
  const placeIn = (
    version: string,
    range: TextRange,
  ): Place & { key: number; articleKey: number } => {
    const row = versionById.get(version);
    if (row === undefined)
      throw new NotebookError("not-found", "The article of this clip is not in the notebook.");
    const text = unpackBody(row.codec, row.text);
    if (!(range.start >= 0 && range.start < range.end && range.end <= text.length))
      throw new NotebookError("bad-request", "The selection is not a part of the article.");
    const solid = clipRange(text, range.start, range.end);
    if (solid === null)
      throw new NotebookError(
        "bad-request",
        "There is nothing but space to clip.",
        "Select some words.",
      );
    const { start, end } = solid;
    // Written by `articles.add` from blocks.
    const blocks = JSON.parse(unpackBody(row.codec, row.blocks)) as readonly Block[];
    return {
      key: row.key,
      articleKey: row.articleKey,
      start,
      end,
      quote: text.slice(start, end),
      prefix: text.slice(graphemeEnd(text, Math.max(0, start - contextUnits)), start),
      suffix: text.slice(end, graphemeStart(text, Math.min(text.length, end + contextUnits))),
      paragraph: paragraphNumber(blocks, blockStarts(blocks), start),
    };
  };

  /** Clips with their places in one version; in the newest of each one's article when it is null. */
  const placedIn = (rows: readonly ClipRow[], version: VersionKey | null): readonly Clip[] => {
    const newest = new Map<number, VersionKey>();
    return rows.map((row) => {
      const shown = version ?? newest.get(row.articleKey) ?? anchors.newest(row.articleKey);
      if (shown === null) throw new RangeError(`Expected a version of the article of ${row.id}.`);
      newest.set(row.articleKey, shown);
      return clipOf(row, anchors.placeOf(row, shown));
    });
  };
  const placed = (row: ClipRow): Clip => {
    const [clip] = placedIn([row], null);
    if (clip === undefined) throw new RangeError(`Expected the clip ${row.id}.`);
    return clip;
  };

  const writeFields = (stored: StoredClip, fields: Fields, touched: Set<EntityKind>) => {
    const { key, versionKey, live } = stored;
    const { start, end, quote, prefix, suffix, paragraph, color, comment } = fields;
    const at = database.now();
    setFields.run({ key, start, end, quote, prefix, suffix, paragraph, color, comment, at });
    if (start !== stored.start || end !== stored.end) {
      setAnchor.run({ key, versionKey, start, end });
      anchors.follow({ ...stored, start, end, quote, prefix, suffix });
    }
    if (live === 1) fullText.putClip(key, { quote, comment });
    touched.add("clip");
  };

  /** Moves a clip into or out of the trash, keeping the index in step. */
  const setTrash = (id: string, at: number | null, touched: Set<EntityKind>) => {
    setDeleted.run({ id, at });
    const clip = sourcedById.get(id);
    if (clip === undefined) throw unknown();
    if (clip.deleted === 1) fullText.dropClip(clip.key);
    else fullText.putClip(clip.key, clip);
    touched.add("clip").add("article");
  };
  const toTrash: TakeBack = (id, _before, touched) => {
    if (sourcedById.get(id) !== undefined) setTrash(id, database.now(), touched);
  };
  const fromTrash: TakeBack = (id, _before, touched) => {
    if (sourcedById.get(id) !== undefined) setTrash(id, null, touched);
  };
  const putFields = (id: string, fields: Partial<Fields>, touched: Set<EntityKind>) => {
    const clip = byId.get(id);
    if (clip !== undefined) writeFields(clip, { ...clip, ...fields }, touched);
  };
  history.undoes("clip.create", toTrash, fromTrash);
  history.undoes("clip.delete", fromTrash, toTrash);
  history.undoes(
    "clip.update",
    (id, before, touched) => putFields(id, before, touched),
    (id, _before, touched, after) => putFields(id, after, touched),
  );

  /** Changes what is given of a clip; what undoes that is null when it was so already. */
  const edit = (
    input: ClipChanges,
    options: Pick<RecordOptions, "continues">,
  ): { readonly clip: Clip; readonly undoable: Undoable | null } =>
    database.write((touched) => {
      const clip = live(input.id);
      const { start, end, quote, prefix, suffix, paragraph, color, comment } = clip;
      const now: Fields = { start, end, quote, prefix, suffix, paragraph, color, comment };
      const next: Fields = {
        ...now,
        ...(input.range === undefined ? {} : placeFields(placeIn(clip.version, input.range))),
        color: input.color ?? color,
        comment: input.comment ?? comment,
      };
      const change = changed(input.id, now, next);
      if (change === null) return { clip: placed(clip), undoable: null };
      writeFields(clip, next, touched);
      const undoable = history.record(
        clipEdited(Object.keys(change.after ?? {}), clip.quote),
        [change],
        options,
      );
      return { clip: placed(live(input.id)), undoable };
    });

  return {
    /**
     * The clips of an article in the order of the text of a version, the newest unless one is named;
     * those that are lost in it come last.
     */
    ofArticle({
      article,
      version,
    }: {
      readonly article: string;
      readonly version?: string | undefined;
    }): readonly Clip[] {
      return database.read(() => {
        const shown = version === undefined ? null : versionOf.get({ version, article });
        if (shown === undefined) throw unknownVersion();
        return placedIn(ofArticle.all(article), shown).toSorted(byPlace);
      });
    },

    /** Does beforehand, beside the loop, what {@link ofArticle} might take long for. */
    async prepare(input: {
      readonly article: string;
      readonly version?: string | undefined;
    }): Promise<void> {
      const { article, version } = input;
      const first = ofArticle.get(article);
      if (first === undefined) return;
      const shown =
        version === undefined
          ? anchors.newest(first.articleKey)
          : versionOf.get({ version, article });
      if (shown) await anchors.prepare(first.articleKey, shown.key);
    },

    /** The clip as it is kept, unless it or its article is in the trash; then it throws `not-found`. */
    live,
    placed,

    /** A page of all clips, newest first; `words` must begin words of quote or comment. */
    list(input: { readonly offset: number; readonly limit: number; readonly words: string }): {
      readonly total: number;
      readonly rows: readonly SourcedClip[];
    } {
      return database.read(() => {
        const { offset, limit } = input;
        const query = prefixQuery(input.words);
        const rows =
          query === null ? page.all({ limit, offset }) : matchingPage.all({ limit, offset, query });
        const total = query === null ? count.get() : countMatching.get(query);
        return { total: total ?? 0, rows: rows.map((row) => sourcedClip(row, placed(row))) };
      });
    },

    /** How clips go into the trash and out of it, for the trash. */
    ways: { toTrash, fromTrash },

    /**
     * The clips that are known, in the order asked for, also those in the trash, and of those that are
     * gone for good the ones that a note quoted.
     */
    get({ ids }: { readonly ids: readonly string[] }): readonly SourcedClip[] {
      return database.read(() =>
        ids.flatMap((id) => {
          const row = sourcedById.get(id);
          return row === undefined ? quoted.purged(id) : [sourcedClip(row, placed(row))];
        }),
      );
    },

    /**
     * Clips a span of a version: whole graphemes, without space and stray punctuation at its edges.
     * Throws `bad-request` when the span is not in the text or holds only space.
     */
    create(input: {
      readonly version: string;
      readonly start: number;
      readonly end: number;
      readonly color: ClipColor;
      readonly comment: string;
    }): Clip {
      return database.write((touched) => {
        const { key: versionKey, articleKey, ...place } = placeIn(input.version, input);
        const id = database.newId();
        const fields = { ...place, color: input.color, comment: input.comment };
        const row = { id, articleKey, versionKey, at: database.now(), ...fields };
        const key = Number(add.run(row).lastInsertRowid);
        addAnchor.run({ key, versionKey, start: place.start, end: place.end });
        anchors.follow({ key, articleKey, versionKey, ...place });
        fullText.putClip(key, fields);
        // The words need not be written twice: the version is immutable.
        const { version, color, comment } = input;
        const after = { version, start: place.start, end: place.end, color, comment };
        history.record(titled("add clip", place.quote), [
          { verb: "clip.create", entity: id, before: null, after },
        ]);
        touched.add("clip").add("article");
        return placed(live(id));
      });
    },

    /** Changes what is given of a clip; a new range takes its words from the same version. */
    // A comment is saved at every pause in writing it.
    update: (input: ClipChanges): Clip => edit(input, { continues: true }).clip,

    /** Gives a clip fields back that an edit replaced; null when they are so. */
    setBack(id: string, { start, end, ...fields }: Partial<Fields>): Undoable | null {
      const clip = database.read(() => live(id));
      const moved = start !== undefined || end !== undefined;
      const range = { start: start ?? clip.start, end: end ?? clip.end };
      const { color, comment } = fields;
      // Right after the edit it takes back, it is still a change of its own.
      return edit({ id, color, comment, ...(moved ? { range } : {}) }, {}).undoable;
    },

    /** Moves clips to the trash. Throws `not-found`, and moves none, when one is not there. */
    delete({ ids }: { readonly ids: readonly string[] }): Deleted {
      return database.write((touched) => {
        const at = database.now();
        const unique = [...new Set(ids)];
        const quotes = unique.map((id) => {
          const { quote } = live(id);
          setTrash(id, at, touched);
          return quote;
        });
        const [first = ""] = quotes;
        const undoable = history.record(
          quotes.length === 1 ? titled("delete clip", first) : `delete ${quotes.length} clips`,
          unique.map((id): Change => ({
            verb: "clip.delete",
            entity: id,
            before: { deletedAt: null },
            after: { deletedAt: at },
          })),
        );
        return { ...undoable, ...quoted.notes(unique) };
      });
    },
  };
}

function placeFields({ start, end, quote, prefix, suffix, paragraph }: Place): Place {
  return { start, end, quote, prefix, suffix, paragraph };
}

/** The change from one state of a clip to the next, with only the fields that differ. */
function changed(entity: string, now: Fields, next: Fields): Change | null {
  // The keys of a value of a known type.
  const keys = (Object.keys(now) as (keyof Fields)[]).filter((key) => now[key] !== next[key]);
  if (keys.length === 0) return null;
  const pick = (from: Fields) => Object.fromEntries(keys.map((key) => [key, from[key]]));
  return { verb: "clip.update", entity, before: pick(now), after: pick(next) };
}

function unknownVersion(): NotebookError {
  return new NotebookError("not-found", "This version of the article is not in the notebook.");
}

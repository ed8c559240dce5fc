import type { Target, TrashLosses, TrashRow, Undoable } from "../../api.ts";
import { NotebookError } from "../../api.ts";
import type { Database } from "../database.ts";
import { titled } from "./history-labels.ts";
import type { History, TakeBack, Verb } from "./history.ts";

/** What lies in the trash goes for good after this long. */
export const keptMs = 30 * 86_400_000;
const titleUnits = 300;
const mostUsing = 20;

/**
 * The SQL of a page of the trash, newest first: three lists in order, merged. Exported for the test of
 * its query plan.
 */
export const trashPageSql = `
  select 'article' as kind, id, title, byline as detail, deleted_at as deletedAt, article_key as "key"
    from article where deleted_at > 0
  union all
  select 'clip', clip.id, substr(quote, 1, ${titleUnits}),
      (select title from article where article.article_key = clip.article_key), clip.deleted_at, clip_key
    from clip where clip.deleted_at is not null
  union all
  select 'note', id, title, excerpt, deleted_at, note_key from note where deleted_at is not null
  order by 5 desc, 6 desc limit :limit offset :offset`;

/** How each kind of thing goes into the trash and out of it; its noun's own ways. */
export type TrashWays = {
  readonly [Kind in Target["kind"]]: { readonly toTrash: TakeBack; readonly fromTrash: TakeBack };
};

/** Prepares the trash of an open notebook. */
export function openTrash(database: Database, history: History, ways: TrashWays) {
  const { sqlite } = database;
  const page = sqlite.prepare<
    [{ limit: number; offset: number }],
    Omit<TrashRow, "daysLeft"> & { readonly key: number }
  >(trashPageSql);
  const count = sqlite.prepare<[], number>(`select trash from counters`).pluck();
  const inTrash = {
    article: prepareDeleted(database, "article"),
    clip: prepareDeleted(database, "clip"),
    note: prepareDeleted(database, "note"),
  };
  const titleOf = {
    article: sqlite.prepare<[string], string>(`select title from article where id = ?`).pluck(),
    clip: sqlite.prepare<[string], string>(`select quote from clip where id = ?`).pluck(),
    note: sqlite.prepare<[string], string>(`select title from note where id = ?`).pluck(),
  };
  const articleOfClip = sqlite.prepare<[string], { id: string; deletedAt: number | null }>(
    `select article.id, article.deleted_at as deletedAt
     from clip join article using (article_key) where clip.id = ?`,
  );
  const clipsOfArticle = sqlite
    .prepare<[string], string>(
      `select clip.id from clip where article_key = (select article_key from article where id = ?)`,
    )
    .pluck();
  const using = sqlite.prepare<[string], { key: number; id: string; title: string }>(
    `select distinct note.note_key as "key", note.id, note.title
     from link join note using (note_key) where link.target = ? and note.live = 1`,
  );

  for (const kind of ["article", "clip", "note"] as const)
    history.undoes(`${kind}.restore` as Verb, ways[kind].toTrash, ways[kind].fromTrash);

  /** When it was thrown away. Throws `not-found` for what is not in the trash. */
  const deletedAt = ({ kind, id }: Target): number => {
    const at = inTrash[kind].get(id);
    // Nought is what is going for good already.
    if (at !== undefined && at !== null && at > 0) return at;
    throw new NotebookError("not-found", "This is no longer in the trash.");
  };

  /** `restore note ‘Tides’`; several are counted. */
  const restoreLabel = (targets: readonly Target[]): string => {
    const label = `restore ${named(targets)}`;
    const [only, ...others] = targets;
    if (only === undefined || others.length > 0) return label;
    return titled(label, titleOf[only.kind].get(only.id) ?? "");
  };

  return {
    /** A page of what lies in the trash, what was thrown away last first. */
    list(input: { readonly offset: number; readonly limit: number }): {
      readonly total: number;
      readonly rows: readonly TrashRow[];
    } {
      return database.read(() => ({
        total: count.get() ?? 0,
        rows: page.all(input).map(({ kind, id, title, detail, deletedAt: at }) => ({
          kind,
          id,
          title: title.toWellFormed(),
          // Written by `articles.add` from a list of names.
          detail: kind === "article" ? (JSON.parse(detail) as string[]).join(", ") : detail,
          deletedAt: at,
          daysLeft: Math.max(0, Math.ceil((at + keptMs - database.now()) / 86_400_000)),
        })),
      }));
    },

    /**
     * Takes things out of the trash, with all that belongs to them; a clip brings its article along.
     * Throws `not-found`, and takes none, when one is not there.
     */
    restore({ targets }: { readonly targets: readonly Target[] }): Undoable {
      return database.write((touched) => {
        const wanted = new Map(targets.map((target) => [target.id, target]));
        for (const { kind, id } of targets) {
          const article = kind === "clip" ? articleOfClip.get(id) : undefined;
          if (article !== undefined && article.deletedAt !== null)
            wanted.set(article.id, { kind: "article", id: article.id });
        }
        const changes = [...wanted.values()].map((target) => ({
          verb: `${target.kind}.restore` as Verb,
          entity: target.id,
          before: { deletedAt: deletedAt(target) },
          after: { deletedAt: null },
        }));
        for (const { kind, id } of wanted.values())
          ways[kind].fromTrash(id, {}, touched, {}, database.now());
        return history.record(restoreLabel([...wanted.values()]), changes);
      });
    },

    /** What would be lost if these went for good. */
    losses({ targets }: { readonly targets: readonly Target[] }): TrashLosses {
      return database.read(() => {
        const articles = targets.filter(({ kind }) => kind === "article");
        const clips = new Set([
          ...targets.filter(({ kind }) => kind === "clip").map(({ id }) => id),
          ...articles.flatMap(({ id }) => clipsOfArticle.all(id)),
        ]);
        const gone = new Set(targets.map(({ id }) => id));
        const notes = new Map<string, string>();
        for (const id of [...gone, ...clips])
          for (const note of using.all(id)) notes.set(note.id, note.title);
        return {
          articles: articles.length,
          clips: clips.size,
          notes: targets.filter(({ kind }) => kind === "note").length,
          usedIn: [...notes].slice(0, mostUsing).map(([id, title]) => ({ id, title })),
          usedInTotal: notes.size,
        };
      });
    },
  };
}

function prepareDeleted({ sqlite }: Database, table: Target["kind"]) {
  return sqlite
    .prepare<[string], number | null>(`select deleted_at from ${table} where id = ?`)
    .pluck();
}

/** `3 clips`, `an article and 2 notes`; for labels. */
export function named(targets: readonly Target[]): string {
  return (["article", "clip", "note"] as const)
    .flatMap((kind) => {
      const count = targets.filter((target) => target.kind === kind).length;
      if (count === 0) return [];
      return count === 1 ? kind : `${count} ${kind}s`;
    })
    .join(" and ");
}

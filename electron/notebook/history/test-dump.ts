/** What a notebook says, as a value to compare: for tests of undo. */
import type Sqlite from "better-sqlite3";
import { unpackBody } from "../storage/bodies.ts";

type Row = Readonly<Record<string, unknown>>;

/** Tables of which every row belongs to a thing, by the column that names it. */
const owned = {
  article: ["article_key", "article"],
  clip: ["clip_key", "clip"],
  note: ["note_key", "note"],
} as const;

/** They say when, how often and in which order, not what; counters are compared by `check`. */
const unsaid = new Set([
  "changed_at",
  "recent_at",
  "opened_at",
  "deleted_at",
  "revision",
  "live",
  "position_kept",
  "clips",
  "clipped",
  // Of notes: worked out when they are saved, with the titles that the things they name have then.
  "excerpt",
  "words",
  "before",
  "after",
]);

/** The state of each thing there is, by its id; of what hangs on it too. Whether it is in the trash. */
export interface Dumped {
  readonly things: ReadonlyMap<string, { readonly deleted: boolean; readonly state: string }>;
}

/** Reads everything that a person can see of articles, clips and notes. */
export function dumpNotebook(sqlite: Sqlite.Database): Dumped {
  const all = (sql: string) => sqlite.prepare<[], Row>(sql).all();
  const said = (row: Row) =>
    Object.fromEntries(Object.entries(row).filter(([column]) => !unsaid.has(column)));
  const by = (key: string, sql: string) => Map.groupBy(all(sql), (row) => row[key]);
  const tags = by(
    "article_key",
    `select article_key, id, name from article_tag join tag using (tag_key) order by id`,
  );
  const versions = by(
    "article_key",
    `select article_key, id, number from version where removed_at is null order by number`,
  );
  const anchors = by(
    "clip_key",
    `select anchor.* from anchor join version using (version_key) where removed_at is null
     order by clip_key, version_key`,
  );
  const aliases = by("note_key", `select * from note_alias order by note_key, position`);
  const headings = by("note_key", `select * from note_heading order by note_key, position`);
  const links = by(
    "note_key",
    `select note_key, kind, target_kind, target, words as wording, kept, embedded
     from link order by note_key, position`,
  );
  const bodies = new Map(
    all(`select note_key, codec, body from note_body`).map(({ note_key: key, codec, body }) => [
      key,
      // Columns of the table.
      unpackBody(Number(codec), body as Uint8Array),
    ]),
  );
  const hanging: Record<keyof typeof owned, (key: unknown) => unknown> = {
    article: (key) => [tags.get(key), versions.get(key)],
    clip: (key) => anchors.get(key),
    note: (key) => [bodies.get(key), aliases.get(key), headings.get(key), links.get(key)],
  };
  const things = (Object.keys(owned) as (keyof typeof owned)[]).flatMap((kind) =>
    all(`select * from ${kind}`).map((row) => {
      const state = JSON.stringify([said(row), hanging[kind](row[owned[kind][0]])], null, 1);
      return [String(row["id"]), { deleted: row["deleted_at"] !== null, state }] as const;
    }),
  );
  return { things: new Map(things) };
}

/**
 * What is other than it was, in lines for a person; none when all is as before. What came since and lies
 * in the trash again is no difference: nobody sees it, and nothing is lost.
 */
export function differences(before: Dumped, now: Dumped): readonly string[] {
  const lost = [...before.things].flatMap(([id, was]) => {
    const is = now.things.get(id);
    if (is === undefined) return [`${id} is gone`];
    if (is.deleted !== was.deleted) return [`${id} is ${is.deleted ? "" : "not "}in the trash`];
    const [then, there] = [was.state.split("\n"), is.state.split("\n")];
    return [
      ...then.filter((line) => !there.includes(line)).map((line) => `${id} had ${line.trim()}`),
      ...there.filter((line) => !then.includes(line)).map((line) => `${id} has ${line.trim()}`),
    ];
  });
  const more = [...now.things].filter(([id, { deleted }]) => !before.things.has(id) && !deleted);
  return [...lost, ...more.map(([id]) => `${id} is there as well`)];
}

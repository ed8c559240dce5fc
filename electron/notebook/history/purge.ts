import { setImmediate } from "node:timers/promises";
import type { EntityKind, SourcedClip, Target } from "../../api.ts";
import type { Database } from "../database.ts";
import type { Files } from "../storage/files.ts";
import type { History } from "./history.ts";
import { keptMs, named } from "./trash.ts";

/** Clips of an article that go in one transaction: about ten milliseconds. */
const clipsAtOnce = 200;
const filesAtOnce = 20;

/**
 * When an article was thrown away that is going for good in more than one step: earlier than anything. It is
 * shown no more and does not come back, and whatever ends the program, housekeeping goes on with it first.
 */
export const goingSince = 0;

interface Gone {
  readonly kind: Target["kind"];
  readonly id: string;
}

/** Prepares taking what lies in the trash away for good, in small steps. */
export function openPurge(
  database: Database,
  history: History,
  files: Files,
  clipAsShown: (id: string) => SourcedClip | null,
) {
  const { sqlite } = database;
  const keyOf = {
    article: prepareKey(database, "article"),
    clip: prepareKey(database, "clip"),
    note: prepareKey(database, "note"),
  };
  const titleOf = {
    article: prepareTitle(database, "article"),
    note: prepareTitle(database, "note"),
  };
  const setGoing = sqlite.prepare<[number]>(
    `update article set deleted_at = ${goingSince} where article_key = ?`,
  );
  const isLinked = sqlite.prepare<[string]>(`select 1 from link where target = ? limit 1`);
  const wasQuoted = sqlite.prepare<[string]>(`select 1 from quoted where clip = ?`);
  const bury = sqlite.prepare<[Gone & { title: string; clip: string | null; at: number }]>(
    `insert or replace into purged (id, kind, title, clip, purged_at)
     values (:id, :kind, :title, :clip, :at)`,
  );
  const clipsOf = sqlite
    .prepare<[number], string>(`select id from clip where article_key = ? limit ${clipsAtOnce}`)
    .pluck();
  const versionsOf = sqlite.prepare<[number], { key: number; id: string; file: number }>(
    `select version_key as "key", id, file_key as file from version where article_key = ?`,
  );
  const imagesOf = sqlite
    .prepare<[number], number>(`select file_key from version_image where version_key = ?`)
    .pluck();
  const isUsed = sqlite.prepare<[{ file: number }]>(
    `select 1 from version where file_key = :file
     union all select 1 from version_image where file_key = :file
     union all select 1 from note_image where file_key = :file limit 1`,
  );
  const retire = sqlite.prepare<[number]>(
    `insert or ignore into file_unused (hash, extension) select hash, extension from file where file_key = ?`,
  );
  const hashOf = sqlite
    .prepare<[number], string>(`select hash from file where file_key = ?`)
    .pluck();
  const dropFile = sqlite.prepare<[number]>(`delete from file where file_key = ?`);
  const drops = (table: string, column: string) =>
    sqlite.prepare<[number]>(`delete from ${table} where ${column} = ?`);
  const ofClip = [drops("anchor", "clip_key"), drops("clip", "clip_key")];
  const ofVersion = [
    drops("anchor", "version_key"),
    drops("version_image", "version_key"),
    drops("version_body", "version_key"),
    drops("version", "version_key"),
  ];
  // What is found by hash, sketches and names, may point to nothing: it is compared in full anyway.
  const ofArticle = [drops("article_tag", "article_key"), drops("article", "article_key")];
  const ofNote = [
    drops("note_image", "note_key"),
    drops("link", "note_key"),
    drops("note_heading", "note_key"),
    drops("note_alias", "note_key"),
    drops("note_revision", "note_key"),
    drops("note_body", "note_key"),
    drops("note", "note_key"),
  ];
  const oldest = sqlite.prepare<[{ before: number }], Gone>(
    (["article", "clip", "note"] as const)
      .map(
        (kind) => `select * from (select '${kind}' as kind, id from ${kind}
          where deleted_at is not null and deleted_at < :before order by deleted_at limit 1)`,
      )
      .join(" union all ") + " limit 1",
  );
  const unused = sqlite.prepare<[string], { hash: string; extension: string }>(
    `select hash, extension from file_unused where hash > ? order by hash limit ${filesAtOnce}`,
  );
  const dropUnused = sqlite.prepare<[string]>(`delete from file_unused where hash = ?`);

  const purgeClip = (id: string, touched: Set<EntityKind>) => {
    const key = keyOf.clip.get(id);
    if (key === undefined) return;
    const linked = isLinked.get(id) !== undefined;
    if (linked || wasQuoted.get(id) !== undefined) {
      const clip = clipAsShown(id);
      const title = clip?.quote.slice(0, 300).toWellFormed() ?? "";
      const kept = clip === null ? null : JSON.stringify({ ...clip, deleted: true });
      bury.run({ id, kind: "clip", title, clip: kept, at: database.now() });
    }
    for (const drop of ofClip) drop.run(key);
    history.forget(id);
    touched.add("clip");
  };
  const purgeTitled = (kind: "article" | "note", id: string) => {
    const title = titleOf[kind].get(id) ?? "";
    if (isLinked.get(id) !== undefined)
      bury.run({ id, kind, title, clip: null, at: database.now() });
    history.forget(id);
  };
  const imagesOfNote = sqlite
    .prepare<[number], number>(`select file_key from note_image where note_key = ?`)
    .pluck();
  /** Lets go of files that nothing names any more. */
  const free = (freed: Iterable<number>) => {
    for (const file of freed) {
      if (isUsed.get({ file }) !== undefined) continue;
      retire.run(file);
      const hash = hashOf.get(file);
      if (hash !== undefined) files.release(hash);
      dropFile.run(file);
    }
  };
  const purgeNote = (id: string, touched: Set<EntityKind>) => {
    const key = keyOf.note.get(id);
    if (key === undefined) return;
    purgeTitled("note", id);
    const images = imagesOfNote.all(key);
    for (const drop of ofNote) drop.run(key);
    free(images);
    touched.add("note").add("link");
  };
  /** One step of an article's going; false when there are more to come. */
  const purgeArticle = (id: string, touched: Set<EntityKind>): boolean => {
    const key = keyOf.article.get(id);
    if (key === undefined) return true;
    const clips = clipsOf.all(key);
    for (const clip of clips) purgeClip(clip, touched);
    if (clips.length === clipsAtOnce) {
      setGoing.run(key);
      return false;
    }
    const freed = new Set<number>();
    for (const version of versionsOf.all(key)) {
      for (const file of [version.file, ...imagesOf.all(version.key)]) freed.add(file);
      for (const drop of ofVersion) drop.run(version.key);
      history.forget(version.id);
    }
    purgeTitled("article", id);
    for (const drop of ofArticle) drop.run(key);
    free(freed);
    touched.add("article").add("articleList");
    return true;
  };
  const inTrash = sqlite.prepare<[{ id: string }]>(
    `select 1 from article where id = :id and deleted_at is not null
     union all select 1 from clip where id = :id and deleted_at is not null
     union all select 1 from note where id = :id and deleted_at is not null`,
  );
  /** One step of anything's going; true when it is gone. What is not in the trash any more stays. */
  const purgeStep = ({ kind, id }: Gone): boolean =>
    database.write((touched) => {
      if (inTrash.get({ id }) === undefined) return true;
      if (kind === "article") return purgeArticle(id, touched);
      if (kind === "clip") purgeClip(id, touched);
      else purgeNote(id, touched);
      return true;
    });
  /** Takes a thing away step by step; false when it was not in the trash. */
  const goFor = async (gone: Gone): Promise<boolean> => {
    if (database.read(() => inTrash.get(gone)) === undefined) return false;
    while (!purgeStep(gone)) await setImmediate();
    return true;
  };

  return {
    /**
     * Takes things in the trash away for good; what is not there is left alone. Their words stay where
     * notes quote them. Not to be undone.
     */
    async purge({ targets }: { readonly targets: readonly Target[] }): Promise<null> {
      const gone: Gone[] = [];
      for (const target of targets) {
        // Something may have been brought back since it was asked for.
        if (await goFor(target)) gone.push(target);
        await setImmediate();
      }
      record(gone);
      await removeUnused();
      return null;
    },

    /** The same for all that lies in the trash now. */
    async empty(): Promise<null> {
      const before = database.now() + 1;
      const gone: Gone[] = [];
      for (;;) {
        const next = database.read(() => oldest.get({ before }));
        if (next === undefined) break;
        await goFor(next);
        gone.push(next);
        await setImmediate();
      }
      record(gone);
      await removeUnused();
      return null;
    },

    /** A step of taking away what has lain in the trash for 30 days; false when nothing has. */
    step(): boolean {
      const next = database.read(() => oldest.get({ before: database.now() - keptMs }));
      if (next === undefined) return false;
      purgeStep(next);
      return true;
    },

    /** Removes files from the disk that nothing names any more. */
    removeUnused,
  };

  function record(gone: readonly Gone[]): void {
    if (gone.length === 0) return;
    database.write(() => history.record(`delete ${named(gone)} for good`, [], { undoable: false }));
  }

  /** Those that may have been put there for an import under way have their turn another time. */
  async function removeUnused(): Promise<void> {
    for (let after = ""; ;) {
      const found = database.read(() => unused.all(after));
      const last = found.at(-1);
      if (last === undefined) return;
      for (const { hash, extension } of found)
        if (files.removeUnnamed(hash, extension)) database.write(() => dropUnused.run(hash));
      after = last.hash;
      await setImmediate();
    }
  }
}
export type Purge = ReturnType<typeof openPurge>;

function prepareKey({ sqlite }: Database, table: Target["kind"]) {
  return sqlite.prepare<[string], number>(`select ${table}_key from ${table} where id = ?`).pluck();
}

function prepareTitle({ sqlite }: Database, table: "article" | "note") {
  return sqlite.prepare<[string], string>(`select title from ${table} where id = ?`).pluck();
}

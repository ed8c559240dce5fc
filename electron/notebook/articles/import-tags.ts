import { setImmediate } from "node:timers/promises";
import type { Undoable } from "../../api.ts";
import { folderNames } from "../../text/folder-names.ts";
import type { Database } from "../database.ts";
import { tagName, type Tags } from "./tags.ts";

interface Line {
  readonly position: number;
  readonly file: string;
  readonly article: string;
}

/** Lines looked at, and articles tagged, before others have their turn. */
const atOnce = 100;
/** More names than these are counted and not listed. */
const mostNames = 200;

/** Prepares tagging the articles of an import with the names of the folders that they came from. */
export function openImportTags(database: Database, tags: Tags) {
  const { sqlite } = database;
  const lines = sqlite.prepare<[{ job: string; after: number; limit: number }], Line>(
    `select position, file, article from import_item
     where job_key = (select job_key from import_job where id = :job) and position > :after
       and article is not null and status in ('imported', 'version')
     order by position limit :limit`,
  );

  async function* batches(job: string): AsyncGenerator<readonly Line[]> {
    for (let after = -1; ;) {
      const batch = database.read(() => lines.all({ job, after, limit: atOnce }));
      const last = batch.at(-1);
      if (last === undefined) return;
      yield batch;
      after = last.position;
      await setImmediate();
    }
  }

  return {
    /** The names that {@link add} would give, in the order in which they come; up to 200 of them. */
    async names({ job }: { readonly job: string }): Promise<readonly string[]> {
      const names = new Set<string>();
      for await (const batch of batches(job)) {
        for (const { file } of batch)
          for (const name of folderNames(file)) names.add(tagName(name));
        if (names.size > mostNames) break;
      }
      names.delete("");
      return [...names].slice(0, mostNames);
    },

    /** Gives each article the names of its folders as tags, in one group to undo; null when it has them. */
    async add({ job }: { readonly job: string }): Promise<Undoable | null> {
      const group = database.newId();
      let done: Undoable | null = null;
      for await (const batch of batches(job)) {
        const named = batch.map(({ file, article }) => ({ article, names: folderNames(file) }));
        done = tags.tagEach("add folder names as tags", group, named) ?? done;
      }
      return done;
    },
  };
}

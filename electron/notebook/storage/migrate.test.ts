import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { assembleNotebook, databaseName, openNotebook } from "../notebook.ts";
import { openFile } from "./opening.ts";
import { migrations } from "./schema.ts";
import { addArticle, addNote, clipWords, codeFrom, newFolder } from "../test-notebook.ts";

const newest = migrations.length;
const next = `
  create table mood (note_key integer primary key references note, mood text not null) strict;
  insert into mood select note_key, 'calm' from note;`;

/** A closed notebook of the newest version with an article, a clip and a note. */
async function closedNotebook(): Promise<string> {
  const folder = newFolder();
  const notebook = openNotebook({ folder, mode: "create" });
  const article = await addArticle(notebook, ["The sea rises."]);
  clipWords(notebook, article, "sea");
  addNote(notebook, "Kept", "words");
  notebook.close();
  return folder;
}

describe("a notebook of an older version", () => {
  test("is brought to the newest with all that is in it, after a verified backup", async () => {
    const folder = await closedNotebook();
    const before = readFileSync(join(folder, databaseName));
    const file = openFile({
      folder,
      mode: "open",
      migrations: [...migrations, next],
      now: () => 7,
    });
    const notebook = assembleNotebook(file, {});
    expect(file.sqlite.pragma("user_version", { simple: true })).toBe(newest + 1);
    expect(file.sqlite.prepare("select mood from mood").pluck().all()).toEqual(["calm"]);
    expect(notebook.info()).toMatchObject({ articles: 1, clips: 1, notes: 1 });
    expect((await notebook.check()).findings).toEqual([]);
    notebook.close();

    const name = `before-version-${newest + 1}-7.commonplace`;
    expect(readdirSync(join(folder, "backups"))).toEqual([name]);
    const backup = new Sqlite(join(folder, "backups", name), { readonly: true });
    expect(backup.pragma("user_version", { simple: true })).toBe(newest);
    expect(backup.prepare("select title from note").pluck().all()).toEqual(["Kept"]);
    backup.close();
    expect(readFileSync(join(folder, databaseName))).not.toEqual(before);
  });

  test("is not touched again once it is up to date", async () => {
    const folder = await closedNotebook();
    const options = { folder, mode: "open", migrations: [...migrations, next] } as const;
    openFile(options).close();
    openFile(options).close();
    expect(readdirSync(join(folder, "backups"))).toHaveLength(1);
  });

  test("stays as it was when a step fails", async () => {
    const folder = await closedNotebook();
    const broken = "create table mood (x text) strict; this is no SQL";
    expect(
      await codeFrom(() => openFile({ folder, mode: "open", migrations: [...migrations, broken] })),
    ).toBe("SQLITE_ERROR");
    const notebook = openNotebook({ folder, mode: "open" });
    expect(notebook.info().notes).toBe(1);
    notebook.close();
  });

  test("is not touched when no backup can be made", async () => {
    const folder = await closedNotebook();
    const backups = join(folder, databaseName, "cannot be a folder");
    expect(
      await codeFrom(() =>
        openFile({ folder, mode: "open", backups, migrations: [...migrations, next] }),
      ),
    ).not.toBe("nothing");
    const notebook = openNotebook({ folder, mode: "open" });
    expect(notebook.info().notes).toBe(1);
    notebook.close();
  });
});

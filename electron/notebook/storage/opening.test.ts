import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { basename, join } from "node:path";
import Sqlite from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { databaseName, openNotebook } from "../notebook.ts";
import { applicationId, migrations } from "./schema.ts";
import {
  addArticle,
  addNote,
  clipWords,
  codeFrom,
  newFolder,
  newNotebook,
  noteBody,
} from "../test-notebook.ts";

const open = (folder: string, mode: "open" | "create" | "readOnly" = "open") =>
  openNotebook({ folder, mode });

/** A closed notebook with a note in it; its folder and its database file. */
function closedNotebook(): { readonly folder: string; readonly file: string } {
  const folder = join(newFolder(), "Study");
  const notebook = open(folder, "create");
  addNote(notebook, "Kept", "words");
  notebook.close();
  return { folder, file: join(folder, databaseName) };
}

/** Opens in a way that must fail; the code, and whether anything in the folder changed. */
async function refused(folder: string, mode: "open" | "create" | "readOnly" = "open") {
  const bytes = () =>
    existsSync(folder)
      ? readdirSync(folder)
          .toSorted()
          .map((name) => [
            name,
            name.includes("commonplace") ? readFileSync(join(folder, name), "latin1") : "",
          ])
      : null;
  const before = JSON.stringify(bytes());
  const code = await codeFrom(() => open(folder, mode).close());
  return JSON.stringify(bytes()) === before ? code : `${code}, and changed something`;
}

describe("creating a notebook", () => {
  test("makes the folder, a database of our own and a place for files", () => {
    const folder = join(newFolder(), "a", "My study");
    const notebook = open(folder, "create");
    expect(notebook.info()).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: "My study",
      readOnly: false,
      readOnlyReason: null,
      articles: 0,
      unread: 0,
      clips: 0,
      notes: 0,
      tags: 0,
      trash: 0,
    });
    notebook.close();
    const header = readFileSync(join(folder, databaseName));
    expect(header.readUInt32BE(68)).toBe(applicationId);
    expect(header.readUInt32BE(60)).toBe(migrations.length);
  });

  test("never takes the place of one that is there, not even of an empty file", async () => {
    const { folder } = closedNotebook();
    expect(await refused(folder, "create")).toBe("notebook-exists");
    const other = newFolder();
    writeFileSync(join(other, databaseName), "");
    expect(await refused(other, "create")).toBe("notebook-exists");
  });

  test("starts again where an earlier try was cut short", () => {
    const folder = newFolder();
    writeFileSync(join(folder, `${databaseName}.new`), "half a database");
    open(folder, "create").close();
    expect(readdirSync(folder).toSorted()).toEqual(["files", databaseName]);
  });
});

describe("opening a notebook", () => {
  test("takes the folder or the file in it, and finds everything as it was", () => {
    const { folder, file } = closedNotebook();
    for (const place of [folder, file, `${folder}/`]) {
      const notebook = open(place);
      expect(notebook.info()).toMatchObject({ name: "Study", notes: 1 });
      notebook.close();
    }
  });

  test("through a link is opening the notebook it leads to, with its lock", async () => {
    const { folder } = closedNotebook();
    const alias = join(newFolder(), "Alias");
    symlinkSync(folder, alias);
    const notebook = open(alias);
    expect(notebook.info().name).toBe("Study");
    expect(await codeFrom(() => open(folder))).toBe("notebook-locked");
    notebook.close();
  });

  test("does not write where a link in its folder leads", () => {
    const { folder } = closedNotebook();
    const precious = join(newFolder(), "precious");
    writeFileSync(precious, "as it was");
    symlinkSync(precious, join(folder, "notebook.lock"));
    open(folder).close();
    expect(readFileSync(precious, "utf8")).toBe("as it was");
  });

  test("that is missing says so and makes nothing", async () => {
    const folder = newFolder();
    expect(await refused(folder)).toBe("notebook-missing");
    expect(await refused(join(folder, "absent"))).toBe("notebook-missing");
    expect(await refused(join(folder, "absent", databaseName), "readOnly")).toBe(
      "notebook-missing",
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  test("that is empty, no database, or another program's is left as it is", async () => {
    const { folder, file } = closedNotebook();
    for (const bytes of ["", "x", "A letter to a friend. ".repeat(20)]) {
      writeFileSync(file, bytes);
      expect(await refused(folder)).toBe("notebook-foreign");
      expect(await refused(folder, "readOnly")).toBe("notebook-foreign");
    }
    rmSync(file);
    const other = new Sqlite(file);
    other.exec("create table theirs (x)");
    other.close();
    expect(await refused(folder)).toBe("notebook-foreign");
  });

  test("of a newer Commonplace is refused, but can be read", async () => {
    const { folder, file } = closedNotebook();
    const sqlite = new Sqlite(file);
    sqlite.exec("alter table note add column mood text; pragma user_version = 99");
    sqlite.close();
    expect(await refused(folder)).toBe("notebook-newer");
    const notebook = open(folder, "readOnly");
    expect(notebook.info().readOnlyReason).toBe("It was made by a newer Commonplace.");
    expect(notebook.notes.list({ offset: 0, limit: 5, words: "kept" }).total).toBe(1);
    notebook.close();
  });

  test("of a version whose tables are other than ours says so, also for reading", async () => {
    const { folder, file } = closedNotebook();
    const sqlite = new Sqlite(file);
    sqlite.exec("alter table note rename to page; pragma user_version = 99");
    sqlite.close();
    expect(await refused(folder)).toBe("notebook-newer");
    expect(await refused(folder, "readOnly")).toBe("notebook-newer");
  });

  test("with a trigger, a view or a table that is not ours is refused", async () => {
    const additions = [
      "create trigger evil after insert on note begin delete from clip; end",
      "create view spy as select * from note",
      "create table extra (x)",
      "drop trigger note_added; create trigger note_added after insert on note begin delete from clip; end",
    ];
    for (const sql of additions) {
      const { folder, file } = closedNotebook();
      const sqlite = new Sqlite(file);
      sqlite.exec(sql);
      sqlite.close();
      expect(await refused(folder)).toBe("notebook-foreign");
    }
  });

  test("that lacks a part of its schema is damaged", async () => {
    const { folder, file } = closedNotebook();
    const sqlite = new Sqlite(file);
    sqlite.exec("drop table anchor");
    sqlite.close();
    expect(await refused(folder)).toBe("notebook-damaged");
  });

  test("that was cut off is damaged", async () => {
    const { folder, file } = closedNotebook();
    truncateSync(file, Math.floor(readFileSync(file).length / 2));
    expect(await refused(folder)).toBe("notebook-damaged");
  });

  test("with a log from an unclean end is checked first, and left as it is when unsound", async () => {
    const { folder, file } = closedNotebook();
    // A log of this notebook, over a database of which a page was lost meanwhile.
    const notebook = open(folder);
    addNote(notebook, "Later", "more words");
    const log = readFileSync(`${file}-wal`);
    notebook.close();
    const bytes = readFileSync(file);
    bytes.fill(0xff, 4_096 * 3, 4_096 * 6);
    bytes.writeUInt8(2, 18);
    bytes.writeUInt8(2, 19);
    writeFileSync(file, bytes);
    writeFileSync(`${file}-wal`, log);
    expect(await refused(folder)).toBe("notebook-damaged");
  });

  test("twice at the same time is refused with who has it", async () => {
    const notebook = newNotebook();
    expect(() => open(notebook.folder)).toThrow(`process ${process.pid}`);
    expect(await codeFrom(() => open(notebook.folder))).toBe("notebook-locked");
    expect(await codeFrom(() => open(notebook.folder, "readOnly"))).toBe("notebook-locked");
    addNote(notebook, "Still", "works");
    notebook.close();
    open(notebook.folder).close();
  });

  test("that another computer has open is never taken over", async () => {
    const { folder } = closedNotebook();
    const lock = join(folder, "notebook.lock");
    writeFileSync(lock, JSON.stringify({ host: `not ${hostname()}`, pid: 1, time: Date.now() }));
    expect(await refused(folder)).toBe("notebook-locked");
    expect(() => open(folder)).toThrow(`“not ${hostname()}”`);
    open(folder, "readOnly").close();
    // What cannot be read names nobody.
    writeFileSync(lock, "{");
    open(folder).close();
    expect(existsSync(lock)).toBe(false);
  });
});

describe("opening for reading", () => {
  test("shows everything, changes nothing, and refuses what would", async () => {
    const made = newNotebook();
    const article = await addArticle(made, ["The sea rises."], { title: "Tides" });
    const clip = clipWords(made, article, "sea");
    const note = addNote(made, "Kept", "words");
    made.close();
    const before = readFileSync(join(made.folder, databaseName));

    const notebook = open(made.folder, "readOnly");
    expect(notebook.info()).toMatchObject({
      name: basename(made.folder),
      readOnly: true,
      articles: 1,
      clips: 1,
      notes: 1,
    });
    expect(notebook.articles.get({ id: article.id })).toEqual(article);
    expect(notebook.search.find({ query: "sea", limit: 5 }).totals).toEqual({
      articles: 1,
      clips: 1,
      notes: 0,
    });
    expect((await notebook.check()).findings).toEqual([]);
    const writes = [
      () => notebook.notes.create({ title: "x" }),
      () => notebook.notes.save({ id: note, base: 1, body: noteBody("x") }),
      () => notebook.clips.delete({ ids: [clip.id] }),
      () => notebook.articles.delete({ id: article.id }),
      () => notebook.history.undo({ group: null }),
      () => notebook.imports.begin(1),
    ];
    const codes = await Promise.all(writes.map((write) => codeFrom(write)));
    expect(new Set(codes)).toEqual(new Set(["read-only"]));
    // Looking around is remembered as long as it is open.
    notebook.view.set({ ...notebook.view.get(), article: article.id });
    expect(notebook.view.get().article).toBe(article.id);
    notebook.articles.setPosition({ id: article.id, position: 3 });
    notebook.close();
    expect(readFileSync(join(made.folder, databaseName))).toEqual(before);
    expect(readdirSync(made.folder).toSorted()).toEqual(["files", databaseName]);
  });

  test("includes what is only in the log yet", () => {
    const made = newNotebook();
    addNote(made, "In the log", "words");
    const copy = newFolder();
    mkdirSync(join(copy, "files"));
    // As a backup program or a crash would leave it.
    for (const ending of ["", "-wal"])
      copyFileSync(join(made.folder, databaseName + ending), join(copy, databaseName + ending));
    const notebook = open(copy, "readOnly");
    expect(notebook.info().notes).toBe(1);
    notebook.close();
    expect(readdirSync(copy).toSorted()).toEqual(["files", databaseName, `${databaseName}-wal`]);
  });

  test("shows what is left of a damaged notebook, and says that it is damaged", () => {
    const { folder, file } = closedNotebook();
    const bytes = readFileSync(file);
    const sqlite = new Sqlite(file, { readonly: true });
    const page = Number(
      sqlite
        .prepare("select rootpage from sqlite_schema where name = 'link_by_target'")
        .pluck()
        .get(),
    );
    sqlite.close();
    bytes.fill(0xff, (page - 1) * 4_096, page * 4_096);
    writeFileSync(file, bytes);
    const notebook = open(folder, "readOnly");
    expect(notebook.info().readOnlyReason).toContain("damaged");
    expect(notebook.notes.list({ offset: 0, limit: 5, words: "" }).total).toBe(1);
    notebook.close();
  });
});

test("the view comes back as it was left", () => {
  const { folder } = closedNotebook();
  const view = {
    section: "notes",
    tag: null,
    article: null,
    note: "n",
    sort: "title",
    descending: false,
  } as const;
  const first = open(folder);
  expect(first.view.get().section).toBe("articles");
  first.view.set(view);
  first.close();
  const second = open(folder);
  expect(second.view.get()).toEqual(view);
  second.close();
});

/**
 * Version 1 to 2 with what a notebook of version 1 held. The rows are written in SQL as that version
 * wrote them, so that the test stays true whatever the core does today.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { zstdCompressSync } from "node:zlib";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { databaseName, openNotebook } from "../notebook.ts";
import { openFile } from "./opening.ts";
import { migrations } from "./schema.ts";
import { newFolder, noteBody } from "../test-notebook.ts";

const at = 1_700_000_000_000;
const text = "The sea rises.\nThe gauge saw it first.";
const blocks = text.split("\n").map((line) => ({ kind: "paragraph", text: line, marks: [] }));
const hash = (bytes: string) => createHash("sha256").update(bytes).digest("hex");
const pack = (body: string) => zstdCompressSync(body);
const articles = ["article-1", "article-2", "article-3"];

/** A closed notebook of version 1: three articles, one in the trash; a clip; a note that quotes it. */
function versionOne(): string {
  const folder = newFolder();
  openFile({ folder, mode: "create", migrations: migrations.slice(0, 1), now: () => at }).close();
  const sqlite = new Sqlite(join(folder, databaseName));
  sqlite.pragma("foreign_keys = on");
  articles.forEach((id, index) => {
    const original = `original of ${id}`;
    const file = hash(original);
    mkdirSync(join(folder, "files", file.slice(0, 2)), { recursive: true });
    writeFileSync(join(folder, "files", file.slice(0, 2), `${file}.txt`), original);
    const title = `Tides ${index + 1}`;
    const gone = index === 2;
    sqlite
      .prepare(
        `insert into file (file_key, hash, extension, media_type, size, added_at)
         values (?, ?, 'txt', 'text/plain', ?, ?)`,
      )
      .run(index + 1, file, original.length, at);
    sqlite
      .prepare(
        `insert into article (article_key, id, title, title_derived, byline, site, published, url,
           language, identifiers, abstract, found, excerpt, words, unread, opened_at, position,
           added_at, deleted_at, live, title_order, byline_order, site_order, published_order)
         values (?, ?, ?, 0, '["Ann Lee","Bo Fu"]', 'Daily', '2015-05', 'https://daily.example/t',
           'en', '{"doi":"10.1000/1"}', 'On tides.', '{"title":"heading"}', 'The gauge', 8, 0, ?, 5,
           ?, ?, ?, ?, 'ann lee, bo fu', 'daily', '2015-05')`,
      )
      .run(
        index + 1,
        id,
        title,
        at,
        at + index,
        gone ? at : null,
        Number(!gone),
        title.toLowerCase(),
      );
    sqlite
      .prepare(
        `insert into version (version_key, id, article_key, number, file_key, file_name, importer,
           importer_version, imported_at, words, length, text_hash, warnings)
         values (?, ?, ?, 1, ?, 'tides.txt', 'text', 1, ?, 8, ?, ?, '["A picture was left out."]')`,
      )
      .run(index + 1, `version-${index + 1}`, index + 1, index + 1, at, text.length, hash(text));
    sqlite
      .prepare(`insert into version_body (version_key, codec, text, blocks) values (?, 1, ?, ?)`)
      .run(index + 1, pack(text), pack(JSON.stringify(blocks)));
    if (gone) return;
    sqlite.prepare(`insert into fts_body (rowid, body) values (?, ?)`).run(index + 1, text);
    sqlite
      .prepare(
        `insert into fts_title (rowid, title, byline, site, tags) values (?, ?, 'Ann Lee', 'Daily', '')`,
      )
      .run(index + 1, title);
  });
  const body = noteBody(["As ", { link: { kind: "article", id: "article-1" }, label: "here" }]);
  sqlite.exec(`
    insert into clip (clip_key, id, article_key, version_key, "start", "end", quote, prefix, suffix,
      paragraph, color, comment, created_at, changed_at)
    values (1, 'clip-1', 1, 1, 4, 7, 'sea', 'The ', ' rises.', 1, 'doubt', 'Is it?', ${at}, ${at});
    insert into anchor values (1, 1, 'same', 4, 7, 1);
    insert into fts_clip (rowid, quote, comment) values (1, 'sea', 'Is it?');
    insert into note (note_key, id, title, title_order, excerpt, words, revision, created_at,
      changed_at, recent_at)
    values (1, 'note-1', 'On tides', 'on tides', 'As here', 2, 1, ${at}, ${at}, ${at});
    insert into note_revision values (1, 1, 'On tides', 1, x'${pack(body).toString("hex")}', ${at});
    insert into fts_note (rowid, body, title) values (1, 'As here', 'On tides');
    insert into link values (1, 0, 'link', 'article', 'article-1', 'As ', 'here', '');
    insert into change_group values (1, 'group-1', 'add clip', ${at}, 1, null);
    insert into change values (1, 1, 'clip.create', 'clip', 'clip-1', null, '{}');
    insert into import_job values (1, 'job-1', ${at}, ${at}, 3, 3, 0, 0, 0);
    insert into import_item values (1, 0, 'tides.txt', 'imported', 'article-1', 'Tides 1', 8, '[]', '');
    insert into state values ('view', '{"section":"notes","article":"article-1","note":"note-1","sort":"title","descending":false}');
  `);
  sqlite
    .prepare(`insert into note_body (note_key, codec, body, text) values (1, 1, ?, ?)`)
    .run(pack(body), pack("As here"));
  sqlite.close();
  return folder;
}

test("a notebook of version 1 comes to version 2 with everything in it", async () => {
  const folder = versionOne();
  const notebook = openNotebook({ folder, mode: "open", now: () => at + 10 });
  try {
    expect((await notebook.check()).findings).toEqual([]);
    expect(notebook.info()).toMatchObject({ articles: 2, unread: 0, clips: 1, notes: 1 });
    expect(notebook.articles.get({ id: "article-1" })).toMatchObject({
      title: "Tides 1",
      byline: ["Ann Lee", "Bo Fu"],
      site: "Daily",
      published: "2015-05",
      identifiers: { doi: "10.1000/1" },
      abstract: "On tides.",
      found: { title: "heading" },
      warnings: ["A picture was left out."],
      position: 5,
      tags: [],
      blocks,
    });
    expect(notebook.clips.ofArticle({ article: "article-1" })).toMatchObject([
      { id: "clip-1", quote: "sea", comment: "Is it?", color: "doubt" },
    ]);
    expect(notebook.notes.get({ id: "note-1" })?.body).toContain("article-1");
    expect(notebook.links.back({ target: { kind: "article", id: "article-1" } })).toMatchObject({
      linkedFrom: [{ note: "note-1", words: "here" }],
    });
    const lines = { job: "job-1", offset: 0, limit: 9, filter: "all", words: "" } as const;
    expect(notebook.imports.report(lines).total).toBe(1);
    expect(notebook.view.get()).toMatchObject({ section: "notes", tag: null, note: "note-1" });
    expect(notebook.search.find({ query: "tides", limit: 9 }).totals.articles).toBe(2);
    expect(readdirSync(join(folder, "backups"))).toHaveLength(1);

    // What version 1 did can be undone, and what version 2 can do works on what version 1 kept.
    notebook.articles.tag({ ids: ["article-1"], name: "Gauges" });
    expect(notebook.search.find({ query: "gauges", limit: 9 }).articles).toMatchObject([
      { id: "article-1" },
    ]);
    expect(notebook.history.undo({ group: "group-1" })?.label).toBe("add clip");
    notebook.articles.restore("article-3");
    expect(notebook.info()).toMatchObject({ articles: 3, clips: 0 });
    expect((await notebook.check()).findings).toEqual([]);
  } finally {
    notebook.close();
  }
});

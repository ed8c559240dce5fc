/** Version 3 to 4, with rows written in SQL as version 3 wrote them. */
import { join } from "node:path";
import { zstdCompressSync } from "node:zlib";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { assembleNotebook, databaseName } from "../notebook.ts";
import { openLinkRows } from "../notes/link-rows.ts";
import { openFile } from "./opening.ts";
import { migrations } from "./schema.ts";
import { newFolder, noteBody } from "../test-notebook.ts";
import { wrapDatabase } from "../database.ts";

const at = 1_700_000_000_000;

/** A closed notebook of version 3 with a note that links to a heading of another, and cites an article. */
function versionThree(): string {
  const folder = newFolder();
  openFile({ folder, mode: "create", migrations: migrations.slice(0, 3), now: () => at }).close();
  const sqlite = new Sqlite(join(folder, databaseName));
  const run = (sql: string, ...values: unknown[]) => sqlite.prepare(sql).run(...values);
  run(
    `insert into article (article_key, id, title, title_derived, byline, published, identifiers, found,
       excerpt, words, added_at, title_order, byline_order, site_order, published_order)
     values (1, 'tides', 'Tides', 0, '["Ann Miller"]', '2019', '{}', '{}', '', 0, ?, 'tides', '', '', '')`,
    at,
  );
  const bodies = [
    noteBody({ heading: "Zero" }),
    noteBody([
      "See ",
      { link: { kind: "note", id: "gauges" }, heading: "Zero" },
      " and ",
      { link: { kind: "article", id: "tides" }, cite: true, locator: "p. 4" },
    ]),
  ];
  bodies.forEach((body, index) => {
    const key = index + 1;
    run(
      `insert into note (note_key, id, title, title_order, excerpt, words, revision, created_at,
         changed_at, recent_at) values (?, ?, ?, '', '', 0, 1, ?, ?, ?)`,
      key,
      ["gauges", "from"][index],
      ["Gauges", "From"][index],
      at,
      at,
      at,
    );
    const packed = zstdCompressSync(body);
    run(`insert into note_body values (?, 1, ?, ?)`, key, packed, zstdCompressSync("text"));
  });
  const link = `insert into link (note_key, position, kind, target_kind, target, before, words, kept, after,
    embedded) values (2, ?, 'link', ?, ?, ?, '', 0, '', 0)`;
  run(link, 0, "note", "gauges", "See ");
  run(link, 1, "article", "tides", "See Gauges › Zero and ");
  sqlite.close();
  return folder;
}

test("links of notes of before are read again for what they mean of their targets", () => {
  const folder = versionThree();
  const file = openFile({ folder, mode: "open", migrations, now: () => at });
  const notebook = assembleNotebook(file, { now: () => at });
  const linkedFrom = (kind: "note" | "article", id: string) =>
    notebook.links.back({ target: { kind, id } }).linkedFrom.map(({ words }) => words);
  expect(linkedFrom("note", "gauges")).toEqual(["Gauges"]);
  const database = wrapDatabase(file.sqlite, { readOnly: false, now: () => at });
  const rows = openLinkRows(database);
  expect(rows.readStep(notebook.links)).toBe(false);
  expect(linkedFrom("note", "gauges")).toEqual(["Gauges › Zero"]);
  expect(linkedFrom("article", "tides")).toEqual(["(Miller 2019, p. 4)"]);
  expect(file.sqlite.prepare("select count(*) from unlinked").pluck().get()).toBe(0);
  notebook.close();
});

/** Version 2 to 3, with rows written in SQL as version 2 wrote them. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { zstdCompressSync } from "node:zlib";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { databaseName, openNotebook } from "../notebook.ts";
import { openFile } from "./opening.ts";
import { migrations } from "./schema.ts";
import { newFolder } from "../test-notebook.ts";

const at = 1_700_000_000_000;
const texts = [
  "The tide table hung behind the door of the harbour office.",
  "Nobody had turned its pages since the autumn of the storm.",
];

/** A closed notebook of version 2 with two articles, of which the first has its pairs. */
function versionTwo(): string {
  const folder = newFolder();
  openFile({ folder, mode: "create", migrations: migrations.slice(0, 2), now: () => at }).close();
  const sqlite = new Sqlite(join(folder, databaseName));
  const run = (sql: string, ...values: unknown[]) => sqlite.prepare(sql).run(...values);
  texts.forEach((text, index) => {
    const key = index + 1;
    const hash = createHash("sha256").update(text).digest("hex");
    run(`insert into file values (?, ?, 'txt', 'text/plain', ?, ?)`, key, hash, text.length, at);
    run(
      `insert into article (article_key, id, title, title_derived, byline, identifiers, found, excerpt,
         words, added_at, title_order, byline_order, site_order, published_order)
       values (?, ?, 'Tides', 0, '[]', '{}', '{}', '', 11, ?, 'tides', '', '', '')`,
      key,
      `article-${key}`,
      at,
    );
    run(
      `insert into version (version_key, id, article_key, number, file_key, file_name, importer,
         importer_version, imported_at, words, length, text_hash, warnings)
       values (?, ?, ?, 1, ?, 'a.txt', 'text', 1, ?, 11, ?, ?, '[]')`,
      key,
      `version-${key}`,
      key,
      key,
      at,
      text.length,
      hash,
    );
    const blocks = JSON.stringify([{ kind: "paragraph", text, marks: [] }]);
    run(
      `insert into version_body values (?, 1, ?, ?)`,
      key,
      zstdCompressSync(text),
      zstdCompressSync(blocks),
    );
  });
  run(`insert into unsketched values (2)`);
  run(`insert into pair_part (part_key, version_key) values (1, 1)`);
  run(`insert into fts_pair (rowid, pairs) values (1, 'zz')`);
  sqlite.close();
  return folder;
}

test("versions that had no pairs get them, the others keep those they have", async () => {
  const folder = versionTwo();
  const notebook = openNotebook({ folder, mode: "open" });
  const found = await notebook.quotations.find({ text: "turned its pages since the autumn" });
  expect(found).toMatchObject({ article: "article-2", state: "verbatim" });
  notebook.close();
  const sqlite = new Sqlite(join(folder, databaseName), { readonly: true });
  const all = (sql: string) => sqlite.prepare(sql).pluck().all();
  expect(all("select version_key from pair_part order by part_key")).toEqual([1, 2]);
  expect(all("select version_key from unpaired")).toEqual([]);
  sqlite.close();
});

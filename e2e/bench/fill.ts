/**
 * A notebook of very many generated articles, written straight into its tables: what is measured with it
 * is how it is read, and importing so many files would take most of an hour.
 */
import { wrapDatabase } from "../../electron/notebook/database.ts";
import { openFullText } from "../../electron/notebook/search/fulltext.ts";
import { packBody, zstdCodec } from "../../electron/notebook/storage/bodies.ts";
import { openFile } from "../../electron/notebook/storage/opening.ts";
import { openWordPairs } from "../../electron/notebook/quotations/word-pairs.ts";
import { pairPartsOf } from "../../electron/text/quotes/word-pairs.ts";

/** Makes the notebook in `folder`. */
export function fillNotebook(
  folder: string,
  count: number,
  textOf: (index: number) => string,
): void {
  const file = openFile({ folder, mode: "create" });
  const { sqlite } = file;
  const database = wrapDatabase(sqlite, { readOnly: false, now: Date.now });
  const fullText = openFullText(database);
  const wordPairs = openWordPairs(database);
  const addArticle = sqlite.prepare(
    `insert into article (id, title, title_derived, byline, identifiers, found, excerpt, words, added_at,
       title_order, byline_order, site_order, published_order)
     values (:id, :title, 0, '["A. Author"]', '{}', '{}', '', 0, :at, :title, '', '', '')`,
  );
  const addFile = sqlite.prepare(
    `insert into file (hash, extension, media_type, size, added_at) values (?, 'txt', 'text/plain', 1, 0)`,
  );
  const addVersion = sqlite.prepare(
    `insert into version (id, article_key, number, file_key, file_name, importer, importer_version,
       imported_at, words, length, text_hash, warnings)
     values (:id, :articleKey, 1, :fileKey, 'a.txt', 'text', 1, :at, 0, :length, '', '[]')`,
  );
  const addBody = sqlite.prepare(
    `insert into version_body (version_key, codec, text, blocks) values (?, ?, ?, ?)`,
  );
  const add = (index: number) => {
    const text = textOf(index);
    const title = `Article ${index}`;
    const at = index;
    const articleKey = addArticle.run({ id: database.newId(), title, at }).lastInsertRowid;
    const fileKey = addFile.run(`${index}`).lastInsertRowid;
    const row = { id: database.newId(), articleKey, fileKey, at, length: text.length };
    const versionKey = addVersion.run(row).lastInsertRowid;
    const blocks = text.split("\n").map((each) => ({ kind: "paragraph", text: each, marks: [] }));
    addBody.run(versionKey, zstdCodec, packBody(text), packBody(JSON.stringify(blocks)));
    wordPairs.leave({ key: Number(versionKey), id: row.id }, pairPartsOf(text));
    fullText.putArticle(Number(articleKey), { title, byline: ["A. Author"], site: null, text });
  };
  const atOnce = 2_000;
  for (let index = 0; index < count; index += atOnce) {
    sqlite.transaction(() => {
      for (let each = index; each < Math.min(count, index + atOnce); each += 1) add(each);
    })();
    while (wordPairs.step());
    while (fullText.mergeStep(2_000));
  }
  file.close();
}

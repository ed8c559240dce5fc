/**
 * Golden pairs: every file in fixtures/ is imported and compared with `<name>.expected.json` beside
 * it. To add one, write the file in your own words, run
 *
 *   GOLDEN=page.html npx vitest run --project node electron/import/fixtures.test.ts
 *
 * read every line of the page.html.expected.json that this writes, and commit both. A file without its
 * golden fails. Change a golden only with the importer's version number.
 */
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import type { ArticleDraft } from "../entities.ts";
import type { HarvestedArticle } from "./format.ts";
import { checkHarvest, type FileHarvest } from "./harvest.ts";
import { openFile } from "./index.ts";
import { besideReader } from "./open.ts";
import { openRoom } from "./room.ts";

const folder = path.join(import.meta.dirname, "fixtures");
const files = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile());
const names = files.map((entry) => entry.name).filter((name) => !name.endsWith(".expected.json"));

test("there are fixtures, and no golden without its file", () => {
  expect(names.length).toBeGreaterThan(8);
  const goldens = files.map((entry) => entry.name).filter((name) => !names.includes(name));
  expect(
    goldens.filter((golden) => !names.includes(golden.replace(/\.expected\.json$/, ""))),
  ).toEqual([]);
});

test.each(names)("%s becomes what its golden says", async (name) => {
  const bytes = await readFile(path.join(folder, name));
  const room = openRoom(null, 0);
  const harvest = await openFile({ name, bytes, readBeside: besideReader(folder) }, room);
  const checked = legible(checkHarvest({ ...harvest, files: room.files }));
  const golden = path.join(folder, `${name}.expected.json`);
  if (process.env["GOLDEN"] === name) await writeFile(golden, JSON.stringify(checked, null, 1));
  expect(checked).toEqual(JSON.parse(await readFile(golden, "utf8")));
});

/** As JSON: the draft of a file that is one article, or all that came of one that holds several. */
function legible({ articles, refused }: FileHarvest): unknown {
  const [only] = articles;
  return only?.name === "" && !only.record
    ? legibleDraft(only.draft)
    : { articles: articles.map(legibleArticle), refused };
}

/** With what an original says in place of its bytes. */
function legibleArticle({ draft, original, ...article }: HarvestedArticle): unknown {
  const bytes = original === null ? null : Buffer.from(original.bytes).toString();
  return { ...article, original: original && { ...original, bytes }, draft: legibleDraft(draft) };
}

/** With the length of pictures in place of their bytes. */
function legibleDraft(draft: ArticleDraft): unknown {
  const images = draft.images.map((image) => ({ ...image, bytes: image.bytes.length }));
  return JSON.parse(JSON.stringify({ ...draft, images }));
}

import { rmSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { assembleNotebook } from "./notebook.ts";
import { openFile } from "./storage/opening.ts";
import { addArticle, addNote, clipWords, newFolder, newNotebook, sha256 } from "./test-notebook.ts";
import { packBody } from "./storage/bodies.ts";

/** A notebook with one of each, and its connection to do damage through. */
async function whole() {
  const folder = newFolder();
  const file = openFile({ folder, mode: "create" });
  const notebook = assembleNotebook(file, {});
  const bytes = Buffer.from("picture");
  const hash = sha256(bytes);
  const article = await addArticle(notebook, ["The sea rises."], {
    title: "Tides",
    images: [{ hash, type: "image/png", bytes }],
  });
  const clip = clipWords(notebook, article, "sea");
  addNote(
    notebook,
    "Levels",
    ["See ", { link: { kind: "article", id: article.id } }],
    [{ quote: clip.id }],
  );
  return { notebook, sqlite: file.sqlite, picture: notebook.files.path(hash) ?? "" };
}
const findings = async (notebook: Awaited<ReturnType<typeof whole>>["notebook"]) => {
  const { ok, findings: found } = await notebook.check();
  expect(ok).toBe(found.length === 0);
  notebook.close();
  return found.map(({ check, message }) => `${check}: ${message}`);
};

describe("checking a notebook", () => {
  test("finds nothing in a sound one, and says what was looked at", async () => {
    const { notebook } = await whole();
    expect(await notebook.check()).toEqual({
      ok: true,
      findings: [],
      checked: { articles: 1, clips: 1, notes: 1, files: 2 },
    });
    notebook.close();
  });

  test("looks at the trash too", async () => {
    const notebook = newNotebook();
    const { id } = await addArticle(notebook, ["x"]);
    notebook.articles.delete({ id });
    expect((await notebook.check()).checked).toMatchObject({ articles: 1, files: 1 });
  });

  test("finds files that are missing or not what they were", async () => {
    const changed = await whole();
    writeFileSync(changed.picture, "another");
    expect(await findings(changed.notebook)).toEqual([
      expect.stringMatching(/^files: The file \w{64} is not what was imported\.$/),
    ]);
    const missing = await whole();
    rmSync(missing.picture);
    expect(await findings(missing.notebook)).toEqual([
      expect.stringMatching(/^files: The file \w{64} is missing\.$/),
    ]);
  });

  test("finds a text that is not the one that was imported, with its clips", async () => {
    const { notebook, sqlite } = await whole();
    sqlite.prepare("update version_body set text = ?").run(packBody("The cat rises."));
    expect(await findings(notebook)).toEqual([
      "text: The text of “Tides” is not the one that was imported.",
      "text: The paragraphs of “Tides” do not make its text.",
      expect.stringMatching(
        /^clips: A clip of “Tides” does not say what its place in the text says/,
      ),
    ]);
  });

  test("finds bodies that cannot be read", async () => {
    const { notebook, sqlite } = await whole();
    sqlite.prepare("update version_body set text = x'00'").run();
    sqlite.prepare("update note_body set body = x'28b52ffd00'").run();
    expect(await findings(notebook)).toEqual([
      "text: The text of “Tides” cannot be read.",
      "text: The note “Levels” cannot be read.",
    ]);
  });

  test("finds a clip that says something else", async () => {
    const { notebook, sqlite } = await whole();
    sqlite.prepare("update clip set quote = 'sky'").run();
    expect(await findings(notebook)).toEqual([expect.stringMatching(/^clips: /)]);
  });

  test("finds links that are not those in the note", async () => {
    const { notebook, sqlite } = await whole();
    sqlite.prepare("delete from link where kind = 'quote'").run();
    expect(await findings(notebook)).toEqual([
      "links: The links of the note “Levels” are not those in its text.",
    ]);
  });

  test("finds an index that lacks entries or is damaged", async () => {
    const lacking = await whole();
    lacking.sqlite.prepare("delete from fts_clip").run();
    expect(await findings(lacking.notebook)).toEqual([
      "index: The index of clips has 0 entries for 1.",
    ]);
    const damaged = await whole();
    damaged.sqlite.unsafeMode(true);
    damaged.sqlite.prepare("update fts_note_data set block = zeroblob(40) where id > 10").run();
    expect(await findings(damaged.notebook)).toContain("index: The index of notes is damaged.");
  });

  test("finds counters that are wrong and rows that belong to nothing", async () => {
    const { notebook, sqlite } = await whole();
    sqlite.prepare("update counters set clips = 7").run();
    sqlite.pragma("foreign_keys = OFF");
    sqlite.prepare("update anchor set version_key = 99").run();
    expect(await findings(notebook)).toEqual([
      "structure: A row of anchor belongs to nothing.",
      "structure: The number of clips is kept as 7, but it is 1.",
    ]);
  });
});

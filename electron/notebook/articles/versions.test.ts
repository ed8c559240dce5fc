import Sqlite from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { clipsSentence } from "./versions.ts";
import { addArticle, addVersion, clipWords, codeFrom, newNotebook } from "../test-notebook.ts";
import { openNotebook, type Notebook } from "../notebook.ts";

const first = [
  "The gauge on the pier has run since the winter of the great storm.",
  "Its keeper changed the paper every morning before the boats went out.",
  "Nobody knew that the pier itself was sinking by a finger in ten years.",
  "When the harbour was rebuilt the drum was moved into the customs house.",
];
/** A paragraph added in front, a word changed in the second, the third gone. */
const second = [
  "Corrected in May.",
  first[0] ?? "",
  "Its keeper changed the paper every evening before the boats went out.",
  first[3] ?? "",
];

const textOf = (notebook: Notebook, id: string, version?: string): string =>
  (notebook.articles.get({ id, version })?.blocks ?? [])
    .map((block) => ("text" in block ? block.text : ""))
    .join("\n");
const anchorsOf = (notebook: Notebook, article: string, version?: string) =>
  notebook.clips
    .ofArticle({ article, version })
    .map(({ quote, anchor }) => [
      quote,
      anchor.kind,
      anchor.start === null || anchor.end === null
        ? null
        : textOf(notebook, article, version).slice(anchor.start, anchor.end),
    ]);

async function withClips() {
  const notebook = newNotebook();
  const article = await addArticle(notebook, first, { title: "The gauge", site: "Tideway" });
  const kept = clipWords(notebook, article, "the winter of the great storm");
  const changed = clipWords(notebook, article, "every morning before the boats");
  const lost = clipWords(notebook, article, "sinking by a finger in ten years");
  return { notebook, article, kept, changed, lost };
}

describe("a new version of an article", () => {
  test("shows, with its words in list and index, beside the former one", async () => {
    const { notebook, article } = await withClips();
    const added = await addVersion(notebook, article.id, second);
    expect(added).toMatchObject({ status: "version", article: article.id, number: 2 });
    expect(notebook.articles.get({ id: article.id })).toMatchObject({
      version: added.version,
      versionNumber: 2,
    });
    expect(textOf(notebook, article.id, article.version)).toBe(first.join("\n"));
    const found = (query: string) => notebook.search.find({ query, limit: 5 }).totals.articles;
    expect([found("evening"), found("finger"), found("Corrected")]).toEqual([1, 0, 1]);
    const list = { offset: 0, limit: 5, sort: "added", descending: true } as const;
    const { rows } = notebook.articles.list({ ...list, filter: "all", tag: null, words: "" });
    expect(rows[0]?.excerpt).toMatch(/^Corrected in May\./);
    expect(rows[0]?.words).toBe(added.words);
    expect((await notebook.check()).findings).toEqual([]);
  });

  test("carries clips, says which words changed, and loses what is gone", async () => {
    const { notebook, article, changed } = await withClips();
    const { clips } = await addVersion(notebook, article.id, second);
    expect(clips).toEqual({ unchanged: 1, moved: 0, attention: 2 });
    expect(anchorsOf(notebook, article.id)).toEqual([
      ["the winter of the great storm", "carried", "the winter of the great storm"],
      ["every morning before the boats", "carried", "every evening before the boats"],
      ["sinking by a finger in ten years", "lost", null],
    ]);
    expect(notebook.clips.get({ ids: [changed.id] })[0]).toMatchObject({
      quote: "every morning before the boats",
      start: changed.start,
      anchor: { changed: true, words: "every evening before the boats", confirmed: false },
    });
  });

  test("shows clips in the former version where they were made", async () => {
    const { notebook, article, kept } = await withClips();
    const { version } = await addVersion(notebook, article.id, second);
    const newest = notebook.articles.get({ id: article.id });
    if (newest === null) throw new RangeError("Expected the article.");
    clipWords(notebook, newest, "the drum was moved");
    clipWords(notebook, newest, "Corrected in May");
    const former = notebook.clips.ofArticle({ article: article.id, version: article.version });
    expect(former.map(({ version, anchor }) => [version === article.version, anchor.kind])).toEqual(
      [
        [true, "same"],
        [true, "same"],
        [true, "same"],
        [false, "carried"],
        [false, "lost"],
      ],
    );
    expect(former[0]).toEqual(kept);
    expect(notebook.clips.ofArticle({ article: article.id, version })).toHaveLength(5);
    expect((await notebook.check()).findings).toEqual([]);
  });

  test("carries always from the version that a clip was made on", async () => {
    const { notebook, article } = await withClips();
    await addVersion(notebook, article.id, second);
    await addVersion(notebook, article.id, first);
    expect(anchorsOf(notebook, article.id).map(([, kind]) => kind)).toEqual([
      "same",
      "same",
      "same",
    ]);
  });

  test("takes over what it says of itself, but never what a person wrote", async () => {
    const { notebook, article } = await withClips();
    await addVersion(notebook, article.id, second, {
      title: "The gauge, corrected",
      site: null,
      byline: ["Ann Lee"],
      url: "https://tideway.example/gauge",
    });
    expect(notebook.articles.get({ id: article.id })).toMatchObject({
      title: "The gauge, corrected",
      site: "Tideway",
      byline: ["Ann Lee"],
      names: [{ given: "Ann", family: "Lee" }],
      url: "https://tideway.example/gauge",
    });
    const found = notebook.search.find({ query: "corrected", limit: 5 }).articles;
    expect(found[0]?.title).toBe("The gauge, corrected");
  });

  test("keeps the place where reading stopped", async () => {
    const { notebook, article } = await withClips();
    const position = first.join("\n").indexOf("When the harbour");
    notebook.articles.setPosition({ id: article.id, position });
    await addVersion(notebook, article.id, second);
    const now = notebook.articles.get({ id: article.id })?.position;
    expect(now).toBe(second.join("\n").indexOf("When the harbour"));
  });

  test("of the same bytes is here already", async () => {
    const { notebook, article } = await withClips();
    const { files, articles } = notebook;
    const staged = await files.stageBytes(Buffer.from("the second edition"));
    const origin = { ...(await files.keep(staged, "txt")), fileName: "b.txt", job: null };
    const draft = {
      ...article,
      importer: "text",
      importerVersion: 1,
      mediaType: "text/plain",
      images: [],
    };
    expect((await articles.addVersion(article.id, draft, origin)).status).toBe("version");
    expect((await articles.addVersion(article.id, draft, origin)).status).toBe("duplicate");
    expect(notebook.versions.list({ article: article.id })).toHaveLength(2);
    expect(await codeFrom(() => addVersion(notebook, "unknown", second))).toBe("not-found");
  });
});

describe("undoing the import of a version", () => {
  test("shows the former one again with all that was said of it", async () => {
    const { notebook, article, kept } = await withClips();
    const before = notebook.articles.get({ id: article.id });
    notebook.articles.setPosition({ id: article.id, position: 5 });
    await addVersion(notebook, article.id, second, { title: "Other", byline: ["Ann Lee"] });
    expect(notebook.history.undo({ group: null })?.label).toMatch(/^import a new version of ‘/);
    expect(notebook.articles.get({ id: article.id })).toEqual({ ...before, position: 5 });
    expect(notebook.versions.list({ article: article.id })).toHaveLength(1);
    expect(notebook.clips.ofArticle({ article: article.id })[0]).toEqual(kept);
    const found = (query: string) => notebook.search.find({ query, limit: 5 }).totals.articles;
    expect([found("evening"), found("finger"), found("Other")]).toEqual([0, 1, 0]);
    expect((await notebook.check()).findings).toEqual([]);
  });

  test("keeps clips that were made on it, at their place in the former one", async () => {
    const { notebook, article } = await withClips();
    const job = notebook.imports.begin(1);
    await addVersion(notebook, article.id, second, { job });
    notebook.imports.finish(job);
    const newest = notebook.articles.get({ id: article.id });
    if (newest === null) throw new RangeError("Expected the article.");
    const made = clipWords(notebook, newest, "into the customs house");
    const gone = clipWords(notebook, newest, "Corrected in May");
    notebook.history.undo({ group: job });
    expect(notebook.articles.get({ id: article.id })?.version).toBe(article.version);
    expect(
      notebook.clips.get({ ids: [made.id, gone.id] }).map(({ anchor }) => anchor.kind),
    ).toEqual(["carried", "lost"]);
  });

  test("is itself undone by importing the file again", async () => {
    const { notebook, article } = await withClips();
    const { files, articles } = notebook;
    const staged = await files.stageBytes(Buffer.from("the second edition"));
    const kept = await files.keep(staged, "txt");
    const draft = {
      ...article,
      blocks: second.map((text) => ({ kind: "paragraph", text, marks: [] }) as const),
      importer: "text",
      importerVersion: 1,
      mediaType: "text/plain",
      images: [],
    };
    const { version } = await articles.addVersion(article.id, draft, {
      ...kept,
      fileName: "b.txt",
      job: null,
    });
    notebook.history.undo({ group: null });
    const late = clipWords(notebook, article, "the drum was moved");
    const here = articles.findByHash(kept.sha256);
    expect(here).toMatchObject({ article: article.id, version, deleted: true });
    articles.restore(article.id, version);
    expect(articles.findByHash(kept.sha256)?.deleted).toBe(false);
    expect(articles.get({ id: article.id })?.version).toBe(version);
    expect(notebook.clips.get({ ids: [late.id] })[0]?.anchor).toMatchObject({
      version,
      kind: "carried",
    });
    expect((await notebook.check()).findings).toEqual([]);
  });
});

describe("a clip on an older version", () => {
  test("is carried to the newer ones when it is made and when its words change", async () => {
    const { notebook, article } = await withClips();
    await addVersion(notebook, article.id, second);
    const clip = clipWords(notebook, article, "The gauge on the pier");
    expect(clip.anchor).toMatchObject({ kind: "carried", changed: false });
    expect(textOf(notebook, article.id).slice(clip.anchor.start ?? 0, clip.anchor.end ?? 0)).toBe(
      "The gauge on the pier",
    );
    const range = { start: clip.start, end: clip.start + "The gauge".length };
    const shorter = notebook.clips.update({ id: clip.id, range });
    expect((shorter.anchor.end ?? 0) - (shorter.anchor.start ?? 0)).toBe("The gauge".length);
    notebook.history.undo({ group: null });
    expect(notebook.clips.get({ ids: [clip.id] })[0]?.anchor).toEqual(clip.anchor);
    expect((await notebook.check()).findings).toEqual([]);
  });
});

describe("a person's word on a place", () => {
  test("attaches a lost clip, and can be taken back", async () => {
    const { notebook, article, lost } = await withClips();
    const { version } = await addVersion(notebook, article.id, second);
    const start = second.join("\n").indexOf("the harbour was rebuilt");
    const end = start + "the harbour was rebuilt".length;
    const attached = notebook.clips.reattach({ clip: lost.id, version, start, end });
    expect(attached).toMatchObject({
      quote: "sinking by a finger in ten years",
      anchor: { kind: "manual", start, end, words: "the harbour was rebuilt", confirmed: true },
    });
    expect(notebook.versions.list({ article: article.id })[0]?.clips.attention).toBe(1);
    expect((await notebook.check()).findings).toEqual([]);
    expect(notebook.history.undo({ group: null })?.label).toMatch(/^re-attach clip ‘/);
    expect(notebook.clips.get({ ids: [lost.id] })[0]?.anchor.kind).toBe("lost");
  });

  test("keeps a clip where it was carried to although the words are other ones", async () => {
    const { notebook, article, changed, lost } = await withClips();
    const { version } = await addVersion(notebook, article.id, second);
    const confirmed = notebook.clips.confirm({ clip: changed.id, version });
    expect(confirmed).toMatchObject({
      quote: "every morning before the boats",
      anchor: { confirmed: true, changed: true },
    });
    expect(notebook.versions.list({ article: article.id })[0]?.clips).toEqual({
      unchanged: 2,
      moved: 0,
      attention: 1,
    });
    expect(notebook.history.undo({ group: null })?.label).toMatch(/^confirm the place of clip ‘/);
    expect(notebook.clips.get({ ids: [changed.id] })[0]?.anchor.confirmed).toBe(false);
    expect(await codeFrom(() => notebook.clips.confirm({ clip: lost.id, version }))).toBe(
      "bad-request",
    );
  });

  test("is refused for the clip's own version, outside of the text, and for space", async () => {
    const { notebook, article, lost } = await withClips();
    const { version } = await addVersion(notebook, article.id, second);
    const at = (start: number, end: number, on = version) =>
      codeFrom(() => notebook.clips.reattach({ clip: lost.id, version: on, start, end }));
    expect(await at(0, 5, article.version)).toBe("bad-request");
    expect(await at(0, 10_000)).toBe("bad-request");
    expect(await at(9, 10)).toBe("bad-request");
    expect(await at(0, 5, "unknown")).toBe("not-found");
  });
});

describe("two versions side by side", () => {
  test("differ by sentences, with the words of edited ones", async () => {
    const { notebook, article } = await withClips();
    const { version } = await addVersion(notebook, article.id, second);
    const page = { offset: 0, limit: 100 };
    const { rows, counts, total } = await notebook.versions.compare({
      from: article.version,
      to: version,
      ...page,
    });
    expect(rows.map(({ kind, from, to }) => [kind, from?.text, to?.text])).toEqual([
      ["added", undefined, second[0]],
      ["same", first[0], second[1]],
      ["edited", first[1], second[2]],
      ["removed", first[2], undefined],
      ["same", first[3], second[3]],
    ]);
    expect(rows[2]?.words?.filter(({ kind }) => kind !== "kept")).toEqual([
      { kind: "removed", text: "morning" },
      { kind: "added", text: " evening" },
    ]);
    expect(counts).toEqual({ added: 1, same: 2, edited: 1, removed: 1, moved: 0 });
    expect(total).toBe(5);
    const part = await notebook.versions.compare({ from: version, to: version, ...page });
    expect(part.rows.map(({ kind, sentences }) => [kind, sentences])).toEqual([["same", 4]]);
    const unknown = notebook.versions.compare({ from: version, to: "unknown", ...page });
    expect(await codeFrom(() => unknown)).toBe("not-found");
  });
});

test("a moved sentence shows at its new place only, not among equal ones where it was", async () => {
  const { notebook, article } = await withClips();
  const moved = [first[3] ?? "", first[0] ?? "", first[1] ?? "", first[2] ?? ""];
  const { version } = await addVersion(notebook, article.id, moved);
  const back = await addVersion(notebook, article.id, [
    moved[1] ?? "",
    moved[0] ?? "",
    moved[2] ?? "",
    moved[3] ?? "",
  ]);
  const { rows } = await notebook.versions.compare({
    from: version,
    to: back.version,
    offset: 0,
    limit: 100,
  });
  for (const { kind, from } of rows)
    expect(
      kind === "same" && (from?.text ?? "").includes("\n") && from?.text.includes("drum"),
    ).toBe(false);
  expect(rows.filter(({ kind }) => kind === "moved")).toHaveLength(1);
});

test("a report's sentence says what became of clips", () => {
  const say = (unchanged: number, moved: number, attention: number) =>
    clipsSentence({ unchanged, moved, attention });
  expect(say(12, 2, 1)).toBe("12 clips unchanged, 2 moved, 1 needs you.");
  expect(say(1, 0, 2)).toBe("1 clip unchanged, 2 need you.");
  expect(say(0, 0, 0)).toBe("");
});

test("anchors that are missing or not true are found by the check", async () => {
  const { notebook, article, kept, changed } = await withClips();
  await addVersion(notebook, article.id, second);
  const { folder } = notebook;
  notebook.close();
  const sqlite = new Sqlite(`${folder}/notebook.commonplace`);
  const key = (id: string) => `(select clip_key from clip where id = '${id}')`;
  sqlite.exec(`delete from anchor where kind = 'lost'`);
  sqlite.exec(
    `update anchor set "start" = "start" + 1 where kind = 'carried' and clip_key = ${key(kept.id)}`,
  );
  sqlite.exec(
    `update anchor set words = null where kind = 'carried' and clip_key = ${key(changed.id)}`,
  );
  sqlite.close();
  const again = openNotebook({ folder, mode: "open" });
  const { findings } = await again.check();
  again.close();
  expect(findings.map(({ check }) => check)).toEqual(["clips", "clips", "clips"]);
});

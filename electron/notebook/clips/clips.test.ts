import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addArticle, clipWords, codeFrom, newClock, newNotebook } from "../test-notebook.ts";

const text = "The minister said “we shall see”, and left.";

describe("making a clip", () => {
  test("keeps the exact words with what stands around them", async () => {
    const notebook = newNotebook();
    const article = await addArticle(notebook, ["Before.", text, "After."]);
    const clip = clipWords(notebook, article, "“we shall see”", "really?");
    expect(clip).toMatchObject({
      article: article.id,
      version: article.version,
      quote: "“we shall see”",
      prefix: "Before.\nThe minister said ",
      suffix: ", and left.\nAfter.",
      color: "plain",
      comment: "really?",
    });
    expect(notebook.clips.ofArticle({ article: article.id })).toEqual([clip]);
  });

  test("leaves out spaces and punctuation dragged along at the edges", async () => {
    const notebook = newNotebook();
    const article = await addArticle(notebook, [text]);
    expect(clipWords(notebook, article, ", and left.").quote).toBe("and left.");
  });

  test("is refused outside of the text, for nothing, for space, for an unknown version", async () => {
    const notebook = newNotebook();
    const article = await addArticle(notebook, ["one", "   ", "two"]);
    const at = (start: number, end: number, version = article.version) =>
      codeFrom(() => notebook.clips.create({ version, start, end, color: "plain", comment: "" }));
    expect(await at(0, 12)).toBe("bad-request");
    expect(await at(3, 3)).toBe("bad-request");
    expect(await at(2, 1)).toBe("bad-request");
    expect(await at(3, 7)).toBe("bad-request");
    expect(await at(0, 3, "no such version")).toBe("not-found");
    expect(notebook.info().clips).toBe(0);
  });

  test("at any place keeps what the text says there, in whole graphemes, with whole context", async () => {
    const notebook = newNotebook();
    const pieces = ["word ", "👩‍👩‍👧", "e\u0301", "🇩🇪🇫🇷", " ", ".", "ที่", "한국", "\n", "東京", "“"];
    const parts = fc.sample(
      fc.array(fc.constantFrom(...pieces), { minLength: 30, maxLength: 80 }),
      6,
    );
    const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });
    for (const part of parts) {
      const lines = part.join("").normalize("NFC").split("\n");
      const article = await addArticle(notebook, lines);
      const whole = lines.join("\n");
      const boundaries = new Set([
        whole.length,
        ...Array.from(segmenter.segment(whole), (s) => s.index),
      ]);
      fc.assert(
        fc.property(fc.nat(), fc.nat(), (one, other) => {
          const start = one % (whole.length - 1);
          const end = start + 1 + (other % (whole.length - start));
          if (whole.slice(start, end).trim() === "") return;
          const input = { version: article.version, color: "idea", comment: "" } as const;
          const clip = notebook.clips.create({ ...input, start, end });
          expect(whole.slice(clip.start, clip.end)).toBe(clip.quote);
          expect(boundaries.has(clip.start) && boundaries.has(clip.end)).toBe(true);
          expect(whole.slice(0, clip.start).endsWith(clip.prefix)).toBe(true);
          expect(whole.slice(clip.end).startsWith(clip.suffix)).toBe(true);
          expect((clip.prefix + clip.suffix).isWellFormed()).toBe(true);
          expect(clip.prefix.length <= 64 && clip.suffix.length <= 64).toBe(true);
        }),
        { numRuns: 40 },
      );
    }
    expect((await notebook.check()).findings).toEqual([]);
  });
});

describe("changing a clip", () => {
  test("another range takes its words from the same version", async () => {
    const clock = newClock();
    const notebook = newNotebook({ now: clock.now });
    const article = await addArticle(notebook, [text]);
    const clip = clipWords(notebook, article, "minister");
    clock.pass(1_000);
    const { start } = clip;
    const changed = notebook.clips.update({ id: clip.id, range: { start, end: start + 13 } });
    expect(changed).toMatchObject({
      quote: "minister said",
      prefix: "The ",
      createdAt: clip.createdAt,
    });
    expect(changed.changedAt).toBe(clip.changedAt + 1_000);
    expect((await notebook.check()).ok).toBe(true);
  });

  test("colour and comment change by themselves, and are found anew", async () => {
    const notebook = newNotebook();
    const article = await addArticle(notebook, [text]);
    const { id } = clipWords(notebook, article, "minister");
    expect(notebook.clips.update({ id, color: "doubt" }).comment).toBe("");
    expect(notebook.clips.update({ id, comment: "Who?" }).color).toBe("doubt");
    expect(notebook.search.find({ query: "who", limit: 5 }).clips.map((hit) => hit.id)).toEqual([
      id,
    ]);
  });

  test("to what it is already changes nothing", async () => {
    const notebook = newNotebook();
    const article = await addArticle(notebook, [text]);
    const clip = clipWords(notebook, article, "minister");
    notebook.changes.length = 0;
    expect(notebook.clips.update({ id: clip.id, color: "plain" })).toEqual(clip);
    expect(notebook.changes).toEqual([]);
  });
});

describe("lists of clips", () => {
  test("are in the order of the text for an article, newest first for all", async () => {
    const notebook = newNotebook();
    const article = await addArticle(notebook, [text], { title: "Day one", byline: ["Ann Lee"] });
    const late = clipWords(notebook, article, "left");
    const early = clipWords(notebook, article, "minister");
    const ids = (clips: readonly { readonly id: string }[]) => clips.map(({ id }) => id);
    expect(ids(notebook.clips.ofArticle({ article: article.id }))).toEqual([early.id, late.id]);
    const { total, rows } = notebook.clips.list({ offset: 0, limit: 10, words: "" });
    expect([total, ids(rows)]).toEqual([2, [early.id, late.id]]);
    expect(rows[0]).toMatchObject({
      articleTitle: "Day one",
      byline: ["Ann Lee"],
      paragraph: 1,
      deleted: false,
    });
    expect(notebook.clips.list({ offset: 1, limit: 10, words: "" }).rows).toHaveLength(1);
    expect(ids(notebook.clips.list({ offset: 0, limit: 10, words: "lef" }).rows)).toEqual([
      late.id,
    ]);
  });

  test("name the paragraph a clip begins in", async () => {
    const notebook = newNotebook();
    const heading = { kind: "heading", level: 1, text: "Head", marks: [] } as const;
    const article = await addArticle(notebook, [heading, "First one.", "Second one."]);
    const { id } = clipWords(notebook, article, "Second");
    expect(notebook.clips.get({ ids: [id] })[0]?.paragraph).toBe(2);
  });

  test("by id are in the order asked for, without the unknown", async () => {
    const notebook = newNotebook();
    const article = await addArticle(notebook, [text]);
    const [one, two] = [clipWords(notebook, article, "The"), clipWords(notebook, article, "left")];
    const found = notebook.clips.get({ ids: [two.id, "unknown", one.id, two.id] });
    expect(found.map(({ id }) => id)).toEqual([two.id, one.id, two.id]);
  });
});

describe("the trash", () => {
  test("keeps the words of a deleted clip for the notes that quote it", async () => {
    const notebook = newNotebook();
    const article = await addArticle(notebook, [text]);
    const ids = ["minister", "left", "said"].map((words) => clipWords(notebook, article, words).id);
    expect(notebook.clips.delete({ ids }).label).toBe("delete 3 clips");
    expect(notebook.clips.ofArticle({ article: article.id })).toEqual([]);
    expect(notebook.info().clips).toBe(0);
    expect(notebook.clips.get({ ids: ids.slice(0, 1) })).toMatchObject([
      { quote: "minister", deleted: true },
    ]);
    expect(notebook.search.find({ query: "minister", limit: 5 }).clips).toEqual([]);
    expect((await notebook.check()).findings).toEqual([]);
  });

  test("takes all or none", async () => {
    const notebook = newNotebook();
    const article = await addArticle(notebook, [text]);
    const { id } = clipWords(notebook, article, "minister");
    expect(await codeFrom(() => notebook.clips.delete({ ids: [id, "unknown"] }))).toBe("not-found");
    expect(notebook.info().clips).toBe(1);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SearchHit } from "../../api.ts";
import { addArticle, addNote, clipWords, newNotebook } from "../test-notebook.ts";

const shown = (hit: SearchHit | undefined) =>
  (hit?.segments ?? []).map(({ text, match }) => (match ? `[${text}]` : text)).join("");

async function library() {
  const notebook = newNotebook();
  const add = (title: string, byline: string, ...paragraphs: string[]) =>
    addArticle(notebook, paragraphs, { title, byline: [byline] });
  const tides = await add(
    "Tides of the north",
    "Ann Lee",
    "Nothing here.",
    "The sea level rises every year, résumé follows.",
  );
  const climate = await add(
    "Climate",
    "Bo Fu",
    "Models of the climate say the level of the sea may fall.",
  );
  const tokyo = await add("東京の記者", "山田", "昨日、東京都庁で記者会見が行われた。");
  const thai = await add("ไทย", "สมชาย", "ภาษาไทยเป็นภาษาที่มีเสียงวรรณยุกต์");
  const clip = clipWords(notebook, tides, "sea level rises", "compare with models");
  const note = addNote(notebook, "On levels", "What is a sea level?", "It depends.");
  const titles = (query: string) =>
    notebook.search.find({ query, limit: 10 }).articles.map(({ title }) => title);
  return { notebook, tides, climate, tokyo, thai, clip, note, titles };
}

describe("searching", () => {
  test("finds articles, clips and notes with what matched marked, and where to open them", async () => {
    const { notebook, tides, clip, note } = await library();
    const { articles, clips, notes, totals } = notebook.search.find({
      query: "sea level",
      limit: 10,
    });
    expect(totals).toEqual({ articles: 2, clips: 1, notes: 1 });
    const hit = articles.find(({ id }) => id === tides.id);
    expect(shown(hit)).toContain("The [sea] [level] rises");
    const text = tides.blocks.map((block) => ("text" in block ? block.text : "")).join("\n");
    expect(text.slice(hit?.at?.start, hit?.at?.end)).toBe("sea");
    expect(clips[0]).toMatchObject({
      id: clip.id,
      article: tides.id,
      title: "Tides of the north",
      at: { start: clip.start, end: clip.end },
    });
    expect(shown(clips[0])).toBe("[sea] [level] rises");
    expect(notes[0]).toMatchObject({ id: note, title: "On levels", article: null, at: null });
    expect(shown(notes[0])).toBe("What is a [sea] [level]? It depends.");
  });

  test("knows phrases, beginnings, exclusions, and asks for every word", async () => {
    const { titles } = await library();
    expect(titles('"sea level" ')).toEqual(["Tides of the north"]);
    expect(titles("sea -rises ")).toEqual(["Climate"]);
    expect(titles("mod* sea ")).toEqual(["Climate"]);
    expect(titles("mod sea ")).toEqual([]);
    expect(titles("sea absent ")).toEqual([]);
    expect(titles("-sea ")).toEqual([]);
  });

  test("takes the last word for the beginning of one while it is typed", async () => {
    const { titles } = await library();
    expect(titles("sea ris")).toEqual(["Tides of the north"]);
    expect(titles("sea ris ")).toEqual([]);
    expect(titles("t")).toEqual(["Tides of the north"]);
  });

  test("minds neither case nor diacritics", async () => {
    const { notebook, titles } = await library();
    expect(titles("RESUME ")).toEqual(["Tides of the north"]);
    expect(shown(notebook.search.find({ query: "resumé", limit: 1 }).articles[0])).toContain(
      "[résumé]",
    );
  });

  test("finds authors and titles, also mixed with words of the text", async () => {
    const { notebook, titles } = await library();
    expect(titles("lee ")).toEqual(["Tides of the north"]);
    expect(titles("fu fall ")).toEqual(["Climate"]);
    const [hit] = notebook.search.find({ query: "north lee ", limit: 1 }).articles;
    expect(hit?.at).toBe(null);
  });

  test("puts what has the word in its title first", async () => {
    const { notebook, titles } = await library();
    await addArticle(notebook, ["climate climate climate climate"], { title: "Weather" });
    expect(titles("climate ")).toEqual(["Climate", "Weather"]);
  });

  test("finds any part of a sentence in scripts without spaces", async () => {
    const { titles } = await library();
    const inTokyo = ["都庁", "東京都庁で", "記者会見が行", "東"];
    expect(inTokyo.filter((query) => titles(query).join() !== "東京の記者")).toEqual([]);
    const inThai = ["เสียง", "ภาษาไทย", "วรรณยุกต์"];
    expect(inThai.filter((query) => titles(query).join() !== "ไทย")).toEqual([]);
    expect(titles("京東")).toEqual([]);
  });

  test("shows the comment of a clip when only that matched", async () => {
    const { notebook } = await library();
    expect(shown(notebook.search.find({ query: "compare", limit: 5 }).clips[0])).toBe(
      "[compare] with models",
    );
  });

  test("follows changes at once", async () => {
    const { notebook, clip, titles, climate } = await library();
    notebook.clips.update({ id: clip.id, comment: "zebra" });
    expect(notebook.search.find({ query: "zebra", limit: 5 }).totals.clips).toBe(1);
    expect(notebook.search.find({ query: "compare", limit: 5 }).totals.clips).toBe(0);
    notebook.articles.delete({ id: climate.id });
    expect(titles("climate")).toEqual([]);
    notebook.history.undo({ group: null });
    expect(titles("climate")).toEqual(["Climate"]);
  });

  test("gives as many of each as asked for, and says how many there are", async () => {
    const notebook = newNotebook();
    for (const title of ["a", "b", "c"]) addNote(notebook, title, "common");
    const { notes, totals } = notebook.search.find({ query: "common", limit: 2 });
    expect([notes.length, totals.notes]).toEqual([2, 3]);
  });

  test("never fails, whatever is typed", async () => {
    const { notebook } = await library();
    const syntax = [
      '"',
      "*",
      "-",
      "(",
      ")",
      ":",
      "^",
      "+",
      "{",
      "}",
      ",",
      "NEAR",
      "AND",
      "OR",
      "NOT",
      "a",
      "é",
      "東",
      " ",
      "\u0000",
      "\ud800",
      "\\",
      "'",
      "“",
      "ที่",
      "body",
      "sea",
      "\u0301",
    ];
    const typed = fc.oneof(
      fc.array(fc.constantFrom(...syntax), { maxLength: 12 }).map((parts) => parts.join("")),
      fc.array(fc.nat(0xffff), { maxLength: 30 }).map((units) => String.fromCharCode(...units)),
    );
    fc.assert(
      fc.property(typed, (query) => {
        const { articles, totals } = notebook.search.find({ query, limit: 5 });
        expect(articles.length).toBeLessThanOrEqual(totals.articles);
        notebook.articles.list({
          offset: 0,
          limit: 5,
          sort: "title",
          descending: false,
          filter: "all",
          words: query,
        });
        notebook.notes.list({ offset: 0, limit: 5, words: query });
        notebook.clips.list({ offset: 0, limit: 5, words: query });
        notebook.links.suggest({ query, limit: 5 });
      }),
      { numRuns: 300 },
    );
  });
});

import { describe, expect, test } from "vitest";
import { assembleNotebook, openNotebook } from "../notebook.ts";
import { openFile } from "../storage/opening.ts";
import { migrations } from "../storage/schema.ts";
import { seeded } from "../../text/anchors/test-edit-history.ts";
import { addArticle, draftOf, newFolder, newNotebook } from "../test-notebook.ts";

/** So many sentences of ten invented words; another number, other sentences. */
function passage(seed: number, sentences: number): string {
  const random = seeded(seed);
  const syllable = () => "bdfgklmnprstvz".charAt(random() * 14) + "aeiou".charAt(random() * 5);
  const word = () => Array.from({ length: 2 + Math.floor(random() * 2) }, syllable).join("");
  const sentence = () => `The ${Array.from({ length: 9 }, word).join(" ")}.`;
  return Array.from({ length: sentences }, sentence).join(" ");
}
/** Paragraphs of about sixty words. */
const story = (from: number, paragraphs: number): readonly string[] =>
  Array.from({ length: paragraphs }, (_, at) => passage(from + at * 1_000, 6));
const chrome = `Subscribe to our newsletter for the best of the week, every Friday, free of charge. ${passage(900_000, 5)}`;

describe("a draft is another version of an article", () => {
  test("by its address, however it is spelt", async () => {
    const notebook = newNotebook();
    const article = await addArticle(notebook, story(1, 4), {
      title: "Gauge",
      url: "https://www.tide.example/gauge/",
    });
    const draft = draftOf(story(50_000, 4), { url: "http://tide.example/gauge?utm_source=x#top" });
    expect(notebook.articles.match(draft)).toEqual({
      article: article.id,
      title: "Gauge",
      how: "url",
    });
  });

  test("by its very text, were it only a line", async () => {
    const notebook = newNotebook();
    const { id } = await addArticle(notebook, ["The sea rises."]);
    const match = notebook.articles.match(draftOf(["The sea rises."], { title: "Other" }));
    expect(match).toMatchObject({ article: id, how: "text" });
    expect(notebook.articles.match(draftOf(["The sea falls."]))).toBeNull();
  });

  test.each([
    ["only its first two fifths", story(1, 10).slice(0, 4)],
    ["with the furniture of its page", [chrome, ...story(1, 10), chrome]],
    ["with every thirtieth word dropped and a note added", dropped(30)],
    ["with three paragraphs rewritten", [...story(1, 7), ...story(70_000, 3)]],
  ])("by most of its text: %s", async (_, paragraphs) => {
    const notebook = newNotebook();
    const { id } = await addArticle(notebook, story(1, 10));
    await addArticle(notebook, story(200_000, 10));
    const match = notebook.articles.match(draftOf(paragraphs, { title: "Another title" }));
    expect(match).toMatchObject({ article: id, how: "sketch" });
  });

  test("by its DOI where the titles agree, also within an address", async () => {
    const notebook = newNotebook();
    const { id } = await addArticle(notebook, story(1, 3), {
      title: "Gauges of the coast",
      identifiers: { doi: "10.5555/ABC.1" },
    });
    const draft = draftOf(story(60_000, 3), { title: "Gauges of the coast: a survey" });
    const url = "https://doi.org/10.5555/abc.1";
    expect(notebook.articles.match({ ...draft, url })).toMatchObject({
      article: id,
      how: "identifier",
    });
    const reply = {
      ...draft,
      title: "A reply to the keepers",
      identifiers: { doi: "10.5555/abc.1" },
    };
    expect(notebook.articles.match(reply)).toBeNull();
  });

  test("by most of its letters where a script has no spaces", async () => {
    const notebook = newNotebook();
    const day = (n: number) =>
      `${n}日目、潮位計の係は朝${n}時に紙を替え、波の高さ${n}寸を帳面に書いた。`;
    const days = Array.from({ length: 30 }, (_, n) => day(n + 1));
    const { id } = await addArticle(notebook, days);
    expect(notebook.articles.match(draftOf(days.slice(0, 20)))).toMatchObject({ article: id });
  });
});

describe("a draft is a work of its own", () => {
  test("when it tells the same story with the same quotes and background", async () => {
    const notebook = newNotebook();
    const shared = [...story(300_000, 2), "“We shall see what the water leaves us,” she said."];
    await addArticle(notebook, [...story(1, 4), ...shared], { title: "Storm takes the pier" });
    const other = draftOf([...story(80_000, 4), ...shared], { title: "Harbour counts its losses" });
    expect(notebook.articles.match(other)).toBeNull();
  });

  test("when it shares nothing but the furniture of its page", async () => {
    const notebook = newNotebook();
    await addArticle(notebook, [passage(1, 4), chrome], { title: "Tides this week" });
    const other = draftOf([passage(90_000, 4), chrome], { title: "Boats this week" });
    expect(notebook.articles.match(other)).toBeNull();
    const notice = draftOf(["No boats today.", chrome.slice(0, 85)], { title: "Notice" });
    await addArticle(notebook, ["No tides today.", chrome.slice(0, 85)], { title: "A notice" });
    expect(notebook.articles.match(notice)).toBeNull();
  });

  test("when it quotes a few lines of a long one", async () => {
    const notebook = newNotebook();
    await addArticle(notebook, story(1, 60));
    expect(notebook.articles.match(draftOf(story(1, 1)))).toBeNull();
  });

  test("when only the front page of the site is the same", async () => {
    const notebook = newNotebook();
    const url = "https://www.tide.example/";
    await addArticle(notebook, story(1, 3), { url });
    expect(notebook.articles.match(draftOf(story(40_000, 3), { url }))).toBeNull();
  });

  test("when the other lies in the trash", async () => {
    const notebook = newNotebook();
    const { id } = await addArticle(notebook, story(1, 3), { url: "https://a.example/1" });
    notebook.articles.delete({ id });
    expect(
      notebook.articles.match(draftOf(story(1, 3), { url: "https://a.example/1" })),
    ).toBeNull();
  });
});

describe("an entry of a bibliography is an article", () => {
  const entry = {
    title: "Gauges of the coast",
    byline: ["Ann Lee"],
    published: "2015-05",
    url: null,
    identifiers: {},
  };

  test("by DOI, PubMed number, ISBN and address", async () => {
    const notebook = newNotebook();
    const { id } = await addArticle(notebook, ["One."], {
      ...entry,
      url: "https://a.example/1",
      identifiers: { doi: "10.5555/x", pmid: "123", isbn: "0-306-40615-2" },
    });
    const found = (fields: object) =>
      notebook.articles.matchMetadata({ ...entry, title: "Gauges", published: null, ...fields });
    const how = (fields: object) => found(fields)?.how;
    expect(found({ identifiers: { doi: "https://doi.org/10.5555/X" } })?.article).toBe(id);
    expect(how({ identifiers: { pmid: "PMID: 123" } })).toBe("identifier");
    expect(how({ identifiers: { isbn: "978-0-306-40615-7" } })).toBe("identifier");
    expect(how({ url: "http://www.a.example/1/" })).toBe("url");
    const chapter = { title: "The winter of nets", identifiers: { isbn: "9780306406157" } };
    expect(found(chapter)).toBeNull();
    expect(found({})).toBeNull();
  });

  test("by title and year, or author where a year is missing, unless authors differ", async () => {
    const notebook = newNotebook();
    await addArticle(notebook, ["One."], entry);
    const how = (fields: object) => notebook.articles.matchMetadata({ ...entry, ...fields })?.how;
    expect(how({ title: "GAUGES of the Coast.", published: "2015" })).toBe("title");
    expect(how({ byline: ["Lee, A."], published: null })).toBe("title");
    expect(how({ byline: [] })).toBe("title");
    expect(how({ published: "2016" })).toBeUndefined();
    expect(how({ byline: ["Ben Oduya"] })).toBeUndefined();
    expect(how({ byline: [], published: null })).toBeUndefined();
  });
});

test("a notebook of version 1 learns what it needs before the first match", async () => {
  const folder = newFolder();
  const first = openNotebook({ folder, mode: "create" });
  const ids: string[] = [];
  for (let at = 0; at < 20; at += 1)
    ids.push((await addArticle(first, story(at * 10_000, 3), { title: `Day ${at}` })).id);
  const named = await addArticle(first, ["Short."], { url: "https://a.example/1" });
  first.close();
  // What migration to version 2 says of a notebook that knows of none of this.
  const file = openFile({
    folder,
    mode: "open",
    migrations: [
      ...migrations,
      `delete from version_sketch; delete from sketch_hash; delete from article_name;
       insert into unsketched select version_key from version;
       insert into unnamed select article_key from article;`,
    ],
  });
  const notebook = assembleNotebook(file, {});
  const old = notebook.articles.match(draftOf(story(0, 3).slice(0, 2)));
  expect(old).toMatchObject({ article: ids[0], how: "sketch" });
  const url = notebook.articles.match(draftOf(["Else."], { url: "https://a.example/1" }));
  expect(url?.article).toBe(named.id);
  expect(file.sqlite.prepare("select count(*) from unsketched").pluck().get()).toBe(0);
  notebook.close();
});

/** The story without every `n`-th word, and with a note. */
function dropped(n: number): readonly string[] {
  const kept = (text: string) =>
    text
      .split(" ")
      .filter((_, at) => at % n !== n - 1)
      .join(" ");
  return [...story(1, 10).map(kept), "This article has been corrected since."];
}

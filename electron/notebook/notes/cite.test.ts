import { expect, test } from "vitest";
import { addArticle, addNote, newClock, newNotebook, noteBody } from "../test-notebook.ts";

const penhale = { title: "The gauge", byline: ["R. Penhale"], published: "2015-05-12" };
const li = { title: "Charts of the coast", byline: ["Wei Li", "Bo Fu"], published: "1999" };

test("articles are found by author, year and title, those read last first", async () => {
  const clock = newClock();
  const notebook = newNotebook({ now: clock.now });
  const gauge = await addArticle(notebook, ["One."], penhale);
  clock.pass(1);
  const charts = await addArticle(notebook, ["Two."], li);
  const found = (query: string) =>
    notebook.links.cite({ query, limit: 5 }).map(({ title }) => title);
  expect(found("")).toEqual(["Li and Fu 1999", "Penhale 2015"]);
  expect(found("pen 2015")).toEqual(["Penhale 2015"]);
  expect(found("coast")).toEqual(["Li and Fu 1999"]);
  expect(found("phl")).toEqual(["Penhale 2015"]);
  expect(found("home by ten")).toEqual([]);
  notebook.articles.edit({ id: gauge.id, changes: { published: "2016" } });
  expect(found("penhale 2016")).toEqual(["Penhale 2016"]);
  notebook.articles.delete({ id: charts.id });
  expect(found("coast")).toEqual([]);
});

test("a citation says what is known of its article today", async () => {
  const notebook = newNotebook();
  const { id } = await addArticle(notebook, ["One."], penhale);
  const target = { kind: "article", id } as const;
  const citation = () => notebook.links.titles({ targets: [target] })[0]?.citation;
  expect(citation()).toEqual({ who: "Penhale", year: "2015" });
  notebook.articles.edit({ id, changes: { names: [{ given: "Rosa", family: "Tregenza" }] } });
  expect(citation()).toEqual({ who: "Tregenza", year: "2015" });
  const body = JSON.parse(noteBody(["It rose ", { link: target }])) as {
    root: { children: { children: object[] }[] };
  };
  const line = body.root.children[0]?.children;
  line?.splice(1, 1, { ...line[1], cite: true, locator: "p. 4" });
  const note = addNote(notebook, "Log");
  notebook.notes.save({ id: note, base: 0, body: JSON.stringify(body) });
  expect(notebook.notes.list({ offset: 0, limit: 1, words: "" }).rows[0]?.excerpt).toBe(
    "It rose (Tregenza 2015, p. 4)",
  );
});

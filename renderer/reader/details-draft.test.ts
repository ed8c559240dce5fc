import { expect, test } from "vitest";
import { articleOf } from "./article-fixture.ts";
import {
  changesOf,
  emptyDraft,
  entriesIn,
  namesIn,
  withoutField,
  type Draft,
} from "./details-draft.ts";

const beethoven = { given: "Ludwig", particle: "van", family: "Beethoven", suffix: "Jr." };
const article = articleOf([], {
  names: [beethoven],
  identifiers: { doi: "10.1000/1" },
  fields: { journal: "Review", volume: "7" },
});

test("nothing typed is nothing changed, also where rows were only looked at", () => {
  expect(changesOf(emptyDraft, article)).toEqual({});
  const draft: Draft = {
    texts: { site: article.site ?? "" },
    names: namesIn(emptyDraft, article),
    fields: entriesIn(emptyDraft, article, "fields"),
  };
  expect(changesOf(draft, article)).toEqual({ names: [beethoven], fields: {} });
});

test("a name keeps its particle and suffix where they were not typed over", () => {
  const [row] = namesIn(emptyDraft, article);
  if (row === undefined) throw new RangeError("Expected a name");
  const typed = (change: Partial<typeof row>) =>
    changesOf({ texts: {}, names: [{ ...row, ...change }] }, article).names;
  expect(row).toMatchObject({ given: "Ludwig", last: "van Beethoven Jr." });
  expect(typed({ given: "L." })).toEqual([{ ...beethoven, given: "L." }]);
  expect(typed({ last: "van Hoven" })).toEqual([
    { given: "Ludwig", particle: "van", family: "Hoven" },
  ]);
  expect(typed({ last: "Board", given: "" })).toEqual([{ given: "", family: "Board" }]);
});

test("a field that was renamed is one gone and one come", () => {
  const fields = entriesIn(emptyDraft, article, "fields").map((row) =>
    row.name === "journal" ? { ...row, name: "periodical" } : row,
  );
  expect(changesOf({ texts: {}, fields }, article)).toEqual({
    fields: { journal: null, periodical: "Review" },
  });
});

test("a row without a name says nothing", () => {
  const identifiers = [{ key: "new", name: " ", value: "x" }];
  expect(changesOf({ texts: {}, identifiers }, article)).toEqual({ identifiers: { doi: null } });
});

test("what was typed into one field can be taken out of the draft", () => {
  const draft: Draft = { texts: { title: "a", site: "b" }, names: [], fields: [] };
  expect(withoutField(draft, "title")).toEqual({ texts: { site: "b" }, names: [], fields: [] });
  expect(withoutField(draft, "fields.journal")).toEqual({
    texts: { title: "a", site: "b" },
    names: [],
  });
});

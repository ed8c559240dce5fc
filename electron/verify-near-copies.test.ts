/** A notebook that says nearly the same in several places: a draft that quotes one exactly is not wrong. */
import { expect, test } from "vitest";
import { addArticle, addVersion, newNotebook } from "./notebook/test-notebook.ts";
import type { Block } from "./entities.ts";
import { verifyBlocks } from "./verify.ts";

const told =
  "The keeper carried nine lamps down the wet steps and waited there for the tide to turn.";
const copies = [
  told.replace("steps and", "steps, and"),
  told.replace("nine", "ten"),
  told.replace("The keeper", "One keeper"),
  told.replace("wet", "dry"),
  told.replace("turn", "fall"),
  told.replace("lamps", "lamps,"),
  told.replace("waited", "waited,"),
  told.replace("tide", "tide,"),
];
const between = "Nobody on the island wrote of anything else in that year.";
const filler = Array.from(
  { length: 900 },
  (_, day) => `On day ${day} the water was measured again.`,
);
const texts = [told, ...copies];
const draft = (text: string): readonly Block[] => [
  { kind: "paragraph", text: `It says that “${text}”, and no more.`, marks: [] },
];

async function stateOf(notebook: ReturnType<typeof newNotebook>, text: string) {
  return (await verifyBlocks(draft(text), notebook)).map(({ state, found }) => [
    state,
    found?.words,
  ]);
}

test.each([
  ["a short article", [between]],
  ["a long article", filler],
])("each of the near copies in %s is verbatim", async (_, gap) => {
  const notebook = newNotebook();
  await addArticle(
    notebook,
    texts.flatMap((text) => [text, ...gap]),
  );
  for (const text of texts) expect(await stateOf(notebook, text)).toEqual([["verbatim", text]]);
  const marked = told.replace("waited there for", "waited […] for");
  expect((await stateOf(notebook, marked))[0]?.[0]).toBe("marked");
});

test("each of the near copies in as many articles is verbatim", async () => {
  const notebook = newNotebook();
  for (const text of texts) await addArticle(notebook, [between, text]);
  for (const text of texts) expect(await stateOf(notebook, text)).toEqual([["verbatim", text]]);
  const marked = told.replace("waited there for", "waited […] for");
  expect((await stateOf(notebook, marked))[0]?.[0]).toBe("marked");
});

test("the true one of more articles than are compared is found", async () => {
  const notebook = newNotebook();
  await addArticle(notebook, [between, told]);
  for (const word of told.split(" ").slice(1, -1))
    await addArticle(notebook, [between, told.replace(` ${word} `, ` ${word}, `)]);
  expect(await stateOf(notebook, told)).toEqual([["verbatim", told]]);
  const set = told.replace(" and", "\u00a0and");
  expect((await stateOf(notebook, set))[0]?.[0]).toBe("typography");
  const marked = told.replace("waited there for", "waited […] for");
  expect((await stateOf(notebook, marked))[0]?.[0]).toBe("marked");
});

test("each of the near copies in as many versions is verbatim", async () => {
  const notebook = newNotebook();
  const article = await addArticle(notebook, [between, told]);
  for (const text of copies) await addVersion(notebook, article.id, [between, text]);
  for (const text of texts) expect(await stateOf(notebook, text)).toEqual([["verbatim", text]]);
});

test("the very characters of an older version are taken before the same words in another type", async () => {
  const notebook = newNotebook();
  const [curled, plain] = [
    told.replace("keeper", "keeper’s boy"),
    told.replace("keeper", "keeper's boy"),
  ];
  const article = await addArticle(notebook, [between, curled]);
  await addVersion(notebook, article.id, [between, plain]);
  for (const text of [curled, plain])
    expect(await stateOf(notebook, text)).toEqual([["verbatim", text]]);
});

test("words with the mark of a note among them are found behind a near copy without one", async () => {
  const notebook = newNotebook();
  const at = told.indexOf(" steps") + " steps".length;
  const noted: Block = {
    kind: "paragraph",
    text: `${told.slice(0, at)}7${told.slice(at)}`,
    marks: [[at, at + 1, "superscript"]],
  };
  await addArticle(notebook, [copies[3] ?? "", copies[0] ?? "", between, noted]);
  expect((await stateOf(notebook, told))[0]?.[0]).toBe("typography");
});

test("words that none of the copies has are altered", async () => {
  const notebook = newNotebook();
  await addArticle(
    notebook,
    texts.flatMap((text) => [text, between]),
  );
  const altered = told.replace("nine", "eleven");
  expect((await stateOf(notebook, altered))[0]?.[0]).toBe("altered");
});

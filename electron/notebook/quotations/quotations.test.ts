import { expect, test } from "vitest";
import { addArticle, addVersion, newNotebook } from "../test-notebook.ts";

const harbour = [
  "The gauge on the pier has worked since 1887. Nobody wanted to believe that the bolt had sunk; but the list of 1934 said so.",
  "“Nine centimetres,” said the engineer, “do not vanish by themselves.” He pointed at the joint above the base, which was dry, narrow and older than all of us.",
  "It was not that it had to be so, but that it was so to the end of the day.",
];
const other = [
  "A library keeps what its readers leave. The clerk counted seventeen umbrellas, four gloves and a letter that nobody had opened.",
  "She wrote the number of each thing in a book with a green spine and never lost a page of it.",
];

async function filled() {
  const notebook = newNotebook();
  const article = await addArticle(notebook, harbour, {
    title: "The gauge",
    byline: ["R. Penhale"],
  });
  await addArticle(notebook, other, { title: "Lost things" });
  return { notebook, article };
}

test("the very words are found with their place", async () => {
  const { notebook, article } = await filled();
  const found = await notebook.quotations.find({
    text: "Nobody wanted to believe that the bolt had sunk",
  });
  expect(found).toMatchObject({
    article: article.id,
    title: "The gauge",
    byline: ["R. Penhale"],
    version: article.version,
    versionNumber: 1,
    isNewest: true,
    paragraph: 1,
    page: null,
    state: "verbatim",
    words: "Nobody wanted to believe that the bolt had sunk",
    source: "Nobody wanted to believe that the bolt had sunk; but the list of 1934 said so.",
  });
  expect(harbour.join("\n").slice(found?.start, found?.end)).toBe(found?.words);
});

test("words set in another type are the same words", async () => {
  const { notebook } = await filled();
  const text = '"Nine centi\u00admetres," said the\u00a0engineer, "do not vanish by themselves."';
  expect(await notebook.quotations.find({ text })).toMatchObject({
    state: "typography",
    paragraph: 2,
  });
});

test("marked omissions and insertions are marked edits", async () => {
  const { notebook } = await filled();
  for (const text of [
    "Nobody wanted to believe […] but the list of 1934 said so",
    "He [the engineer] pointed at the joint … which was dry, narrow and older",
    "[n]obody wanted to believe that the bolt had sunk",
  ])
    expect(await notebook.quotations.find({ text })).toMatchObject({ state: "marked" });
});

test("five words with the middle one changed are found, and say what differs", async () => {
  const { notebook } = await filled();
  const found = await notebook.quotations.find({ text: "counted seventeen parasols, four gloves" });
  expect(found).toMatchObject({ title: "Lost things", state: "altered" });
  expect(found?.diff).toContainEqual({ kind: "removed", text: "umbrellas" });
  expect(found?.diff).toContainEqual({ kind: "added", text: " parasols" });
});

test("five words of which two are others are no quotation with changes", async () => {
  const { notebook } = await filled();
  const one = await notebook.quotations.find({ text: "seventeen umbrellas, nine gloves and" });
  expect(one).toMatchObject({ title: "Lost things", state: "altered" });
  const two = await notebook.quotations.find({ text: "seventeen parasols, nine gloves and" });
  expect(two).toBeNull();
});

test("words that the notebook does not have are not found", async () => {
  const { notebook } = await filled();
  for (const text of [
    "Certain elephants never forgive an impolite zookeeper",
    "the day that had been for the not it",
    "— … —",
    "",
  ])
    expect(await notebook.quotations.find({ text })).toBeNull();
});

test("very common words are found as they stand", async () => {
  const { notebook } = await filled();
  const text = "it was so to the end of the day";
  expect(await notebook.quotations.find({ text })).toMatchObject({
    state: "verbatim",
    paragraph: 3,
  });
});

test("the newest article is taken where several have the words", async () => {
  const { notebook } = await filled();
  const again = await addArticle(notebook, ["She said it again.", ...other], { title: "Again" });
  const text = "The clerk counted seventeen umbrellas, four gloves and a letter";
  expect(await notebook.quotations.find({ text })).toMatchObject({
    article: again.id,
    paragraph: 2,
  });
});

test("an article with the very words is taken before one that altered them", async () => {
  const { notebook } = await filled();
  const changed = other.map((text) => text.replace("seventeen", "eighteen"));
  await addArticle(notebook, changed, { title: "Changed" });
  const text = "The clerk counted seventeen umbrellas, four gloves and a letter";
  expect(await notebook.quotations.find({ text })).toMatchObject({ title: "Lost things" });
});

test("words that only an older version has are found there", async () => {
  const { notebook, article } = await filled();
  await addVersion(notebook, article.id, [
    harbour[0]?.replace("bolt had sunk", "screw had risen") ?? "",
    ...harbour.slice(1),
  ]);
  const text = "Nobody wanted to believe that the bolt had sunk; but the list of 1934";
  expect(await notebook.quotations.find({ text })).toMatchObject({
    version: article.version,
    versionNumber: 1,
    isNewest: false,
    state: "verbatim",
  });
});

test("what lies in the trash is not found", async () => {
  const { notebook, article } = await filled();
  notebook.articles.delete({ id: article.id });
  const text = "Nobody wanted to believe that the bolt had sunk";
  expect(await notebook.quotations.find({ text })).toBeNull();
});

test("the page is named where the article has pages", async () => {
  const notebook = newNotebook();
  await addArticle(notebook, [
    { kind: "pageBreak", label: "iv" },
    "On the fourth page nothing is said that matters to anybody.",
    { kind: "pageBreak", label: "5" },
    "On the fifth page the keeper asks for a new lantern.",
  ]);
  const text = "the keeper asks for a new lantern";
  expect(await notebook.quotations.find({ text })).toMatchObject({ page: "5", paragraph: 2 });
});

test("words in a script without spaces are found, altered ones too", async () => {
  const notebook = newNotebook();
  await addArticle(notebook, [
    "潮位计从一八八七年开始在码头上运行。没有人愿意相信那颗铜钉没有下沉，可是名册写着四米二。",
    "他指着底座上面的缝，它又干又窄，比在场的每个人都老。",
  ]);
  const find = (text: string) => notebook.quotations.find({ text });
  expect(await find("没有人愿意相信那颗铜钉没有下沉")).toMatchObject({ state: "verbatim" });
  expect(await find("没有人愿意相信那颗铁钉没有下沉")).toMatchObject({ state: "altered" });
  expect(await find("大象从来不原谅没有礼貌的管理员")).toBeNull();
});

test("a passage deep in a very long article is found", async () => {
  const notebook = newNotebook();
  const filler = Array.from(
    { length: 2_000 },
    (_, day) => `On day ${day} the keeper wrote the height.`,
  );
  await addArticle(notebook, [...filler, ...other, ...filler]);
  const text = "wrote the name of each thing in a book with a green spine";
  expect(await notebook.quotations.find({ text })).toMatchObject({
    state: "altered",
    paragraph: 2_002,
  });
});

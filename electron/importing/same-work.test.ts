/** Other versions of what is here, tags from folders, and the one question of an import. */
import { expect, test } from "vitest";
import type { ImportJob, ImportQuestion, SameWork } from "../entities.ts";
import { testImporting } from "./test-importing.ts";

const { root, notebook, write, take, articles } = testImporting("same-work");

/** A page long enough to be known again, with a last paragraph of its own. */
const page = (address: string, last: string): string => {
  const [name = ""] = address.split(".");
  const words = Array.from(
    { length: 40 },
    (_each, n) =>
      `<p>The ${n}th ${name} of ${name}${n} saw ${n * 7} ${name}s and ${n + 3} more.</p>`,
  ).join("");
  return `<html><head><title>The harbour ${address}</title><link rel="canonical" href="https://${address}/story"></head>
    <body><article><h1>The harbour ${address}</h1>${words}<p>${last}</p></article></body></html>`;
};

test("another version of an article is added to it unless the import is told otherwise", async () => {
  await take([write("one/a.html", page("a.example", "As it was first."))]);
  const again = write("two/a.html", page("a.example", "As it is now."));
  const { items, job } = await take([again]);
  expect(items).toMatchObject([{ status: "version", title: "The harbour a.example" }]);
  expect(job.counts).toMatchObject({ version: 1, imported: 0 });
  expect(articles()).toHaveLength(1);
  const text = JSON.stringify(notebook().articles.get({ id: articles()[0]?.id ?? "" })?.blocks);
  expect(text).toContain("As it is now.");
  expect(await notebook().check()).toMatchObject({ ok: true });
});

test("a version whose import was undone comes back with its file, clips and all", async () => {
  await take([write("one/a.html", page("a.example", "As it was first."))]);
  const [article] = articles();
  const id = article?.id ?? "";
  const { clips, history } = notebook();
  const { version = "" } = notebook().articles.get({ id }) ?? {};
  clips.create({ version, start: 4, end: 40, color: "plain", comment: "" });
  const again = write("two/a.html", page("a.example", "As it is now."));
  const { job, items } = await take([again]);
  expect(items[0]?.clips).toEqual({ unchanged: 1, moved: 0, attention: 0 });
  expect(job.clips).toEqual(items[0]?.clips);
  expect(history.undo({ group: job.id })).toMatchObject({
    label: "import a new version of ‘The harbour a.example’",
  });
  expect(notebook().articles.get({ id })?.version).toBe(version);

  const { items: back } = await take([again]);
  expect(back).toMatchObject([
    { status: "duplicate", warnings: [expect.stringContaining("newest version")] },
  ]);
  expect(notebook().articles.get({ id })?.versionNumber).toBe(2);
  expect(clips.ofArticle({ article: id })[0]?.anchor).toMatchObject({ kind: "carried" });
  expect(await notebook().check()).toMatchObject({ ok: true });
});

test.each([
  ["both", 2, "imported", /^$/],
  ["skip", 1, "duplicate", /^Skipped: the notebook has another version\.$/],
] as const)("told %s, it leaves %i", async (same, count, status, notes) => {
  await take([write("one/b.html", page("b.example", "First."))]);
  const { items } = await take([write("two/b.html", page("b.example", "Then."))], {
    options: { tagFolders: false, same },
  });
  expect(items[0]?.status).toBe(status);
  expect(articles()).toHaveLength(count);
  expect(items[0]?.warnings.join()).toMatch(notes);
});

test("two versions in one import are one article", async () => {
  const places = ["one", "two", "three", "four"].map((name) =>
    write(`${name}/c.html`, page("c.example", `The ending of ${name}.`)),
  );
  const { job } = await take(places);
  expect(job.counts).toMatchObject({ imported: 1, version: 3 });
  expect(articles()).toHaveLength(1);
});

/** An import that is asked, and what it was asked. */
async function asked(places: readonly string[], choice: SameWork | null) {
  const questions: ImportQuestion[] = [];
  const jobs: ImportJob[] = [];
  const stop = new AbortController();
  const answer = Promise.withResolvers<SameWork>();
  const { job, items } = await take(places, {
    options: { tagFolders: false, same: "ask" },
    signal: stop.signal,
    ask: (question) => {
      questions.push(question);
      return answer.promise;
    },
    onProgress(each) {
      jobs.push(each);
      // Answered only when nothing else is left to be done.
      const { done, total, waiting, running } = each;
      if (!running || waiting === 0 || done + waiting < total) return;
      if (choice === null) stop.abort();
      else answer.resolve(choice);
    },
  });
  return { questions, jobs, job, items };
}

test("the question is asked once, the others go on meanwhile, and the answer holds for all", async () => {
  const names = ["d1", "d2", "d3"];
  await take(names.map((name) => write(`old/${name}.html`, page(`${name}.example`, "Old."))));
  const places = [
    ...names.map((name) => write(`new/${name}.html`, page(`${name}.example`, "New."))),
    write("new/other.txt", "Other\n\nThe words of another text."),
  ];
  const { questions, jobs, job, items } = await asked(places, "version");
  expect(questions).toHaveLength(1);
  expect(questions[0]?.title).toMatch(/^The harbour d\d\.example$/);
  expect(Math.max(...jobs.map(({ waiting }) => waiting))).toBe(3);
  expect(items[0]).toMatchObject({ file: "other.txt", status: "imported" });
  expect(job).toMatchObject({ counts: { version: 3, imported: 1 }, question: null, waiting: 0 });
  expect(job.total).toBe(4);
  expect(articles()).toHaveLength(4);
});

test("the same bytes twice in one import are no other version, and nothing is asked", async () => {
  const same = page("twice.example", "The same.");
  const places = ["one", "two", "three"].map((name) => write(`${name}/twice.html`, same));
  const { questions, job } = await asked(places, "version");
  expect(questions).toEqual([]);
  expect(job.counts).toMatchObject({ imported: 1, duplicate: 2, version: 0 });
});

test("an import that is stopped while it waits ends, and what was held back is not in the report", async () => {
  await take([write("old/e.html", page("e.example", "Old."))]);
  const { job, items } = await asked([write("new/e.html", page("e.example", "New."))], null);
  expect(job.running).toBe(false);
  expect(items).toEqual([]);
  expect(articles()).toHaveLength(1);
});

test("articles are tagged with the folders below the chosen one, when that is wanted", async () => {
  write("chosen/rivers/north/f.txt", "F\n\nThe words of F.");
  write("chosen/g.txt", "G\n\nThe words of G.");
  const tagsOf = () =>
    articles().map(({ id, title }) => [
      title,
      notebook()
        .tags.ofArticle(id)
        .map(({ name }) => name),
    ]);
  await take([`${root}/chosen`]);
  expect(tagsOf()).toEqual(expect.arrayContaining([["F", []]]));
  // Bytes that are here already are tagged too.
  await take([`${root}/chosen`], { options: { tagFolders: true, same: "version" } });
  expect(Object.fromEntries(tagsOf())).toEqual({ F: ["north", "rivers"], G: [] });
});

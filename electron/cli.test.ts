/** The command line as a person or a script meets it: the real process, a real notebook, real files. */
import { execFile, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commandHelp } from "./cli-text.ts";

const root = mkdtempSync(path.join(tmpdir(), "commonplace-cli-"));
const notebook = path.join(root, "Harbour");
const cli = path.join(import.meta.dirname, "cli.ts");

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Each line of the output, parsed. */
  readonly json: readonly Record<string, unknown>[];
}

function run(...words: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const env = { ...process.env, COMMONPLACE_USER_DATA: path.join(root, "user") };
    execFile(process.execPath, [cli, ...words], { env, cwd: root }, (error, out, err) => {
      const lines = out.split("\n").filter((line) => line.startsWith("{"));
      const json = words.includes("--json")
        ? lines.map((line) => JSON.parse(line) as Record<string, unknown>)
        : [];
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err, json });
    });
  });
}

function write(name: string, content: string | Uint8Array): string {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

/** What a call of `import` says of one file. */
const imported = async (file: string): Promise<Record<string, unknown>> =>
  (await run("import", "--notebook", notebook, "--json", file)).json[0] ?? {};

const story =
  "The keeper of the north light wrote nothing down for eleven days, and nobody on the mainland noticed until the twelfth.\n" +
  "“We had other things to look at,” said the harbour master. “The light was lit.”\n" +
  "The log was found behind the stove — dry, and complete.\n";

let article = "";

beforeAll(async () => {
  article = String((await imported(write("story.txt", story)))["article"]);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("import", () => {
  test("makes the notebook and says what became of the file", async () => {
    const words = Array.from({ length: 50 }, (_each, n) => `word${n}`).join(" ");
    const item = await imported(write("second.txt", `Second\n\n${words}.`));
    expect(item).toMatchObject({
      file: "second.txt",
      status: "imported",
      title: "Second",
      warnings: [],
      reason: "",
    });
    expect(item["article"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(item["words"]).toBeGreaterThan(40);
    expect(existsSync(path.join(notebook, "notebook.commonplace"))).toBe(true);
  });

  test("finds the same bytes again, whatever they are called", async () => {
    const { code, json } = await run(
      "import",
      "--notebook",
      notebook,
      "--json",
      write("copy of story.txt", story),
    );
    expect(json).toMatchObject([{ status: "duplicate", article }]);
    expect(code).toBe(0);
  });

  test("goes on after a bad file, and says so by its exit code", async () => {
    const files = [
      write("bad/empty.txt", ""),
      write("bad/zip.html", new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0, 1, 2, 3, 4])),
      path.join(root, "bad/vanished.txt"),
      write("bad/good.md", "# Good\n\nA word after all of them.\n"),
    ];
    const { code, json } = await run("import", "--notebook", notebook, "--json", ...files);
    expect(json.filter(({ status }) => status === "refused")).toHaveLength(3);
    expect(json.filter(({ status }) => status === "imported")).toHaveLength(1);
    for (const item of json.filter(({ status }) => status === "refused"))
      expect(item["reason"]).toMatch(/^[A-Z].*\.$/s);
    expect(code).toBe(1);
  });

  test("refuses a file of more than 200 MB without reading it", async () => {
    const file = write("huge.txt", "x");
    truncateSync(file, 300_000_000);
    const item = await imported(file);
    expect(item["status"]).toBe("refused");
    expect(item["reason"]).toContain("too large");
    rmSync(file);
  });

  test("walks a folder with all below it, and leaves pictures and what a browser saved beside a page", async () => {
    write("saved/a/one.txt", `One\n\nThe first of several words.`);
    write("saved/b/c/two.md", "# Two\n\nThe second of several words.");
    const paragraph =
      "<p>A paragraph that is long enough to be the text of a page, and goes on for a while.</p>";
    write(
      "saved/page.html",
      `<title>Page</title><article><h1>Page</h1>${paragraph.repeat(6)}</article>`,
    );
    write("saved/page_files/ad.html", "<p>An advertisement</p>");
    write("saved/.DS_Store", "x");
    write("saved/b/chart.png", new Uint8Array([0x89, 0x50, 0x4e, 0x47]));
    const { json, code } = await run(
      "import",
      "--notebook",
      notebook,
      "--json",
      path.join(root, "saved"),
    );
    expect(new Set(json.map((item) => item["title"]))).toEqual(new Set(["One", "Page", "Two"]));
    expect(json).toHaveLength(3);
    expect(code).toBe(0);
  });
});

describe("import of what comes again", () => {
  const page = (last: string): string =>
    `<title>Ebb</title><link rel="canonical" href="https://ebb.example/story"><article><h1>Ebb</h1>${Array.from({ length: 30 }, (_each, n) => `<p>The ${n}th boat came in at ${n + 4} and was tied to the ${n * 3}th ring of the quay.</p>`).join("")}<p>${last}</p></article>`;

  test("says new version, both or skipped, as it was told", async () => {
    const other = path.join(root, "Again");
    const take = async (last: string, ...words: readonly string[]) => {
      const file = write("again/ebb.html", page(last));
      return (await run("import", "--notebook", other, "--json", ...words, file)).json[0];
    };
    expect(await take("First.")).toMatchObject({ status: "imported" });
    expect(await take("Second.")).toMatchObject({ status: "version", title: "Ebb" });
    expect(await take("Third.", "--same", "skip")).toMatchObject({ status: "duplicate" });
    expect(await take("Fourth.", "--same", "both")).toMatchObject({ status: "imported" });
    expect((await run("list", "--notebook", other, "--json")).json).toHaveLength(2);
    expect((await run("import", "--same", "maybe", root)).code).toBe(2);
  });

  test("gives the files of an archive a line each, then a summary for people", async () => {
    const { zipSync, strToU8 } = await import("fflate");
    const place = write(
      "packed.zip",
      zipSync({ "a/one.txt": strToU8("Uno\n\nThe first text."), "b/two.xyz": new Uint8Array(40) }),
    );
    const other = path.join(root, "Packed");
    const { out, code } = await run("import", "--notebook", other, "--tags", place);
    expect(out).toMatch(/^imported {6}packed\.zip\/a\/one\.txt: Uno, /m);
    expect(out).toMatch(/^refused {7}packed\.zip\/b\/two\.xyz: /m);
    expect(out.trimEnd().split("\n").at(-1)).toBe("1 imported, 1 refused.");
    expect(code).toBe(1);
  });

  test("is stopped by Ctrl+C, keeps what is finished and says how far it came", async () => {
    for (let n = 0; n < 400; n += 1) write(`many/${n}.txt`, `Number ${n}\n\nThe words of ${n}.`);
    const other = path.join(root, "Stopped");
    const user = path.join(root, "user");
    const env = { ...process.env, COMMONPLACE_USER_DATA: user, CUT_AFTER: "1", CUT_BY: "SIGINT" };
    const cutShort = new URL("importing/test-cut-short.ts", import.meta.url).href;
    const child = spawn(
      process.execPath,
      ["--import", cutShort, cli, "import", "--notebook", other, path.join(root, "many")],
      { env, stdio: ["ignore", "pipe", "ignore"] },
    );
    let out = "";
    child.stdout.on("data", (bytes: Buffer) => {
      out += bytes.toString();
    });
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect(code).toBe(1);
    const kept = out.split("\n").filter((line) => line.startsWith("imported")).length;
    expect(out).toMatch(/^Stopped after \d+ of \d+: \d+ imported\.$/m);
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(400);
    expect((await run("list", "--notebook", other, "--json")).json).toHaveLength(kept);
    expect((await run("check", "--notebook", other)).code).toBe(0);
  });
});

describe("a text file without a title", () => {
  test("gets its first sentence, cut at a word and marked as derived; the text stays as it is", async () => {
    const { json } = await run("show", article, "--notebook", notebook, "--json");
    const [shown = {}] = json;
    expect(shown["title"]).toMatch(
      /^The keeper of the north light wrote nothing down for eleven days, and nobody .*\w…$/,
    );
    expect(shown["found"]).toMatchObject({ title: "derived" });
    expect(shown["text"]).toBe(story.trimEnd());
  });
});

describe("show and list", () => {
  test("list gives one object for each article", async () => {
    const { json } = await run("list", "--notebook", notebook, "--json");
    expect(json.map(({ id }) => id)).toContain(article);
    expect(json[0]).toHaveProperty("title");
  });

  test("show gives metadata, text, blocks that make up the text, and clips", async () => {
    const { json } = await run("show", article, "--notebook", notebook, "--json");
    const shown = json[0] as {
      text: string;
      blocks: { start: number; text: string }[];
      clips: unknown[];
    };
    for (const key of ["id", "title", "byline", "site", "published", "language", "url"])
      expect(shown).toHaveProperty(key);
    for (const { start, text } of shown.blocks)
      expect(shown.text.slice(start, start + text.length)).toBe(text);
  });

  test("an unknown article is said to be unknown", async () => {
    const { code, err } = await run("show", "nobody", "--notebook", notebook, "--json");
    expect(code).toBe(1);
    expect(err).toMatch(/no article or note with the id nobody/);
  });
});

describe("clip", () => {
  test("by exact words gives the clip with its place and context", async () => {
    const quote = "“We had other things to look at,” said the harbour master.";
    const { json, code } = await run(
      "clip",
      article,
      "--notebook",
      notebook,
      "--exact",
      quote,
      "--comment",
      "Really?",
      "--json",
    );
    const start = story.indexOf(quote);
    expect(json[0]).toMatchObject({ quote, start, end: start + quote.length, comment: "Really?" });
    expect(String(json[0]?.["prefix"])).toBe(story.slice(start - 64, start));
    expect(String(json[0]?.["suffix"])).toBe(
      story.slice(start + quote.length, start + quote.length + 64),
    );
    expect(code).toBe(0);
  });

  test("by offsets gives exactly what stands there", async () => {
    const start = story.indexOf("eleven");
    const { json } = await run(
      "clip",
      article,
      "--notebook",
      notebook,
      "--start",
      String(start),
      "--end",
      String(start + 11),
      "--json",
    );
    expect(json[0]).toMatchObject({ quote: "eleven days" });
  });

  test("never guesses: words that are not there, or more than once, are refused", async () => {
    const absent = await run(
      "clip",
      article,
      "--notebook",
      notebook,
      "--exact",
      "twelve days",
      "--json",
    );
    const twice = await run("clip", article, "--notebook", notebook, "--exact", "the", "--json");
    expect([absent.code, twice.code]).toEqual([1, 1]);
    expect(absent.err).toContain("do not stand");
    expect(twice.err).toContain("more than once");
  });

  test.each([
    ["--start", "5", "--end", "4"],
    ["--start", "0", "--end", "999999"],
    ["--start", "3", "--end", "3"],
  ])("refuses a place that is none: %s %s %s %s", async (...place) => {
    expect((await run("clip", article, "--notebook", notebook, ...place)).code).toBe(1);
  });
});

describe("search", () => {
  test("gives articles and clips with their matches marked", async () => {
    const { json } = await run("search", "harbour master", "--notebook", notebook, "--json");
    expect(json.map(({ kind }) => kind)).toContain("article");
    const segments = json.flatMap((hit) => hit["segments"] as { text: string; match: boolean }[]);
    expect(segments.filter(({ match }) => match).map(({ text }) => text.toLowerCase())).toContain(
      "harbour",
    );
  });

  test.each([
    '"',
    "-",
    "*",
    "AND OR NOT",
    "a:b",
    '"" ""',
    "💥",
    "NEAR(x, y)",
    "'; drop table article;--",
  ])("takes %j for what it says and never fails", async (query) => {
    expect((await run("search", query, "--notebook", notebook, "--json")).code).toBe(0);
  });
});

describe("original", () => {
  test("gives back what was imported, byte for byte, and replaces nothing unasked", async () => {
    const to = path.join(root, "back.txt");
    const words = ["original", article, "--to", to, "--notebook", notebook] as const;
    const { code, json } = await run(...words, "--json");
    expect([code, json[0]?.["path"]]).toEqual([0, to]);
    expect(readFileSync(to, "utf8")).toBe(story);
    const again = await run(...words);
    expect([again.code, again.err]).toEqual([1, expect.stringContaining("back.txt")]);
    expect((await run(...words, "--replace")).code).toBe(0);
  });
});

describe("check", () => {
  test("finds a whole notebook whole", async () => {
    const { json, code } = await run("check", "--notebook", notebook, "--json");
    expect(json[0]).toMatchObject({ ok: true, findings: [] });
    expect(code).toBe(0);
  });

  test("names an original that was changed behind our back", async () => {
    const other = path.join(root, "Tampered");
    await run("import", "--notebook", other, path.join(root, "story.txt"));
    const { globSync } = await import("node:fs");
    const [original = ""] = globSync(path.join(other, "files/*/*.txt"));
    writeFileSync(original, story.replace("eleven", "twelve"));
    const { json, code } = await run("check", "--notebook", other, "--json");
    expect(json[0]).toMatchObject({ ok: false, findings: [{ check: "files" }] });
    expect(code).toBe(1);
  });
});

describe("the words themselves", () => {
  test("the notebook last opened is the one meant", async () => {
    await run("list", "--notebook", notebook);
    expect((await run("list", "--json")).json.map(({ id }) => id)).toContain(article);
  });

  test("a notebook that is not there is made by import only", async () => {
    const nowhere = path.join(root, "Nowhere");
    for (const words of [["list"], ["search", "x"], ["check"], ["show", "x"]]) {
      const { code, err } = await run(...words, "--notebook", nowhere);
      expect(code).toBe(1);
      expect(err).toMatch(/\.\n$/);
    }
    expect(existsSync(nowhere)).toBe(false);
  });

  test("every command has its help, and is named in that of all", async () => {
    const all = await run("--help");
    for (const word of Object.keys(commandHelp)) {
      const { code, out } = await run(word, "--help");
      expect(code).toBe(0);
      expect(out).toContain(`commonplace ${word}`);
      expect(all.out).toMatch(new RegExp(`^  ${word} `, "m"));
    }
  });

  test.each([
    [[]],
    [["sing"]],
    [["import"]],
    [["list", "--loud"]],
    [["search", "x", "--limit", "many"]],
    [["clip", "a"]],
    [["clip", "a", "--start", "1"]],
    [["original", "a"]],
  ])("%j is not understood: exit code 2 and a sentence", async (words) => {
    const { code, err, out } = await run(...words);
    expect(code).toBe(2);
    expect(err + out).not.toBe("");
  });
});

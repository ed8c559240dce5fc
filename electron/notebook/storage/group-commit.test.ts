import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { EntityKind } from "../../api.ts";
import { wrapDatabase, type Database } from "../database.ts";
import { openFile } from "./opening.ts";
import { codeFrom, newFolder } from "../test-notebook.ts";

/** A database with a table of words, and the kinds of each commit. */
function newDatabase(): {
  readonly database: Database;
  readonly commits: EntityKind[][];
  readonly add: (word: string) => (touched: Set<EntityKind>) => string;
  readonly words: () => readonly string[];
} {
  const file = openFile({ folder: join(newFolder(), "Notebook"), mode: "create" });
  onTestFinished(() => file.close());
  const database = wrapDatabase(file.sqlite, { readOnly: false, now: Date.now });
  const commits: EntityKind[][] = [];
  database.onCommit((kinds) => commits.push([...kinds]));
  file.sqlite.exec("create table word (word text primary key) strict");
  const insert = file.sqlite.prepare<[string]>("insert into word values (?)");
  const all = file.sqlite.prepare<[], string>("select word from word order by rowid").pluck();
  return {
    database,
    commits,
    add: (word) => (touched) => {
      insert.run(word);
      touched.add(word.startsWith("n") ? "note" : "article");
      return word;
    },
    words: () => all.all(),
  };
}

test("changes that come together are one commit, and each gets its own value", async () => {
  const { database, commits, add, words } = newDatabase();
  const given = await Promise.all(["a", "n", "b"].map((word) => database.writeSoon(add(word))));
  expect(given).toEqual(["a", "n", "b"]);
  expect(words()).toEqual(["a", "n", "b"]);
  expect(commits).toEqual([["article", "note"]]);
});

test("one that fails leaves no trace and takes no other with it", async () => {
  const { database, commits, add, words } = newDatabase();
  const results = await Promise.allSettled([
    database.writeSoon(add("a")),
    database.writeSoon((touched) => {
      add("half")(touched);
      throw new RangeError("on purpose");
    }),
    database.writeSoon(add("a")),
    database.writeSoon(add("b")),
  ]);
  expect(results.map(({ status }) => status)).toEqual([
    "fulfilled",
    "rejected",
    "rejected",
    "fulfilled",
  ]);
  expect(words()).toEqual(["a", "b"]);
  expect(commits).toEqual([["article"]]);
});

test("a disk that fills up in the middle loses none of those that found room", async () => {
  const { database, add, words } = newDatabase();
  const pages = Number(database.sqlite.pragma("page_count", { simple: true }));
  database.sqlite.pragma(`max_page_count = ${pages + 40}`);
  const small = ["a", "b", "c"];
  const huge = "x".repeat(1_000_000);
  const outcomes = await Promise.all(
    [...small.slice(0, 2), huge, ...small.slice(2)].map((word) =>
      codeFrom(() => database.writeSoon(add(word))),
    ),
  );
  expect(outcomes).toEqual(["nothing", "nothing", "disk-full", "nothing"]);
  expect(words()).toEqual(small);
});

test("a long queue is worked off in parts, between which others get their turn", async () => {
  const { database, commits, add, words } = newDatabase();
  const busy = (word: string) => (touched: Set<EntityKind>) => {
    const until = performance.now() + 10;
    while (performance.now() < until);
    return add(word)(touched);
  };
  const turns: number[] = [];
  const watch = setInterval(() => turns.push(words().length), 1);
  await Promise.all(
    Array.from({ length: 30 }, (_each, index) => database.writeSoon(busy(`${index}`))),
  );
  clearInterval(watch);
  expect(words()).toHaveLength(30);
  expect(commits.length).toBeGreaterThanOrEqual(30 / 4);
  expect(new Set(turns).size).toBeGreaterThan(4);
});

test("what waits is committed at once when the notebook closes", async () => {
  const { database, add, words } = newDatabase();
  const waiting = database.writeSoon(add("a"));
  database.flush();
  expect(words()).toEqual(["a"]);
  await waiting;
});

test("a change made at once does not wait for those that may", async () => {
  const { database, add, words } = newDatabase();
  const waiting = database.writeSoon(add("later"));
  database.write(add("now"));
  expect(words()).toEqual(["now"]);
  await waiting;
  expect(words()).toEqual(["now", "later"]);
});

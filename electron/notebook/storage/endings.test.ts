import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { wrapDatabase } from "../database.ts";
import { keepEndings } from "./endings.ts";
import { openFullText } from "../search/fulltext.ts";
import { openFile } from "./opening.ts";
import { codeFrom, newFolder } from "../test-notebook.ts";

/** A notebook's index of clips, what is found in it, and how many segments it is in. */
function newIndex() {
  const file = openFile({ folder: join(newFolder(), "Notebook"), mode: "create" });
  onTestFinished(() => file.close());
  const { sqlite } = file;
  const database = wrapDatabase(sqlite, { readOnly: false, now: Date.now });
  const fullText = openFullText(database);
  const found = sqlite.prepare<[string], number>(
    "select rowid from fts_clip where fts_clip match ? order by rowid",
  );
  const segments = sqlite.prepare<[], number>("select count(distinct segid) from fts_clip_idx");
  return {
    database,
    put: (key: number, quote: string) => fullText.putClip(key, { quote, comment: "" }),
    drop: fullText.dropClip,
    found: (word: string) => found.pluck().all(word),
    segments: () => segments.pluck().get(),
  };
}

test("changes that are committed together are one segment of the index", async () => {
  const { database, put, found, segments } = newIndex();
  await Promise.all(
    Array.from({ length: 20 }, (_each, key) => database.writeSoon(() => put(key + 1, "tides"))),
  );
  expect(found("tides")).toHaveLength(20);
  expect(segments()).toBe(1);
});

test("a change that fails leaves nothing in the index and takes no other's part with it", async () => {
  const { database, put, found } = newIndex();
  await Promise.allSettled([
    database.writeSoon(() => put(1, "tides")),
    database.writeSoon(() => {
      put(2, "tides");
      throw new RangeError("on purpose");
    }),
    database.writeSoon(() => put(3, "tides")),
  ]);
  expect(found("tides")).toEqual([1, 3]);
});

test("what is put and dropped in one change ends as the last of them says", () => {
  const { database, put, drop, found } = newIndex();
  database.write(() => {
    put(1, "tides");
    put(1, "gauges");
    put(2, "tides");
    drop(2);
  });
  expect([found("tides"), found("gauges")]).toEqual([[], [1]]);
});

test("a change within a change is indexed with it, and is lost with it", () => {
  const { database, put, found } = newIndex();
  const within = (fails: boolean) => () =>
    database.write(() => {
      database.write(() => put(1, "tides"));
      if (fails) throw new RangeError("on purpose");
    });
  expect(within(true)).toThrow("on purpose");
  expect(found("tides")).toEqual([]);
  within(false)();
  expect(found("tides")).toEqual([1]);
});

test("an ending that fails fails the whole change", async () => {
  const { database, put, found } = newIndex();
  const outcome = await codeFrom(() =>
    database.write(() => {
      put(1, "tides");
      database.atEnd(() => {
        throw new RangeError("on purpose");
      });
    }),
  );
  expect(outcome).not.toBe("nothing");
  expect(found("tides")).toEqual([]);
});

test("without a transaction nothing is left for later, and what lies ahead adds up within one", () => {
  const { atEnd, whole, part, ahead } = keepEndings();
  const done: string[] = [];
  atEnd(() => done.push("at once"), 3);
  expect([done, ahead()]).toEqual([["at once"], 0]);
  whole(() => {
    atEnd(() => done.push("last"), 3);
    const failing = () =>
      part(() => {
        atEnd(() => done.push("never"), 4);
        throw new RangeError("on purpose");
      });
    expect(failing).toThrow("on purpose");
    atEnd(() => done.push("very last"), 5);
    expect(ahead()).toBe(8);
    done.push("first");
  });
  expect(done).toEqual(["at once", "first", "last", "very last"]);
});

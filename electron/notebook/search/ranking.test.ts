import { beforeAll, afterAll, describe, expect, test } from "vitest";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseQuery } from "../../text/search-query.ts";
import { wrapDatabase } from "../database.ts";
import { matchOf } from "./match.ts";
import { openFile, type OpenFile } from "../storage/opening.ts";
import { countingLimit, openRanking } from "./ranking.ts";

const rows = 25_000;
const folder = mkdtempSync(join(tmpdir(), "commonplace-test-"));
let file: OpenFile;
let clips: ReturnType<typeof openRanking>;

beforeAll(() => {
  file = openFile({ folder, mode: "create" });
  // Every clip says "common"; the first and the last say it most often, one of the first is rare too.
  file.sqlite.exec(`
    with recursive n (at) as (select 1 union all select at + 1 from n where at < ${rows})
    insert into fts_clip (rowid, quote, comment)
    select at, case when at in (5, ${rows - 5}) then 'common common common' else 'a common word among others' end,
      case at when 7 then 'seldom' else '' end from n`);
  clips = openRanking(wrapDatabase(file.sqlite, { readOnly: false, now: Date.now }), "clip");
});
afterAll(() => {
  file.close();
  rmSync(folder, { recursive: true, force: true });
});

const best = (query: string, limit = 3) => {
  const match = matchOf(parseQuery(query, { asYouType: true }), { shortPrefixes: false });
  if (match === null) throw new RangeError("Expected a query with words.");
  return { keys: clips.best(match, limit).map(({ key }) => key), count: clips.count(match) };
};

describe("ranking in an index where one word is everywhere", () => {
  test("what holds that word is ranked among the newest that do", () => {
    const { keys } = best("common ", 500);
    expect(keys[0]).toBe(rows - 5);
    expect(Math.min(...keys)).toBeGreaterThan(rows - 2_001);
  });

  test("a rare word finds the oldest row, also beside the common one and as a beginning", () => {
    expect(best("seldom ").keys).toEqual([7]);
    expect(best("common seldom ").keys).toEqual([7]);
    expect(best("common sel").keys).toEqual([7]);
  });

  test("counting stops at its limit", () => {
    expect(best("common ").count).toBe(countingLimit);
    expect(best("seldom ").count).toBe(1);
  });
});

import { fold } from "../../text/tokens.ts";
import type { Database } from "../database.ts";
import type { Match } from "./match.ts";

/** A row of the index and its bm25 score: the lower, the better. */
export interface Ranked {
  readonly key: number;
  readonly score: number;
}

/** A count beyond this is given as this: counting on would cost more than it says. */
export const countingLimit = 1_000;
/** With more matches than this, only the newest of them are ranked. */
const common = 20_000;
const newest = 2_000;

interface Sql {
  readonly best: string;
  /** The row that is so many from the newest match. */
  readonly nth: string;
  readonly count: string;
  /** How many rows hold a word; null for titles, which are short enough to try. */
  readonly rows: string | null;
}

/** The long column counts least; a running query cannot be interrupted, so each is bounded first. */
const sql: { readonly [index in "title" | "body" | "clip" | "note"]: Sql } = {
  title: sqlOf("fts_title", "bm25(fts_title, 10, 4, 2, 2)", null),
  body: sqlOf("fts_body", "bm25(fts_body)", "fts_body_words"),
  clip: sqlOf("fts_clip", "bm25(fts_clip, 2, 1)", "fts_clip_words"),
  note: sqlOf("fts_note", "bm25(fts_note, 1, 8)", "fts_note_words"),
};

function sqlOf(table: string, score: string, words: string | null): Sql {
  return {
    best: `select rowid as "key", ${score} as score from ${table}
      where ${table} match :expression and rowid >= :oldest order by score limit :limit`,
    nth: `select rowid from ${table} where ${table} match :expression
      order by rowid desc limit 1 offset :nth - 1`,
    count: `select count(*) from (select 1 from ${table}
      where ${table} match :expression limit ${countingLimit})`,
    rows: words === null ? null : `select doc from ${words} where term = ?`,
  };
}

/** Prepares one index for ranked queries. */
export function openRanking({ sqlite }: Database, index: keyof typeof sql) {
  const best = sqlite.prepare<[{ expression: string; oldest: number; limit: number }], Ranked>(
    sql[index].best,
  );
  const nthNewest = sqlite
    .prepare<[{ expression: string; nth: number }], number>(sql[index].nth)
    .pluck();
  const count = sqlite.prepare<[{ expression: string }], number>(sql[index].count).pluck();
  const rows = sql[index].rows;
  const rowsWith = rows === null ? null : sqlite.prepare<[string], number>(rows).pluck();

  /** Whether there are few enough matches to rank them all. */
  const isRare = ({ required, expression }: Match): boolean =>
    (rowsWith !== null && required.some((word) => (rowsWith.get(fold(word)) ?? 0) <= common)) ||
    nthNewest.get({ expression, nth: common }) === undefined;

  return {
    /** The best rows; for what almost every row holds, the best of the newest that do. */
    best(match: Match, limit: number): readonly Ranked[] {
      const { expression } = match;
      const oldest = isRare(match) ? 0 : (nthNewest.get({ expression, nth: newest }) ?? 0);
      return best.all({ expression, oldest, limit });
    },
    /** How many rows match, at most {@link countingLimit}. */
    count({ expression }: Match): number {
      return count.get({ expression }) ?? 0;
    },
  };
}

import type { Database } from "./database.ts";

/** Where a part comes from. */
export interface PartOrigin {
  readonly article: number;
  readonly version: number;
}

/** Time that indexing a part takes, about. */
const partMs = 0.2;
const last = Number.MAX_SAFE_INTEGER;

/** Prepares the index that leads from neighbouring words to articles; what it says is to be verified. */
export function openWordPairs({ sqlite, atEnd }: Database) {
  const addPart = sqlite.prepare<[number]>(`insert into pair_part (version_key) values (?)`);
  const addPairs = sqlite.prepare<[number | bigint, string]>(
    `insert into fts_pair (rowid, pairs) values (?, ?)`,
  );
  const partsWith = sqlite
    .prepare<[string, number, number], number>(
      `select rowid from fts_pair where fts_pair match ? and rowid < ? order by rowid desc limit ?`,
    )
    .pluck();
  // What is in the trash, or was imported and taken back, is not quoted from.
  const originOf = sqlite.prepare<[number], PartOrigin>(
    `select article_key as article, version_key as version
     from pair_part join version using (version_key) join article using (article_key)
     where part_key = ? and removed_at is null and live = 1`,
  );

  return {
    /** Keeps the pairs of a version, part by part, within the transaction that adds the version. */
    put(versionKey: number, pairs: readonly string[]): void {
      for (const part of pairs) {
        const key = addPart.run(versionKey).lastInsertRowid;
        atEnd(() => addPairs.run(key, part), partMs);
      }
    },
    /** The newest parts that have all of these codes, of those before a part. */
    having(allOf: readonly string[], limit: number, before = last): readonly number[] {
      if (allOf.length === 0) return [];
      return partsWith.all(allOf.map((code) => `"${code}"`).join(" AND "), before, limit);
    },
    /** Where a part comes from; null when that is in the trash, or gone. */
    originOf: (part: number): PartOrigin | null => originOf.get(part) ?? null,
  };
}
export type WordPairs = ReturnType<typeof openWordPairs>;

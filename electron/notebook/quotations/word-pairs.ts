import { setImmediate as nextTurn } from "node:timers/promises";
import { NotebookError } from "../../api.ts";
import { pairPartsOf } from "../../text/quotes/word-pairs.ts";
import { unpackBody } from "../storage/bodies.ts";
import type { Database } from "../database.ts";

/** Where a part comes from. */
export interface PartOrigin {
  readonly article: number;
  readonly version: number;
}

/** A version whose pairs are to be indexed, from the part that comes next. */
interface Unpaired {
  readonly key: number;
  readonly id: string;
  readonly parts: number;
}

/** How long one step may take, but for what it commits; and how many versions it may get through. */
const stepMs = 8;
const versionsAtOnce = 100;
/** Units of codes that are kept in memory until their turn; those of the rest are worked out again. */
const mostRemembered = 32_000_000;
/** Versions told that are not indexed yet: all but where a very large import was cut off. */
const mostWaiting = 2_000;
const last = Number.MAX_SAFE_INTEGER;

/**
 * Prepares the index that leads from neighbouring words to articles; what it says is to be verified. Pairs
 * follow their version a moment later, many versions in one segment of the index: that is quicker than one
 * by one, and no change waits for a long text. The notebook holds the list of those that are to come.
 */
export function openWordPairs(database: Database) {
  const { sqlite } = database;
  const addUnpaired = sqlite.prepare<[number]>(`insert into unpaired (version_key) values (?)`);
  const unpaired = sqlite.prepare<[], Unpaired>(
    `select version_key as "key", version.id, parts from unpaired join version using (version_key)
     order by version_key limit ${versionsAtOnce}`,
  );
  const waiting = sqlite.prepare<[], PartOrigin>(
    `select article_key as article, version_key as version
     from unpaired join version using (version_key) join article using (article_key)
     where removed_at is null and live = 1 order by version_key desc limit ${mostWaiting}`,
  );
  const setParts = sqlite.prepare<[number, number]>(
    `update unpaired set parts = ? where version_key = ?`,
  );
  const isPaired = sqlite.prepare<[number]>(`delete from unpaired where version_key = ?`);
  const textOf = sqlite.prepare<[number], { codec: number; text: Uint8Array }>(
    `select codec, text from version_body where version_key = ?`,
  );
  const addPart = sqlite.prepare<[number]>(`insert into pair_part (version_key) values (?)`);
  const addPairs = sqlite.prepare<[number | bigint, string]>(
    `insert into fts_pair (rowid, pairs) values (?, ?)`,
  );
  const partsWith = sqlite
    .prepare<[string, number, number], number>(
      `select rowid from fts_pair where fts_pair match ? and rowid < ? order by rowid desc limit ?`,
    )
    .pluck();
  const lastPart = sqlite.prepare<[], number | null>(`select max(part_key) from pair_part`).pluck();
  // What is in the trash, or was imported and taken back, is not quoted from.
  const originOf = sqlite.prepare<[number], PartOrigin>(
    `select article_key as article, version_key as version
     from pair_part join version using (version_key) join article using (article_key)
     where part_key = ? and removed_at is null and live = 1`,
  );

  /** By id, which is never given twice: a key is, when the change that made it was lost. */
  const remembered = new Map<string, readonly string[]>();
  let units = 0;
  const remember = (id: string, parts: readonly string[]) => {
    const more = parts.reduce((sum, { length }) => sum + length, 0);
    if (units + more > mostRemembered) return;
    remembered.set(id, parts);
    units += more;
  };
  const forgetAll = () => {
    remembered.clear();
    units = 0;
  };
  const partsOf = ({ key, id }: Unpaired): readonly string[] => {
    const known = remembered.get(id);
    if (known !== undefined) return known;
    const body = textOf.get(key);
    const parts = body === undefined ? [] : pairPartsOf(unpackBody(body.codec, body.text));
    remember(id, parts);
    return parts;
  };
  /** Indexes the parts of a version that are to come; false when it stopped before the last of them. */
  const putUntil = (version: Unpaired, until: number): boolean => {
    const parts = partsOf(version);
    for (const [at, pairs] of parts.entries()) {
      if (at < version.parts) continue;
      if (at > version.parts && performance.now() > until) {
        setParts.run(at, version.key);
        return false;
      }
      addPairs.run(addPart.run(version.key).lastInsertRowid, pairs);
    }
    isPaired.run(version.key);
    return true;
  };

  /**
   * Indexes some of what is to come, for about so many ms but at least a part, in a transaction of its own;
   * false when nothing is left.
   */
  const step = (ms = stepMs): boolean => {
    if (database.readOnly) return false;
    const versions = database.read(() => unpaired.all());
    if (versions.length === 0) {
      forgetAll();
      return false;
    }
    database.write(() => {
      const until = performance.now() + ms;
      for (const version of versions)
        if (!putUntil(version, until) || performance.now() > until) return;
    });
    return true;
  };

  return {
    /** Leaves the pairs of a version to `step`, within the transaction that adds the version. */
    leave(version: { readonly key: number; readonly id: string }, pairs: readonly string[]): void {
      addUnpaired.run(version.key);
      remember(version.id, pairs);
    },
    step,
    /** Indexes all that is to come, in steps that let other work go on; as much as the disk has room for. */
    async prepare(): Promise<void> {
      try {
        while (step()) await nextTurn();
      } catch (error) {
        if (!(error instanceof NotebookError)) throw error;
      }
    },
    /** The newest parts that have all of these codes, of those before a part. */
    having(allOf: readonly string[], limit: number, before = last): readonly number[] {
      if (allOf.length === 0) return [];
      return partsWith.all(allOf.map((code) => `"${code}"`).join(" AND "), before, limit);
    },
    /**
     * Versions that the index does not lead to yet, newest first: none after `prepare`, but in a notebook
     * that can only be read, or whose disk is full.
     */
    waiting: (): readonly PartOrigin[] => database.read(() => waiting.all()),
    /** How many parts there are, about. */
    count: (): number => lastPart.get() ?? 0,
    /** Where a part comes from; null when that is in the trash, or gone. */
    originOf: (part: number): PartOrigin | null => originOf.get(part) ?? null,
  };
}
export type WordPairs = ReturnType<typeof openWordPairs>;

import { sharedBy, sketchOf, type Shared, type Sketch } from "../../text/sketch.ts";
import { unpackBody } from "../storage/bodies.ts";
import type { Database } from "../database.ts";

/** One in 64 of a version's shingles leads to it, taken from its sketch, and at least so many. */
const indexedBelow = 2 ** 32 / 64;
const leastIndexed = 8;
/** Shingles that more versions have than this are page furniture, and lead nowhere. */
const commonHash = 64;
/** Versions compared in full, those with most shingles in common first. */
const mostCompared = 200;
/** Versions of an older notebook that are made ready in one step: about twenty milliseconds. */
const batch = 16;

/** A version that shares shingles with a text. */
export interface Kin extends Shared {
  readonly versionKey: number;
}

/** Prepares the sketches of an open notebook's versions. */
export function openSketches(database: Database) {
  const { sqlite } = database;
  const add = sqlite.prepare<[number, number, Uint8Array]>(
    `insert or replace into version_sketch (version_key, shingles, hashes) values (?, ?, ?)`,
  );
  const addHash = sqlite.prepare<[number, number]>(
    `insert or ignore into sketch_hash (hash, version_key) values (?, ?)`,
  );
  const dropHash = sqlite.prepare<[number, number]>(
    `delete from sketch_hash where hash = ? and version_key = ?`,
  );
  const sketchByKey = sqlite.prepare<[number], { shingles: number; hashes: Uint8Array }>(
    `select shingles, hashes from version_sketch where version_key = ?`,
  );
  // All hashes in one question: there are 256 for each file of an import.
  const versionsWith = sqlite
    .prepare<[string], number>(
      `select version_key from json_each(?) as asked cross join sketch_hash on hash = asked.value
       where (select count(*) from (
           select 1 from sketch_hash where hash = asked.value limit ${commonHash + 1}
         )) <= ${commonHash}`,
    )
    .pluck();
  const unsketched = sqlite.prepare<[], { key: number; codec: number; text: Uint8Array }>(
    `select version_key as "key", codec, text from unsketched join version_body using (version_key)
     order by version_key limit ${batch}`,
  );
  const isSketched = sqlite.prepare<[number]>(`delete from unsketched where version_key = ?`);

  const sketchOfVersion = (versionKey: number): Sketch | null => {
    const row = sketchByKey.get(versionKey);
    return row === undefined ? null : { shingles: row.shingles, hashes: unpackHashes(row.hashes) };
  };
  const put = (versionKey: number, sketch: Sketch) => {
    add.run(versionKey, sketch.shingles, packHashes(sketch.hashes));
    for (const hash of indexed(sketch)) addHash.run(hash, versionKey);
  };
  /** Makes some versions of an older notebook ready; false when all are. */
  const catchUp = (): boolean => {
    if (database.readOnly || database.read(() => unsketched.get()) === undefined) return false;
    return database.write(() => {
      const rows = unsketched.all();
      for (const { key, codec, text } of rows) {
        put(key, sketchOf(unpackBody(codec, text)));
        isSketched.run(key);
      }
      return rows.length === batch;
    });
  };

  return {
    /** Keeps a version's sketch, within the transaction that adds the version. */
    put,
    catchUp,

    /** Forgets a version, within the transaction that removes it. */
    drop(versionKey: number): void {
      const sketch = sketchOfVersion(versionKey);
      if (sketch !== null) for (const hash of indexed(sketch)) dropHash.run(hash, versionKey);
    },

    /** The versions that share most with a text, the nearest first. */
    kinOf(sketch: Sketch): readonly Kin[] {
      const shared = new Map<number, number>();
      for (const key of versionsWith.all(JSON.stringify([...sketch.hashes])))
        shared.set(key, (shared.get(key) ?? 0) + 1);
      return [...shared]
        .toSorted(([, a], [, b]) => b - a)
        .slice(0, mostCompared)
        .flatMap(([versionKey]) => {
          const theirs = sketchOfVersion(versionKey);
          return theirs === null ? [] : [{ versionKey, ...sharedBy(sketch, theirs) }];
        })
        .toSorted((a, b) => b.containment - a.containment || b.likeness - a.likeness);
    },
  };
}
export type Sketches = ReturnType<typeof openSketches>;

/** The hashes by which a version is found. */
function indexed({ hashes }: Sketch): Uint32Array {
  const below = hashes.findIndex((hash) => hash >= indexedBelow);
  return hashes.slice(0, Math.max(leastIndexed, below === -1 ? hashes.length : below));
}

/** Four bytes a hash, the lowest byte first, whatever the machine. */
function packHashes(hashes: Uint32Array): Uint8Array {
  const bytes = Buffer.alloc(hashes.length * 4);
  hashes.forEach((hash, at) => bytes.writeUInt32LE(hash, at * 4));
  return bytes;
}

function unpackHashes(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: view.byteLength >> 2 }, (_, at) =>
    view.getUint32(at * 4, true),
  );
}

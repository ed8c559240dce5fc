import type { ArticleDraft } from "../../api.ts";
import { NotebookError } from "../../api.ts";
import { packBodySoon, zstdCodec } from "../storage/bodies.ts";
import type { Database } from "../database.ts";
import { measureSoon, type DraftMeasures } from "./draft-measures.ts";
import type { Files, KeptFile } from "../storage/files.ts";
import { imageExtensions } from "../storage/files.ts";
import type { Sketches } from "./sketches.ts";
import type { TextThread } from "../storage/text-thread.ts";
import type { WordPairs } from "../quotations/word-pairs.ts";

/** Where a version comes from: the kept original, and the import it belongs to. */
export interface Origin extends KeptFile {
  readonly fileName: string;
  /** The id of the import job; null for what is added on its own. */
  readonly job: string | null;
}

/** A draft with all that its rows hold, worked out before their transaction. */
export interface PreparedDraft extends DraftMeasures {
  readonly draft: ArticleDraft;
  readonly body: Uint8Array;
  readonly blocks: Uint8Array;
  /** The first words of the text, one line. */
  readonly excerpt: string;
}

/** A version that has been made from a file's bytes. */
export interface KnownVersion {
  readonly article: string;
  readonly version: string;
  readonly title: string;
  readonly words: number;
}

const excerptUnits = 240;

/** Prepares writing versions: pictures first, then rows in the transaction of whoever adds them. */
export function openVersionRows(
  database: Database,
  files: Files,
  sketches: Sketches,
  wordPairs: WordPairs,
  thread: Pick<TextThread, "measure">,
) {
  const { sqlite } = database;
  const known = sqlite.prepare<[string], KnownVersion>(
    `select article.id as article, version.id as version, title, article.words
     from file join version using (file_key) join article using (article_key) where hash = ?`,
  );
  const addFile = sqlite.prepare<
    [{ hash: string; extension: string; mediaType: string; size: number; at: number }]
  >(
    `insert into file (hash, extension, media_type, size, added_at)
     values (:hash, :extension, :mediaType, :size, :at) on conflict (hash) do nothing`,
  );
  const fileKey = sqlite
    .prepare<[string], number>(`select file_key from file where hash = ?`)
    .pluck();
  const addVersion = sqlite.prepare(
    `insert into version (id, article_key, number, file_key, file_name, importer, importer_version,
       imported_at, words, length, text_hash, warnings)
     values (:id, :articleKey, :number, :fileKey, :fileName, :importer, :importerVersion,
       :importedAt, :words, :length, :textHash, :warnings)`,
  );
  const addBody = sqlite.prepare<[number, number, Uint8Array, Uint8Array]>(
    `insert into version_body (version_key, codec, text, blocks) values (?, ?, ?, ?)`,
  );
  const addImage = sqlite.prepare<[number, number]>(
    `insert into version_image (version_key, file_key) values (?, ?) on conflict do nothing`,
  );

  const keyOfFile = (file: {
    readonly hash: string;
    readonly extension: string;
    readonly mediaType: string;
    readonly size: number;
    readonly at: number;
  }): number => {
    addFile.run(file);
    const key = fileKey.get(file.hash);
    if (key === undefined) throw new RangeError(`Expected the file ${file.hash}.`);
    return key;
  };

  return {
    /** The version made from exactly these bytes; null when there is none. */
    known: (sha256: string): KnownVersion | null => known.get(sha256) ?? null,

    /**
     * Works out what the rows hold and keeps the pictures. Throws `read-only`, and `bad-request` for a
     * text that could not be stored exactly.
     */
    async prepare(draft: ArticleDraft): Promise<PreparedDraft> {
      database.refuseReading();
      const { text, hash, words, sketch, pairs } = await measureSoon(draft, thread);
      if (!text.isWellFormed())
        throw new NotebookError("bad-request", "The text holds half of a character pair.");
      const [body, blocks] = await Promise.all([
        packBodySoon(text),
        packBodySoon(JSON.stringify(draft.blocks)),
      ]);
      const excerpt = excerptOf(draft.title, text);
      for (const image of draft.images) await files.addImage(image.bytes, image.type);
      return { draft, text, body, blocks, words, hash, sketch, pairs, excerpt };
    },

    /** Writes a version, within a transaction; its key and id. */
    insert(
      { articleKey, number }: { readonly articleKey: number; readonly number: number },
      { draft, text, body, blocks, words, hash, sketch, pairs }: PreparedDraft,
      origin: Origin,
    ): { readonly key: number; readonly id: string } {
      const at = database.now();
      const id = database.newId();
      const { sha256, extension, size, fileName } = origin;
      const row = {
        id,
        articleKey,
        number,
        fileKey: keyOfFile({ hash: sha256, extension, mediaType: draft.mediaType, size, at }),
        fileName,
        importer: draft.importer,
        importerVersion: draft.importerVersion,
        importedAt: at,
        words,
        length: text.length,
        textHash: hash,
        warnings: JSON.stringify(draft.warnings),
      };
      const key = Number(addVersion.run(row).lastInsertRowid);
      addBody.run(key, zstdCodec, body, blocks);
      for (const { hash: image, type, bytes } of draft.images) {
        const kept = { hash: image, extension: imageExtensions[type], mediaType: type };
        addImage.run(key, keyOfFile({ ...kept, size: bytes.length, at }));
      }
      sketches.put(key, sketch);
      wordPairs.leave({ key, id }, pairs);
      return { key, id };
    },
  };
}
export type VersionRows = ReturnType<typeof openVersionRows>;

/** The first words after those that the title has said already, on one line. */
export function excerptOf(title: string, text: string): string {
  const line = text
    .slice(0, excerptUnits * 4)
    .replace(/\s+/g, " ")
    .trim();
  const said = title.replace(/\s*…$/, "");
  const rest = line.startsWith(said) ? line.slice(said.length).replace(/^[\s\p{P}]+/u, "") : line;
  if (rest.length <= excerptUnits) return rest.toWellFormed();
  const cut = rest.slice(0, excerptUnits);
  const space = cut.lastIndexOf(" ");
  return cut.slice(0, space > excerptUnits / 2 ? space : undefined).toWellFormed();
}

import { createHash } from "node:crypto";
import type { ArticleDraft } from "../api.ts";
import { NotebookError } from "../api.ts";
import { canonicalText } from "../text/blocks.ts";
import { countWords } from "../text/tokens.ts";
import { sketchOf } from "../text/sketch.ts";
import type { ArticleMatch } from "./article-match.ts";
import { packBodySoon, zstdCodec } from "./bodies.ts";
import type { Database } from "./database.ts";
import type { Files, KeptFile } from "./files.ts";
import { imageExtensions } from "./files.ts";
import type { FullText } from "./fulltext.ts";
import type { History } from "./history.ts";
import { rowOf } from "./metadata.ts";
import type { Sketches } from "./sketches.ts";

/** Where an article comes from: the kept original, and the import it belongs to. */
export interface Origin extends KeptFile {
  readonly fileName: string;
  /** The id of the import job; null for an article added on its own. */
  readonly job: string | null;
}

/** What became of a draft. `duplicate`: its very bytes were here already, nothing was added. */
export interface AddedArticle {
  readonly status: "imported" | "duplicate";
  readonly article: string;
  readonly version: string;
  readonly title: string;
  readonly words: number;
}

const excerptUnits = 240;

/** Prepares adding articles: pictures first, then the article in one transaction. */
export function openArticleAdd({
  database,
  history,
  fullText,
  files,
  sketches,
  matching,
  retitled,
}: {
  readonly database: Database;
  readonly history: History;
  readonly fullText: FullText;
  readonly files: Files;
  readonly sketches: Sketches;
  readonly matching: ArticleMatch;
  readonly retitled: (id: string) => void;
}) {
  const { sqlite } = database;
  const known = sqlite.prepare<[string], Omit<AddedArticle, "status">>(
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
  const addArticle = sqlite.prepare(
    `insert into article (id, title, title_derived, byline, names, site, published, url, language, identifiers,
       abstract, fields, found, excerpt, words, added_at, title_order, byline_order, site_order, published_order)
     values (:id, :title, :titleDerived, :byline, :names, :site, :published, :url, :language, :identifiers,
       :abstract, :fields, :found, :excerpt, :words, :addedAt, :titleOrder, :bylineOrder, :siteOrder, :publishedOrder)`,
  );
  const addVersion = sqlite.prepare(
    `insert into version (id, article_key, number, file_key, file_name, importer, importer_version,
       imported_at, words, length, text_hash, warnings)
     values (:id, :articleKey, 1, :fileKey, :fileName, :importer, :importerVersion,
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

  /**
   * Adds a draft whose original was kept. Durable when it resolves: files before the rows that name
   * them. Throws `bad-request` for a text that could not be stored exactly.
   */
  return async (draft: ArticleDraft, origin: Origin): Promise<AddedArticle> => {
    database.refuseReading();
    const text = canonicalText(draft.blocks);
    if (!text.isWellFormed())
      throw new NotebookError("bad-request", "The text holds half of a character pair.");
    const [body, blocks] = await Promise.all([
      packBodySoon(text),
      packBodySoon(JSON.stringify(draft.blocks)),
    ]);
    const words = countWords(text);
    const hash = textHash(text);
    const sketch = sketchOf(text);
    for (const image of draft.images) await files.addImage(image.bytes, image.type);

    return database.writeSoon((touched): AddedArticle => {
      const already = known.get(origin.sha256);
      if (already !== undefined) return { status: "duplicate", ...already };
      const at = database.now();
      const article = database.newId();
      const version = database.newId();
      const articleKey = Number(
        addArticle.run({
          ...rowOf(draft),
          id: article,
          excerpt: excerptOf(draft.title, text),
          words,
          addedAt: at,
        }).lastInsertRowid,
      );
      const versionKey = Number(
        addVersion.run({
          id: version,
          articleKey,
          fileKey: keyOfFile({
            hash: origin.sha256,
            extension: origin.extension,
            mediaType: draft.mediaType,
            size: origin.size,
            at,
          }),
          fileName: origin.fileName,
          importer: draft.importer,
          importerVersion: draft.importerVersion,
          importedAt: at,
          words,
          length: text.length,
          textHash: hash,
          warnings: JSON.stringify(draft.warnings),
        }).lastInsertRowid,
      );
      addBody.run(versionKey, zstdCodec, body, blocks);
      for (const { hash, type, bytes } of draft.images)
        addImage.run(
          versionKey,
          keyOfFile({
            hash,
            extension: imageExtensions[type],
            mediaType: type,
            size: bytes.length,
            at,
          }),
        );
      sketches.put(versionKey, sketch);
      matching.name(articleKey, draft);
      fullText.putArticle(articleKey, { ...draft, text });
      history.record(
        "import",
        [
          {
            verb: "article.add",
            entity: article,
            before: null,
            after: { version, title: draft.title },
          },
        ],
        { undoable: false, ...(origin.job === null ? {} : { group: origin.job }) },
      );
      retitled(article);
      touched.add("articleList");
      return { status: "imported", article, version, title: draft.title, words };
    });
  };
}

/** The hash that says whether a stored text is still what was imported. */
export function textHash(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** The first words after those that the title has said already, on one line. */
function excerptOf(title: string, text: string): string {
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

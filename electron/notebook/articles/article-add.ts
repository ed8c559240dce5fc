import type { ArticleDraft } from "../../api.ts";
import type { ArticleMatch } from "./article-match.ts";
import type { Database } from "../database.ts";
import type { FullText } from "../search/fulltext.ts";
import type { History } from "../history/history.ts";
import { rowOf } from "./metadata.ts";
import type { KnownVersion, Origin, VersionRows } from "./version-rows.ts";

/** What became of a draft. `duplicate`: its very bytes were here already, nothing was added. */
export interface AddedArticle extends KnownVersion {
  readonly status: "imported" | "duplicate";
}

/** Prepares adding articles: pictures first, then the article in one transaction. */
export function openArticleAdd({
  database,
  history,
  fullText,
  versions,
  matching,
  retitled,
}: {
  readonly database: Database;
  readonly history: History;
  readonly fullText: FullText;
  readonly versions: VersionRows;
  readonly matching: ArticleMatch;
  readonly retitled: (id: string) => void;
}) {
  const addArticle = database.sqlite.prepare(
    `insert into article (id, title, title_derived, byline, names, site, published, url, language, identifiers,
       abstract, fields, found, excerpt, words, added_at, title_order, byline_order, site_order, published_order)
     values (:id, :title, :titleDerived, :byline, :names, :site, :published, :url, :language, :identifiers,
       :abstract, :fields, :found, :excerpt, :words, :addedAt, :titleOrder, :bylineOrder, :siteOrder, :publishedOrder)`,
  );

  /**
   * Adds a draft whose original was kept. Durable when it resolves: files before the rows that name
   * them. Throws `bad-request` for a text that could not be stored exactly.
   */
  return async (draft: ArticleDraft, origin: Origin): Promise<AddedArticle> => {
    const prepared = await versions.prepare(draft);
    const { text, words, excerpt } = prepared;

    return database.writeSoon((touched): AddedArticle => {
      const already = versions.known(origin.sha256);
      if (already !== null) return { status: "duplicate", ...already };
      const article = database.newId();
      const addedAt = database.now();
      const row = { id: article, excerpt, words, addedAt, ...rowOf(draft) };
      const articleKey = Number(addArticle.run(row).lastInsertRowid);
      const version = versions.insert({ articleKey, number: 1 }, prepared, origin).id;
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

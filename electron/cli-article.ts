/** An article on the command line: its text, or all that is known of it. */
import type { Article } from "./entities.ts";
import type { Notebook } from "./notebook/notebook.ts";
import { blockStarts, canonicalText } from "./text/blocks.ts";

/** What `show` writes of an article, without a line feed at its end. */
export function shownArticle(notebook: Notebook, article: Article, json: boolean): string {
  const text = canonicalText(article.blocks);
  if (!json) return `${article.title}\n\n${text}`;
  const starts = blockStarts(article.blocks);
  return JSON.stringify({
    id: article.id,
    title: article.title,
    byline: article.byline,
    site: article.site,
    published: article.published,
    language: article.language,
    url: article.url,
    identifiers: article.identifiers,
    found: article.found,
    version: article.version,
    versions: notebook.versions.list({ article: article.id }),
    text,
    blocks: article.blocks.map((block, index) => ({ start: starts[index], ...block })),
    clips: notebook.clips.ofArticle({ article: article.id }),
  });
}

/** What an article is: title, who wrote it, where and when it appeared, what importing did to it. */
import { ArrowUpRight } from "lucide-react";
import type { Article } from "../../electron/api.ts";
import { countOf, formatByline, formatPublished } from "../ui/format.ts";

export interface ArticleHeaderProps {
  readonly article: Article;
  readonly onOpenLink: (url: string) => void;
}

/** The head of an article. */
export function ArticleHeader({ article, onOpenLink }: ArticleHeaderProps) {
  const { title, byline, published, words, warnings, found } = article;
  return (
    <header className="reader-head">
      <h1>{title}</h1>
      <p className="reader-by">
        {byline.length === 0 ? null : <span>{formatByline(byline)}</span>}
        {article.site === null && article.url === null ? null : (
          <span>
            <Source article={article} onOpenLink={onOpenLink} />
          </span>
        )}
        {published === null ? null : <span>{formatPublished(published)}</span>}
        <span>{countOf(words, "word")}</span>
        {found.title === "derived" ? (
          <span className="reader-derived">title taken from the text</span>
        ) : null}
      </p>
      {warnings.length === 0 ? null : (
        <details className="reader-warnings">
          <summary>{countOf(warnings.length, "import note")}</summary>
          <ul>
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </details>
      )}
    </header>
  );
}

function Source({ article: { site, url }, onOpenLink }: ArticleHeaderProps) {
  if (url === null) return site;
  return (
    <button type="button" className="reader-source" title={url} onClick={() => onOpenLink(url)}>
      {site ?? hostOf(url)}
      <ArrowUpRight size={14} strokeWidth={1.5} aria-hidden="true" />
      <span className="unseen"> (opens in the browser)</span>
    </button>
  );
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : url;
}

/** What an article is: title, who wrote it, where and when it appeared, what importing did to it. */
import { ArrowUpRight } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import type { Article } from "../../electron/api.ts";
import { countOf, formatByline, formatPublished } from "../ui/format.ts";

export interface ArticleHeaderProps {
  readonly article: Article;
  readonly onOpenLink: (url: string) => void;
}

/** The head of an article. */
export function ArticleHeader({ article, onOpenLink }: ArticleHeaderProps) {
  const { title, byline, published, words, warnings, found } = article;
  const parts: readonly ReactNode[] = [
    formatByline(byline),
    <Source key="source" article={article} onOpenLink={onOpenLink} />,
    published === null ? "" : formatPublished(published),
    countOf(words, "word"),
  ].filter(
    (part, at) => part !== "" && (at !== 1 || article.site !== null || article.url !== null),
  );
  return (
    <header className="reader-head">
      <h1>{title}</h1>
      <p className="reader-by">
        {parts.map((part, at) => (
          // The parts of one article are a fixed row.
          // oxlint-disable-next-line react/no-array-index-key
          <Fragment key={at}>
            {at === 0 ? null : <span aria-hidden="true">·</span>}
            <span>{part}</span>
          </Fragment>
        ))}
        {found.title === "derived" ? (
          <span className="reader-derived">Title taken from the text</span>
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

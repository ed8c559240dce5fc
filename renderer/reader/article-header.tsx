/** What an article is: title, who wrote it, where and when it appeared, what importing did to it. */
import { ArrowUpRight } from "lucide-react";
import { createContext, useContext, type ReactNode } from "react";
import type { Article, Block, TextRun } from "../../electron/api.ts";
import { blockText } from "../../electron/text/blocks.ts";
import { countOf, formatByline, formatPublished } from "../ui/format.ts";
import { citationLine } from "./citation-line.ts";
import { VersionMenu, type VersionChoice } from "./version-menu.tsx";
import { TagRow, type TagActions } from "./tag-row.tsx";

export interface DescribedArticle {
  readonly article: Article;
  readonly onOpenLink: (url: string) => void;
  readonly tagActions: TagActions;
  readonly versions: VersionChoice;
}

/**
 * What the head shows, given past the text that it may stand in: a text of a million letters is not
 * drawn again for a tag.
 */
export const Described = createContext<DescribedArticle | null>(null);

export interface ArticleHeaderProps {
  /** The title as it is to be drawn: an `h1`. */
  readonly title: ReactNode;
}

export interface SaidTitle {
  readonly run: TextRun;
  /** How many blocks it takes to say it: those before it have no text. */
  readonly blocks: number;
}

/**
 * The first words of the text when they say nothing but the title; null otherwise. They are drawn as
 * the title then, so that it does not stand there twice and no letter of the text is hidden.
 */
export function titleInText({
  title,
  blocks,
}: Pick<Article, "title" | "blocks">): SaidTitle | null {
  const at = blocks.findIndex((block) => blockText(block) !== "");
  const first: Block | undefined = blocks[at];
  if (first?.kind !== "paragraph" && first?.kind !== "heading") return null;
  const isPlain = blocks.slice(0, at).every(({ kind }) => kind === "pageBreak");
  const bare = (text: string) => text.trim().replace(/\.$/, "");
  return isPlain && bare(first.text) === bare(title) ? { run: first, blocks: at + 1 } : null;
}

/** The head of an article. */
export function ArticleHeader({ title }: ArticleHeaderProps) {
  const described = useContext(Described);
  if (!described) throw new Error("Expected to be inside what describes an article");
  const { article, onOpenLink, tagActions, versions } = described;
  const { byline, published, words, warnings, found, abstract } = article;
  const citation = citationLine(article);
  return (
    <header className="reader-head">
      {title}
      <p className="reader-by">
        {byline.length === 0 ? null : (
          <span>
            <bdi>{formatByline(byline)}</bdi>
          </span>
        )}
        {article.site === null && article.url === null ? null : (
          <span>
            <bdi>
              <Source article={article} onOpenLink={onOpenLink} />
            </bdi>
          </span>
        )}
        {published === null ? null : (
          <span>
            <bdi>{formatPublished(published)}</bdi>
          </span>
        )}
        <span>
          <bdi>{countOf(words, "word")}</bdi>
        </span>
        {found.title === "derived" ? (
          <span className="reader-derived">
            <bdi>title taken from the text</bdi>
          </span>
        ) : null}
      </p>
      <div className="reader-version">
        <VersionMenu choice={versions} />
      </div>
      {citation === "" ? null : <p className="reader-citation">{citation}</p>}
      <TagRow tags={article.tags} actions={tagActions} />
      {abstract === null ? null : (
        <details className="reader-abstract">
          <summary>Abstract</summary>
          <p>{abstract}</p>
        </details>
      )}
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

function Source({
  article: { site, url },
  onOpenLink,
}: Pick<DescribedArticle, "article" | "onOpenLink">) {
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

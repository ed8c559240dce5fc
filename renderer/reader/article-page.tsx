/** The page that scrolls: head, text, what follows it, and what lies over it. */
import type { KeyboardEvent, MouseEvent, ReactNode } from "react";
import type { Article } from "../../electron/api.ts";
import { ArticleHeader } from "./article-header.tsx";
import { ArticleText } from "./article-text.tsx";
import type { TextIndex } from "./offsets.ts";

export interface ArticlePageProps {
  readonly article: Article;
  readonly footer: ReactNode;
  readonly onReady: (index: TextIndex) => void;
  readonly onOpenLink: (url: string) => void;
  /** A link within the article, by the number of the block it leads to. */
  readonly onGoToBlock: (block: number) => void;
  /** What lies over the text. */
  readonly children: ReactNode;
}

const keysId = "reader-keys";

/** Draws the page. Links in the text are spans without a listener each; they answer here. */
export function ArticlePage(props: ArticlePageProps) {
  const { article, footer, onReady, onOpenLink, onGoToBlock, children } = props;
  const followLink = (event: MouseEvent | KeyboardEvent) => {
    const { target } = event;
    const link = target instanceof Element ? target.closest<HTMLElement>("[data-link]") : null;
    const address = link?.dataset["link"];
    if (address === undefined) return;
    event.preventDefault();
    const block = /^block:(\d+)$/.exec(address)?.[1];
    if (block === undefined) onOpenLink(address);
    else onGoToBlock(Number(block));
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className="reader-page"
      onClick={(event) => {
        // The end of a selection that happens to lie on a link follows nothing.
        if (document.getSelection()?.isCollapsed !== false) followLink(event);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.defaultPrevented) followLink(event);
      }}
    >
      <article className="reader-article" lang={article.language ?? undefined} dir="auto">
        <ArticleHeader article={article} onOpenLink={onOpenLink} />
        <p id={keysId} className="unseen">
          Full stop and comma select sentences, with Shift they extend. Keys 1 to 6 clip the
          selection, C adds a comment, Enter quotes it to a note.
        </p>
        <ArticleText
          blocks={article.blocks}
          label={`Text of ${article.title}`}
          describedBy={keysId}
          onReady={onReady}
        />
      </article>
      {children}
      <div className="reader-footer">{footer}</div>
    </div>
  );
}

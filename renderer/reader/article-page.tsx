/** The page that scrolls: head, text, what follows it, and what lies over it. */
import { useMemo, type KeyboardEvent, type MouseEvent, type ReactNode } from "react";
import type { Article } from "../../electron/api.ts";
import { ArticleHeader, Described, titleInText, type SaidTitle } from "./article-header.tsx";
import { ArticleText } from "./article-text.tsx";
import type { TextIndex } from "./offsets.ts";
import { PictureSizes } from "./picture.tsx";
import { renderRun } from "./runs.tsx";
import type { VersionChoice } from "./version-menu.tsx";
import type { TagActions } from "./tag-row.tsx";

export interface ArticlePageProps {
  readonly article: Article;
  readonly footer: ReactNode;
  readonly onReady: (index: TextIndex) => void;
  readonly onOpenLink: (url: string) => void;
  readonly tagActions: TagActions;
  readonly versions: VersionChoice;
  /** A link within the article, by the number of the block it leads to. */
  readonly onGoToBlock: (block: number) => void;
  /** What lies over the text. */
  readonly children: ReactNode;
}

const keysId = "reader-keys";

/** Draws the page. Links in the text are spans without a listener each; they answer here. */
export function ArticlePage(props: ArticlePageProps) {
  const { article, footer, onReady, onOpenLink, tagActions, versions, onGoToBlock, children } =
    props;
  const { title, blocks } = article;
  const said = useMemo(() => titleInText({ title, blocks }), [title, blocks]);
  // Kept while the title is: the text below is drawn once, and again only for another head. All else
  // that the head says reaches it by a context, past the text.
  const head = useMemo(
    () => (
      <ArticleHeader
        title={said ? <TitleInText {...said} /> : <h1 data-long={isLong(title)}>{title}</h1>}
      />
    ),
    [said, title],
  );
  const described = useMemo(
    () => ({ article, onOpenLink, tagActions, versions }),
    [article, onOpenLink, tagActions, versions],
  );
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
        <Described value={described}>
          {said ? null : head}
          {/* Said in English, and no part of what the direction of the article is told from. */}
          <p id={keysId} className="unseen" lang="en" dir="ltr">
            Full stop and comma select sentences, with Shift they extend. F7 gives the text a caret.
            Keys 1 to 6 clip the selection, H in the colour used last, A adds a comment, Enter clips
            it and quotes it to a note.
          </p>
          <PictureSizes value={article.pictures}>
            <ArticleText
              blocks={article.blocks}
              head={said ? head : null}
              headBlocks={said?.blocks ?? 0}
              label={`Text of ${article.title}`}
              describedBy={keysId}
              onReady={onReady}
            />
          </PictureSizes>
        </Described>
      </article>
      {children}
      <div className="reader-footer">{footer}</div>
    </div>
  );
}

/** A title of many lines is set smaller, in UTF-16 units: the text should begin on the same screen. */
const isLong = (title: string) => title.length > 140;

/** A title that is text, after the empty blocks before it: each adds a line break to what counts. */
function TitleInText({ run, blocks }: SaidTitle) {
  const empty = Array.from({ length: blocks - 1 }, (_each, at) => (
    <span key={at} data-start={at} data-void="" hidden />
  ));
  return (
    <>
      {empty}
      <h1 data-start={blocks - 1} data-long={isLong(run.text)}>
        {renderRun(run)}
      </h1>
    </>
  );
}

/** One row of each of the library's lists. All have one height, whatever is in them. */
import { CircleAlert, Quote } from "lucide-react";
import type { ArticleRow, NoteRow, SourcedClip, TagRow } from "../../electron/api.ts";
import { asks } from "../anchor-state.ts";
import { colorNames } from "../clip-colors.ts";
import {
  countOf,
  formatByline,
  formatDay,
  formatNumber,
  formatPublishedShort,
  joinParts,
} from "../ui/format.ts";

/** In px: two lines of title or excerpt, one of metadata, and the air around them. */
export const rowHeight = 76;
/** A name and a number need one line. */
export const tagRowHeight = 32;

/**
 * An article. Its title takes up to two lines; when it needs one only, a line of the text fills the
 * second, so that rows are even without being empty.
 */
export function ArticleRowView({ row }: { readonly row: ArticleRow }) {
  const names = joinParts([formatByline(row.byline), row.site]);
  const date = row.published === null ? null : formatPublishedShort(row.published);
  return (
    <div className="library-row">
      <div className="library-row-text">
        <span className="library-row-title" dir="auto">
          {row.openedAt === null ? (
            <span className="library-dot" role="img" aria-label="Unread" />
          ) : null}
          {row.title}
        </span>
        <span className="library-row-excerpt" dir="auto">
          {excerptOf(row)}
        </span>
      </div>
      <div className="library-row-foot">
        <span className="library-row-source">
          <span className="library-row-names" dir="auto">
            {names}
          </span>
          {date === null ? null : <span>{names === "" ? date : ` · ${date}`}</span>}
        </span>
        <span className="library-row-amount">
          {row.clips > 0 ? (
            <>
              <Quote size={12} strokeWidth={1.5} />
              <span aria-hidden="true">{formatNumber(row.clips)}</span>
              <span className="unseen">{countOf(row.clips, "clip")}</span>
            </>
          ) : (
            countOf(row.words, "word")
          )}
        </span>
      </div>
    </div>
  );
}

/** The beginning of the text, without the title when the text begins with that. */
function excerptOf({ title, excerpt }: ArticleRow): string {
  const said = title.replace(/…$/, "").trim();
  return excerpt.startsWith(said) ? excerpt.slice(said.length).replace(/^[\s.…]+/, "") : excerpt;
}

/** A clip: its colour, its words, its comment when there is one, where it is from. */
export function ClipRowView({ row }: { readonly row: SourcedClip }) {
  return (
    <div className="library-row library-clip" data-color={row.color}>
      <span className="library-clip-color" role="img" aria-label={colorNames[row.color]} />
      <div className="library-row-text">
        <span className="library-row-quote" dir="auto">
          {row.quote}
        </span>
        <span className="library-row-excerpt" dir="auto">
          {row.comment}
        </span>
      </div>
      <div className="library-row-foot">
        <span className="library-row-source">
          {joinParts([row.byline[0] ?? row.site, row.articleTitle])}
        </span>
        {asks(row) ? (
          <span className="library-clip-needs">
            <CircleAlert size={12} strokeWidth={1.5} aria-hidden="true" />
            {row.anchor.kind === "lost" ? "Not found" : "Text changed"}
          </span>
        ) : null}
        <span className="library-row-amount">¶ {formatNumber(row.paragraph)}</span>
      </div>
    </div>
  );
}

export function NoteRowView({ row }: { readonly row: NoteRow }) {
  return (
    <div className="library-row">
      <div className="library-row-text">
        <span className="library-row-title" dir="auto">
          {row.title === "" ? "Untitled note" : row.title}
        </span>
        <span className="library-row-excerpt" dir="auto">
          {row.excerpt}
        </span>
      </div>
      <div className="library-row-foot">
        <span className="library-row-source library-row-day">{formatDay(row.changedAt)}</span>
        <span className="library-row-amount">{countOf(row.words, "word")}</span>
      </div>
    </div>
  );
}

export function TagRowView({ row }: { readonly row: TagRow }) {
  return (
    <div className="library-tag">
      <span className="library-tag-label" dir="auto">
        {row.name}
      </span>
      <span className="library-count">
        <span aria-hidden="true">{formatNumber(row.articles)}</span>
        <span className="unseen">{countOf(row.articles, "article")}</span>
      </span>
    </div>
  );
}

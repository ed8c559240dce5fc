/** Spans and clips of the open article as passages that can go elsewhere. */
import type { Article, Clip } from "../../electron/api.ts";
import { pageOf } from "../../electron/text/pages.ts";
import { paragraphNumber } from "../../electron/text/paragraphs.ts";
import type { QuotedPassage } from "../passages.ts";
import type { Span } from "./offsets.ts";

export interface Quoting {
  /** A span of the text that shows; the clip, where exactly these words are one. */
  span(span: Span): QuotedPassage;
  /** A clip, with the words it was made of; its place only where it has one in the text that shows. */
  clip(clip: Clip): QuotedPassage;
}

/** For one article. `starts` are those of its blocks; `clips` are at their places in this version. */
export function quotingOf(
  article: Article,
  starts: readonly number[],
  text: string,
  clips: readonly Clip[],
): Quoting {
  const { id, version, title, byline, site, published, url, language, blocks } = article;
  const here = new Set(clips);
  const quoted = (
    passage: QuotedPassage["passage"],
    words: string,
    at: Span | null,
  ): QuotedPassage => ({
    passage,
    words,
    article: id,
    url,
    language,
    source: {
      byline,
      site,
      published,
      articleTitle: title,
      paragraph: at && paragraphNumber(blocks, starts, at.start),
      page: at && pageOf(blocks, starts, at),
    },
  });
  const clip = (each: Clip) => quoted({ clip: each.id }, each.quote, here.has(each) ? each : null);
  return {
    clip,
    span({ start, end }) {
      const words = text.slice(start, end);
      const made = clips.find(
        (each) => each.start === start && each.end === end && each.quote === words,
      );
      return made ? clip(made) : quoted({ version, start, end }, words, { start, end });
    },
  };
}

import type { PassagePreview, Target } from "../../api.ts";
import { sentences, type Span } from "../../text/sentences.ts";
import { unpackBody } from "../storage/bodies.ts";
import type { Database } from "../database.ts";

/** As much of an article's beginning as a preview shows. */
const beginningUnits = 1_500;
/** A paragraph is cut into sentences this far around a clip; some are the size of a book. */
const aroundUnits = 4_000;

interface Row {
  readonly articleTitle: string;
  readonly byline: string;
  readonly site: string | null;
  readonly published: string | null;
  readonly language: string | null;
  readonly paragraph: number;
  readonly start: number;
  readonly end: number;
  readonly codec: number;
  readonly text: Uint8Array;
}

/** Prepares the reading of passages: what a preview shows of an article or of a clip's surroundings. */
export function openPassages(database: Database) {
  const { sqlite } = database;
  const columns = `article.title as articleTitle, byline, site, published, language, codec,
    version_body.text`;
  const ofClip = sqlite.prepare<[string], Row>(
    `select ${columns}, paragraph, "start", "end"
     from clip join article using (article_key) join version_body using (version_key)
     where clip.id = ?`,
  );
  const ofArticle = sqlite.prepare<[string], Row>(
    `select ${columns}, 1 as paragraph, 0 as "start", 0 as "end"
     from article join version using (article_key) join version_body using (version_key)
     where article.id = ? and removed_at is null order by number desc limit 1`,
  );
  return {
    /**
     * The words of a clip with a sentence before and after it, where it was made; of an article, how it
     * begins. Null for what is not in the notebook, and for notes.
     */
    passage({ target }: { readonly target: Target }): PassagePreview | null {
      return database.read(() => {
        const rows = target.kind === "clip" ? ofClip : ofArticle;
        const row = target.kind === "note" ? undefined : rows.get(target.id);
        if (row === undefined) return null;
        const { articleTitle, byline, site, published, paragraph, language, start, end } = row;
        const text = unpackBody(row.codec, row.text);
        const source = {
          articleTitle,
          // Written by `articles.add` from a list of names.
          byline: JSON.parse(byline) as readonly string[],
          site,
          published,
          paragraph,
        };
        if (target.kind === "article")
          return { ...source, before: "", words: "", after: beginningOf(text) };
        return {
          ...source,
          before: sentenceBefore(text, start, language),
          words: text.slice(start, end),
          after: sentenceAfter(text, end, language),
        };
      });
    },
  };
}

function beginningOf(text: string): string {
  if (text.length <= beginningUnits) return text;
  const cut = text.slice(0, beginningUnits);
  return `${cut.slice(0, cut.search(/\s\S*$/)).toWellFormed()}…`;
}

/** From the start of the sentence before the one that a clip begins in, within its paragraph. */
function sentenceBefore(text: string, at: number, language: string | null): string {
  const start = Math.max(text.lastIndexOf("\n", at - 1) + 1, at - aroundUnits);
  const line = lineOf(text, start, at);
  const found = sentences(line, language);
  const own = found.findLastIndex((span) => span.start < at - start);
  const begun = found[own];
  if (begun === undefined) return "";
  // A clip that begins with a sentence has the one before; within a sentence its beginning counts too.
  const isWithin = begun.end > at - start;
  const from = found[Math.max(0, isWithin ? own - 1 : own)] ?? begun;
  return line.slice(from.start, at - start).toWellFormed();
}

/** To the end of the sentence after the one that a clip ends in, within its paragraph. */
function sentenceAfter(text: string, at: number, language: string | null): string {
  const start = Math.max(text.lastIndexOf("\n", at - 1) + 1, at - aroundUnits);
  const line = lineOf(text, start, at);
  const offset = at - start;
  const found: readonly Span[] = sentences(line, language);
  const own = found.findIndex((span) => span.end > offset);
  const ends = found[own];
  if (ends === undefined) return "";
  const to = found[Math.min(found.length - 1, ends.start < offset ? own + 1 : own)] ?? ends;
  return line.slice(offset, to.end).toWellFormed();
}

function lineOf(text: string, start: number, at: number): string {
  const end = text.indexOf("\n", at);
  return text.slice(start, Math.min(end < 0 ? text.length : end, at + aroundUnits));
}

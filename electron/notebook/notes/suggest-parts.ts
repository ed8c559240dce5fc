/** Suggestions of parts: the headings of notes after `#`, the clips of articles after `^`. */
import type { Suggestion } from "../../api.ts";
import { fuzzyMatch } from "../../text/fuzzy.ts";
import { fold } from "../../text/tokens.ts";
import type { Database } from "../database.ts";
import { prefixQuery } from "../search/match.ts";
import type { NoteHeadings } from "./note-headings.ts";

/** Notes and articles whose parts are looked at for one query. */
const mostWholes = 8;
/** Clips of one article that are looked at. */
const mostClips = 1_000;
const clipTitleUnits = 120;

interface ClipRow {
  readonly id: string;
  readonly quote: string;
  readonly article: string;
}

type Suggest = (input: { readonly query: string; readonly limit: number }) => readonly Suggestion[];

/** What is asked for: of what, which sign, and the words of the part. */
export interface PartQuery {
  readonly whole: string;
  readonly sign: "#" | "^";
  readonly part: string;
}

/** Reads `Note#heading` and `Article^words`; null for what names no part. */
export function partQuery(query: string): PartQuery | null {
  const at = query.search(/[#^]/);
  if (at < 0) return null;
  const sign = query[at] === "#" ? "#" : "^";
  return { whole: query.slice(0, at).trim(), sign, part: query.slice(at + 1).trim() };
}

/** Prepares suggestions that understand `#` and `^`; all other queries go to `suggest`. */
export function openPartSuggestions(
  database: Database,
  suggest: Suggest,
  noteHeadings: Pick<NoteHeadings, "of">,
) {
  const { sqlite } = database;
  const noteOf = sqlite.prepare<[string], { key: number; title: string }>(
    `select note_key as "key", title from note where id = ? and live = 1`,
  );
  const named = `select clip.id, clip.quote, article.title as article`;
  const clipsOf = sqlite.prepare<[string], ClipRow>(
    `${named} from article join clip using (article_key)
     where article.id = ? and clip.live = 1 order by clip."start" limit ${mostClips}`,
  );
  const clipsWith = sqlite.prepare<[{ query: string; limit: number }], ClipRow>(
    `with page as materialized (
       select rowid as clip_rowid from fts_clip where fts_clip match :query
       order by rowid desc limit :limit)
     ${named} from page cross join clip on clip_key = clip_rowid
       cross join article using (article_key) order by clip_key desc`,
  );
  const newestClips = sqlite.prepare<[{ limit: number }], ClipRow>(
    `${named} from clip indexed by clip_by_key cross join article using (article_key)
     where clip.live = 1 order by clip_key desc limit :limit`,
  );

  const headings = (note: string, part: string): readonly Suggestion[] => {
    const row = noteOf.get(note);
    if (row === undefined) return [];
    const { title } = row;
    return noteHeadings.of(row.key).flatMap(({ id, words: heading }) => {
      const match = part === "" ? { score: 0, matches: [] } : fuzzyMatch(part, heading);
      if (heading === "" || match === null) return [];
      const { matches } = match;
      const suggestion = {
        kind: "note",
        id: note,
        title,
        detail: title,
        heading,
        matches,
      } as const;
      return [id === "" ? suggestion : { ...suggestion, headingId: id }];
    });
  };
  const clipSuggestion = ({ id, quote, article }: ClipRow): Suggestion => ({
    kind: "clip",
    id,
    title: shortened(quote),
    detail: article,
    matches: [],
  });
  const clips = ({ whole, part }: PartQuery, limit: number): readonly Suggestion[] => {
    if (whole === "") {
      const query = prefixQuery(part);
      const rows = query === null ? newestClips.all({ limit }) : clipsWith.all({ query, limit });
      return rows.map(clipSuggestion);
    }
    const words = fold(part).split(" ").filter(Boolean);
    return suggest({ query: whole, limit: mostWholes * 2 })
      .filter(({ kind }) => kind === "article")
      .slice(0, mostWholes)
      .flatMap(({ id }) => clipsOf.all(id))
      .filter(({ quote }) => {
        const text = fold(quote);
        return words.every((word) => text.includes(word));
      })
      .map(clipSuggestion);
  };

  /** What has the sign in its title. */
  const signed = ({ whole, part }: PartQuery, query: string, limit: number) => {
    if (limit <= 0 || (whole === "" && part === "")) return [];
    const titles = suggest({ query, limit });
    // Where nothing stands before the sign, the headings of this note are meant first of all.
    const has = ({ title, alias = "" }: Suggestion) =>
      fold(`${title}\n${alias}`).includes(fold(query));
    return whole === "" ? titles.filter(has) : titles;
  };

  return {
    /**
     * What to link to: notes and articles; after `#` the headings of the notes named before it, or of
     * `note` when none is; after `^` clips, of the articles named before it.
     */
    suggest(input: {
      readonly query: string;
      readonly limit: number;
      readonly note?: string | undefined;
    }): readonly Suggestion[] {
      const { limit, note } = input;
      const asked = partQuery(input.query);
      if (asked === null) return suggest({ query: input.query, limit });
      return database.read(() => {
        const { whole, sign, part } = asked;
        if (sign === "^") return clips(asked, limit).slice(0, limit);
        const notes =
          whole === ""
            ? note === undefined
              ? []
              : [note]
            : suggest({ query: whole, limit: mostWholes * 2 })
                .filter(({ kind }) => kind === "note")
                .slice(0, mostWholes)
                .map(({ id }) => id);
        const found = notes.flatMap((id) => headings(id, part));
        return [...found, ...signed(asked, input.query, limit - found.length)].slice(0, limit);
      });
    },
  };
}

function shortened(quote: string): string {
  const line = quote.replace(/\s+/g, " ").trim();
  if (line.length <= clipTitleUnits) return line;
  const cut = line.slice(0, clipTitleUnits);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), 1)).toWellFormed()}…`;
}

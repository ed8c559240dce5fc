/** What is true of the quotes in all notes: read from their edges and clips, never from their bodies. */
import type { CheckedQuote, QuoteStates } from "../../api.ts";
import { noQuotes, quoteState, type QuoteSource } from "../../text/quotes/quote-state.ts";
import type { Database } from "../database.ts";

/** Quotes looked at between two chances for other work. */
const batch = 2_000;

interface Row {
  readonly key: number;
  readonly position: number;
  readonly note: string;
  readonly noteTitle: string;
  readonly clip: string;
  readonly words: string;
  readonly kept: number;
  /** Null, as all that follows, when the clip is unknown. */
  readonly quote: string | null;
  readonly live: number | null;
  readonly article: string | null;
  /** Null too while the clip has no anchor on the newest version: it was made there, or nobody asked. */
  readonly anchor: string | null;
  readonly anchorWords: string | null;
  readonly confirmed: number | null;
}

/** The quotes of live notes after a place, those of one note or of all; each with its clip and anchor. */
const rowsSql = (one: boolean) => `
  with page as materialized (
    select link.note_key, link.position, link.target, link.words, link.kept
    from link cross join note using (note_key)
    where link.kind = 'quote' and note.live = 1
      and (link.note_key, link.position) > (:key, :position)
      ${one ? "and link.note_key = (select note_key from note where id = :note)" : ""}
    order by link.note_key, link.position limit ${batch})
  select page.note_key as "key", page.position, note.id as note, note.title as noteTitle,
    page.target as clip, page.words, page.kept, clip.quote, clip.live, article.id as article,
    anchor.kind as anchor, anchor.words as anchorWords, anchor.confirmed
  from page cross join note using (note_key)
    left join clip on clip.id = page.target
    left join article on article.article_key = clip.article_key
    left join anchor on anchor.clip_key = clip.clip_key and anchor.version_key = (
      select version_key from version where version.article_key = clip.article_key
        and removed_at is null order by number desc limit 1)
  order by page.note_key, page.position`;

/** Prepares the reading of quote states. */
export function openQuoteStates(database: Database) {
  const { sqlite } = database;
  type Place = { readonly key: number; readonly position: number };
  const ofAll = sqlite.prepare<[Place], Row>(rowsSql(false));
  const ofNote = sqlite.prepare<[Place & { note: string }], Row>(rowsSql(true));
  const changedAt = sqlite
    .prepare<[number], number>(`select changed_at from note where note_key = ?`)
    .pluck();

  return {
    /**
     * Counts the quotes of a note, or of all, and lists those that are not verbatim: the notes last
     * changed first, at most `limit`. Gives other work a turn now and then.
     */
    async states(input: {
      readonly note?: string | undefined;
      readonly limit: number;
    }): Promise<QuoteStates> {
      const { note, limit } = input;
      const counts = noQuotes();
      const found: (CheckedQuote & { readonly key: number })[] = [];
      let place: Place = { key: -1, position: -1 };
      let index = 0;
      for (;;) {
        const from = place;
        const rows = database.read(() =>
          note === undefined ? ofAll.all(from) : ofNote.all({ ...from, note }),
        );
        for (const row of rows) {
          index = row.key === place.key ? index + 1 : 0;
          place = { key: row.key, position: row.position };
          const state = stateOf(row);
          counts[state.kept ? "kept" : state.state] += 1;
          if (state.state === "verbatim") continue;
          const { key, noteTitle, clip, article } = row;
          found.push({ key, ...state, note: row.note, noteTitle, index, clip, article });
        }
        if (rows.length < batch) break;
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
      return { counts, total: found.length, rows: newestFirst(found).slice(0, limit).map(plain) };
    },
  };

  function newestFirst<Found extends { readonly key: number }>(
    found: readonly Found[],
  ): readonly Found[] {
    const times = new Map(
      [...new Set(found.map(({ key }) => key))].map((key) => [key, changedAt.get(key) ?? 0]),
    );
    return found.toSorted((a, b) => (times.get(b.key) ?? 0) - (times.get(a.key) ?? 0));
  }
}

function stateOf(row: Row) {
  return quoteState({ words: row.words, kept: row.kept === 1 }, sourceOf(row));
}

function sourceOf(row: Row): QuoteSource | null {
  if (row.quote === null) return null;
  const changed = row.anchor === "lost" || row.anchorWords !== null;
  const anchor = { changed, confirmed: row.confirmed === 1, words: row.anchorWords };
  return { quote: row.quote, deleted: row.live !== 1, anchor };
}

function plain({ key: _key, ...quote }: CheckedQuote & { readonly key: number }): CheckedQuote {
  return quote;
}

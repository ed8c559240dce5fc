/** What is called by a title, exactly but for case and accents. */
import type { Suggestion } from "../../api.ts";
import { fold, orderKey } from "../../text/tokens.ts";
import type { Database } from "../database.ts";

interface Row {
  readonly id: string;
  readonly title: string;
  /** What the title is compared with: the title, or another name of the note. */
  readonly name: string;
  readonly detail: string;
}

/** As many of one title as one chooses from. */
const mostAlike = 20;

/** Prepares the lookup of titles. */
export function openTitleLookup({ sqlite }: Database) {
  // The beginning of a note tells it from another of its title; an empty one has its day only.
  const note = `id, title, coalesce(nullif(substr(excerpt, 1, 80), ''),
    date(changed_at / 1000, 'unixepoch', 'localtime')) as detail`;
  // One of the same title is found by its key of order, then told from those that only sort like it.
  const titled = sqlite.prepare<[string], Row>(
    `select ${note}, title as name from note where title_order = ? and live = 1
     order by recent_at desc, note_key desc`,
  );
  const named = sqlite.prepare<[string], Row>(
    `select ${note}, alias as name from note_alias join note using (note_key)
     where alias_order = ? and live = 1 order by recent_at desc, note_key desc`,
  );
  const articles = sqlite.prepare<[string], Row>(
    `select id, title, title as name, coalesce(
       nullif((select group_concat(value, ', ') from json_each(byline)), ''), site, published,
       date(added_at / 1000, 'unixepoch', 'localtime')) as detail
     from article where title_order = ? and live = 1 order by opened_at desc, article_key desc`,
  );
  const byId = sqlite.prepare<[string], Row>(
    `select ${note}, title as name from note where id = ? and live = 1`,
  );
  const suggestion =
    (kind: "note" | "article") =>
    ({ id, title, detail }: Row): Suggestion => ({ kind, id, title, detail, matches: [] });

  return {
    /** Notes of a title, else those that have it as another name, else articles; used last first. */
    called(title: string): readonly Suggestion[] {
      const [order, folded] = [orderKey(title), fold(title)];
      if (folded === "") return [];
      const same = (rows: readonly Row[]) =>
        rows.filter(({ name }) => fold(name) === folded).slice(0, mostAlike);
      const notes = same(titled.all(order));
      const notesElse = notes.length > 0 ? notes : same(named.all(order));
      return notesElse.length > 0
        ? notesElse.map(suggestion("note"))
        : same(articles.all(order)).map(suggestion("article"));
    },
    /** A note by its id; null where there is none. */
    note(id: string): Suggestion | null {
      const row = byId.get(id);
      return row === undefined ? null : suggestion("note")(row);
    },
  };
}

import type {
  Backlink,
  Backlinks,
  CitedAs,
  HeadedTarget,
  Target,
  TargetKind,
  TargetTitle,
} from "../../api.ts";
import { citedAs, citedWords } from "../../text/citation.ts";
import { linkTitle } from "../../text/notes/link-words.ts";
import type { Works } from "../../text/notes/note-citations.ts";
import { plainQuoteWords } from "../../text/quotes/quote-words.ts";
import type { Database } from "../database.ts";
import { citationIn } from "./link-rows.ts";
import type { NoteHeadings } from "./note-headings.ts";

/** More places than this that point to one thing are counted, not listed. */
const mostBacklinks = 1_000;
/** A clip has no title: its first words stand for it. */
const clipTitleUnits = 120;

interface TitleRow {
  readonly title: string;
  readonly missing: number;
  /** Of articles only. */
  readonly byline?: string;
  readonly site?: string | null;
  readonly published?: string | null;
}
interface BacklinkRow extends Omit<Backlink, "embedded"> {
  readonly embedded: number;
  readonly kind: "link" | "quote";
  readonly targetKind: TargetKind;
  readonly target: string;
  readonly heading: string;
  readonly headingId: string;
  readonly cited: string;
  /** How many rows there are with those beyond the limit. */
  readonly total: number;
}

const backlink = `link.kind, note.id as note, note.title, link.before, link.words, link.after, link.embedded,
  link.target_kind as targetKind, link.target, link.heading, link.heading_id as headingId, link.cited`;
/** The places that are told are chosen before their words are read. */
const pointingWhere = (from: string) =>
  `with place as materialized (
     select link.note_key, link.position, note.changed_at, count(*) over () as total
     from ${from} and note.live = 1
     order by note.changed_at desc, link.note_key, link.position limit ${mostBacklinks})
   select ${backlink}, total from place join link using (note_key, position) join note using (note_key)
   order by place.changed_at desc, place.note_key, place.position`;

/**
 * Prepares the reading of links: what targets are called, and who points to them. `wantedTitle` knows
 * what a note that is not made yet shall be called.
 */
export function openLinks(
  database: Database,
  wantedTitle: (id: string) => string | null,
  headings: Pick<NoteHeadings, "find">,
) {
  const { sqlite } = database;
  const titles: { readonly [Kind in TargetKind]: ReturnType<typeof prepareTitle> } = {
    note: prepareTitle(database, `select title, live = 0 as missing from note where id = ?`),
    article: prepareTitle(
      database,
      `select title, live = 0 as missing, byline, site, published from article where id = ?`,
    ),
    clip: prepareTitle(
      database,
      `select substr(quote, 1, ${clipTitleUnits * 2}) as title, live = 0 as missing from clip where id = ?`,
    ),
  };
  // A note that links to its own headings says nothing new about itself.
  const pointing = sqlite.prepare<[string, "link" | "quote"], BacklinkRow>(
    pointingWhere(
      `link join note using (note_key)
       where link.target = ? and link.kind = ? and note.id <> link.target`,
    ),
  );
  // The inner join order is the cheap one: the clips of one article, then the index of targets.
  const quotingArticle = sqlite.prepare<[string], BacklinkRow>(
    pointingWhere(
      `article cross join clip using (article_key)
         cross join link on link.target = clip.id cross join note using (note_key)
       where article.id = ? and link.kind = 'quote'`,
    ),
  );
  const quotedArticles = sqlite.prepare<[string], { id: string; title: string; missing: number }>(
    `select distinct article.id, article.title, article.live = 0 as missing
     from note join link using (note_key) join clip on clip.id = link.target
       join article using (article_key)
     where note.id = ? and link.kind = 'quote' order by article.title_order`,
  );

  const exactWords = sqlite
    .prepare<[{ id: string }], string>(`select quote from clip where id = :id
       union all select clip ->> 'quote' from purged where id = :id and clip is not null limit 1`)
    .pluck();

  const articleOfClip = sqlite
    .prepare<[string], string>(
      `select article.id from clip join article using (article_key) where clip.id = ?`,
    )
    .pluck();

  const buried = prepareTitle(database, `select title, 1 as missing from purged where id = ?`);
  const headed = ({ heading, ...target }: HeadedTarget): TargetTitle => ({
    ...titleOf(target),
    ...(heading === undefined ? {} : { place: headings.find(target.id, heading) }),
  });
  const titleOf = ({ kind, id }: Target): TargetTitle => {
    const row = titles[kind].get(id);
    const gone = row === undefined ? buried.get(id) : undefined;
    if (gone !== undefined) return { kind, id, title: shortened(kind, gone.title), missing: true };
    if (row === undefined) {
      const title = kind === "note" ? wantedTitle(id) : null;
      return {
        kind,
        id,
        title: title ?? "",
        missing: true,
        ...(title === null ? {} : { absence: "wanted" }),
      };
    }
    const title = shortened(kind, row.title);
    const named = { kind, id, title, ...(kind === "article" ? { citation: citationOf(row) } : {}) };
    return row.missing === 1
      ? { ...named, missing: true, absence: "trash" }
      : { ...named, missing: false };
  };
  const works: Works = {
    workOf(id) {
      const { title, citation } = titleOf({ kind: "article", id });
      return citation === undefined ? null : { ...citation, title };
    },
    articleOf: (clip) => articleOfClip.get(clip) ?? null,
  };
  /** What a link shows that has no words of its own. */
  const linkWords = (row: BacklinkRow): string => {
    const target = titleOf({ kind: row.targetKind, id: row.target });
    const part = citationIn(row);
    if (part !== null && target.citation !== undefined) return citedWords(target.citation, part);
    const { headingId: id, heading: words } = row;
    const place = words === "" ? null : headings.find(row.target, { id, words });
    return linkTitle(target.title, place?.words ?? words);
  };
  /** Many lead to one thing: what they show alike is found once. */
  const allShown = (rows: readonly BacklinkRow[]): readonly Backlink[] => {
    const found = new Map<string, string>();
    const wordsOf = (row: BacklinkRow): string => {
      const key = JSON.stringify([row.target, row.headingId, row.heading, row.cited]);
      const words = found.get(key) ?? linkWords(row);
      found.set(key, words);
      return words;
    };
    return rows.map((row) => ({
      note: row.note,
      title: row.title,
      before: row.before,
      words:
        (row.kind === "quote" ? shortened("clip", plainQuoteWords(row.words)) : row.words) ||
        wordsOf(row),
      after: row.after,
      ...(row.embedded === 1 ? { embedded: true } : {}),
    }));
  };

  return {
    /** What one target is called today; empty when it is unknown. */
    titleOf: (target: Target): string => titleOf(target).title,

    /** What notes cite, and what their quotes are of. */
    works,

    /** The exact words of a clip, in the trash or not; empty when it is unknown. */
    wordsOf: (clip: string): string => exactWords.get({ id: clip }) ?? "",

    /** What each target is called today, in the order asked for. */
    titles({ targets }: { readonly targets: readonly HeadedTarget[] }): readonly TargetTitle[] {
      return database.read(() => targets.map(headed));
    },

    /** The notes that link to a target and those that quote it, last changed first. */
    back({ target }: { readonly target: Target }): Backlinks {
      return database.read(() => {
        const linked = pointing.all(target.id, "link");
        const quoting =
          target.kind === "article"
            ? quotingArticle.all(target.id)
            : pointing.all(target.id, "quote");
        return {
          linkedFrom: allShown(linked),
          linkedTotal: linked[0]?.total ?? 0,
          quotedIn: allShown(quoting),
          quotedTotal: quoting[0]?.total ?? 0,
          quotes:
            target.kind === "note"
              ? quotedArticles.all(target.id).map(({ id, title, missing }) => ({
                  kind: "article" as const,
                  id,
                  title,
                  missing: missing === 1,
                }))
              : [],
        };
      });
    },
  };
}

function prepareTitle({ sqlite }: Database, sql: string) {
  return sqlite.prepare<[string], TitleRow>(sql);
}

/** Who and when, as an article is cited. */
export function citationOf(row: TitleRow): CitedAs {
  const { title: articleTitle, byline = "[]", site = null, published = null } = row;
  // Written by `rowOf` from a list of names.
  const names = JSON.parse(byline) as readonly string[];
  return citedAs({ byline: names, site, published, articleTitle });
}

function shortened(kind: TargetKind, title: string): string {
  if (kind !== "clip") return title;
  const line = title.replace(/\s+/g, " ").trim();
  if (line.length <= clipTitleUnits) return line;
  const cut = line.slice(0, clipTitleUnits);
  const space = cut.lastIndexOf(" ");
  return `${cut.slice(0, space > 0 ? space : undefined).toWellFormed()}…`;
}

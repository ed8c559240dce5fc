import type { EntityKind, LinkedMentions, Mention, Mentions } from "../../api.ts";
import { NotebookError } from "../../api.ts";
import {
  linkMentions,
  mentionPattern,
  mentionsIn,
  unlinkMentions,
  type LinkedBody,
  type Places,
} from "../../text/notes/mentions.ts";
import { unpackBody } from "../storage/bodies.ts";
import type { Database } from "../database.ts";
import { titled } from "../history/history-labels.ts";
import type { History, TakeBack } from "../history/history.ts";
import { matchOf } from "../search/match.ts";

/** Notes whose text is looked at for one answer, and mentions that it lists. */
const mostNotes = 300;
const mostMentions = 500;

interface Row {
  readonly note: string;
  readonly title: string;
  readonly revision: number;
  readonly codec: number;
  readonly body: Uint8Array;
}

/** A reference to a mention as it was listed. */
export interface Place {
  readonly note: string;
  readonly revision: number;
  readonly ordinal: number;
}

/** Changes the body of a note within a transaction; see `notes.rewrite`. */
type Rewrite = (
  input: { readonly id: string; readonly base: number | null },
  touched: Set<EntityKind>,
  change: (body: string) => string | null,
) => boolean;

/** The notes whose words hold a title, last changed first. Exported for the test of its query plan. */
export const mentioningSql = `
  select note.id as note, title, revision, codec, note_body.body
  from note cross join note_body using (note_key)
  where live = 1 and note.id <> :note
    and note_key in (select rowid from fts_note where fts_note match :query)
  order by changed_at desc, note_key desc limit ${mostNotes + 1}`;

/** What a change to a note's links says, as `linkMentions` wrote it. */
function linkedOf(before: Fields, after: Fields) {
  const target = {
    kind: "note",
    id: String(after["target"]),
    title: String(after["title"]),
  } as const;
  const words = before["words"] as readonly string[];
  return {
    target,
    words,
    // Absent in changes that were recorded before these were.
    links: (after["links"] ?? null) as Places | null,
    mentions: (before["mentions"] ?? null) as Places | null,
    names: (before["names"] ?? [...new Set(words)]) as readonly string[],
  };
}
type Fields = Readonly<Record<string, unknown>>;

/** Prepares the finding of mentions, and their linking. */
export function openMentions(database: Database, history: History, rewrite: Rewrite) {
  const { sqlite } = database;
  const titleOf = sqlite
    .prepare<[string], string>(`select title from note where id = ? and live = 1`)
    .pluck();
  const aliasesOf = sqlite
    .prepare<[string], string>(
      `select alias from note join note_alias using (note_key) where id = ? order by position`,
    )
    .pluck();
  /** What a note is called, its title first; null for one that is not there. */
  const namesOf = (note: string): readonly [string, ...string[]] | null => {
    const title = titleOf.get(note);
    return title === undefined ? null : [title, ...aliasesOf.all(note)];
  };
  const mentioning = sqlite.prepare<[{ note: string; query: string }], Row>(mentioningSql);

  const back: TakeBack = (id, before, touched, after) => {
    const { target, words, links } = linkedOf(before, after);
    rewrite({ id, base: null }, touched, (body) => unlinkMentions(body, target, words, links));
  };
  /** The same mentions, or where there are others now, as many of the same words. */
  const again: TakeBack = (id, before, touched, after) => {
    const { target, words, mentions, names } = linkedOf(before, after);
    const pattern = mentionPattern(names);
    if (pattern === null) return;
    rewrite({ id, base: null }, touched, (body) => {
      const all = mentionsIn(body, pattern);
      const ordinals = mentions?.of === all.length ? mentions.at : firstOf(all, words);
      if (ordinals.length === 0) return null;
      return linkMentions(body, pattern, ordinals, target)?.body ?? null;
    });
  };
  history.undoes("note.link", back, again);

  return {
    /** Where other notes name this one, by any name, without linking to it; nothing for one without any. */
    mentions({ note }: { readonly note: string }): Mentions {
      return database.read(() => {
        const names = namesOf(note);
        const pattern = names === null ? null : mentionPattern(names);
        const query = names === null ? null : phrasesQuery(names);
        if (pattern === null || query === null) return { rows: [], more: false };
        const found = mentioning.all({ note, query });
        const rows: Mention[] = [];
        for (const { codec, body, ...of } of found.slice(0, mostNotes)) {
          if (rows.length >= mostMentions) break;
          for (const mention of mentionsIn(unpackBody(codec, body), pattern))
            rows.push({ ...of, ...mention });
        }
        const more = found.length > mostNotes || rows.length > mostMentions;
        return { rows: rows.slice(0, mostMentions), more };
      });
    },

    /** Makes mentions links to the note they name. */
    linkMentions(input: {
      readonly note: string;
      readonly mentions: readonly Place[];
    }): LinkedMentions {
      return database.write((touched) => {
        const names = namesOf(input.note);
        const pattern = names === null ? null : mentionPattern(names);
        if (names === null || pattern === null)
          throw new NotebookError("not-found", "This note is not in the notebook.");
        const [title] = names;
        const target = { kind: "note", id: input.note, title } as const;
        const changes = [...Map.groupBy(input.mentions, ({ note }) => note)].flatMap(
          ([id, places]) => {
            const ordinals = [...new Set(places.map(({ ordinal }) => ordinal))];
            const base = places[0]?.revision ?? 0;
            const done: { id: string; words: readonly string[]; linked: LinkedBody }[] = [];
            rewrite({ id, base }, touched, (body) => {
              const all = mentionsIn(body, pattern);
              const linked = linkMentions(body, pattern, ordinals, target);
              if (linked === null) return null;
              const words = linked.mentions.at.map((ordinal) => all[ordinal]?.words ?? "");
              done.push({ id, words, linked });
              return linked.body;
            });
            return done;
          },
        );
        const linked = changes.reduce((sum, { words }) => sum + words.length, 0);
        const left = input.mentions.length - linked;
        if (changes.length === 0) return { linked, left, undo: null };
        const undo = history.record(
          titled(linked === 1 ? "link a mention" : `link ${linked} mentions`, title, "of"),
          changes.map(({ id, words, linked: { mentions, links } }) => ({
            verb: "note.link" as const,
            entity: id,
            before: { words, names, mentions },
            after: { target: input.note, title, links },
          })),
        );
        return { linked, left, undo };
      });
    },
  };
}

/** Which mentions say these words: for each of them the first that is not taken yet. */
function firstOf(all: ReturnType<typeof mentionsIn>, words: readonly string[]): readonly number[] {
  const left = [...words];
  return all.flatMap((mention) => {
    const at = left.indexOf(mention.words);
    if (at >= 0) left.splice(at, 1);
    return at >= 0 ? [mention.ordinal] : [];
  });
}

/** The words of any of these names in a row, within the texts of notes. */
function phrasesQuery(names: readonly string[]): string | null {
  const phrases = names.flatMap((text) => {
    const phrase = { text, kind: "phrase", excluded: false } as const;
    const match = matchOf([phrase], { shortPrefixes: false });
    return match === null ? [] : [`(${match.expression})`];
  });
  return phrases.length === 0 ? null : `body : (${phrases.join(" OR ")})`;
}

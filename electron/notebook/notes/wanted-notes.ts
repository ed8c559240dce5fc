/**
 * Notes that links point to before they exist. Such a link stores the id that its note will get, reserved
 * here by title: the moment a note of that title is made, every link to it leads there, and no note's
 * text has to be changed for it.
 */
import { NotebookError, type HeadingRef, type Suggestion, type WantedNote } from "../../api.ts";
import { fold } from "../../text/tokens.ts";
import type { Database } from "../database.ts";
import type { NoteHeadings } from "./note-headings.ts";
import { cleanTitle } from "./note-title.ts";
import { openTitleLookup } from "./title-lookup.ts";

/** Prepares the reserved ids of an open notebook. */
export function openWantedNotes(database: Database, headings: Pick<NoteHeadings, "ref">) {
  const { sqlite } = database;
  const reserved = sqlite
    .prepare<[string], string>(`select id from wanted_note where title_folded = ?`)
    .pluck();
  const reservedTitle = sqlite
    .prepare<[string], string>(`select title from wanted_note where id = ?`)
    .pluck();
  const add = sqlite.prepare<[{ folded: string; id: string; title: string }]>(
    `insert into wanted_note (title_folded, id, title) values (:folded, :id, :title)
     on conflict do nothing`,
  );
  const remove = sqlite.prepare<[string]>(`delete from wanted_note where title_folded = ?`);
  const ways = openTitleLookup(database);
  const isNote = sqlite.prepare<[string], 1>(`select 1 from note where id = ?`).pluck();

  /** What is there of such a title; null for nothing. */
  const thereIs = (title: string, home: string | null): WantedNote | null => {
    const whole = chosenOf(ways.called(title));
    if (whole !== null) return whole;
    const parts = headingParts(title);
    if (parts === null) return null;
    const own = parts.note === "" && home !== null ? ways.note(home) : null;
    const notes =
      own === null ? ways.called(parts.note).filter(({ kind }) => kind === "note") : [own];
    const headed = notes.map((note) => ({ note, ref: refOf(note.id, parts.heading) }));
    // Of notes that are called the same, one that has such a heading is meant.
    const having = headed.filter(({ ref }) => ref !== null);
    const likely = having.length > 0 ? having : headed;
    const chosen = chosenOf(likely.map(({ note }) => note));
    return chosen === null
      ? null
      : { ...chosen, heading: likely[0]?.ref ?? { id: "", words: parts.heading } };
  };
  /** As it is written, else its last part: some write the headings above it too. */
  const refOf = (note: string, heading: string): HeadingRef | null =>
    headings.ref(note, heading) ??
    headings.ref(note, heading.slice(heading.lastIndexOf("#") + 1).trim());

  return {
    /** The title that an id is reserved for; null when it is not. */
    titleOf: (id: string): string | null => reservedTitle.get(id) ?? null,

    /**
     * What a link written as `[[title]]` points to: the note of that title or other name, else the article,
     * else the id that such a note will get; for `title#heading` the heading of such a note, for `#heading`
     * that of `note`, in which it is written. Case and accents do not matter. Of several that are called
     * the same the one used last is meant, and the others are told.
     */
    want(input: { readonly title: string; readonly note?: string | undefined }): WantedNote {
      const title = cleanTitle(input.title);
      if (fold(title) === "")
        throw new NotebookError("bad-request", "A link needs the title of what it points to.");
      const found = database.read(() => thereIs(title, input.note ?? null));
      if (found !== null) return found;
      // A sign between spaces is part of a title: "Meeting #3", "C# notes".
      const parts = /\S#\S/.test(title) ? headingParts(title) : null;
      const wanted = parts?.note ?? title;
      return database.write(() => {
        const id = reserved.get(fold(wanted)) ?? database.newId();
        add.run({ folded: fold(wanted), id, title: wanted });
        const made = { kind: "note", id, title: wanted, exists: false } as const;
        return parts === null ? made : { ...made, heading: { id: "", words: parts.heading } };
      });
    },

    /** Within the transaction that makes a note: the id reserved for its title, which is then its own. */
    take(title: string): string | null {
      const folded = fold(title);
      const id = reserved.get(folded);
      if (id === undefined) return null;
      remove.run(folded);
      return id;
    },

    /**
     * Within the transaction that saves a note: makes sure that the id of a link written for a title is
     * reserved, for links that came with a text from elsewhere.
     */
    keep(id: string, title: string): void {
      const folded = fold(title);
      if (folded !== "" && isNote.get(id) === undefined) add.run({ folded, id, title });
    },
  };
}

/** What stands before and after the sign of a heading; null where nothing stands after it. */
function headingParts(title: string): { readonly note: string; readonly heading: string } | null {
  const at = title.indexOf("#");
  const heading = at < 0 ? "" : title.slice(at + 1).trim();
  return fold(heading) === "" ? null : { note: title.slice(0, at).trim(), heading };
}

/** The first of them, and all of them where there are several; null for none. */
function chosenOf(called: readonly Suggestion[]): WantedNote | null {
  const [first] = called;
  if (first === undefined || first.kind === "clip") return null;
  const { kind, id, title } = first;
  const chosen = { kind, id, title, exists: true };
  return called.length > 1 ? { ...chosen, alike: called } : chosen;
}

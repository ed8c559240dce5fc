/** A note on the command line: its words, its Markdown, or all that is stored of it. */
import type { Note } from "./entities.ts";
import type { Notebook } from "./notebook/notebook.ts";
import { readNoteBody } from "./text/notes/note-body.ts";
import { noteToMarkdown } from "./text/notes/note-markdown/note-markdown.ts";

export type NoteForm = "text" | "markdown" | "json";

/** What `show` writes of a note, without a line feed at its end; null when there is no such note. */
export function shownNote(notebook: Notebook, id: string, form: NoteForm): string | null {
  const note = notebook.notes.get({ id });
  if (note === null) return null;
  const { titleOf, wordsOf, works } = notebook.links;
  if (form === "text")
    return `${note.title}\n\n${readNoteBody(note.body, { titleOf, wordsOf, works, own: id })?.text ?? ""}`.trimEnd();
  const markdown = markdownOf(note, notebook);
  if (form === "markdown") return markdown.trimEnd();
  return JSON.stringify({
    id: note.id,
    title: note.title,
    revision: note.revision,
    createdAt: note.createdAt,
    changedAt: note.changedAt,
    markdown,
    body: note.body === "" ? null : (JSON.parse(note.body) as unknown),
  });
}

/** The note as Markdown that is read back as the same note; empty for one never written in. */
function markdownOf({ id: own, body }: Note, { links }: Notebook): string {
  if (body === "") return "";
  return noteToMarkdown(body, {
    titleOf: (kind, id) =>
      kind === "note" || kind === "article" || kind === "clip" ? links.titleOf({ kind, id }) : "",
    wordsOf: links.wordsOf,
    works: links.works,
    own,
  });
}

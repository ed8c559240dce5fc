/**
 * An open note: its editor, its title, and the saving of both. It outlives its view: a note that is
 * left while it is not yet saved stays until it is, and comes back with everything in it.
 */
import { signal, type ReadonlySignal, type Signal } from "@lexical/extension";
import { getNearestEditorFromDOMNode, type LexicalEditorWithDispose } from "lexical";
import type { Note } from "../../electron/api.ts";
import { readNoteBody } from "../../electron/text/notes/note-body.ts";
import { call, CallError } from "../api.ts";
import { createAutosave, SaveRefused, type Autosave, type SaveState } from "./autosave.ts";
import { citeCalls } from "./links/cite-calls.ts";
import type { LinkMenuConfig } from "./links/link-menu.ts";
import { createNoteEditor } from "./note-editor.ts";
import { joinSaving, reportSaving } from "./saving.ts";
import { finishPaste } from "./paste/paste-slices.ts";
import { quotationCalls } from "./quotes/typed-quotes-calls.ts";
import { showBody } from "./shown-body.ts";
import { createStoredBody } from "./stored-body.ts";
import {
  embedKey,
  notebookClips,
  notebookEmbeds,
  notebookTitles,
  titleKey,
} from "./links/targets.ts";

export interface NoteSession {
  readonly id: string;
  readonly editor: LexicalEditorWithDispose;
  readonly title: ReadonlySignal<string>;
  /** Made a moment ago and waiting for its name. */
  readonly unnamed: boolean;
  /** How the saving of the body stands, for what the note itself says about it. */
  readonly bodyState: ReadonlySignal<SaveState>;
  setTitle(title: string): void;
  /** Whether all of it is durable. */
  readonly saved: ReadonlySignal<boolean>;
  /** Saves at once; see {@link Autosave.flush}. */
  flush(): Promise<boolean>;
  /** Tries again what was refused. */
  retry(): void;
}

/** There is no such note, or not any more. */
export class NoteMissing extends Error {}

/** Why a save is refused, as the end of "Not saved, because". */
export const refusals = {
  conflict: "it was changed elsewhere",
  gone: "the note is in the trash",
} as const;

/** Opens a note: reads it, and ahead of showing it what its links and quotes show. */
export async function startSession(
  id: string,
  links: LinkMenuConfig,
  onError: (error: Error) => void,
): Promise<NoteSession & { end(): void }> {
  const note = await call("notes.get", { id });
  if (!note) throw new NoteMissing("This note is in the trash or gone.");
  // A body that cannot be read has none; the editor says next what is wrong with it.
  const references = readNoteBody(note.body)?.references ?? [];
  const targetsOf = (kind: "link" | "quote") =>
    references
      .filter((each) => each.kind === kind)
      .map(({ target, heading }) => ({ ...target, heading }));
  const embeds = references.filter(({ embedded }) => embedded);
  await Promise.all([
    notebookTitles.load([{ kind: "note" as const, id }, ...targetsOf("link")].map(titleKey)),
    notebookClips.load(targetsOf("quote").map((clip) => clip.id)),
    notebookEmbeds.load(embeds.map(({ target, heading }) => embedKey(target.id, heading))),
  ]);
  const surroundings = {
    note: id,
    titles: notebookTitles,
    clips: notebookClips,
    links,
    embeds: {
      embeds: notebookEmbeds,
      show: showBody,
      embeddedIn: [embedKey(id, undefined)],
      want: links.want,
    },
    citations: citeCalls(),
    quotations: quotationCalls(links.onFailure),
    addImage: (bytes: Uint8Array<ArrayBuffer>) => addImage(id, bytes),
  };
  return run(note, createNoteEditor(note.body, surroundings, onError));
}

async function addImage(note: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { hash } = await call("notes.addImage", { note, bytes });
  return hash;
}

function run(note: Note, editor: LexicalEditorWithDispose): NoteSession & { end(): void } {
  const { id } = note;
  const bodyState: Signal<SaveState> = signal({ state: "saved" });
  const title = signal(note.title);

  const saved = signal(true);
  const report = (): void => {
    saved.value = body.state().state === "saved" && name.state().state === "saved";
    reportSaving();
  };
  const writer = bodyWriter(note, editor);
  const written = createAutosave(writer.write, (state) => {
    bodyState.value = state;
    report();
  });
  const body: Autosave = {
    ...written,
    flush() {
      // What is being pasted is written as much as what was typed.
      finishPaste(editor);
      return written.flush();
    },
  };
  const name: Autosave = createAutosave(async () => {
    await call("notes.rename", { id, title: title.peek() });
  }, report);

  const flush = async (): Promise<boolean> => {
    const answers = await Promise.all([body.flush(), name.flush()]);
    return answers.every(Boolean);
  };
  const stops = [
    joinSaving(body),
    joinSaving(name),
    followStored(id, writer.adopt, () => body.state().state === "saved"),
    editor.registerUpdateListener(({ dirtyElements, dirtyLeaves, tags }) => {
      if (tags.has(adopted)) return;
      if (dirtyElements.size > 0 || dirtyLeaves.size > 0) body.touch();
    }),
    followTitle(id, title, name),
    followWindow(flush, editor),
  ];

  return {
    id,
    editor,
    title,
    unnamed: isUnnamed(note),
    bodyState,
    saved,
    flush,
    retry: () => body.retry(),
    setTitle(next) {
      if (next === title.peek()) return;
      title.value = next;
      name.touch();
    },
    end() {
      body.stop();
      name.stop();
      for (const stop of stops) stop();
      editor.dispose();
    },
  };
}

/** A note that was made for a quote or a link has a name already and may have been made any time. */
function isUnnamed({ title, body, revision, createdAt }: Note): boolean {
  const isEmpty = body === "" && revision === 0;
  return isEmpty && /^(Untitled note)?$/.test(title) && Date.now() - createdAt < 5_000;
}

/** Saves the body by compare-and-set: never over words that are not in this editor. */
function bodyWriter(
  note: Note,
  editor: LexicalEditorWithDispose,
): {
  readonly write: () => Promise<void>;
  /** Shows what is stored, when that is another revision; for an editor in which all is saved. */
  readonly adopt: (stored: Note) => void;
} {
  let base = note.revision;
  /** What was sent last: its answer may have been lost on the way. */
  let sent: string | null = null;

  const save = async (body: string): Promise<void> => {
    const { revision } = await call("notes.save", { id: note.id, base, body });
    base = revision;
    sent = null;
  };
  const bodyNow = createStoredBody(editor);
  const write = async () => {
    const body = bodyNow();
    const before = sent;
    sent = body;
    try {
      await save(body);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (error.code === "not-found") throw new SaveRefused(refusals.gone);
      if (error.code !== "note-conflict") throw error;
      const stored = await call("notes.get", { id: note.id });
      // A save of ours did arrive, only its answer did not.
      if (stored && (stored.body === before || stored.body === body)) {
        base = stored.revision;
        if (stored.body !== body) await save(body);
        return;
      }
      throw new SaveRefused(refusals.conflict);
    }
  };
  return {
    write,
    adopt(stored) {
      if (stored.revision === base || stored.body === "") return;
      base = stored.revision;
      editor.setEditorState(editor.parseEditorState(stored.body), { tag: adopted });
    },
  };
}

/** Marks the update that shows what was stored by another way than this editor. */
const adopted = "adopted";

/**
 * Shows the note as it was made by going back to a version, or by undoing that. While something here is
 * not saved it stays as it is: the next save is refused then, and both are kept.
 */
function followStored(
  id: string,
  adopt: (stored: Note) => void,
  isSaved: () => boolean,
): () => void {
  return window.commonplace.on("changed", ({ kinds }) => {
    if (!kinds.includes("noteText") || !isSaved()) return;
    call("notes.get", { id })
      .then((stored) => {
        if (stored !== null && isSaved()) adopt(stored);
      })
      // Whoever writes here next is told.
      .catch(() => undefined);
  });
}

/** A note that is renamed elsewhere shows its new title, unless another is being typed. */
function followTitle(id: string, title: Signal<string>, name: Autosave): () => void {
  return notebookTitles.watch(titleKey({ kind: "note", id }), (known) => {
    if (!known || known.missing || name.state().state !== "saved") return;
    // A space at the end may be the start of the next word.
    if (known.title !== title.peek().trim()) title.value = known.title;
  });
}

/** Saves at once when the writer looks away or the window goes. */
function followWindow(flush: () => Promise<boolean>, editor: LexicalEditorWithDispose): () => void {
  const now = () => void flush();
  const onHidden = () => {
    if (document.visibilityState === "hidden") now();
  };
  const onFocusOut = ({ target, relatedTarget }: FocusEvent) => {
    const isOurs = (node: EventTarget | null) =>
      node instanceof Node && getNearestEditorFromDOMNode(node) === editor;
    if (isOurs(target) && !isOurs(relatedTarget)) now();
  };
  window.addEventListener("blur", now);
  document.addEventListener("visibilitychange", onHidden);
  document.addEventListener("focusout", onFocusOut);
  const stopClosing = window.commonplace.on("closing", now);
  return () => {
    window.removeEventListener("blur", now);
    document.removeEventListener("visibilitychange", onHidden);
    document.removeEventListener("focusout", onFocusOut);
    stopClosing();
  };
}

/** The pane of a note: opens it, shows it, takes quotes that are sent to it. */
import {
  $getSelection,
  $isRangeSelection,
  SKIP_DOM_SELECTION_TAG,
  SKIP_SCROLL_INTO_VIEW_TAG,
  type LexicalEditor,
} from "lexical";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Suggestion, Target } from "../../electron/api.ts";
import { call, queries, queryOf, useCall } from "../api.ts";
import { useCommand } from "../commands.ts";
import { useNavigation, type Navigation } from "../navigation.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { Backlinks } from "./links/backlinks.tsx";
import { CheckQuotes } from "./quotes/check-quotes.tsx";
import { INSERT_QUOTE_COMMAND } from "./quotes/clip-quote.ts";
import type { LinkMenuConfig } from "./links/link-menu.ts";
import { NoteMissing, type NoteSession } from "./note-session.ts";
import { NoteView } from "./note-view.tsx";
import { $selectedQuote, focusNote, startEditing } from "./quotes/seal.ts";
import { forgetNote, holdNote } from "./sessions.ts";
import "./blocks/code.css";
import "./blocks/callouts.css";
import "./blocks/footnotes.css";
import "./blocks/images.css";
import "./blocks/math.css";
import "./note-aliases.css";
import "./blocks/note-embed.css";
import "./links/note-references.css";
import "./note-text.css";
import "./notes.css";
import "./quotes/quote-drop.css";
import "./quotes/seal.css";

export interface NotePaneProps {
  readonly note: string;
  /** Clips to put into the note as quotes, each time they become others. */
  readonly quote: { readonly clips: readonly string[]; readonly key: number } | null;
  readonly onQuoteDone: () => void;
}

/** Shows a note to read and write. */
export function NotePane({ note, quote, onQuoteDone }: NotePaneProps) {
  const { opened, reload } = useOpenNote(note);
  const info = useCall("notebook.info", {});
  const [renameWish, setRenameWish] = useState(0);
  const [checking, setChecking] = useState(0);
  const session = opened && "session" in opened ? opened.session : null;
  const readOnly = info.data?.readOnly ?? false;
  useCommand("note.rename", () => {
    // The key that names a note edits what is chosen in it.
    if (readOnly || !session || !editChosenQuote(session)) setRenameWish((wish) => wish + 1);
  });
  useCommand("note.checkQuotes", () => setChecking((count) => count + 1));
  useQuote(session, quote, onQuoteDone);

  if (opened && "error" in opened) return <NotOpened error={opened.error} />;
  return (
    <>
      {checking > 0 ? (
        <CheckQuotes
          key={checking}
          session={session}
          readOnly={readOnly}
          onClose={() => {
            setChecking(0);
            if (session) focusNote(session.editor);
          }}
        />
      ) : null}
      {session ? (
        <NoteView
          key={session.id}
          session={session}
          readOnly={readOnly}
          renameWish={renameWish}
          onReload={reload}
          footer={<Backlinks target={noteTarget(session.id)} />}
        />
      ) : (
        // A moment, in which nothing but the text should change.
        <div className="note-pane note-opening" />
      )}
    </>
  );
}

/** Edits the quote that is selected while the text has the focus; false when none is. */
function editChosenQuote({ editor }: NoteSession): boolean {
  if (document.activeElement !== editor.getRootElement()) return false;
  const key = editor.getEditorState().read($selectedQuote);
  if (key !== null) startEditing(editor, key);
  return key !== null;
}

const noteTarget = (id: string): Target => ({ kind: "note", id });

type Opened = { readonly session: NoteSession } | { readonly error: unknown };

/** The open note; null while it is being read. */
function useOpenNote(note: string): { opened: Opened | null; reload: () => void } {
  const navigation = useNavigation();
  const [opened, setOpened] = useState<(Opened & { readonly note: string }) | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isWanted = true;
    const hold = holdNote(note, linksOf(navigation, note), reportError);
    // Ahead of the note, so that nothing moves once it is there.
    const links = queries.prefetchQuery(queryOf("links.back", { target: noteTarget(note) }));
    Promise.all([hold.session, links]).then(
      ([session]) => {
        if (isWanted) setOpened({ note, session });
      },
      (error: unknown) => {
        if (isWanted) setOpened({ note, error });
      },
    );
    return () => {
      isWanted = false;
      setOpened(null);
      hold.release();
    };
  }, [note, navigation, round]);
  const reload = useCallback(() => {
    void forgetNote(note).then(() => setRound((last) => last + 1));
  }, [note]);
  return { opened: opened?.note === note ? opened : null, reload };
}

const suggestions = 20;
const suggestQuery = (query: string, note: string) =>
  // Only headings are looked for in the note itself.
  queryOf("links.suggest", {
    query,
    limit: suggestions,
    ...(query.startsWith("#") ? { note } : {}),
  });

/** How the menu of links asks the notebook. */
function linksOf(navigation: Navigation, note: string): LinkMenuConfig {
  // What was looked for last is there when `[[` is typed.
  void queries.prefetchQuery(suggestQuery("", note));
  return {
    known: (query) =>
      queries.getQueryData<readonly Suggestion[]>(suggestQuery(query, note).queryKey),
    suggest: (query) => queries.fetchQuery(suggestQuery(query, note)),
    async create(title) {
      const { id } = await call("notes.create", { title });
      return { kind: "note", id };
    },
    want: (title) => call("links.want", { title, note }),
    onFailure: (reason) => navigation.announce(reason),
  };
}

/** Puts each new quote into the note once. */
function useQuote(
  session: NoteSession | null,
  quote: NotePaneProps["quote"],
  onDone: () => void,
): void {
  const done = useRef<number | null>(null);
  useEffect(() => {
    if (!quote) done.current = null;
    if (!session || !quote || done.current === quote.key) return;
    done.current = quote.key;
    insertQuotes(session.editor, quote.clips);
    onDone();
  }, [session, quote, onDone]);
}

/** The focus and the selection stay where they are: in the article, most likely. */
function insertQuotes(editor: LexicalEditor, clips: readonly string[]): void {
  const $insert = () => {
    for (const clip of clips) editor.dispatchCommand(INSERT_QUOTE_COMMAND, { clip });
  };
  editor.update($insert, {
    tag: [SKIP_DOM_SELECTION_TAG, SKIP_SCROLL_INTO_VIEW_TAG],
    onUpdate: () => {
      const key = editor.read(() => {
        const selection = $getSelection();
        const at = $isRangeSelection(selection) ? selection.anchor.getNode() : null;
        return at?.getTopLevelElement()?.getPreviousSibling()?.getKey();
      });
      const element = key === undefined ? null : editor.getElementByKey(key);
      element?.scrollIntoView({ block: "nearest" });
    },
  });
}

function NotOpened({ error }: { readonly error: unknown }) {
  const isMissing = error instanceof NoteMissing;
  const why = error instanceof Error ? error.message : String(error);
  const sentence = isMissing
    ? why
    : `This note could not be opened. Nothing of it was changed. (${why})`;
  return <EmptyState sentence={sentence} />;
}

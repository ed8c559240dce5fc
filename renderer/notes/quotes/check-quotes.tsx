/** Walks through the quotes that are not verbatim: of the open note, or of all notes. */
import { signal } from "@lexical/extension";
import { useSignalValue } from "@lexical/react/useExtensionSignalValue";
import { UNDO_COMMAND } from "lexical";
import { ChevronDown, ChevronUp, X } from "lucide-react";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import type { CheckedQuote } from "../../../electron/api.ts";
import {
  countsSentence,
  countStates,
  stateWords,
} from "../../../electron/text/quotes/quote-state.ts";
import { useCall } from "../../api.ts";
import { runCommand } from "../../commands.ts";
import { useNavigation } from "../../navigation.ts";
import { IconButton } from "../../ui/button.tsx";
import { stateKey } from "./clip-quote-view.ts";
import type { NoteSession } from "../note-session.ts";
import { SealActions } from "./seal-actions.tsx";
import { SealText } from "./seal-text.tsx";
import { sealsOf, type SealedQuote } from "./seal.ts";

const icon = { size: 16, strokeWidth: 1.5 } as const;
/** More are not walked through in one go. */
const mostListed = 1_000;

/** The quotes of a note that is not there yet. */
const none = signal<readonly SealedQuote[]>([]);

type Scope = "note" | "all";

export interface CheckQuotesProps {
  /** The open note; null while it is being read. */
  readonly session: NoteSession | null;
  readonly readOnly: boolean;
  readonly onClose: () => void;
}

/** Stands over the note; arrows walk, Enter shows the source, Ctrl+Z takes back, Escape closes it. */
export function CheckQuotes({ session, readOnly, onClose }: CheckQuotesProps) {
  const navigation = useNavigation();
  const panel = useRef<HTMLElement>(null);
  const changes = useRef<("note" | "notebook")[]>([]);
  const [scope, setScope] = useState<Scope>("note");
  const [wish, setAt] = useState(0);
  const own = useSignalValue(session ? sealsOf(session.editor).quotes : none);
  const everywhere = useCall(
    "quotes.states",
    { limit: mostListed },
    { enabled: scope === "all", keepLast: true },
  );
  const items = scope === "note" ? ofNote(session, own) : (everywhere.data?.rows ?? []);
  const counts =
    scope === "note" ? countStates(own.map(({ state }) => state)) : everywhere.data?.counts;
  const at = Math.min(wish, Math.max(0, items.length - 1));
  const item = items[at];
  const isOpen = session !== null && item?.note === session.id;
  const quote = isOpen ? own.find(({ index }) => index === item.index) : undefined;
  useEffect(() => panel.current?.focus(), []);
  useMark(session, quote ?? null);

  const go = (next: number) => {
    const target = items[next];
    if (!target) return;
    setAt(next);
    if (target.note !== session?.id) navigation.openNote(target.note);
  };
  const choose = (next: Scope) => {
    setScope(next);
    setAt(0);
  };
  const stay = () => {
    // A change of the note takes the focus when it ends: reading brings it to its end before.
    session?.editor.read(() => undefined);
    panel.current?.focus();
  };
  const done = (changed: "note" | "notebook" | null) => {
    if (changed !== null) changes.current.push(changed);
    stay();
  };
  /** What was done from here is taken back from here, last first; then what was done in the note. */
  const undo = () => {
    if (changes.current.pop() === "notebook") runCommand("history.undo");
    else session?.editor.dispatchCommand(UNDO_COMMAND, undefined);
    stay();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isUndo(event)) {
      undo();
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowDown: 1, n: 1, ArrowUp: -1, p: -1 }[event.key];
    if (by !== undefined) go(at + by);
    else if (event.key === "Escape") onClose();
    else if (event.key === "Enter" && event.target === panel.current && item)
      navigation.openTarget({ kind: "clip", id: item.clip });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    // The keys work wherever the focus is inside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={panel}
      className="check-quotes"
      aria-label="Check quotes"
      data-own-undo=""
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <div className="check-quotes-head">
        <h2>Check quotes</h2>
        <div className="check-quotes-scope" role="group" aria-label="Which quotes">
          <ScopeButton chosen={scope === "note"} onChoose={() => choose("note")}>
            This note
          </ScopeButton>
          <ScopeButton chosen={scope === "all"} onChoose={() => choose("all")}>
            All notes
          </ScopeButton>
        </div>
        <span className="check-quotes-count" role="status">
          {items.length > 0 ? `${at + 1} of ${items.length}` : ""}
        </span>
        <IconButton
          label="Previous quote"
          keys="ArrowUp"
          icon={<ChevronUp {...icon} />}
          isDisabled={at === 0}
          onPress={() => go(at - 1)}
        />
        <IconButton
          label="Next quote"
          keys="ArrowDown"
          icon={<ChevronDown {...icon} />}
          isDisabled={at >= items.length - 1}
          onPress={() => go(at + 1)}
        />
        <IconButton label="Close" icon={<X {...icon} />} onPress={onClose} />
      </div>
      {item ? (
        <>
          <p className="check-quotes-where">
            <b>{stateWords[stateKey(item)]}</b>
            {scope === "all" ? ` in ${item.noteTitle || "Untitled note"}` : null}
          </p>
          <SealText state={item} />
          {session && quote ? (
            <SealActions editor={session.editor} quote={quote} readOnly={readOnly} onDone={done} />
          ) : null}
        </>
      ) : (
        <p className="seal-sentence">{counts ? whenGood(countsSentence(counts)) : ""}</p>
      )}
    </section>
  );
}

function isUndo({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === "z" && ctrlKey !== metaKey && !altKey && !shiftKey;
}

function whenGood(sentence: string): string {
  return sentence === "" ? "There are no quotes here." : `Nothing to look at. ${sentence}.`;
}

/** The quotes of the open note that are not verbatim, as the notebook lists them. */
function ofNote(
  session: NoteSession | null,
  quotes: readonly SealedQuote[],
): readonly CheckedQuote[] {
  if (!session) return [];
  return quotes
    .filter(({ state }) => state.state !== "verbatim")
    .map(({ index, clip, source, state }) => ({
      ...state,
      note: session.id,
      noteTitle: session.title.peek(),
      index,
      clip,
      article: source?.article ?? null,
    }));
}

/** Brings the quote that is looked at into sight and marks it; the focus stays where it is. */
function useMark(session: NoteSession | null, quote: SealedQuote | null): void {
  const key = quote?.key ?? null;
  const editor = session?.editor;
  useEffect(() => {
    const frame = key === null ? null : editor?.getElementByKey(key);
    if (!frame) return;
    frame.dataset["checked"] = "";
    frame.scrollIntoView({ block: "nearest" });
    return () => {
      delete frame.dataset["checked"];
    };
  }, [editor, key]);
}

interface ScopeButtonProps {
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly children: string;
}

function ScopeButton({ chosen, onChoose, children }: ScopeButtonProps) {
  return (
    <button type="button" aria-pressed={chosen} onClick={onChoose}>
      {children}
    </button>
  );
}

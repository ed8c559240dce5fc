/** Asks which note passages go to, and sends them there. */
import { FileText, Plus, Send } from "lucide-react";
import { useState } from "react";
import { flushSync } from "react-dom";
import type { Suggestion } from "../../electron/api.ts";
import { call, isWaiting, useCall } from "../api.ts";
import { showFailure } from "../failure.ts";
import { useNavigation } from "../navigation.ts";
import type { QuotedPassage } from "../passages.ts";
import { Choices, type Choice } from "../ui/choices.tsx";
import { countOf, formatIfDay } from "../ui/format.ts";
import { Keys } from "../ui/keys.tsx";
import { Overlay, returnFocus } from "../ui/overlay.tsx";
import { Segments, segmentsOf } from "../ui/segments.tsx";
import { lastColor } from "./colors.ts";
import "./send-to-note.css";

export interface SendToNoteProps {
  readonly passages: readonly QuotedPassage[];
  /** The open note; null when none is. */
  readonly open: string | null;
  /** What a new note is called when nothing was typed. */
  readonly title: string;
  readonly onClose: () => void;
}

/** Where was sent to last, until the window closes. */
let lastTarget: string | null = null;
function rememberTarget(note: string): void {
  lastTarget = note;
}

const wanted = 20;

/** The chooser: the note sent to last is first, then the open one, then those used last. */
export function SendToNote({ passages, open, title, onClose }: SendToNoteProps) {
  const [typed, setTyped] = useState("");
  const navigation = useNavigation();
  const query = typed.trim().slice(0, 500);
  const suggested = useCall("links.suggest", { query, limit: 50 }, { keepLast: true });
  const preferred = [...new Set([lastTarget, open])].filter((id) => id !== null);
  const titles = useCall(
    "links.titles",
    { targets: preferred.map((id) => ({ kind: "note", id })) },
    { keepLast: true },
  );

  const send = async (note: { readonly id: string; readonly title: string }) => {
    const clips: string[] = [];
    for (const { passage } of passages) clips.push(await clipOf(passage));
    rememberTarget(note.id);
    navigation.quoteToNote(clips, note.id);
    const name = note.title === "" ? "Untitled note" : note.title;
    navigation.announce(`Sent ${countOf(clips.length, "quote")} to “${name}”`);
  };
  const leave = () => {
    flushSync(onClose);
    returnFocus();
  };
  const sendTo = (note: { readonly id: string; readonly title: string }) => {
    leave();
    send(note).catch(showFailure);
  };
  const create = () => {
    leave();
    call("notes.create", { title: query === "" ? title : query })
      .then(send)
      .catch(showFailure);
  };

  const first: readonly Suggestion[] = (titles.data ?? [])
    .filter(({ missing }) => !missing && query === "")
    .map((each) => ({
      ...each,
      detail: each.id === lastTarget ? "Sent to last" : "Open now",
      matches: [],
    }));
  const notes = (suggested.data ?? [])
    .filter(({ kind, id }) => kind === "note" && !first.some((each) => each.id === id))
    .slice(0, wanted);
  const newNote: Choice = {
    key: "create",
    content: (
      <>
        <Plus className="send-icon" size={16} strokeWidth={1.5} />
        <span className="send-title">New note “{query === "" ? title : query}”</span>
        <span className="send-detail">
          <Keys keys="Shift+Enter" />
        </span>
      </>
    ),
    choose: create,
  };
  return (
    <Overlay label="Send to note" onClose={onClose}>
      <Choices
        label="Send to"
        placeholder={`Send ${countOf(passages.length, "quote")} to which note?`}
        icon={<Send size={16} strokeWidth={1.5} />}
        value={typed}
        onChange={setTyped}
        groups={[
          { title: "", choices: [...first, ...notes].map((each) => choiceOf(each, sendTo)) },
          { title: "New", choices: [newNote] },
        ].filter(({ choices }) => choices.length > 0)}
        pending={isWaiting(suggested) || isWaiting(titles)}
        onKey={(event) => {
          if (event.key !== "Enter" || !event.shiftKey) return false;
          event.preventDefault();
          create();
          return true;
        }}
      />
    </Overlay>
  );
}

function choiceOf(note: Suggestion, send: (note: Suggestion) => void): Choice {
  return {
    key: note.id,
    content: (
      <>
        <FileText className="send-icon" size={16} strokeWidth={1.5} />
        <span className="send-title">
          <Segments segments={segmentsOf(note.title || "Untitled note", note.matches)} />
        </span>
        <span className="send-detail">{formatIfDay(note.detail)}</span>
      </>
    ),
    choose: () => send(note),
  };
}

async function clipOf(passage: QuotedPassage["passage"]): Promise<string> {
  if ("clip" in passage) return passage.clip;
  const clip = await call("clips.create", { ...passage, color: lastColor(), comment: "" });
  return clip.id;
}

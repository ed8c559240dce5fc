/** How a note was: its versions by time, each with what has changed since, and the way back. */
import { useState } from "react";
import type { ComparedLine, Revision } from "../../electron/api.ts";
import { call, useCall } from "../api.ts";
import { failureText } from "../failure.ts";
import { useNavigation } from "../navigation.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { countOf, formatDay, formatTime, joinParts } from "../ui/format.ts";
import "./history.css";

export interface NoteRevisionsProps {
  /** The note; null while none is asked for. */
  readonly note: string | null;
  /** Saves what is being written; fails when some of it could not be. */
  readonly onFlush: () => Promise<void>;
  readonly onClose: () => void;
}

export function NoteRevisions({ note, ...props }: NoteRevisionsProps) {
  return note === null ? null : <OpenRevisions note={note} {...props} />;
}

function OpenRevisions({ note, onFlush, onClose }: NoteRevisionsProps & { readonly note: string }) {
  const navigation = useNavigation();
  const [chosen, setChosen] = useState<number | null>(null);
  const [failure, setFailure] = useState("");
  const { data: revisions } = useCall("revisions.list", { note });
  const shown = revisions?.earlier.find(({ revision }) => revision === chosen);
  const revision = (shown ?? revisions?.earlier[0])?.revision ?? null;
  const { data: view } = useCall(
    "revisions.get",
    { note, revision: revision ?? 0 },
    { enabled: revision !== null, keepLast: true },
  );
  if (!revisions) return null;
  const run = (act: () => Promise<void>) => {
    setFailure("");
    act().catch((error: unknown) => setFailure(failureText(error)));
  };
  const restore = async (to: number) => {
    await onFlush();
    const { now } = await call("revisions.list", { note });
    const undoable = await call("revisions.restore", { note, revision: to, base: now.revision });
    onClose();
    navigation.announce("The note is as it was. How it stood before is kept", undoable);
  };
  const copy = async (text: string) => {
    await call("clipboard.write", { text });
    navigation.announce("Copied the words of that version");
  };
  const empty = revisions.earlier.length === 0;
  return (
    <Dialog
      open
      onClose={onClose}
      title={`History of “${revisions.now.title || "Untitled note"}”`}
      size={empty ? "small" : "full"}
      actions={
        <>
          <p role="alert" className="history-failure">
            {failure}
          </p>
          <Button onPress={onClose}>Close</Button>
          {view && !empty ? (
            <>
              <Button onPress={() => run(() => copy(view.text))}>Copy</Button>
              <Button variant="primary" onPress={() => run(() => restore(view.revision))}>
                Restore this version
              </Button>
            </>
          ) : null}
        </>
      }
    >
      {empty ? (
        <EmptyState sentence="There is no earlier version yet. One is kept before you first change the note, then every few minutes." />
      ) : (
        <div className="history-revisions">
          <Times all={revisions.earlier} shown={revision} onShow={setChosen} />
          <div className="history-view">
            {view ? (
              <Changes
                key={view.revision}
                view={view.lines}
                name={view.name}
                kept={view.name !== null}
                onKeep={(name) =>
                  run(async () => {
                    await call("revisions.name", { note, revision: view.revision, name });
                  })
                }
              />
            ) : null}
          </div>
        </div>
      )}
    </Dialog>
  );
}

interface TimesProps {
  readonly all: readonly Revision[];
  readonly shown: number | null;
  readonly onShow: (revision: number) => void;
}

function Times({ all, shown, onShow }: TimesProps) {
  return (
    <ul className="history-times" aria-label="Versions">
      {all.map(({ revision, writtenAt, words, name }) => (
        <li key={revision}>
          <button
            type="button"
            className="history-version"
            aria-current={revision === shown}
            onClick={() => onShow(revision)}
          >
            <span className="history-when">{`${formatDay(writtenAt)}, ${formatTime(writtenAt)}`}</span>
            <span className="history-words">{joinParts([countOf(words, "word"), name])}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

interface ChangesProps {
  readonly view: readonly ComparedLine[];
  readonly name: string | null;
  readonly kept: boolean;
  readonly onKeep: (name: string | null) => void;
}

function Changes({ view, name, kept, onKeep }: ChangesProps) {
  const changed = view.filter(({ change }) => change !== "same").length;
  return (
    <>
      <div className="history-legend">
        <span>
          {changed === 0
            ? "These are the words of the note as it is."
            : `${countOf(changed, "line")} changed since: `}
          {changed === 0 ? null : (
            <>
              <del>left out</del> <ins>written since</ins>
            </>
          )}
        </span>
        <Button variant="quiet" onPress={() => onKeep(kept ? null : "Kept")}>
          {kept ? `Stop keeping “${name ?? ""}”` : "Keep for ever"}
        </Button>
      </div>
      <section
        ref={showFirstChange}
        className="history-lines"
        aria-label="The note then and now"
        // The keyboard must be able to scroll it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {numbered(view).map(([key, line]) => (
          <Line key={key} line={line} />
        ))}
      </section>
    </>
  );
}

/** In a long note the change may be anywhere. */
function showFirstChange(lines: HTMLElement | null): void {
  const first = lines?.querySelector<HTMLElement>("[data-change]:not([data-change='same'])");
  if (lines && first) lines.scrollTop = first.offsetTop - lines.offsetTop - lines.clientHeight / 3;
}

/** Lines have no names of their own; their places do while one version shows. */
function numbered(lines: readonly ComparedLine[]): readonly (readonly [string, ComparedLine])[] {
  return lines.map((line, index) => [String(index), line]);
}

function Line({ line }: { readonly line: ComparedLine }) {
  const { kind, level, sign, change, parts } = line;
  return (
    <p className="history-line" data-kind={kind} data-level={level} data-change={change}>
      {sign === "" ? null : <span className="history-sign">{sign} </span>}
      {parts.map((part, index) => {
        const key = `${index} ${part.kind}`;
        if (part.kind === "removed") return <del key={key}> {part.text}</del>;
        if (part.kind === "added") return <ins key={key}>{part.text}</ins>;
        return <span key={key}>{part.text}</span>;
      })}
    </p>
  );
}

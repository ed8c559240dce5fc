/**
 * The clips of an article as a list, in the order of the text. It says in words what the paint says in
 * colours, so it serves those who cannot see it, and windows too narrow for a margin.
 */
import { X } from "lucide-react";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import type { Clip } from "../../electron/api.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { countOf, formatNumber } from "../ui/format.ts";
import type { ClipActions } from "./actions.ts";
import { ClipEditor } from "./clip-editor.tsx";
import { colorNames } from "../clip-colors.ts";
import { attachedType } from "./attaching.tsx";
import { isOwn } from "./placed.ts";
import { StateMark } from "./state-mark.tsx";

export interface ClipListProps {
  /** In text order. */
  readonly clips: readonly Clip[];
  /** Those without a place in the version that shows: their words are kept. */
  readonly lost: readonly Clip[];
  readonly active: string | null;
  /** The ids of those that are marked, to be copied, dragged, sent or deleted together. */
  readonly marks: ReadonlySet<string>;
  readonly onMark: (clip: Clip) => void;
  readonly actions: ClipActions;
  /** Opens a clip in the list and shows its words in the text; null closes the open one. */
  readonly onActivate: (clip: Clip | null) => void;
  readonly onClose: () => void;
}

/** Rows drawn at once: an article may have clips by the ten thousand, and each row has much in it. */
const rowsAtOnce = 400;

/**
 * The panel. Arrows move between clips, Enter opens one, Space marks it, Delete
 * removes it, with those marked when it is one of them, Escape closes.
 */
export function ClipList(props: ClipListProps) {
  const { clips, lost, active, marks, onMark, actions, onActivate, onClose } = props;
  const first = (clips[0] ?? lost[0])?.id;
  const total = clips.length + lost.length;
  const [asked, setAsked] = useState(rowsAtOnce);
  // What is open is drawn, wherever it stands.
  const drawn = Math.max(asked, [...clips, ...lost].findIndex(({ id }) => id === active) + 1);
  const lostDrawn = lost.slice(0, Math.max(0, drawn - clips.length));
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const items = list.current;
    const item =
      items?.querySelector<HTMLElement>("[aria-expanded=true]") ?? items?.querySelector("button");
    item?.focus();
  }, []);
  const goOn = useRef<number | null>(null);
  useEffect(() => {
    if (goOn.current === null) return;
    list.current?.querySelectorAll<HTMLElement>(".reader-panel-item")[goOn.current]?.focus();
    goOn.current = null;
  }, [asked]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onClose();
  };
  const item = (clip: Clip, isPlaced: boolean) => (
    <ListedClip
      key={clip.id}
      clip={clip}
      active={clip.id === active}
      marked={marks.has(clip.id)}
      onMark={onMark}
      onRemove={() => {
        const chosen = marks.has(clip.id)
          ? [...clips, ...lost].filter(({ id }) => marks.has(id))
          : [clip];
        actions.remove(chosen);
      }}
      reachable={clip.id === (active ?? first)}
      adjustable={isPlaced && isOwn(clip)}
      actions={actions}
      onActivate={onActivate}
    />
  );
  return (
    // Keys pressed on the buttons inside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section className="reader-panel" aria-label="Clips in this article" onKeyDown={onKeyDown}>
      <header className="reader-panel-head">
        <h2>{countOf(total, "clip")}</h2>
        <IconButton
          label="Close the list of clips"
          icon={<X size={16} strokeWidth={1.5} aria-hidden="true" />}
          onPress={onClose}
        />
      </header>
      {total === 0 ? (
        <p className="reader-panel-empty">
          Nothing clipped yet. Select words in the text to begin.
        </p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
        <div ref={list} className="reader-panel-lists" onKeyDown={stepBetween}>
          <ul aria-label="In the order of the text">
            {/* One list: a clip that is lost or found again keeps its row, and that the focus. */}
            {[
              ...clips.slice(0, drawn).map((clip) => item(clip, true)),
              ...(lostDrawn.length === 0 ? [] : [lostHeading]),
              ...lostDrawn.map((clip) => item(clip, false)),
            ]}
          </ul>
          {drawn >= total ? null : (
            <div className="reader-panel-more">
              <Button
                onPress={() => {
                  // The focus goes on to the first row that this brings.
                  goOn.current = drawn;
                  setAsked(drawn + rowsAtOnce);
                }}
              >
                {`Show more of ${formatNumber(total)}`}
              </Button>
            </div>
          )}
        </div>
      )}
    </section>
  );
}

const lostHeading = (
  <li key="lost" className="reader-panel-lost">
    <h3>Not found in this version</h3>
  </li>
);

interface ListedClipProps {
  readonly clip: Clip;
  readonly active: boolean;
  readonly marked: boolean;
  readonly onMark: (clip: Clip) => void;
  readonly onRemove: () => void;
  /** The one that Tab goes to; arrows go on from there. */
  readonly reachable: boolean;
  /** Whether its words can be changed in the text that shows. */
  readonly adjustable: boolean;
  readonly actions: ClipActions;
  readonly onActivate: (clip: Clip | null) => void;
}

function ListedClip(props: ListedClipProps) {
  const { clip, active, marked, onMark, onRemove, reachable, adjustable, actions, onActivate } =
    props;
  /** May be dragged to the selected words. */
  const lost = clip.anchor.kind === "lost" && actions.settle !== null;
  return (
    // Dragging has its keys elsewhere: Space marks, and "Send to note" sends.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      data-color={clip.color}
      data-marked={marked}
      draggable
      onDragStart={(event) => {
        if (event.target !== event.currentTarget) return;
        actions.drag(event, clip);
        if (lost) event.dataTransfer.setData(attachedType, clip.id);
      }}
    >
      <input
        type="checkbox"
        className="reader-panel-mark"
        aria-label={`Mark the clip “${clip.quote.slice(0, 60)}”`}
        title="Mark, to copy, send or delete several (Space)"
        tabIndex={-1}
        checked={marked}
        onChange={() => onMark(clip)}
      />
      <button
        type="button"
        className="reader-panel-item"
        aria-expanded={active}
        tabIndex={reachable ? 0 : -1}
        onClick={() => onActivate(active ? null : clip)}
        onKeyDown={(event) => {
          if (event.key === " ") {
            event.preventDefault();
            onMark(clip);
          }
          if (event.key !== "Delete") return;
          focusNeighbour(event.currentTarget, marked);
          onRemove();
        }}
      >
        <b>
          {colorNames[clip.color]}
          <StateMark clip={clip} />
        </b>
        <q>{clip.quote}</q>
        {clip.comment === "" || active ? null : <span>{clip.comment}</span>}
      </button>
      {active ? (
        <ClipEditor
          clip={clip}
          actions={actions}
          writing={false}
          adjustable={adjustable}
          onDone={() => onActivate(null)}
        />
      ) : null}
    </li>
  );
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Moves focus from clip to clip. Keys inside an open editor are its own. */
function stepBetween(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget, key } = event;
  if (!(target instanceof HTMLElement) || !target.matches(".reader-panel-item")) return;
  const items = [...currentTarget.querySelectorAll<HTMLElement>(".reader-panel-item")];
  const at = items.indexOf(target);
  const step = steps[key];
  const next = key === "Home" ? 0 : key === "End" ? items.length - 1 : step && at + step;
  if (next === undefined) return;
  event.preventDefault();
  items[Math.min(Math.max(next, 0), items.length - 1)]?.focus();
}

/** Keeps focus in the list when the clip that has it goes away, alone or with all that are marked. */
function focusNeighbour(item: HTMLElement, withMarked: boolean): void {
  const list = item.closest(".reader-panel-lists");
  const rows = [...(list?.querySelectorAll<HTMLElement>("li:has(.reader-panel-item)") ?? [])];
  const stays = (row: HTMLElement) =>
    !row.contains(item) && !(withMarked && row.dataset["marked"] === "true");
  const at = rows.findIndex((row) => row.contains(item));
  const next = rows.slice(at).find(stays) ?? rows.slice(0, at).findLast(stays);
  next?.querySelector<HTMLElement>(".reader-panel-item")?.focus();
}

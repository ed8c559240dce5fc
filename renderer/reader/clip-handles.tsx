/** What moves the ends of the open clip: a handle at each for the pointer, commands for the keys. */
import {
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  type PointerEvent as ReactPointerEvent,
} from "react";
import type { Clip } from "../../electron/api.ts";
import { useCommand } from "../commands.ts";
import type { ClipActions, NudgeUnit } from "./actions.ts";
import { boxAt, caretUnder } from "./geometry.ts";
import type { Span, TextIndex } from "./offsets.ts";
import { paint } from "./paint.ts";

export interface ClipHandlesProps {
  readonly index: TextIndex;
  readonly clip: Clip;
  readonly actions: ClipActions;
}

type Edge = "start" | "end";
const edges: readonly Edge[] = ["start", "end"];

/** Handles at both ends, moved with the text. The keys do the same, so they are unseen by assistive technology. */
export function ClipHandles({ index, clip, actions }: ClipHandlesProps) {
  const self = useRef<HTMLDivElement>(null);
  useAdjusting(clip, actions);
  const place = (span: Span) => {
    const layer = self.current;
    const page = layer?.offsetParent;
    if (!layer || !page) return;
    const origin = page.getBoundingClientRect();
    edges.forEach((edge, at) => {
      const handle = layer.children[at];
      if (!(handle instanceof HTMLElement)) return;
      const box = boxAt(index, span[edge], edge);
      handle.style.left = `${Math.round((edge === "start" ? box.left : box.right) - origin.left)}px`;
      handle.style.top = `${Math.round(box.top - origin.top)}px`;
      handle.style.height = `${Math.round(box.bottom - box.top)}px`;
    });
  };
  const placeAgain = useEffectEvent(() => place(clip));
  useLayoutEffect(() => placeAgain(), [index, clip.start, clip.end]);
  useEffect(() => {
    const observer = new ResizeObserver(() => placeAgain());
    observer.observe(index.root);
    return () => observer.disconnect();
  }, [index]);

  const begin = (event: ReactPointerEvent<HTMLElement>, edge: Edge) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    follow(event.currentTarget, event.pointerId, {
      index,
      clip,
      edge,
      place,
      use: (range) => actions.change(clip.id, { range }),
    });
  };
  return (
    <div ref={self} className="reader-handles" aria-hidden="true" data-color={clip.color}>
      {edges.map((edge) => (
        <div
          key={edge}
          className="reader-handle"
          data-edge={edge}
          title={edge === "start" ? "Drag to move the start" : "Drag to move the end"}
          onPointerDown={(event) => begin(event, edge)}
        />
      ))}
    </div>
  );
}

interface Following {
  readonly index: TextIndex;
  readonly clip: Clip;
  readonly edge: Edge;
  readonly place: (span: Span) => void;
  readonly use: (range: Span) => void;
}

/** Follows the pointer until it is let go; Escape leaves the clip as it was. */
function follow(handle: HTMLElement, pointer: number, following: Following): void {
  const { index, clip, edge, place, use } = following;
  const stop = new AbortController();
  const options = { signal: stop.signal };
  let range: Span = { start: clip.start, end: clip.end };
  let unpaint: (() => void) | null = null;
  const finish = (used: boolean) => {
    stop.abort();
    delete handle.dataset["dragging"];
    unpaint?.();
    if (used && (range.start !== clip.start || range.end !== clip.end)) use(range);
    else place(clip);
  };
  // The text under the handle is asked for, so the handle must not be hit itself.
  handle.dataset["dragging"] = "";
  handle.setPointerCapture(pointer);
  handle.addEventListener(
    "pointermove",
    ({ clientX, clientY }) => {
      const at = caretUnder(index, clientX, clientY);
      if (at === null) return;
      const next = { start: range.start, end: range.end, [edge]: at };
      if (next.start >= next.end) return;
      range = next;
      place(range);
      unpaint = paint("clip-active", index, [range]);
    },
    options,
  );
  handle.addEventListener("pointerup", () => finish(true), options);
  handle.addEventListener("pointercancel", () => finish(false), options);
  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      finish(false);
    },
    { ...options, capture: true },
  );
}

/** The commands are there while a clip is open. */
function useAdjusting(clip: Clip, actions: ClipActions): void {
  const by = (edge: Edge, direction: -1 | 1, unit: NudgeUnit) => () =>
    actions.nudge(clip, edge, direction, unit);
  useCommand("clip.startEarlier", by("start", -1, "word"));
  useCommand("clip.startLater", by("start", 1, "word"));
  useCommand("clip.endEarlier", by("end", -1, "word"));
  useCommand("clip.endLater", by("end", 1, "word"));
  useCommand("clip.startSentenceEarlier", by("start", -1, "sentence"));
  useCommand("clip.startSentenceLater", by("start", 1, "sentence"));
  useCommand("clip.endSentenceEarlier", by("end", -1, "sentence"));
  useCommand("clip.endSentenceLater", by("end", 1, "sentence"));
}

/** Giving a clip of another version its place in the newest: by selecting, or by dropping it there. */
import { useEffect, useEffectEvent } from "react";
import { Button } from "../ui/button.tsx";
import { offsetUnder } from "./geometry.ts";
import type { TextIndex } from "./offsets.ts";
import { selectedSpan } from "./selection.ts";
import type { Clipping } from "./use-clipping.ts";

/** What a clip without a place carries while it is dragged; its data is the clip's id. */
export const attachedType = "application/x-commonplace-attach";

export interface AttachingOf {
  readonly index: TextIndex | null;
  readonly text: string;
  readonly clipping: Clipping;
}

/** Lets a clip be dropped on the words that are selected. */
export function useAttaching({ index, text, clipping }: AttachingOf): void {
  /** The selected words when the pointer is on them. */
  const under = (event: DragEvent) => {
    if (!index || !event.dataTransfer?.types.includes(attachedType)) return null;
    const selected = selectedSpan(index, text);
    const offset = offsetUnder(index, event.clientX, event.clientY);
    const isIn =
      selected !== null && offset !== null && offset >= selected.start && offset <= selected.end;
    return isIn ? { start: selected.start, end: selected.end } : null;
  };
  const onOver = useEffectEvent((event: DragEvent) => {
    if (under(event) === null) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = "move";
  });
  const onDrop = useEffectEvent((event: DragEvent) => {
    const span = under(event);
    const clip = event.dataTransfer?.getData(attachedType) ?? "";
    if (span === null || clip === "") return;
    event.preventDefault();
    event.stopPropagation();
    clipping.attach(clip, span);
  });
  useEffect(() => {
    if (!index) return undefined;
    const stop = new AbortController();
    index.root.addEventListener("dragover", (event) => onOver(event), { signal: stop.signal });
    index.root.addEventListener("drop", (event) => onDrop(event), { signal: stop.signal });
    return () => stop.abort();
  }, [index]);
}

/** Says what to do while a clip waits for its place and nothing is selected yet. */
export function AttachBar({ clipping }: { readonly clipping: Clipping }) {
  const { attaching, selected } = clipping;
  if (attaching === null || selected !== null) return null;
  return (
    <div className="reader-past" role="group" aria-label="Attach the clip">
      <p>
        Select the words that <q>{attaching.quote}</q> belongs to, then press Enter
      </p>
      <Button variant="quiet" onPress={clipping.dismiss}>
        Cancel
      </Button>
    </div>
  );
}

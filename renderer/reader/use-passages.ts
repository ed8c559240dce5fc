/** Passages that leave the reader: copied, dragged, or sent to a note. */
import { useEffect, useEffectEvent, type DragEvent as ReactDragEvent } from "react";
import type { Clip } from "../../electron/api.ts";
import { useCommand } from "../commands.ts";
import { takesText } from "../keys.ts";
import { writePassages, type QuotedPassage } from "../passages.ts";
import type { ReaderActions } from "./actions.ts";
import type { TextIndex } from "./offsets.ts";
import type { Quoting } from "./quoting.ts";
import { selectedSpan } from "./selection.ts";

export interface PassagesOf {
  readonly index: TextIndex | null;
  readonly text: string;
  readonly quoting: Quoting;
  /** The clips that were marked, else the one that is open; in text order. */
  readonly chosen: readonly Clip[];
  readonly actions: Pick<ReaderActions, "copy" | "sendToNote" | "tell">;
}

const nothingChosen = "Select words or choose a clip first.";

/** Hears of copying and dragging, and does the commands. Gives what starts the drag of a clip. */
export function usePassages(of: PassagesOf): (event: ReactDragEvent, clip: Clip) => void {
  const { index, text, quoting, chosen, actions } = of;
  const selected = (): QuotedPassage | null => {
    const span = index && selectedSpan(index, text);
    return span && quoting.span({ start: span.start, end: span.end });
  };
  /** What is meant now: the selection, else the chosen clips. */
  const meant = (): readonly QuotedPassage[] => {
    const words = selected();
    return words ? [words] : chosen.map((clip) => quoting.clip(clip));
  };

  const onCopy = useEffectEvent((event: ClipboardEvent) => {
    if (event.defaultPrevented || takesText(document.activeElement) || !event.clipboardData) return;
    const inReader = index?.root.closest(".reader")?.contains(document.activeElement) ?? false;
    const words = selected();
    const passages = words ? [words] : inReader ? meant() : [];
    if (passages.length === 0) return;
    event.preventDefault();
    writePassages(event.clipboardData, passages);
  });
  useEffect(() => {
    const listen = (event: ClipboardEvent) => onCopy(event);
    document.addEventListener("copy", listen);
    return () => document.removeEventListener("copy", listen);
  }, []);

  const onDragStart = useEffectEvent((event: DragEvent) => {
    const passage = event.target instanceof HTMLImageElement ? null : selected();
    if (passage && event.dataTransfer) carry(event.dataTransfer, [passage]);
  });
  useEffect(() => {
    if (!index) return;
    const listen = (event: DragEvent) => onDragStart(event);
    index.root.addEventListener("dragstart", listen);
    return () => index.root.removeEventListener("dragstart", listen);
  }, [index]);

  useCommand("reader.copyQuote", () => {
    if (meant().length === 0) actions.tell(nothingChosen);
    else document.execCommand("copy");
  });
  useCommand("reader.copyWords", () => {
    const own = takesText(document.activeElement) ? String(document.getSelection()) : "";
    const words =
      own ||
      meant()
        .map((each) => each.words)
        .join("\n\n");
    if (words === "") actions.tell(nothingChosen);
    else actions.copy(words);
  });
  useCommand("reader.sendToNote", () => {
    const passages = meant();
    if (passages.length === 0) actions.tell(nothingChosen);
    else actions.sendToNote(passages);
  });

  return (event, clip) => {
    const along = chosen.some(({ id }) => id === clip.id) ? chosen : [clip];
    carry(
      event.dataTransfer,
      along.map((each) => quoting.clip(each)),
    );
  };
}

function carry(data: DataTransfer, passages: readonly QuotedPassage[]): void {
  data.effectAllowed = "all";
  writePassages(data, passages);
}

/** The whole window takes files that are dropped on it. Our own drags carry no files and pass. */
import { FileDown } from "lucide-react";
import { useEffect, useState } from "react";
import type { FormatName } from "../../electron/api.ts";
import { CallError } from "../api.ts";
import { showFailure } from "../failure.ts";
import "./imports.css";

export interface DropZoneProps {
  readonly formats: readonly FormatName[];
  /** Other than importing: what it is called, and what to do once main has what was dropped. */
  readonly purpose: { readonly title: string; readonly onDropped: () => void } | null;
}

/** Shows what will happen while files are held over the window, and imports them when they fall. */
export function DropZone({ formats, purpose }: DropZoneProps) {
  const [held, setHeld] = useState(false);
  const onDropped = purpose?.onDropped;
  useEffect(() => followFiles(setHeld, onDropped), [onDropped]);
  if (!held) return null;
  return (
    <div className="imports-drop" aria-hidden="true">
      <div className="imports-drop-words">
        <FileDown size={32} strokeWidth={1.25} />
        <p className="imports-drop-title">{purpose?.title ?? "Drop to import"}</p>
        <ul className="imports-drop-formats">
          {formats.map(({ label, extensions }) => (
            <li key={label}>
              {label} <span className="imports-drop-endings">{endingsOf(extensions)}</span>
            </li>
          ))}
        </ul>
        {purpose ? null : (
          <p className="imports-drop-formats">
            Folders of them are walked with all that is in them.
          </p>
        )}
      </div>
    </div>
  );
}

/** The usual endings of a format, as files have them; rarer ones are taken as well. */
function endingsOf(extensions: readonly string[]): string {
  return extensions
    .slice(0, 2)
    .map((each) => `.${each}`)
    .join(" ");
}

const carriesFiles = (event: DragEvent): event is DragEvent & { dataTransfer: DataTransfer } =>
  event.dataTransfer?.types.includes("Files") ?? false;

/** Pictures over a text that is being written are for that text. */
const isPictureForNote = ({ target, dataTransfer }: DragEvent): boolean =>
  target instanceof HTMLElement &&
  target.isContentEditable &&
  [...(dataTransfer?.items ?? [])].every(({ type }) => type.startsWith("image/"));

function followFiles(
  onHeld: (held: boolean) => void,
  onDropped: (() => void) | undefined,
): () => void {
  const stop = new AbortController();
  const options = { capture: true, signal: stop.signal };
  const onDragOver = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    if (isPictureForNote(event)) return onHeld(false);
    event.preventDefault();
    event.stopPropagation();
    event.dataTransfer.dropEffect = "copy";
    onHeld(true);
  };
  const onDragLeave = (event: DragEvent) => {
    // Leaving the window, not one element of it for the next.
    if (event.relatedTarget === null) onHeld(false);
  };
  const onDrop = (event: DragEvent) => {
    onHeld(false);
    if (!carriesFiles(event) || isPictureForNote(event)) return;
    event.preventDefault();
    event.stopPropagation();
    hand([...event.dataTransfer.files], onDropped);
  };
  window.addEventListener("dragenter", onDragOver, options);
  window.addEventListener("dragover", onDragOver, options);
  window.addEventListener("dragleave", onDragLeave, options);
  window.addEventListener("drop", onDrop, options);
  return () => stop.abort();
}

function hand(files: readonly File[], onDropped: (() => void) | undefined): void {
  window.commonplace
    .importDropped(files)
    .then((outcome) => {
      if (!outcome.ok) throw new CallError(outcome.error);
      onDropped?.();
    })
    .catch(showFailure);
}

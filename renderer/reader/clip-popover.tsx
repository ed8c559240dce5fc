/** What opens when a painted clip is clicked: its editor, or a choice where several lie there. */
import { useEffect, useEffectEvent, useRef, type ReactNode } from "react";
import type { Clip } from "../../electron/api.ts";
import { colorNames } from "../clip-colors.ts";

export interface ClipPopoverProps {
  readonly label: string;
  /** Called on a press elsewhere. */
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A small dialog that is not modal: focus starts in it, but the text stays readable and selectable around it. */
export function ClipPopover({ label, onClose, children }: ClipPopoverProps) {
  const self = useRef<HTMLDivElement>(null);
  const close = useEffectEvent(onClose);
  useEffect(() => {
    const element = self.current;
    if (element && !element.contains(document.activeElement))
      element.focus({ preventScroll: true });
    const pressed = (event: PointerEvent) => {
      const { target } = event;
      // The handles of the clip belong to it.
      const onHandle = target instanceof Element && target.closest(".reader-handle") !== null;
      if (target instanceof Node && !element?.contains(target) && !onHandle) close();
    };
    document.addEventListener("pointerdown", pressed, true);
    return () => document.removeEventListener("pointerdown", pressed, true);
  }, []);
  return (
    <div ref={self} role="dialog" aria-label={label} className="reader-popover" tabIndex={-1}>
      {children}
    </div>
  );
}

export interface ClipChoiceProps {
  readonly clips: readonly Clip[];
  readonly onChoose: (clip: Clip) => void;
}

/** Clips that lie over each other, to choose one of. */
export function ClipChoice({ clips, onChoose }: ClipChoiceProps) {
  return (
    <ul className="reader-choice">
      {clips.map((clip) => (
        <li key={clip.id}>
          <button
            type="button"
            className="reader-choice-item"
            data-color={clip.color}
            onClick={() => onChoose(clip)}
          >
            <b>{colorNames[clip.color]}</b>
            <span>{clip.quote}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** A panel over the window with one field in it: it takes focus, Escape gives it back. */
import { useEffect, useRef, type ReactNode } from "react";
import "./floating.css";
import "./ui.css";

export interface OverlayProps {
  readonly label: string;
  readonly onClose: () => void;
  /** Its first text field gets focus. */
  readonly children: ReactNode;
}

/** Draw it only while it is open. A click beside it closes it. */
export function Overlay({ label, onClose, children }: OverlayProps) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const own = panel.current;
    own?.querySelector("input")?.focus();
    return () => {
      // Unless what was chosen took the focus elsewhere.
      const now = document.activeElement;
      if ((now === document.body || own?.contains(now)) && before instanceof HTMLElement)
        before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <div
      className="ui-overlay"
      role="presentation"
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      onKeyDown={(event) => {
        // There is nowhere to go: options are reached by the arrows.
        if (event.key === "Tab") event.preventDefault();
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <div ref={panel} className="ui-overlay-panel" role="dialog" aria-modal aria-label={label}>
        {children}
      </div>
    </div>
  );
}

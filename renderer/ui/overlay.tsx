/** A panel over the window with one field in it. */
import { useEffect, useEffectEvent, useRef, type ReactNode } from "react";
import "./floating.css";
import "./ui.css";

let returnTo: Element | null = null;

/**
 * Gives focus back to what had it before an overlay was opened. For leaving it without going anywhere;
 * what takes one elsewhere moves the focus itself.
 */
export function returnFocus(): void {
  if (returnTo instanceof HTMLElement) returnTo.focus({ preventScroll: true });
}

export interface OverlayProps {
  readonly label: string;
  /** Called by Escape and by a click beside it, after focus was given back. */
  readonly onClose: () => void;
  /** Its first text field gets focus. */
  readonly children: ReactNode;
  /** The words it opens with are selected, so that one types over them. */
  readonly selectsWords?: boolean;
}

/** Draw it only while it is open. */
export function Overlay({ label, onClose, children, selectsWords = false }: OverlayProps) {
  const panel = useRef<HTMLDivElement>(null);
  const opens = useEffectEvent((field: HTMLInputElement | null | undefined) => {
    field?.focus();
    if (selectsWords) field?.select();
  });
  useEffect(() => {
    // One overlay may open from another, which is gone by now.
    const before = document.activeElement;
    if (before !== document.body && !panel.current?.contains(before)) returnTo = before;
    opens(panel.current?.querySelector("input"));
  }, []);
  const leave = () => {
    returnFocus();
    onClose();
  };
  return (
    <div
      className="ui-overlay"
      role="presentation"
      onPointerDown={(event) => {
        if (event.target !== event.currentTarget) return;
        // The click goes to nobody else, and must not take the focus from where it returns to.
        event.preventDefault();
        leave();
      }}
      onKeyDown={(event) => {
        // There is nowhere to go: options are reached by the arrows.
        if (event.key === "Tab") event.preventDefault();
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        leave();
      }}
    >
      <div ref={panel} className="ui-overlay-panel" role="dialog" aria-modal aria-label={label}>
        {children}
      </div>
    </div>
  );
}

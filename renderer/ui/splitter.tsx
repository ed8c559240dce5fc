/** The line between two panes, which moves. */
import { useRef, type KeyboardEvent, type PointerEvent } from "react";
import "./ui.css";

export interface SplitterProps {
  /** What it resizes: "Width of the library". */
  readonly label: string;
  /** Widths in px. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** What a double click goes back to. */
  readonly initial: number;
  /** Whether the pane it resizes is before or after it. */
  readonly pane: "before" | "after";
  readonly onChange: (value: number) => void;
}

const step = 16;

/** A separator that the mouse drags and arrow keys move; Shift takes larger steps. */
export function Splitter(props: SplitterProps) {
  const { label, value, min, max, initial, pane, onChange } = props;
  const grip = useRef<{ readonly x: number; readonly value: number } | null>(null);
  const grow = pane === "before" ? 1 : -1;
  const set = (next: number) => onChange(Math.round(Math.min(max, Math.max(min, next))));

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { x: event.clientX, value };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (grip.current) set(grip.current.value + (event.clientX - grip.current.x) * grow);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const by = event.shiftKey ? step * 4 : step;
    const next = {
      ArrowLeft: value - by * grow,
      ArrowRight: value + by * grow,
      Home: min,
      End: max,
      Enter: initial,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    set(next);
  };

  return (
    // A focusable separator is a widget (WAI-ARIA 1.2); the rule knows only the static one.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className="ui-splitter"
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => (grip.current = null)}
      onPointerCancel={() => (grip.current = null)}
      onDoubleClick={() => set(initial)}
      onKeyDown={onKeyDown}
    />
  );
}

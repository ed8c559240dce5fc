/**
 * The small bar at a selection. It never takes focus and never changes the selection: its buttons
 * refuse the focus that a press would give them.
 */
import { CornerDownLeft, MessageSquare, X } from "lucide-react";
import { useRef, type KeyboardEvent, type ReactNode } from "react";
import type { ClipColor } from "../../electron/api.ts";
import { colorNames } from "../clip-colors.ts";
import { colors } from "./colors.ts";

export interface ClipBarProps {
  readonly onClip: (color: ClipColor) => void;
  readonly onComment: () => void;
  readonly onQuote: () => void;
}

/** What can be done with the selected words. */
export function ClipBar({ onClip, onComment, onQuote }: ClipBarProps) {
  return (
    <Toolbar label="Clip the selected words">
      {colors.map((color, at) => (
        <BarButton
          key={color}
          name={`Clip as ${colorNames[color].toLowerCase()}`}
          keys={String(at + 1)}
          className="reader-swatch"
          color={color}
          first={at === 0}
          onPress={() => onClip(color)}
        />
      ))}
      <span className="reader-bar-rule" />
      <BarButton name="Comment" keys="C" className="reader-act" onPress={onComment}>
        <MessageSquare size={14} strokeWidth={1.5} aria-hidden="true" />
        Comment
      </BarButton>
      <BarButton
        name="Quote to note"
        keys="Enter"
        className="reader-act reader-act-go"
        onPress={onQuote}
      >
        <CornerDownLeft size={14} strokeWidth={1.5} aria-hidden="true" />
        Quote to note
      </BarButton>
    </Toolbar>
  );
}

export interface AdjustBarProps {
  /** The clip is of another version: the words are not its own but its place. */
  readonly attaching: boolean;
  readonly onUse: () => void;
  readonly onCancel: () => void;
}

/** The bar while a clip waits for its new words. */
export function AdjustBar({ attaching, onUse, onCancel }: AdjustBarProps) {
  const name = attaching ? "Attach the clip here" : "Use these words";
  return (
    <Toolbar label={attaching ? "Attach the clip" : "Change the words of the clip"}>
      <BarButton
        name={name}
        keys="Enter"
        className="reader-act reader-act-go"
        first
        onPress={onUse}
      >
        <CornerDownLeft size={14} strokeWidth={1.5} aria-hidden="true" />
        {name}
      </BarButton>
      <BarButton name="Cancel" keys="Escape" className="reader-act" onPress={onCancel}>
        <X size={14} strokeWidth={1.5} aria-hidden="true" />
        Cancel
      </BarButton>
    </Toolbar>
  );
}

function Toolbar({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const self = useRef<HTMLDivElement>(null);
  const step = (event: KeyboardEvent) => {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const buttons = [...(self.current?.querySelectorAll("button") ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    if (by === 0 || at === -1) return;
    event.preventDefault();
    buttons[(at + by + buttons.length) % buttons.length]?.focus();
  };
  return (
    <div
      ref={self}
      role="toolbar"
      aria-label={label}
      className="reader-bar"
      tabIndex={-1}
      onKeyDown={step}
    >
      {children}
    </div>
  );
}

interface BarButtonProps {
  readonly name: string;
  readonly keys: string;
  readonly className: string;
  readonly color?: ClipColor;
  /** The one of the bar that Tab goes to; arrows go on from there. */
  readonly first?: boolean;
  readonly onPress: () => void;
  readonly children?: ReactNode;
}

function BarButton(props: BarButtonProps) {
  const { name, keys, className, color, first = false, onPress, children } = props;
  return (
    <button
      type="button"
      className={className}
      data-color={color}
      data-keys={keys}
      aria-label={name}
      aria-keyshortcuts={keys}
      title={`${name} (${keys})`}
      tabIndex={first ? 0 : -1}
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {children}
    </button>
  );
}

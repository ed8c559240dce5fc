/** More of one seal, beside it: the words of both sides and what can be done. */
import { useSignalValue } from "@lexical/react/useExtensionSignalValue";
import type { LexicalEditor } from "lexical";
import { useEffect, useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { stateWords } from "../../../electron/text/quotes/quote-state.ts";
import { stateKey } from "./clip-quote-view.ts";
import { SealActions } from "./seal-actions.tsx";
import { SealText } from "./seal-text.tsx";
import { closeSeal, focusNote, sealsOf, type OpenSeal, type SealedQuote } from "./seal.ts";

/** Between the seal and what is shown of it, and between that and the edge of the window; px. */
const gap = 6;
/** As long as a pointer may be on its way from the seal to what is shown; ms. */
const leaveMs = 250;

export interface SealPopoverProps {
  readonly editor: LexicalEditor;
  readonly readOnly: boolean;
}

/** Shows more of the seal that was asked for; nothing while there is none. */
export function SealPopover({ editor, readOnly }: SealPopoverProps) {
  const seals = sealsOf(editor);
  const open = useSignalValue(seals.open);
  const quotes = useSignalValue(seals.quotes);
  const quote = open ? quotes.find(({ key }) => key === open.key) : undefined;
  if (!open || !quote) return null;
  return createPortal(
    <Details
      key={quote.key}
      editor={editor}
      readOnly={readOnly}
      open={open}
      quote={quote}
      onClose={() => closeSeal(editor)}
    />,
    document.body,
  );
}

interface DetailsProps extends SealPopoverProps {
  readonly open: OpenSeal;
  readonly quote: SealedQuote;
  readonly onClose: () => void;
}

function Details({ editor, readOnly, open, quote, onClose }: DetailsProps) {
  const panel = useRef<HTMLDivElement>(null);
  const { key } = quote;
  const frame = editor.getElementByKey(key);
  useLayoutEffect(() => {
    const seal = frame?.querySelector(".note-quote-seal") ?? frame;
    if (panel.current && seal) place(panel.current, seal.getBoundingClientRect());
  });
  useEffect(() => {
    if (open.pinned) panel.current?.focus();
  }, [open.pinned]);
  useClosing(panel, frame, open.pinned, onClose);
  const leave = (focus: boolean) => {
    onClose();
    if (focus) focusNote(editor);
  };
  return (
    <div
      ref={panel}
      className="seal-popover"
      role="dialog"
      aria-label={`Quote: ${stateWords[stateKey(quote.state)]}`}
      tabIndex={-1}
    >
      <SealText state={quote.state} />
      <SealActions
        editor={editor}
        quote={quote}
        readOnly={readOnly}
        onDone={() => leave(open.pinned)}
      />
    </div>
  );
}

/** Closes it by Escape, by a click elsewhere, when the focus goes, or the pointer when it only rests. */
function useClosing(
  panel: { readonly current: HTMLElement | null },
  frame: HTMLElement | null,
  pinned: boolean,
  onClose: () => void,
): void {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    let leaving: ReturnType<typeof setTimeout> | null = null;
    const seal = () => frame?.querySelector(".note-quote-seal") ?? null;
    const isOurs = (target: EventTarget | null) =>
      target instanceof Node &&
      (panel.current?.contains(target) === true || seal()?.contains(target) === true);
    const stay = () => {
      if (leaving !== null) clearTimeout(leaving);
      leaving = null;
    };
    const over = new AbortController();
    const { signal } = over;
    const on = <Name extends keyof WindowEventMap>(
      name: Name,
      hear: (event: WindowEventMap[Name]) => void,
    ) => window.addEventListener(name, hear, { capture: true, signal });
    on("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      const hadFocus = panel.current?.contains(document.activeElement) === true;
      close.current();
      if (hadFocus) seal()?.closest<HTMLElement>("[contenteditable=true]")?.focus();
    });
    on("pointerdown", ({ target }) => {
      if (!isOurs(target)) close.current();
    });
    on("focusin", ({ target }) => {
      if (!isOurs(target)) close.current();
    });
    on("pointerover", ({ target }) => {
      if (isOurs(target)) return stay();
      if (pinned || document.activeElement === seal()) return;
      leaving ??= setTimeout(() => close.current(), leaveMs);
    });
    return () => {
      stay();
      over.abort();
    };
  }, [panel, frame, pinned]);
}

/** Puts it under the seal, or over it where there is more room. */
function place(panel: HTMLElement, seal: DOMRect): void {
  const { width, height } = panel.getBoundingClientRect();
  const below = window.innerHeight - seal.bottom - gap;
  const isBelow = below >= height || below >= seal.top;
  const left = Math.min(seal.left - 12, window.innerWidth - width - gap);
  panel.style.left = `${Math.max(gap, left)}px`;
  panel.style.top = isBelow
    ? `${seal.bottom + gap}px`
    : `${Math.max(gap, seal.top - gap - height)}px`;
}

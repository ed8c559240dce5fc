/**
 * Previews of what a note's links and quotes point to. One opens where the pointer rests, with Ctrl or Cmd
 * held while the note is being written in, or by Alt+Enter at a link. It stays while it is pointed at.
 */
import { COMMAND_PRIORITY_NORMAL, KEY_ENTER_COMMAND, type LexicalEditor } from "lexical";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { HeadedTarget } from "../../../electron/api.ts";
import { useNavigation } from "../../navigation.ts";
import { openFromNote } from "./open-from-note.ts";
import { PreviewContent } from "./preview-content.tsx";
import { titleKey } from "./targets.ts";
import { $pointedByCaret, pointedAt, type Pointed } from "./preview-of.ts";
import "./previews.css";

/** How long the pointer rests before a preview opens, and may be away before it closes; ms. */
const restMs = 300;
const awayMs = 250;
/** Between the link and the preview, and between the preview and the edge of the window; px. */
const gap = 6;

interface Shown extends Pointed {
  /** Opened by keys: it takes the focus, and gives it back. */
  readonly byKeys: boolean;
}

export function Previews({ editor }: { readonly editor: LexicalEditor }) {
  const [shown, setShown] = useState<Shown | null>(null);
  const pointing = usePointing(editor, setShown);
  useKeys(editor, setShown);
  const close = useCallback(() => {
    setShown((last) => {
      if (last?.byKeys) editor.focus();
      return null;
    });
  }, [editor]);
  if (!shown) return null;
  return createPortal(
    <Preview
      key={titleKey(shown.target)}
      shown={shown}
      onClose={close}
      onEnter={pointing.stay}
      onLeave={pointing.leave}
    />,
    document.body,
  );
}

type Show = (next: Shown | null | ((last: Shown | null) => Shown | null)) => void;

/** Follows the pointer over the text. */
function usePointing(editor: LexicalEditor, setShown: Show) {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const stay = useCallback(() => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
  }, []);
  const later = useCallback(
    (ms: number, run: () => void) => {
      stay();
      timer.current = setTimeout(run, ms);
    },
    [stay],
  );
  const leave = useCallback(
    () => later(awayMs, () => setShown((last) => (last?.byKeys ? last : null))),
    [later, setShown],
  );
  useEffect(() => {
    let over: Pointed | null = null;
    const rest = (pointed: Pointed) => later(restMs, () => setShown({ ...pointed, byKeys: false }));
    const isWriting = () => editor.getRootElement()?.contains(document.activeElement) ?? false;
    const onOver = (event: PointerEvent) => {
      const { target } = event;
      if (event.pointerType === "touch" || !(target instanceof Element)) return;
      const pointed = pointedAt(editor, target);
      if (pointed?.element === over?.element) return;
      over = pointed;
      if (pointed === null) leave();
      else if (!isWriting() || event.ctrlKey || event.metaKey) rest(pointed);
      else stay();
    };
    const onLeave = () => {
      over = null;
      leave();
    };
    const onKey = (event: KeyboardEvent) => {
      if (over && !event.repeat && (event.key === "Control" || event.key === "Meta")) rest(over);
    };
    const onDown = () => {
      stay();
      setShown(null);
    };
    document.addEventListener("keydown", onKey);
    const stopRoot = editor.registerRootListener((root, last) => {
      last?.removeEventListener("pointerover", onOver);
      last?.removeEventListener("pointerleave", onLeave);
      last?.removeEventListener("pointerdown", onDown);
      root?.addEventListener("pointerover", onOver);
      root?.addEventListener("pointerleave", onLeave);
      root?.addEventListener("pointerdown", onDown);
    });
    return () => {
      stay();
      document.removeEventListener("keydown", onKey);
      stopRoot();
    };
  }, [editor, later, leave, stay, setShown]);
  return { stay, leave };
}

/** Alt+Enter at a link. At a selected quote its seal answers first: it shows the source, and what to do. */
function useKeys(editor: LexicalEditor, setShown: Show): void {
  useEffect(
    () =>
      editor.registerCommand(
        KEY_ENTER_COMMAND,
        (event) => {
          if (!event?.altKey) return false;
          const pointed = $pointedByCaret(editor);
          if (!pointed) return false;
          event.preventDefault();
          setShown({ ...pointed, byKeys: true });
          return true;
        },
        COMMAND_PRIORITY_NORMAL,
      ),
    [editor, setShown],
  );
}

interface PreviewProps {
  readonly shown: Shown;
  readonly onClose: () => void;
  readonly onEnter: () => void;
  readonly onLeave: () => void;
}

function Preview({ shown, onClose, onEnter, onLeave }: PreviewProps) {
  const { element, target, byKeys } = shown;
  const box = useRef<HTMLDivElement>(null);
  const navigation = useNavigation();
  const open = useCallback(
    (next: HeadedTarget) => {
      onClose();
      openFromNote(next, navigation);
    },
    [navigation, onClose],
  );
  useLayoutEffect(() => {
    const panel = box.current;
    if (!panel) return;
    const put = () => place(panel, element);
    put();
    const observer = new ResizeObserver(put);
    observer.observe(panel);
    window.addEventListener("resize", put);
    return () => {
      observer.disconnect();
      window.removeEventListener("resize", put);
    };
  }, [element]);
  useEffect(() => {
    if (byKeys) box.current?.focus();
  }, [byKeys]);
  useEffect(() => {
    // Wherever the focus is: what opened by pointing must close by a key too.
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      onClose();
    };
    document.addEventListener("keydown", onKey, { capture: true });
    return () => document.removeEventListener("keydown", onKey, { capture: true });
  }, [onClose]);
  return (
    // It stays while it is pointed at or has the focus; what acts in it are buttons and links.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={box}
      className="preview"
      role="dialog"
      aria-label="Preview"
      tabIndex={-1}
      onPointerEnter={onEnter}
      onPointerLeave={onLeave}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (byKeys && relatedTarget && !currentTarget.contains(relatedTarget)) onClose();
      }}
    >
      <PreviewContent target={target} onOpen={open} />
    </div>
  );
}

/** Puts the preview under the link, or over it where there is more room. */
function place(panel: HTMLElement, element: HTMLElement): void {
  const from = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const last = [...element.getClientRects()].at(-1) ?? from;
  const { width, height } = panel.getBoundingClientRect();
  const below = window.innerHeight - last.bottom - gap * 2;
  const fits = below >= height || below >= from.top;
  const left = Math.max(gap, Math.min(from.left, window.innerWidth - width - gap));
  panel.style.left = `${left}px`;
  panel.style.top = `${fits ? last.bottom + gap : Math.max(gap, from.top - gap - height)}px`;
}

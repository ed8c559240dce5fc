/**
 * Passing messages: shown for a while at the foot of the reader, or above a dialog, where they lie on no
 * button; spoken once, politely. They wait while the pointer or the focus is on them, F6 leads to them,
 * and Escape takes the newest away.
 */
import { X } from "lucide-react";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Button, IconButton } from "./button.tsx";
import "./floating.css";
import "./ui.css";

/** How long a message stays, in ms: long enough to read it and to reach its button. */
const stayMs = 8_000;
/** More would cover the work. The oldest makes room. */
const most = 3;

export interface ToastAction {
  readonly label: string;
  readonly keys?: string | undefined;
  readonly onPress: () => void;
}

interface Message {
  readonly id: number;
  readonly text: string;
  readonly actions: readonly ToastAction[];
  readonly topic: string | null;
}

let messages: readonly Message[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function update(next: readonly Message[]): void {
  messages = next;
  for (const listen of listeners) listen();
}

/**
 * Shows a message, with a button for each thing there is to do about it. One that only says again what
 * shows already takes its place, and so does one of the same topic, whose buttons would be out of date.
 */
export function showToast(
  text: string,
  action: ToastAction | readonly ToastAction[] | null = null,
  topic: string | null = null,
): void {
  lastId += 1;
  const actions = action === null ? [] : "label" in action ? [action] : action;
  const isReplaced = (each: Message) =>
    topic === null
      ? each.text === text && each.actions.length === 0 && actions.length === 0
      : each.topic === topic;
  const others = messages.filter((each) => !isReplaced(each));
  update([...others, { id: lastId, text, actions, topic }].slice(-most));
}

/** Takes all messages away, for a window whose notebook was closed. */
export function clearToasts(): void {
  if (messages.length > 0) update([]);
}

function close(id: number): void {
  update(messages.filter((message) => message.id !== id));
}

function subscribe(listen: () => void): () => void {
  listeners.add(listen);
  return () => listeners.delete(listen);
}

/** Where the messages are. One of it belongs in a window. */
export function ToastRegion() {
  const shown = useSyncExternalStore(subscribe, () => messages);
  useEffect(() => {
    if (shown.length === 0) return;
    const onKeyDown = (event: KeyboardEvent) => {
      // A menu, a dialog or a field that closes by it has taken it already.
      if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
      const newest = shown.at(-1);
      if (newest) close(newest.id);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [shown]);
  const newest = shown.at(-1);
  return (
    <>
      {/* An older one that is left when the newest was dismissed was spoken before. */}
      <div className="unseen" role="status" aria-live="polite" data-live-announcer="true">
        {newest?.id === lastId ? <span key={newest.id}>{newest.text}</span> : null}
      </div>
      {shown.length === 0 ? null : <Messages shown={shown} />}
    </>
  );
}

function Messages({ shown }: { readonly shown: readonly Message[] }) {
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const returnTo = useRef<EventTarget | null>(null);
  const dismiss = (id: number) => {
    // The browser would leave the focus nowhere, and tells nobody that its element went.
    if (focused && returnTo.current instanceof HTMLElement)
      returnTo.current.focus({ preventScroll: true });
    setFocused(false);
    setHovered(false);
    close(id);
  };
  return (
    // It only notices that somebody is reading; there is nothing to operate on it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className="ui-toasts"
      aria-label="Messages"
      data-notices="messages"
      // A dialog keeps the focus to itself and hides what is outside it, but not this.
      data-react-aria-top-layer="true"
      onPointerOver={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      onFocus={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget))
          returnTo.current = event.relatedTarget;
        setFocused(true);
      }}
      onBlur={(event) => setFocused(event.currentTarget.contains(event.relatedTarget))}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        const newest = shown.at(-1);
        if (newest) dismiss(newest.id);
      }}
    >
      {shown.map((message) => (
        <Toast
          key={message.id}
          message={message}
          waiting={hovered || focused}
          onDismiss={() => dismiss(message.id)}
        />
      ))}
    </section>
  );
}

interface ToastProps {
  readonly message: Message;
  readonly waiting: boolean;
  readonly onDismiss: () => void;
}

function Toast({ message, waiting, onDismiss }: ToastProps) {
  useEffect(() => {
    if (waiting) return;
    const timer = setTimeout(() => close(message.id), stayMs);
    return () => clearTimeout(timer);
  }, [message.id, waiting]);
  return (
    <div className="ui-toast">
      <span className="ui-toast-text">{message.text}</span>
      {message.actions.map((action, at) => (
        <Button
          key={action.label}
          keys={action.keys}
          {...(at === 0 ? { "data-default": "" } : {})}
          onPress={() => {
            onDismiss();
            action.onPress();
          }}
        >
          {action.label}
        </Button>
      ))}
      <IconButton
        label="Dismiss"
        keys="Escape"
        icon={<X size={16} strokeWidth={1.5} />}
        {...(message.actions.length === 0 ? { "data-default": "" } : {})}
        onPress={onDismiss}
      />
    </div>
  );
}

/**
 * Passing messages: shown for a while at the bottom of the window, spoken once politely. They wait
 * while the pointer or the focus is on them.
 */
import { X } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
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
}

let messages: readonly Message[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function update(next: readonly Message[]): void {
  messages = next;
  for (const listen of listeners) listen();
}

/** Shows a message, with a button for each thing there is to do about it. */
export function showToast(
  text: string,
  action: ToastAction | readonly ToastAction[] | null = null,
): void {
  lastId += 1;
  const actions = action === null ? [] : "label" in action ? [action] : action;
  update([...messages, { id: lastId, text, actions }].slice(-most));
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
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  return (
    <>
      <div className="unseen" role="status" aria-live="polite">
        {shown.at(-1)?.text}
      </div>
      {shown.length === 0 ? null : (
        // It only notices that somebody is reading; there is nothing to operate on it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <section
          className="ui-toasts"
          aria-label="Messages"
          onPointerEnter={() => setHovered(true)}
          onPointerLeave={() => setHovered(false)}
          onFocus={() => setFocused(true)}
          onBlur={(event) => setFocused(event.currentTarget.contains(event.relatedTarget))}
        >
          {shown.map((message) => (
            <Toast key={message.id} message={message} waiting={hovered || focused} />
          ))}
        </section>
      )}
    </>
  );
}

function Toast({ message, waiting }: { readonly message: Message; readonly waiting: boolean }) {
  useEffect(() => {
    if (waiting) return;
    const timer = setTimeout(() => close(message.id), stayMs);
    return () => clearTimeout(timer);
  }, [message.id, waiting]);
  return (
    <div className="ui-toast">
      <span className="ui-toast-text">{message.text}</span>
      {message.actions.map((action) => (
        <Button
          key={action.label}
          keys={action.keys}
          onPress={() => {
            close(message.id);
            action.onPress();
          }}
        >
          {action.label}
        </Button>
      ))}
      <IconButton
        label="Dismiss"
        icon={<X size={16} strokeWidth={1.5} />}
        onPress={() => close(message.id)}
      />
    </div>
  );
}

/** From keys to commands: the one listener for shortcuts in the window. */
import { commandFor, runCommand, type CommandId } from "./commands.ts";
import { focusedPane } from "./panes.ts";

const mac = navigator.platform.startsWith("Mac");

/** Whether what has focus takes text, so that plain keys and Undo are its own. */
export function takesText(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select, [role=textbox]"))
  );
}

/** What still makes sense while a dialog waits for an answer. */
const overDialogs: ReadonlySet<CommandId> = new Set<CommandId>([
  "view.zoomIn",
  "view.zoomOut",
  "view.zoomReset",
  "view.fullScreen",
  "app.quit",
  // They lead to messages and back.
  "go.nextPane",
  "go.previousPane",
]);

/** What is typed most, and no command is: known ahead of asking the page for anything. */
const isLetter = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  !ctrlKey && !metaKey && !altKey && (key === " " || /^\p{L}$/u.test(key));

/** The command a key press stands for where it happened; null when it is for somebody else. */
export function commandAt(event: KeyboardEvent): CommandId | null {
  if (event.isComposing || event.defaultPrevented || isLetter(event)) return null;
  const typing = takesText(event.target);
  if (event.key === "?" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    return "help.shortcuts";
  }
  const id = commandFor(event, focusedPane() === "notes" ? "note" : undefined);
  if (id === null) return null;
  const ownUndo =
    typing || (event.target instanceof Element && event.target.closest("[data-own-undo]") !== null);
  if ((id === "history.undo" || id === "history.redo") && ownUndo) return null;
  // On a Mac, Alt with an arrow moves by words.
  if (mac && typing && event.altKey && !event.metaKey) return null;
  if (document.querySelector(".ui-veil") && !overDialogs.has(id)) return null;
  return id;
}

/** Runs the commands of key presses until the returned function is called. */
export function followKeys(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    const id = commandAt(event);
    if (id === null || !runCommand(id)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  // Before anything in the page sees it: the editor has shortcuts of its own.
  window.addEventListener("keydown", onKeyDown, { capture: true });
  return () => window.removeEventListener("keydown", onKeyDown, { capture: true });
}

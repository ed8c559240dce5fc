/**
 * What the commands of the table do. A part of the window registers what it can do while it is there;
 * menu, palette, buttons and keys all run a command by its id.
 */
import { useEffect, useRef } from "react";
import { commands, type Command, type CommandId } from "../electron/commands.ts";

export { commands, type Command, type CommandId };

const runners = new Map<string, () => void>();

/** Registers what a command does until the returned function is called. The last to register wins. */
export function registerCommand(id: CommandId, run: () => void): () => void {
  const before = runners.get(id);
  runners.set(id, run);
  return () => {
    if (runners.get(id) !== run) return;
    if (before) runners.set(id, before);
    else runners.delete(id);
  };
}

/** Registers a command while the component is there; `run` may change at every render. */
export function useCommand(id: CommandId, run: () => void): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => registerCommand(id, () => latest.current()), [id]);
}

const names = new Map<string, string>();

/** Gives a command another name than that of the table; null for that one again. */
export function nameCommand(id: CommandId, name: string | null): void {
  if (name === null) names.delete(id);
  else names.set(id, name);
}

/** What a command is called now. */
export function commandName({ id, label }: Command): string {
  return names.get(id) ?? label;
}

/** Whether anybody can do it now. */
export function canRun(id: string): boolean {
  return runners.has(id);
}

/** Runs a command; false when nobody can do it now. */
export function runCommand(id: string): boolean {
  const run = runners.get(id);
  run?.();
  return run !== undefined;
}

const mac = navigator.platform.startsWith("Mac");

/** With Option a Mac types other signs; then the place of the key tells what it is. */
function keyAt({ code, key }: KeyboardEvent): string {
  const signs: Readonly<Record<string, string>> = { Equal: "=", Minus: "-" };
  return /^(?:Key|Digit)/.test(code) ? code.replace(/^(?:Key|Digit)/, "") : (signs[code] ?? key);
}

/** A key combination as the table writes it, made from an event: `Mod+Shift+F`. */
export function keysOf(event: KeyboardEvent): string {
  const mod = mac ? event.metaKey : event.ctrlKey;
  const typed = mac && event.altKey ? keyAt(event) : event.key;
  const key = typed.length === 1 ? typed.toUpperCase() : typed;
  return [mod && "Mod", event.altKey && "Alt", event.shiftKey && "Shift", key]
    .filter(Boolean)
    .join("+");
}

const keysWithin = (place: Command["within"]) =>
  new Map<string, CommandId>(
    commands
      .filter((each: Command) => each.within === place && each.native !== true)
      .flatMap((each) => each.keys.map((keys) => [keys, each.id] as const)),
  );
const everywhere = keysWithin(undefined);
const withinNote = keysWithin("note");

/** The command that a key press stands for, first one of the place with the focus; null when none. */
export function commandFor(event: KeyboardEvent, place: Command["within"]): CommandId | null {
  const keys = keysOf(event);
  return (place === "note" ? withinNote.get(keys) : undefined) ?? everywhere.get(keys) ?? null;
}

/** The keys that the table gives a command first; empty when it has none. */
export function keysFor(id: CommandId): string {
  return commands.find((each) => each.id === id)?.keys[0] ?? "";
}

/** How a combination is written for people on this platform. */
export function keysLabel(keys: string): string {
  const parts = keys.split("+").filter((part) => part !== "");
  if (keys.endsWith("+")) parts.push("+");
  const names: Readonly<Record<string, string>> = {
    Mod: mac ? "⌘" : "Ctrl",
    Alt: mac ? "⌥" : "Alt",
    Shift: mac ? "⇧" : "Shift",
    ArrowLeft: "←",
    ArrowRight: "→",
  };
  return parts.map((part) => names[part] ?? part).join(mac ? "" : "+");
}

/** A keyboard shortcut as people see it, and as assistive technology hears it. */
import { keysLabel } from "../commands.ts";
import "./ui.css";

const mac = navigator.platform.startsWith("Mac");

/** A combination of the command table in the form of `aria-keyshortcuts`: `Control+Shift+F`. */
export function keyShortcuts(keys: string): string {
  return keys.replace(/^Mod/, mac ? "Meta" : "Control");
}

const short: Readonly<Record<string, string>> = {
  Shift: "⇧",
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
};

/** A combination set small enough for a button: `Ctrl ⇧ F`. */
export function compactKeys(keys: string): string {
  if (mac) return keysLabel(keys);
  const last = keys.endsWith("+") ? "+" : "";
  const parts = keysLabel(last ? keys.slice(0, -1) : keys).split("+");
  return [...parts, last]
    .filter((part) => part !== "")
    .map((part) => short[part] ?? part)
    .join(" ");
}

/** Shows a combination such as `Mod+Shift+F`. Hidden from assistive technology: its owner names it. */
export function Keys({ keys }: { readonly keys: string }) {
  return (
    <kbd className="ui-keys" aria-hidden="true">
      {compactKeys(keys)}
    </kbd>
  );
}

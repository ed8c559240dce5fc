/** Light, dark, or as the system has it: set on the root element for theme.css to see. */
import type { Settings } from "../../electron/api.ts";

const systemDark = window.matchMedia("(prefers-color-scheme: dark)");

function apply(theme: Settings["theme"]): void {
  const shown = theme === "system" ? (systemDark.matches ? "dark" : "light") : theme;
  document.documentElement.dataset["theme"] = shown;
}

/** Shows a theme, and follows the system's when it is `system`, until the returned function is called. */
export function showTheme(theme: Settings["theme"]): () => void {
  const follow = () => apply(theme);
  follow();
  systemDark.addEventListener("change", follow);
  return () => systemDark.removeEventListener("change", follow);
}

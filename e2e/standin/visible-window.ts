/**
 * Makes a visible Chromium window behave like an app's: its own shortcuts do nothing, and closing it can
 * be prevented. For `npm start`; tests drive windows without it.
 *
 * Runs in the preload's world as its own source text: it refers to nothing outside.
 */
export function guardVisibleWindow(): void {
  const editing = "acvxyz";
  const isBrowserShortcut = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
    ((ctrlKey || metaKey) && key.length === 1 && !editing.includes(key.toLowerCase())) ||
    (altKey && (key === "ArrowLeft" || key === "ArrowRight")) ||
    /^F(\d|1[01])$/.test(key);

  const prevent = (event: Event) => event.preventDefault();
  window.addEventListener(
    "keydown",
    (event) => {
      // Added now, it runs after every listener of the page's, which must not find it prevented.
      if (isBrowserShortcut(event)) window.addEventListener("keydown", prevent, { once: true });
    },
    { capture: true },
  );
  // Makes Chromium ask before it closes the window; page.ts answers no, and asks the app instead.
  window.addEventListener("beforeunload", prevent);
}

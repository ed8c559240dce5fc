/** Longer selections are passages to read, not words to look for. */
const longest = 200;

/** The words selected in the page or a field, in one line; null when there are none or too many. */
export function selectedWords(): string | null {
  const element = document.activeElement;
  const words =
    element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
      ? element.value.slice(element.selectionStart ?? 0, element.selectionEnd ?? 0)
      : (window.getSelection()?.toString() ?? "");
  const line = words.replaceAll(/\s+/g, " ").trim();
  return line === "" || line.length > longest ? null : line;
}

/** Bars above the status line, as places that focus can go to. */

const region = (): Element | null => document.querySelector("[data-notices]");

/** Whether focus is in one of them. */
export function inNotices(): boolean {
  return region()?.contains(document.activeElement) ?? false;
}

/** Gives focus to the likeliest answer of the first one; false when there is none. */
export function focusNotices(): boolean {
  const button = region()?.querySelector<HTMLElement>("[data-default]");
  button?.focus();
  return button !== null && button !== undefined;
}

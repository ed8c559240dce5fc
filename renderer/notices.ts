/** Passing messages, and bars above the status line, as places that focus can go to. */

/** `messages` pass by themselves; `bars` wait for an answer. */
export type NoticeKind = "messages" | "bars";

const region = (kind: NoticeKind): Element | null =>
  document.querySelector(`[data-notices="${kind}"]`);

/** Whether focus is in one of these; in any when none is named. */
export function inNotices(...kinds: readonly NoticeKind[]): boolean {
  const asked = kinds.length === 0 ? (["messages", "bars"] as const) : kinds;
  return asked.some((kind) => region(kind)?.contains(document.activeElement));
}

/** Gives focus to the likeliest answer there is, the newest message's or the first bar's; false for none. */
export function focusNotices(kind: NoticeKind): boolean {
  const buttons = [...(region(kind)?.querySelectorAll<HTMLElement>("[data-default]") ?? [])];
  const button = kind === "messages" ? buttons.at(-1) : buttons[0];
  button?.focus();
  return button !== undefined;
}

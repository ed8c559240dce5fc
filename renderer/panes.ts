/** The three panes: which of them show, and how focus moves between them. */
export const paneNames = ["library", "reader", "notes"] as const;
export type PaneName = (typeof paneNames)[number];

export interface Layout {
  readonly libraryShown: boolean;
  readonly notesShown: boolean;
  /** The pane that has the window to itself; null when they share it. */
  readonly alone: PaneName | null;
  /** Too narrow for panes side by side: they are tabs then, and this one is in front. */
  readonly tab: PaneName | null;
}

/** The panes that can be seen, from left to right. */
export function panesShown(layout: Layout): readonly PaneName[] {
  if (layout.tab) return [layout.tab];
  if (layout.alone) return [layout.alone];
  return paneNames.filter(
    (pane) => pane === "reader" || (pane === "library" ? layout.libraryShown : layout.notesShown),
  );
}

/** The layout with as little changed as it takes for a pane to be seen. */
export function withPane(layout: Layout, pane: PaneName): Layout {
  if (panesShown(layout).includes(pane)) return layout;
  if (layout.tab) return { ...layout, tab: pane };
  return {
    ...layout,
    alone: null,
    libraryShown: layout.libraryShown || pane === "library",
    notesShown: layout.notesShown || pane === "notes",
  };
}

/** The pane after or before another, round and round. */
export function nextPane(
  shown: readonly PaneName[],
  from: PaneName | null,
  by: 1 | -1,
): PaneName | null {
  if (shown.length === 0) return null;
  const at = from === null ? -1 : shown.indexOf(from);
  const to = at < 0 ? (by > 0 ? 0 : shown.length - 1) : at + by;
  return shown[(to + shown.length) % shown.length] ?? null;
}

const paneElement = (pane: PaneName) => document.getElementById(`pane-${pane}`);
/** What a pane shows, as it marks it with `data-pane-focus`; null when it shows nothing. */
export function contentOf(pane: PaneName): Element | null {
  return paneElement(pane)?.querySelector("[data-pane-focus]") ?? null;
}

/** Acts once a pane shows something else than `before`; returns what gives that up. */
export function onceReplaced(pane: PaneName, before: Element | null, act: () => void): () => void {
  const observer = new MutationObserver(look);
  function look() {
    const now = contentOf(pane);
    if (now === null || now === before) return;
    observer.disconnect();
    act();
  }
  const element = paneElement(pane);
  if (element) observer.observe(element, { childList: true, subtree: true });
  look();
  return () => observer.disconnect();
}

/** What scrolls in a pane, around its content; null when nothing does. */
export function scrollerOf(pane: PaneName): Element | null {
  let element = contentOf(pane)?.parentElement ?? null;
  while (element && !/auto|scroll/.test(getComputedStyle(element).overflowY)) {
    element = element.parentElement;
  }
  return element;
}

const lastFocused = new Map<PaneName, HTMLElement>();

/** The pane that has focus; null when it is in none. */
export function focusedPane(): PaneName | null {
  return paneNames.find((pane) => paneElement(pane)?.contains(document.activeElement)) ?? null;
}

/** Remembers what had focus in a pane, to return to it. For the pane's `onFocus`. */
export function rememberFocus(pane: PaneName, target: EventTarget): void {
  if (target instanceof HTMLElement && target !== paneElement(pane)) lastFocused.set(pane, target);
}

/** Where focus goes in a pane that never had it, the best first. */
const placesToFocus = ["[data-pane-focus]", "[contenteditable='true']", "[role='listbox']"];

/** The pane that was given focus while there was nothing in it to have it. */
let awaited: PaneName | null = null;

/**
 * Gives a pane focus: what had it last, else what the pane marks with `data-pane-focus`, else its
 * editor or list, else the pane itself, until there is more in it.
 */
export function focusPane(pane: PaneName): void {
  const element = paneElement(pane);
  if (!element) return;
  const last = lastFocused.get(pane);
  const inside =
    last?.isConnected && element.contains(last) && last.checkVisibility()
      ? last
      : placesToFocus
          .map((place) => element.querySelector<HTMLElement>(place))
          .find((found) => found?.checkVisibility());
  (inside ?? element).focus({ preventScroll: true });
  awaited = inside ? null : pane;
}

/**
 * Keeps focus in its pane when the element that had it is replaced, as by opening another article,
 * until the returned function is called. The browser would leave it nowhere.
 */
export function keepFocus(): () => void {
  let had: Element | null = null;
  let pane: PaneName | null = null;
  const onFocusIn = () => {
    had = document.activeElement;
    pane = focusedPane();
    if (awaited !== null && had !== paneElement(awaited)) awaited = null;
  };
  const onPointerDown = () => {
    awaited = null;
  };
  const look = () => {
    const lost = document.activeElement === document.body && had?.isConnected === false;
    if (awaited !== null && document.activeElement === paneElement(awaited)) focusPane(awaited);
    else if (lost && pane !== null) focusPane(pane);
  };
  const observer = new MutationObserver(look);
  for (const name of paneNames) {
    const element = paneElement(name);
    if (element) observer.observe(element, { childList: true, subtree: true });
  }
  document.addEventListener("focusin", onFocusIn);
  document.addEventListener("pointerdown", onPointerDown);
  return () => {
    observer.disconnect();
    document.removeEventListener("focusin", onFocusIn);
    document.removeEventListener("pointerdown", onPointerDown);
  };
}

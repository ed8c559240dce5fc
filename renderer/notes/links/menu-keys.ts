/** The keys of a menu that hangs at the caret while the text keeps the focus. */
import type { Signal } from "@lexical/extension";
import {
  BLUR_COMMAND,
  COMMAND_PRIORITY_CRITICAL,
  COMMAND_PRIORITY_LOW,
  KEY_ARROW_DOWN_COMMAND,
  KEY_ARROW_UP_COMMAND,
  KEY_ENTER_COMMAND,
  KEY_ESCAPE_COMMAND,
  KEY_TAB_COMMAND,
  mergeRegister,
  type LexicalEditor,
} from "lexical";

/** What such a menu shows; the active row is -1 while there is none. */
interface MenuState {
  readonly rows: readonly unknown[];
  readonly active: number;
}

/** What its keys do beside moving among its rows. */
export interface MenuActions<State extends MenuState> {
  /** Enter or Tab; false leaves the key to the text. */
  readonly take: (now: State, event: KeyboardEvent | null) => boolean;
  /** Escape, or the focus went elsewhere. */
  readonly close: () => void;
}

/** Makes another row the active one. */
export function activateRow<State extends MenuState>(
  state: Signal<State | null>,
  row: number,
): void {
  const now = state.peek();
  if (now && now.active !== row) state.value = { ...now, active: row };
}

/** Listens to the keys while the menu is open, never during composition; returns what ends that. */
export function registerMenuKeys<State extends MenuState>(
  editor: LexicalEditor,
  state: Signal<State | null>,
  { take, close }: MenuActions<State>,
): () => void {
  const onKey =
    (act: (now: State, event: KeyboardEvent | null) => boolean) =>
    (event: KeyboardEvent | null): boolean => {
      const now = state.peek();
      if (!now || editor.isComposing() || !act(now, event)) return false;
      event?.preventDefault();
      event?.stopPropagation();
      return true;
    };
  const move = (by: number) =>
    onKey(({ rows, active }) => {
      if (rows.length === 0) return false;
      // From none at all, down leads to the first and up to the last.
      const from = active < 0 && by < 0 ? 0 : active;
      activateRow(state, (from + by + rows.length) % rows.length);
      return true;
    });
  const leave = onKey(() => {
    close();
    return true;
  });
  return mergeRegister(
    editor.registerCommand(KEY_ARROW_DOWN_COMMAND, move(1), COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(KEY_ARROW_UP_COMMAND, move(-1), COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(KEY_ENTER_COMMAND, onKey(take), COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(KEY_TAB_COMMAND, onKey(take), COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(KEY_ESCAPE_COMMAND, leave, COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(
      BLUR_COMMAND,
      () => {
        close();
        return false;
      },
      COMMAND_PRIORITY_LOW,
    ),
  );
}

/** What the commands of an open notebook do, as far as no feature does them itself. */
import { useEffect } from "react";
import type { Settings } from "../electron/api.ts";
import { call } from "./api.ts";
import type { ChangeSettings } from "./app-state.ts";
import { registerCommand, useCommand, type CommandId } from "./commands.ts";
import { withNotes } from "./deleted.ts";
import { showFailure } from "./failure.ts";
import { leaveNotebook } from "./leaving.ts";
import { focusNotices, inNotices } from "./notices.ts";
import { focusedPane, nextPane, panesShown, type Layout, type PaneName } from "./panes.ts";
import { pastePlain } from "./plain-paste.ts";
import { nextTextSize } from "./settings/zoom.ts";
import { useUndo } from "./undo.ts";
import type { Shown } from "./use-shown.ts";

/** What lies over the panes; at most one at a time. */
export type Overlay =
  | "palette"
  | "commands"
  | "search"
  | "reports"
  | "verify"
  | "changes"
  | "revisions";

export interface CommandContext {
  readonly layout: Layout;
  readonly setLayout: (layout: Layout) => void;
  /** Shows a pane and gives it focus. */
  readonly goTo: (pane: PaneName) => void;
  readonly setOverlay: (overlay: Overlay | null) => void;
  readonly shown: Shown;
  readonly settings: Settings;
  readonly onSettings: ChangeSettings;
}

/** Registers them while the window is there. */
export function useWindowCommands(context: CommandContext): void {
  useViewCommands(context);
  usePaste();
  useGoCommands(context);
  useThingCommands(context);
}

function usePaste(): void {
  useCommand("edit.pastePlain", () => void pastePlain().catch(showFailure));
}

function useViewCommands({ layout, setLayout, goTo, settings, onSettings }: CommandContext): void {
  const toggle = (pane: "library" | "notes") => {
    const isShown = panesShown(layout).includes(pane);
    if (!isShown || layout.tab) return goTo(pane);
    const hadFocus = focusedPane() === pane;
    setLayout({
      ...layout,
      alone: null,
      ...(pane === "library" ? { libraryShown: false } : { notesShown: false }),
    });
    if (hadFocus) goTo("reader");
  };
  useCommand("view.library", () => toggle("library"));
  useCommand("view.notes", () => toggle("notes"));
  useCommand("view.focus", () => {
    const pane = focusedPane();
    const alone = layout.alone ? null : pane === "notes" ? "notes" : "reader";
    setLayout({ ...layout, alone });
    if (alone) goTo(alone);
  });
  useCommand("view.margin", () => onSettings({ marginShown: !settings.marginShown }));
  const size = settings.textSize;
  useCommand("view.textLarger", () => onSettings({ textSize: nextTextSize(size, 1) }));
  useCommand("view.textSmaller", () => onSettings({ textSize: nextTextSize(size, -1) }));
}

function useGoCommands({ layout, goTo, setOverlay, shown }: CommandContext): void {
  useCommand("palette.open", () => setOverlay("palette"));
  useCommand("palette.commands", () => setOverlay("commands"));
  useCommand("search.open", () => setOverlay("search"));
  useCommand("import.reports", () => setOverlay("reports"));
  useCommand("verify.document", () => setOverlay("verify"));
  useCommand("history.open", () => setOverlay("changes"));
  useCommandWhen(shown.stop.note !== null, "note.history", () => setOverlay("revisions"));
  useCommandWhen(shown.canGoBack, "go.back", shown.navigation.back);
  useCommandWhen(shown.canGoForward, "go.forward", shown.navigation.forward);
  useCommand("go.library", () => goTo("library"));
  useCommand("go.reader", () => goTo("reader"));
  useCommand("go.notes", () => goTo("notes"));
  const cycle = (by: 1 | -1) => {
    const dialog = document.querySelector<HTMLElement>(".ui-veil [role=dialog]");
    if (dialog) {
      if (inNotices("messages")) dialog.focus();
      else focusNotices("messages");
      return;
    }
    const panes = panesShown({ ...layout, tab: null });
    const from = inNotices() ? null : (focusedPane() ?? layout.tab);
    // Bars, which wait for an answer, and then messages come after the last pane and before the first.
    const isLast = from !== null && from === (by > 0 ? panes.at(-1) : panes[0]);
    if (isLast && focusNotices("bars")) return;
    if ((isLast || inNotices("bars")) && focusNotices("messages")) return;
    const pane = nextPane(panes, from, by);
    if (pane) goTo(pane);
  };
  useCommand("go.nextPane", () => cycle(1));
  useCommand("go.previousPane", () => cycle(-1));
}

function useThingCommands({ shown }: CommandContext): void {
  const { navigation, stop } = shown;
  useUndo();
  useCommand("notebook.close", () => void leaveNotebook(() => call("notebook.close", {})));
  useCommand(
    "import.files",
    () => void call("import.choose", { folder: false }).catch(showFailure),
  );
  useCommand(
    "import.folder",
    () => void call("import.choose", { folder: true }).catch(showFailure),
  );
  useCommand("note.create", () => {
    call("notes.create", { title: "" })
      // The pane asks for the name of a note just made.
      .then((note) => navigation.openNote(note.id))
      .catch(showFailure);
  });
  useCommandWhen(stop.note !== null, "note.delete", () => {
    if (stop.note === null) return;
    call("notes.delete", { id: stop.note })
      .then((undoable) => navigation.announce("Note moved to trash", undoable))
      .catch(showFailure);
  });
  useCommandWhen(stop.article !== null, "article.delete", () => {
    if (stop.article === null) return;
    call("articles.delete", { id: stop.article })
      .then((gone) => navigation.announce(withNotes("Article moved to trash", gone), gone))
      .catch(showFailure);
  });
}

/** Registers a command only while it makes sense, so that menus and palette leave it out otherwise. */
function useCommandWhen(possible: boolean, id: CommandId, run: () => void): void {
  useEffect(() => (possible ? registerCommand(id, run) : undefined), [possible, id, run]);
}

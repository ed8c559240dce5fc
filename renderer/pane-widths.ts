/** The widths of the panes beside the reader, in px; the reader takes what is left. */
import type { Settings } from "../electron/api.ts";

export type PaneWidths = Pick<Settings, "libraryWidth" | "notesWidth">;

/** What a double click on the line between panes goes back to; the same as in a new installation. */
export const defaultWidths: PaneWidths = { libraryWidth: 292, notesWidth: 430 };

/** Calls that main answers itself, and what it says of the app. */
import { z } from "zod";
import type { NotebookInfo } from "../entities.ts";
import { id, text, nothing, reportLines, gives } from "./call.ts";
import type { ErrorCode } from "./errors.ts";
import { verifyCalls } from "./verify-calls.ts";

export interface RecentNotebook {
  readonly id: string;
  readonly name: string;
  /** Where it is, shortened for display; never an input. */
  readonly place: string;
  readonly missing: boolean;
}

/** Why no notebook is open although one was asked for, and what can be done about it. */
export interface NotebookProblem {
  readonly code: ErrorCode;
  readonly name: string;
  readonly message: string;
  readonly advice: string;
  readonly choices: readonly ("retry" | "readOnly" | "showFolder")[];
}

export const defaultSettings = {
  theme: "system" as "light" | "dark" | "system",
  /** Reading size in px. */
  textSize: 18,
  zoom: 1,
  libraryWidth: 292,
  notesWidth: 430,
  libraryShown: true,
  notesShown: true,
  marginShown: true,
};
export type Settings = Readonly<typeof defaultSettings>;
export type Platform = "mac" | "windows" | "linux";

/** A kind of file that can be imported, as dialogs and the drop zone name it. */
export interface FormatName {
  readonly label: string;
  /** Lower case, without the dot. */
  readonly extensions: readonly string[];
}

/** Files that were opened with the app while no notebook was: they wait for one. */
export interface NamedFilesWaiting {
  /** The name of the first, without its folder. */
  readonly first: string;
  readonly count: number;
}

export interface AppState {
  readonly platform: Platform;
  readonly version: string;
  readonly settings: Settings;
  readonly recent: readonly RecentNotebook[];
  readonly formats: readonly FormatName[];
  /** The open notebook; null on the start page. */
  readonly notebook: NotebookInfo | null;
  readonly problem: NotebookProblem | null;
  readonly waiting: NamedFilesWaiting | null;
}

export const settingsSchema = z.strictObject({
  theme: z.enum(["light", "dark", "system"]),
  textSize: z.number().min(14).max(28),
  zoom: z.number().min(0.5).max(3),
  libraryWidth: z.number().min(180).max(800),
  notesWidth: z.number().min(240).max(1_600),
  libraryShown: z.boolean(),
  notesShown: z.boolean(),
  marginShown: z.boolean(),
});

export const mainCalls = {
  ...verifyCalls,
  "app.state": gives<AppState>()(nothing),
  "app.set": gives<null>()(settingsSchema.partial()),
  "app.quit": gives<null>()(nothing),
  "app.toggleFullScreen": gives<null>()(nothing),
  /** These ask for a folder in the system's own dialog; false when the person thought better of it. */
  "notebook.create": gives<boolean>()(nothing),
  "notebook.choose": gives<boolean>()(nothing),
  "notebook.openSample": gives<boolean>()(nothing),
  "notebook.openRecent": gives<boolean>()(z.strictObject({ id })),
  "notebook.forgetRecent": gives<null>()(z.strictObject({ id })),
  "notebook.close": gives<null>()(nothing),
  /** Answers the open problem with one of its choices. */
  "notebook.resolve": gives<boolean>()(
    z.strictObject({ choice: z.enum(["retry", "readOnly", "showFolder"]) }),
  ),
  /** Asks for files or a folder, then imports; null when nothing was chosen. */
  "import.choose": gives<string | null>()(
    z.strictObject({ folder: z.boolean(), tagFolders: z.boolean().default(false) }),
  ),
  /** Imports none of the files that wait for a notebook. */
  "import.forgetWaiting": gives<null>()(nothing),
  /** Asks where, then writes those lines as a table for spreadsheets; the file's name, or null. */
  "import.exportReport": gives<string | null>()(z.strictObject(reportLines)),
  /** Puts those lines on the clipboard as text; how many there were. */
  "import.copyReport": gives<number>()(z.strictObject(reportLines)),
  /** Opens what an article was imported from in its own program; shows its folder for other kinds. */
  "original.show": gives<"opened" | "folder">()(z.strictObject({ article: id })),
  /** Asks where, then writes it there byte for byte; the file's name, or null. */
  "original.export": gives<string | null>()(z.strictObject({ article: id })),
  /** Opens an http, https or mailto address outside, after a dialog that names its host. */
  "link.open": gives<boolean>()(z.strictObject({ url: z.string().max(8_000) })),
  /** What undo and redo are called in the menu bar now; null for their plain names. */
  "menu.name": gives<null>()(z.strictObject({ undo: text.nullable(), redo: text.nullable() })),
  /** The words on the clipboard, without what else is there. */
  "clipboard.read": gives<string>()(z.strictObject({})),
  /** Whole notes may be copied. */
  "clipboard.write": gives<null>()(z.strictObject({ text: z.string().max(16_000_000) })),
} as const;

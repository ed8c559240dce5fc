/**
 * What belongs to the app and not to a notebook: theme, sizes, the window's place, recent notebooks.
 * One small JSON file in the app's data folder, written whole and renamed into place. No Electron here:
 * the command line reads it too, to know the notebook last opened.
 */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { defaultSettings, settingsSchema } from "./api.ts";

const storedSchema = z.object({
  settings: settingsSchema.partial().catch({}),
  window: z
    .object({
      x: z.int(),
      y: z.int(),
      width: z.int().min(300),
      height: z.int().min(200),
      maximized: z.boolean(),
    })
    .nullable()
    .catch(null),
  /** Newest first. */
  recent: z.array(z.object({ id: z.string(), name: z.string(), folder: z.string() })).catch([]),
  /** The folder that was open when the app quit; null on the start page. */
  open: z.string().nullable().catch(null),
});
type Parsed = z.output<typeof storedSchema>;
export interface Stored extends Omit<Parsed, "settings"> {
  readonly settings: typeof defaultSettings;
}

const recentLimit = 12;

/** The app's data folder, the same for the window and the command line. */
export function dataFolder(): string {
  const chosen = process.env["COMMONPLACE_USER_DATA"];
  if (chosen) return path.resolve(chosen);
  const home = homedir();
  switch (process.platform) {
    case "darwin":
      return path.join(home, "Library", "Application Support", "Commonplace");
    case "win32":
      return path.join(
        process.env["APPDATA"] ?? path.join(home, "AppData", "Roaming"),
        "Commonplace",
      );
    default:
      return path.join(process.env["XDG_CONFIG_HOME"] ?? path.join(home, ".config"), "Commonplace");
  }
}

const fileIn = (folder: string): string => path.join(folder, "settings.json");

/** What is stored; defaults for what is missing or spoilt, since nothing in it is worth an error. */
export function readStored(folder: string): Stored {
  const parsed = storedSchema.safeParse(readJson(fileIn(folder)));
  const stored: Parsed = parsed.success
    ? parsed.data
    : { settings: {}, window: null, recent: [], open: null };
  return { ...stored, settings: { ...defaultSettings, ...withoutHoles(stored.settings) } };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return {}; // A first start, or a file that is spoilt: both mean the defaults.
  }
}

function withoutHoles<T extends object>(
  value: T,
): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}

/** Writes all of it: a new file, forced to disk, renamed over the old one. Throws what the disk says. */
export function writeStored(folder: string, stored: Stored): void {
  mkdirSync(folder, { recursive: true });
  const temporary = `${fileIn(folder)}.${process.pid}.new`;
  const fd = openSync(temporary, "w");
  try {
    writeSync(fd, JSON.stringify(stored, null, 2));
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(temporary, fileIn(folder));
}

/** The stored value with this notebook as the newest and the open one. */
export function withOpened(
  stored: Stored,
  notebook: { readonly id: string; readonly name: string; readonly folder: string },
): Stored {
  const others = stored.recent.filter(
    (each) => each.id !== notebook.id && each.folder !== notebook.folder,
  );
  return {
    ...stored,
    recent: [{ ...notebook }, ...others].slice(0, recentLimit),
    open: notebook.folder,
  };
}

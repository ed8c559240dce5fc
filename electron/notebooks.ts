/** Which notebook is open, which were, and what stands in the way of the one asked for. */
import { existsSync } from "node:fs";
import { cp, stat } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import type {
  AppState,
  ErrorCode,
  Failure,
  NamedFilesWaiting,
  NotebookInfo,
  NotebookProblem,
  Settings,
} from "./api.ts";
import type { OpenMode } from "./messages.ts";
import type { Service } from "./service-process.ts";
import { readStored, withOpened, writeStored, type Stored } from "./settings.ts";

export interface Notebooks {
  state(): AppState;
  stored(): Stored;
  /** Keeps what a change made of the stored value, then tells the window. */
  store(change: (stored: Stored) => Stored): void;
  set(settings: Partial<Settings>): void;
  /** Asks the service what can be imported; part of the state from then on. */
  learnFormats(): Promise<void>;
  /** True when it is open; otherwise the state names the problem. */
  open(folder: string, mode?: OpenMode): Promise<boolean>;
  openRecent(id: string): Promise<boolean>;
  openSample(source: string, documents: string): Promise<boolean>;
  /** After the service died: opens again what was open. */
  reopen(): Promise<void>;
  close(): Promise<void>;
  retry(mode: OpenMode): Promise<boolean>;
  /** The folder of the open notebook or of the problem; null on a plain start page. */
  folder(): string | null;
}

const choices: { readonly [Code in ErrorCode]?: NotebookProblem["choices"] } = {
  "notebook-missing": ["retry"],
  "notebook-foreign": ["showFolder"],
  "notebook-newer": ["readOnly", "showFolder"],
  "notebook-locked": ["retry"],
  "notebook-read-only": ["readOnly", "retry", "showFolder"],
  "notebook-damaged": ["readOnly", "showFolder"],
  "notebook-exists": ["showFolder"],
};

export interface NotebooksOptions {
  readonly service: Service;
  readonly dataFolder: string;
  readonly platform: AppState["platform"];
  readonly version: string;
  readonly onState: (state: AppState) => void;
  /** The files that wait for a notebook, as part of the state. */
  readonly waiting: () => NamedFilesWaiting | null;
}

export function createNotebooks(options: NotebooksOptions): Notebooks {
  const { service, dataFolder, onState } = options;
  let stored = readStored(dataFolder);
  let formats: AppState["formats"] = [];
  let open: { readonly folder: string; readonly mode: OpenMode; info: NotebookInfo } | null = null;
  let problem: { readonly folder: string; readonly shown: NotebookProblem } | null = null;

  const state = (): AppState => ({
    platform: options.platform,
    version: options.version,
    settings: stored.settings,
    formats,
    recent: stored.recent.map(({ id, name, folder }) => ({
      id,
      name,
      place: shortPlace(folder),
      missing: !existsSync(path.join(folder, "notebook.commonplace")),
    })),
    notebook: open?.info ?? null,
    problem: problem?.shown ?? null,
    waiting: options.waiting(),
  });
  const store = (change: (value: Stored) => Stored) => {
    stored = change(stored);
    writeStored(dataFolder, stored);
    onState(state());
  };
  const fail = (folder: string, error: Failure): false => {
    open = null;
    problem = {
      folder,
      shown: { ...error, name: path.basename(folder), choices: choices[error.code] ?? ["retry"] },
    };
    onState(state());
    return false;
  };
  async function openFolder(asked: string, mode: OpenMode = "open"): Promise<boolean> {
    const folder = folderOf(path.resolve(asked));
    const outcome = await service.request("open", { folder, mode });
    if (!outcome.ok) return fail(folder, outcome.error);
    open = { folder, mode: mode === "create" ? "open" : mode, info: outcome.value };
    problem = null;
    store((value) => withOpened(value, { id: outcome.value.id, name: outcome.value.name, folder }));
    return true;
  }

  return {
    state,
    stored: () => stored,
    store,
    set: (settings) =>
      store((value) => ({ ...value, settings: { ...value.settings, ...settings } })),
    async learnFormats() {
      const known = await service.request("formats", null);
      if (known.ok) formats = known.value;
    },
    open: openFolder,
    async openRecent(id) {
      const found = stored.recent.find((each) => each.id === id);
      return found ? openFolder(found.folder) : false;
    },
    async openSample(source, documents) {
      const folder = path.join(documents, "Commonplace sample");
      // A copy of one's own: what is tried there stays there, and the shipped one is never written to.
      if (!existsSync(folder)) await cp(source, folder, { recursive: true });
      return openFolder(folder);
    },
    async reopen() {
      if (open) await openFolder(open.folder, open.mode);
    },
    async close() {
      await service.request("close", null);
      open = null;
      problem = null;
      store((value) => ({ ...value, open: null }));
    },
    async retry(mode) {
      return problem ? openFolder(problem.folder, mode) : false;
    },
    folder: () => open?.folder ?? problem?.folder ?? null,
  };
}

/** Commands and dialogs may name the folder or the file in it. */
function folderOf(place: string): string {
  return path.extname(place) === ".commonplace" && path.basename(place) !== ".commonplace"
    ? path.dirname(place)
    : place;
}

/** A folder for display: the home folder as `~`, and never the notebook's own name. */
function shortPlace(folder: string): string {
  const parent = path.dirname(folder);
  const home = homedir();
  return parent === home || parent.startsWith(home + path.sep)
    ? `~${parent.slice(home.length)}`
    : parent;
}

/** Whether a path given on the command line is a notebook rather than a file to import. */
export async function isNotebook(place: string): Promise<boolean> {
  if (path.extname(place) === ".commonplace") return true;
  const found = await stat(path.join(place, "notebook.commonplace")).catch(() => null);
  return found?.isFile() ?? false;
}

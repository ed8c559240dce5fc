/** Puts the app together once Electron is ready. */
import { app, clipboard, nativeTheme, protocol, session, shell } from "electron";
import path from "node:path";
import type { AppState, EventName, Events, ImportOptions, Outcome } from "./api.ts";
import { argumentsOf } from "./arguments.ts";
import { askForFiles, askForNewNotebook, askForNotebook, askForReport } from "./dialogs.ts";
import { openDoor } from "./ipc.ts";
import { knowImports } from "./leaving-imports.ts";
import { setMenu, type MenuNames } from "./menu.ts";
import { reportParts, wholeReport, writeWhole } from "./report-file.ts";
import { createNamedFiles } from "./named-files.ts";
import { createNotebooks, isNotebook } from "./notebooks.ts";
import { exportOriginal, showOriginal } from "./originals.ts";
import { valueOf } from "./outcome.ts";
import { appHandler } from "./protocol.ts";
import { lockSession, openOutside } from "./security.ts";
import { startService } from "./service-process.ts";
import { knowVerifying } from "./verifying.ts";
import { openWindow, type MainWindow } from "./window.ts";

const platforms: Readonly<Partial<Record<NodeJS.Platform, AppState["platform"]>>> = {
  darwin: "mac",
  win32: "windows",
};

/** How the window imports unless the person chooses otherwise. */
const importDefaults: ImportOptions = { tagFolders: false, same: "ask" };

/** `takeEarly` gives what the system asked to open before this listened, and is called once. */
export async function boot(
  dataFolder: string,
  takeEarly: () => readonly string[] = () => [],
): Promise<void> {
  const platform = platforms[process.platform] ?? "linux";
  const documents = process.env["COMMONPLACE_DOCUMENTS"] ?? app.getPath("documents");
  const sample = app.isPackaged
    ? path.join(process.resourcesPath, "sample")
    : path.join(import.meta.dirname, "../sample");
  let shown: MainWindow | null = null;

  const tell = <Name extends EventName>(name: Name, value: Events[Name]) => {
    if (shown && !shown.window.isDestroyed()) shown.window.webContents.send("event", name, value);
  };
  const known = knowImports();
  const service = startService({
    onEvent: (name, value) => {
      tell(name, value);
      if (name !== "importing") return;
      known.hear(value as Events["importing"]);
      shown?.window.setProgressBar(known.progress());
    },
    onRestart: () => {
      for (const job of known.lose()) tell("importing", job);
      shown?.window.setProgressBar(-1);
      void reopen();
    },
  });
  const notebooks = createNotebooks({
    service,
    dataFolder,
    platform,
    version: app.getVersion(),
    onState: (state) => {
      tell("state", state);
      void named.go();
    },
    waiting: () => named.waiting(),
  });
  async function reopen() {
    await notebooks.reopen();
    tell("changed", {
      kinds: ["article", "articleList", "clip", "note", "link", "tag", "import", "view"],
    });
  }

  lockSession(session.defaultSession);
  protocol.handle(
    "app",
    appHandler(path.join(import.meta.dirname, "../renderer"), async (hash) => {
      const found = await service.request("image", { hash });
      return found.ok ? found.value : null;
    }),
  );
  nativeTheme.themeSource = notebooks.stored().settings.theme;

  const importPaths = async (
    paths: readonly string[],
    options: Partial<ImportOptions> = {},
  ): Promise<Outcome<string | null>> =>
    paths.length === 0
      ? { ok: true, value: null }
      : service.request("import", { paths, options: { ...importDefaults, ...options } });
  /** What nobody in the window asked for and could not be done before there was a window to tell. */
  let untold: readonly Events["failed"][] = [];
  const tellFailed = (failure: Events["failed"]) => {
    if (shown?.isListening()) tell("failed", failure);
    else untold = [...untold, failure];
  };
  const named = createNamedFiles({
    isOpen: () => notebooks.state().notebook !== null,
    importPaths,
    onWaiting: () => tell("state", notebooks.state()),
    onFailed: tellFailed,
  });
  const windowNow = () => {
    if (!shown) throw new Error("Expected a window to ask from");
    return shown.window;
  };
  const told = async (places: readonly string[]) => {
    const kinds = await Promise.all(places.map(isNotebook));
    return {
      notebook: places.find((_place, index) => kinds[index]) ?? null,
      files: places.filter((_place, index) => !kinds[index]),
    };
  };
  /** Opens and imports what another start or the system names, while a page is shown. */
  const openTold = async (places: readonly string[]) => {
    const { notebook, files } = await told(places);
    // What is open is saved before it makes place; if it cannot be, it stays.
    const free = !notebook || !notebooks.state().notebook || !shown || (await shown.save());
    if (notebook && free) await notebooks.open(notebook);
    await named.take(files);
  };

  const showMenu = (names: MenuNames) =>
    setMenu(platform === "mac", (id) => tell("command", { id }), names);

  const extensions = () => notebooks.state().formats.flatMap((each) => each.extensions);
  const verifying = knowVerifying(service, windowNow, extensions);

  openDoor({
    service,
    onDrop: async (paths) =>
      verifying.drop(paths) ? { ok: true, value: null } : importPaths(paths),
    onReady: () => shown?.saved(),
    handlers: {
      ...verifying.handlers,
      "app.state": () => {
        shown?.listens();
        for (const failure of untold) tell("failed", failure);
        untold = [];
        return notebooks.state();
      },
      "app.set": (settings) => {
        const given = Object.fromEntries(
          Object.entries(settings).filter(([, value]) => value !== undefined),
        );
        notebooks.set(given);
        if (settings.theme) nativeTheme.themeSource = settings.theme;
        if (settings.zoom) windowNow().webContents.setZoomFactor(settings.zoom);
        return null;
      },
      "app.quit": () => {
        app.quit();
        return null;
      },
      "app.toggleFullScreen": () => {
        windowNow().setFullScreen(!windowNow().isFullScreen());
        return null;
      },
      "notebook.create": async () => {
        const folder = await askForNewNotebook(windowNow(), documents);
        return folder !== null && notebooks.open(folder, "create");
      },
      "notebook.choose": async () => {
        const folder = await askForNotebook(windowNow(), documents);
        return folder !== null && notebooks.open(folder);
      },
      "notebook.openSample": () => notebooks.openSample(sample, documents),
      "notebook.openRecent": ({ id }) => notebooks.openRecent(id),
      "notebook.forgetRecent": ({ id }) => {
        notebooks.store((stored) => ({
          ...stored,
          recent: stored.recent.filter((each) => each.id !== id),
        }));
        return null;
      },
      "notebook.close": async () => {
        if (await known.mayLeave(windowNow(), "Close notebook")) await notebooks.close();
        return null;
      },
      "notebook.resolve": async ({ choice }) => {
        const folder = notebooks.folder();
        if (choice === "showFolder" && folder) {
          shell.showItemInFolder(folder);
          return false;
        }
        return notebooks.retry(choice === "readOnly" ? "readOnly" : "open");
      },
      "import.choose": async ({ folder, tagFolders }) => {
        const extensions = notebooks.state().formats.flatMap((each) => each.extensions);
        const files = await askForFiles(windowNow(), folder, extensions);
        return valueOf(await importPaths(files, { tagFolders }));
      },
      "import.forgetWaiting": () => {
        named.forget();
        return null;
      },
      "import.exportReport": async (lines) => {
        const place = await askForReport(windowNow(), documents);
        if (place === null) return null;
        await writeWhole(place, reportParts(service, { ...lines, form: "csv" }));
        return path.basename(place);
      },
      "import.copyReport": async (lines) => {
        const { text, total } = await wholeReport(service, { ...lines, form: "text" });
        await clipboard.writeText(text);
        return total;
      },
      "original.show": ({ article }) =>
        showOriginal(
          service,
          article,
          notebooks.state().formats.flatMap((each) => each.extensions),
        ),
      "original.export": ({ article }) => exportOriginal(service, article, windowNow(), documents),
      "link.open": ({ url }) => openOutside(windowNow(), url),
      "menu.name": ({ undo, redo }) => {
        showMenu({
          ...(undo === null ? {} : { "history.undo": undo }),
          ...(redo === null ? {} : { "history.redo": redo }),
        });
        return null;
      },
      "clipboard.read": async () => clipboard.readText(),
      "clipboard.write": async ({ text }) => {
        await clipboard.writeText(text);
        return null;
      },
    },
  });

  showMenu({});
  const showWindow = () => {
    shown = openWindow({
      place: notebooks.stored().window,
      zoom: notebooks.stored().settings.zoom,
      onPlace: (window) => notebooks.store((stored) => ({ ...stored, window })),
      mayLeave: (window) => known.mayLeave(window, "Quit"),
      askToSave: () => tell("closing", {}),
    });
    shown.window.once("closed", () => {
      shown = null;
    });
  };

  app.on("second-instance", (_event, argv, workingFolder) => {
    if (shown?.window.isMinimized()) shown.window.restore();
    shown?.window.focus();
    void openTold(argumentsOf(argv.slice(1), workingFolder));
  });
  app.on("open-file", (event, file) => {
    event.preventDefault();
    void openTold([file]);
  });
  app.on("activate", () => {
    if (!shown) showWindow();
  });
  app.on("window-all-closed", () => app.quit());
  let closed = false;
  app.on("will-quit", (event) => {
    if (closed) return;
    event.preventDefault();
    // The notebook becomes one plain file again before the service goes.
    void service.request("close", null).finally(() => {
      closed = true;
      service.stop();
      app.quit();
    });
  });

  const early = takeEarly();
  await notebooks.learnFormats();
  const words = process.argv.slice(app.isPackaged ? 1 : 2);
  const first = await told([...argumentsOf(words, process.cwd()), ...early]);
  const notebook = first.notebook ?? notebooks.stored().open;
  if (notebook) await notebooks.open(notebook);
  showWindow();
  await named.take(first.files);
}

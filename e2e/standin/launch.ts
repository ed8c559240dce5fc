/** The test side: the part of Playwright's `ElectronApplication` that our tests use, over the stand-in. */
import type { ChildProcess } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { spawnMain, type Spawned, type SpawnOptions } from "./spawn.ts";
import type { FromTest, ToTest } from "./test-messages.ts";

type Electron = typeof import("electron");

export interface LaunchOptions extends Omit<SpawnOptions, "headless" | "port" | "stdio"> {
  readonly headless?: boolean;
}

/** What Playwright's `ElectronApplication` and the stand-in have in common. */
export interface RunningApp {
  /** Runs a function in main; only what it is given and returns crosses, nothing it closes over. */
  evaluate<Result>(run: (electron: Electron) => Result | Promise<Result>): Promise<Result>;
  evaluate<Result, Value>(
    run: (electron: Electron, value: Value) => Result | Promise<Result>,
    value: Value,
  ): Promise<Result>;
  firstWindow(): Promise<Page>;
  windows(): Page[];
  waitForEvent(event: "window", options?: { readonly timeout?: number }): Promise<Page>;
  context(): BrowserContext;
  /** The process that runs main. */
  process(): ChildProcess;
  /** Quits the app. Throws when it had to be killed, since it had not gone in time. */
  close(): Promise<void>;
  /** Kills main without a word, and waits until it has gone. */
  kill(): Promise<void>;
}

export interface StandinApp extends RunningApp {
  /** Makes the places of files known, for files that a script puts into a page. */
  registerFiles(files: readonly string[]): Promise<void>;
  /** The addresses of refused requests since the start. */
  requests(): readonly string[];
  /** What was thrown in main and caught by nobody. */
  uncaught(): readonly string[];
  /** The end of what the app printed. */
  output(): string;
}

const patienceMs = 60_000;
const quitPatienceMs = 30_000;

/** Every address of a window has it (schemes.ts). */
const isShown = (address: string | URL): boolean => String(address).includes(".standin.invalid");

/** Starts an app and attaches to its windows. Throws when it exits before it is ready. */
export async function launch(options: LaunchOptions): Promise<StandinApp> {
  const headless = options.headless ?? process.env["HEADED"] !== "1";
  const spawned = spawnMain({ ...options, headless, port: true, stdio: "pipe" });
  const link = linkTo(spawned);
  const browser = await chromium.connectOverCDP(await link.ready);
  const [context] = browser.contexts();
  if (!context) throw new Error("stand-in: expected Chromium to have its default context");
  const windows = followWindows(context);
  const { child, gone } = spawned;
  // Playwright must know, too: a test that ends while it is just losing its browser fails.
  const ended = gone.then(() => browser.close());

  const waitForWindow = async (timeout = patienceMs): Promise<Page> => {
    const signal = AbortSignal.timeout(timeout);
    const failed = gone.then((code) => {
      throw new Error(`stand-in: the app exited with ${code}\n${link.output()}`);
    });
    const opened = once(windows.events, "window", { signal }) as Promise<[Page]>;
    const [page] = await Promise.race([opened, failed]).catch((error: unknown) => {
      if (!signal.aborted) throw error;
      throw new Error(`stand-in: no window within ${timeout} ms\n${link.output()}`);
    });
    return page;
  };
  return {
    evaluate: (run: (electron: Electron, value: never) => unknown, value?: unknown) =>
      link.ask({ kind: "evaluate", script: String(run), value }) as Promise<never>,
    async firstWindow() {
      return windows.shown()[0] ?? (await waitForWindow());
    },
    windows: windows.shown,
    waitForEvent: (_event, { timeout } = {}) => waitForWindow(timeout),
    context: () => context,
    process: () => child,
    async close() {
      link.tell({ kind: "quit" });
      let late = false;
      const timer = setTimeout(() => {
        late = child.kill("SIGKILL");
      }, quitPatienceMs);
      await ended;
      clearTimeout(timer);
      if (late)
        throw new Error(`stand-in: the app would not quit and was killed\n${link.output()}`);
    },
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    async registerFiles(files) {
      await link.ask({ kind: "files", files });
    },
    requests: () => link.requests,
    uncaught: () => link.uncaught,
    output: link.output,
  };
}

type Question = Extract<FromTest, { id: number }>;
/** Spread over the union, so that each kind keeps its own fields. */
type WithoutId<Each> = Each extends Question ? Omit<Each, "id"> : never;

interface Link {
  /** The address to attach to. */
  readonly ready: Promise<string>;
  readonly requests: readonly string[];
  readonly uncaught: readonly string[];
  readonly tell: (message: FromTest) => void;
  readonly ask: (question: WithoutId<Question>) => Promise<unknown>;
  readonly output: () => string;
}

function linkTo({ child, gone }: Spawned): Link {
  const requests: string[] = [];
  const uncaught: string[] = [];
  const waiting = new Map<number, Pick<PromiseWithResolvers<unknown>, "resolve" | "reject">>();
  const ready = Promise.withResolvers<string>();
  let lastId = 0;
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      output = (output + String(chunk)).slice(-20_000);
      if (process.env["STANDIN_VERBOSE"] === "1") process.stderr.write(chunk);
    });
  child.on("message", (message: ToTest) => {
    switch (message.kind) {
      case "chromium":
        return; // For spawn.ts, which ends it.
      case "ready":
        return ready.resolve(message.endpoint ?? "");
      case "network":
        return void requests.push(message.url);
      case "uncaught":
        return void uncaught.push(message.message);
      case "result": {
        const asker = waiting.get(message.id);
        waiting.delete(message.id);
        if (message.ok) return asker?.resolve(message.value);
        return asker?.reject(new Error(message.message));
      }
    }
  });
  // A message on its way to a process that has just been killed.
  child.on("error", () => {});
  void gone.then((code) => {
    const error = new Error(`stand-in: the app exited with ${code}\n${output}`);
    ready.reject(error);
    for (const { reject } of waiting.values()) reject(error);
  });
  ready.promise.catch(() => {}); // `launch` awaits it; a late rejection is nobody's.
  const tell = (message: FromTest) => {
    if (child.connected) child.send(message);
  };
  return {
    ready: ready.promise,
    requests,
    uncaught,
    tell,
    ask: (question) =>
      new Promise((resolve, reject) => {
        if (!child.connected) return reject(new Error(`stand-in: the app has gone\n${output}`));
        const id = ++lastId;
        waiting.set(id, { resolve, reject });
        tell({ ...question, id });
      }),
    output: () => output,
  };
}

/** Tells of each page once it shows the app; until then it is blank. */
function followWindows(context: BrowserContext) {
  const events = new EventEmitter();
  const seen = new Set<Page>();
  const follow = async (page: Page) => {
    if (seen.has(page)) return;
    seen.add(page);
    try {
      await page.waitForURL(isShown, { timeout: 0, waitUntil: "commit" });
      events.emit("window", page);
    } catch {
      seen.delete(page); // Closed before it showed anything.
    }
  };
  context.on("page", (page) => void follow(page));
  setImmediate(() => context.pages().forEach((page) => void follow(page)));
  return { events, shown: () => context.pages().filter((page) => isShown(page.url())) };
}

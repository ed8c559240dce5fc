/** One page of Chromium, the inside of a window: opened, navigated, spoken with, closed. No Electron. */
import { readFileSync } from "node:fs";
import { makeBridge } from "./bridge.ts";
import { browser, openBareWindow } from "./browser.ts";
import type { Session } from "./cdp.ts";
import { makeCodec } from "./codec.ts";
import { config } from "./config.ts";
import { largeLength, leave } from "./large-messages.ts";
import type { FromPreload, ToPreload } from "./messages.ts";
import { makePreloadWorld } from "./preload-world.ts";
import { debug, unlessGone } from "./record.ts";
import { toShown } from "./schemes.ts";
import { guardVisibleWindow } from "./visible-window.ts";

const worldName = "standin-preload";

export interface PageListener {
  readonly onMessage: (message: FromPreload) => void;
  /** The top frame shows another address; `shown` is Chromium's spelling of it. */
  readonly onNavigated: (shown: string) => void;
  readonly onContentLoaded: () => void;
  readonly onLoaded: () => void;
  /** A page tried to open a window; it has been closed already. */
  readonly onWindowOpen: (shown: string) => void;
  readonly onCrashed: () => void;
  /** The person asks the window to close; it stays until `close` is called. */
  readonly onCloseAsked: () => void;
}

/** In CSS pixels; without a place Chromium chooses one. */
export interface Bounds {
  readonly x?: number | undefined;
  readonly y?: number | undefined;
  readonly width: number;
  readonly height: number;
}

/** Tests close windows by asking the app; a guard would only meet Playwright's own. */
const guarded = !config.headless && !config.port;

export class Page {
  readonly targetId: string;
  readonly frameId: string;
  readonly session: Session;
  /** The isolated world of the document that is shown; null between two documents. */
  #world: string | null = null;
  #outbox: ToPreload[] = [];
  #reloading = false;

  private constructor(targetId: string, frameId: string, session: Session) {
    this.targetId = targetId;
    this.frameId = frameId;
    this.session = session;
  }

  /** Opens a page that is still blank, with the preload ready for the first document. */
  static async open(preload: string | null, bounds: Bounds, listener: PageListener): Promise<Page> {
    const { targetId, session } = await openTarget(bounds);
    await Promise.all([
      session.send("Page.enable"),
      session.send("Runtime.enable"),
      session.send("Network.enable"),
    ]);
    const { frameTree } = await session.send("Page.getFrameTree");
    const page = new Page(targetId, frameTree.frame.id, session);
    page.#listen(listener);
    if (preload !== null) await page.#install(preload);
    if (config.headless) await page.#fill(bounds, 1);
    return page;
  }

  async #install(preload: string): Promise<void> {
    // Names that the page cannot guess, in a document whose first script is ours.
    const [inner, outer] = [crypto.randomUUID(), crypto.randomUUID()].map((id) =>
      JSON.stringify(id),
    );
    const about = { platform: process.platform, arch: process.arch, versions: process.versions };
    await this.session.send("Page.addScriptToEvaluateOnNewDocument", {
      source: inTopFrame(`(${String(makeBridge)})(${outer}, ${inner});`),
    });
    await this.session.send("Runtime.addBinding", {
      name: "standinSend",
      executionContextName: worldName,
    });
    await this.session.send("Page.addScriptToEvaluateOnNewDocument", {
      worldName,
      source: inTopFrame(`
        const codec = (${String(makeCodec)})();
        const bridge = (${String(makeBridge)})(${inner}, ${outer});
        const { require, process } =
          (${String(makePreloadWorld)})(codec, bridge, ${JSON.stringify(about)});
        const module = { exports: {} };
        ${guarded ? `(${String(guardVisibleWindow)})();` : ""}
        (function (require, module, exports, process) {
${readFileSync(preload, "utf8")}
        })(require, module, module.exports, process);`),
    });
  }

  #listen(listener: PageListener): void {
    const { on } = this.session;
    on("Runtime.executionContextCreated", ({ context }) => {
      const { frameId } = (context.auxData ?? {}) as { readonly frameId?: string };
      if (context.name !== worldName || frameId !== this.frameId) return;
      this.#world = context.uniqueId;
    });
    on("Runtime.executionContextsCleared", () => {
      this.#world = null;
    });
    on("Runtime.bindingCalled", ({ name, payload }) => {
      if (name === "standinSend") listener.onMessage(JSON.parse(payload) as FromPreload);
    });
    on("Page.frameNavigated", ({ frame }) => {
      if (!frame.parentId) listener.onNavigated(frame.url + (frame.urlFragment ?? ""));
    });
    on("Page.navigatedWithinDocument", ({ frameId, url }) => {
      if (frameId === this.frameId) listener.onNavigated(url);
    });
    on("Page.domContentEventFired", () => {
      listener.onContentLoaded();
      // The blank page that a visible window began with is no place to go back to.
      if (guarded) unlessGone(this.session.send("Page.resetNavigationHistory"));
    });
    on("Page.loadEventFired", () => listener.onLoaded());
    on("Page.windowOpen", ({ url }) => listener.onWindowOpen(url));
    on("Inspector.targetCrashed", () => listener.onCrashed());
    on("Page.javascriptDialogOpening", ({ type }) => {
      if (!guarded || type !== "beforeunload") return;
      const accept = this.#reloading;
      this.#reloading = false;
      unlessGone(this.session.send("Page.handleJavaScriptDialog", { accept }));
      if (!accept) listener.onCloseAsked();
    });
    on("Runtime.exceptionThrown", ({ exceptionDetails: { exception, text } }) =>
      debug("page error:", exception?.description ?? text),
    );
    on("Runtime.consoleAPICalled", ({ type, args }) =>
      debug(`page ${type}:`, ...args.map((each): unknown => each.value ?? each.description)),
    );
  }

  /** Throws when the address cannot be shown. */
  async navigate(address: string): Promise<void> {
    const { errorText } = await this.session.send("Page.navigate", { url: toShown(address) });
    if (errorText) throw new Error(`${errorText} loading '${address}'`);
  }

  reload(): void {
    this.#reloading = true;
    unlessGone(this.session.send("Page.reload"));
  }

  /** Tells the preload something; lost when there is no document, as in Electron. */
  tell(message: ToPreload): void {
    if (this.#outbox.push(message) === 1) queueMicrotask(() => this.#post());
  }

  #post(): void {
    const messages = this.#outbox;
    this.#outbox = [];
    for (const message of messages) {
      if (this.#world === null) {
        debug("no page to hear", message.kind);
        continue;
      }
      unlessGone(
        this.session.send("Runtime.callFunctionOn", {
          functionDeclaration: "(text) => standinReceive(text)",
          arguments: [{ value: envelope(message) }],
          uniqueContextId: this.#world,
        }),
      );
    }
  }

  /** The places on disk of the files that a drop has left in the preload's world. */
  async droppedPaths(count: number): Promise<readonly string[]> {
    const world = this.#world;
    if (world === null) return [];
    const paths: string[] = [];
    for (let index = 0; index < count; index++) {
      const { result } = await this.session.send("Runtime.evaluate", {
        expression: `standinDropped[${index}]`,
        uniqueContextId: world,
      });
      if (!result.objectId) continue;
      // A file that a script made has no place; Chromium says so with an empty one.
      const { path } = await this.session.send("DOM.getFileInfo", { objectId: result.objectId });
      paths.push(path);
    }
    return paths;
  }

  /** Gives the window other bounds; its page keeps its zoom factor. */
  resize(bounds: Bounds, zoom: number): Promise<void> {
    if (config.headless) return this.#fill(bounds, zoom);
    const { x, y, width, height } = bounds;
    return frame(this.targetId, { left: x, top: y, width, height });
  }

  /** Zooms the page in a window of these bounds. */
  async zoom(bounds: Bounds, factor: number): Promise<void> {
    if (config.headless) return this.#fill(bounds, factor);
    // Chromium's own zoom has no command; style comes near enough to look at.
    const expression = `document.documentElement.style.zoom = ${factor}`;
    await this.session.send("Runtime.evaluate", { expression });
  }

  /** A headless window has no frame: its page fills it, its pixels scaled as Chromium's zoom does. */
  async #fill({ width, height }: Bounds, zoom: number): Promise<void> {
    await this.session.send("Emulation.setDeviceMetricsOverride", {
      width: Math.round(width / zoom),
      height: Math.round(height / zoom),
      deviceScaleFactor: zoom,
      mobile: false,
    });
  }

  /** Maximizes the window, fills the screen with it, or takes that back. */
  async setState(windowState: "normal" | "minimized" | "maximized" | "fullscreen"): Promise<void> {
    if (!config.headless) await frame(this.targetId, { windowState });
  }

  async close(): Promise<void> {
    await browser().connection.browser.send("Target.closeTarget", { targetId: this.targetId });
  }
}

function envelope(message: ToPreload): string {
  const text = JSON.stringify(message);
  if (text.length < largeLength) return text;
  return JSON.stringify({ kind: "large", path: leave(text) } satisfies ToPreload);
}

const inTopFrame = (script: string): string => `if (window === window.top) { ${script} }`;

/** A blank page in a window of its own. */
export async function openTarget({
  x,
  y,
  width,
  height,
}: Bounds): Promise<{ readonly targetId: string; readonly session: Session }> {
  const { browser: control, session } = browser().connection;
  const targetId = config.headless
    ? (
        await control.send("Target.createTarget", {
          url: "about:blank",
          newWindow: true,
          width,
          height,
        })
      ).targetId
    : await openBare(control, width, height);
  if (!config.headless) await frame(targetId, { left: x, top: y, width, height });
  const { sessionId } = await control.send("Target.attachToTarget", { targetId, flatten: true });
  return { targetId, session: session(sessionId) };
}

/** A window without tabs can only be asked for on Chromium's command line; found by its address. */
/** Gives a visible window bounds or a state. */
async function frame(targetId: string, bounds: object): Promise<void> {
  const { send } = browser().connection.browser;
  const { windowId } = await send("Browser.getWindowForTarget", { targetId });
  await send("Browser.setWindowBounds", { windowId, bounds });
}

async function openBare(control: Session, width: number, height: number): Promise<string> {
  const address = `data:text/html,<title>Commonplace</title><!--${crypto.randomUUID()}-->`;
  const found = Promise.withResolvers<string>();
  const look = ({
    targetInfo,
  }: {
    readonly targetInfo: { readonly url: string; readonly targetId: string };
  }) => {
    if (decodeURI(targetInfo.url) === address) found.resolve(targetInfo.targetId);
  };
  control.on("Target.targetCreated", look);
  control.on("Target.targetInfoChanged", look);
  openBareWindow(address, width, height);
  return found.promise;
}

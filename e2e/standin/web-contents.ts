/** Electron's `webContents`: a page as main sees it. */
import { codec, ipcMain } from "./ipc.ts";
import type { FromPreload } from "./messages.ts";
import type { Page } from "./page.ts";
import { note } from "./record.ts";
import { fromShown } from "./schemes.ts";
import { defaultSession } from "./session.ts";
import { emitPreventable, strict, StrictEmitter } from "./strict.ts";

type OpenHandler = (details: { readonly url: string }) => { readonly action: "allow" | "deny" };

/** A frame as `event.senderFrame` shows it. Only the top frame has a preload, so there is no other. */
interface Frame {
  readonly url: string;
  readonly origin: string;
  readonly parent: null;
}

const events = [
  "will-navigate",
  "will-frame-navigate",
  "will-redirect",
  "will-attach-webview",
  "render-process-gone",
  "dom-ready",
  "did-finish-load",
  "destroyed",
];

/** What a window does for its contents. */
export interface Host {
  /** Resolves when the page is there; rejects when it never will be. */
  readonly page: Promise<Page>;
  isDestroyed(): boolean;
  zoom(factor: number): void;
}

export class WebContents extends StrictEmitter {
  readonly id: number;
  readonly session = defaultSession;
  readonly mainFrame: Frame;
  readonly #host: Host;
  #page: Page | null = null;
  #url = "";
  #expected = "";
  #zoomFactor = 1;
  #openHandler: OpenHandler = () => {
    throw new Error("stand-in: windows opened by pages are not there; deny them");
  };

  constructor(id: number, host: Host) {
    super("webContents", events);
    this.id = id;
    this.#host = host;
    const currentUrl = () => this.#url;
    this.mainFrame = strict("webFrameMain", {
      get url() {
        return currentUrl();
      },
      get origin() {
        return /^[a-z][\w+.-]*:\/\/[^/]*/i.exec(currentUrl())?.[0] ?? "null";
      },
      parent: null,
    });
    host.page.then(
      (page) => {
        this.#page = page;
      },
      () => {}, // The window reports it.
    );
  }

  getURL(): string {
    return this.#url;
  }

  isDestroyed(): boolean {
    return this.#host.isDestroyed();
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  /** Lost when no document is there to hear it, as in Electron. */
  send(channel: string, ...values: readonly unknown[]): void {
    this.#page?.tell({ kind: "event", channel, values: values.map(codec.encode) });
  }

  async loadURL(address: string): Promise<void> {
    try {
      const page = await this.#host.page;
      this.#expected = withoutFragment(address);
      await page.navigate(address);
    } catch (error) {
      // A window that was closed while it was loading has nothing to complain of.
      if (!this.isDestroyed()) throw error;
    }
  }

  reload(): void {
    this.#page?.reload();
  }

  setZoomFactor(factor: number): void {
    this.#zoomFactor = factor;
    this.#host.zoom(factor);
  }

  getZoomFactor(): number {
    return this.#zoomFactor;
  }

  /** Pinching does not zoom the pages of the stand-in at all. */
  async setVisualZoomLevelLimits(_least: number, _most: number): Promise<void> {}

  /** Whether the app lets a frame of this page go to an address. */
  mayNavigate(isMainFrame: boolean, address: string): boolean {
    if (isMainFrame && [this.#expected, withoutFragment(this.#url)].includes(address)) return true;
    const details = { url: address, isMainFrame, frame: isMainFrame ? this.mainFrame : null };
    const names = isMainFrame ? ["will-frame-navigate", "will-navigate"] : ["will-frame-navigate"];
    return !names.some((name) => emitPreventable(this, name, details, address));
  }

  /** A page asked for a window. Only a handler that denies it is right: there are no such windows. */
  onWindowOpen(shown: string): void {
    const url = fromShown(shown);
    const { action } = this.#openHandler({ url });
    note("window.open", { url, action });
    if (action !== "deny") throw new Error("stand-in: windows opened by pages are not there");
  }

  onNavigated(shown: string): void {
    this.#url = fromShown(shown);
  }

  onMessage(message: Extract<FromPreload, { kind: "invoke" | "send" }>): void {
    const event = { sender: this, senderFrame: this.mainFrame, processId: 1, frameId: 1 };
    if (message.kind === "send") {
      ipcMain.emit(message.channel, event, ...message.values.map(codec.decode));
      return;
    }
    void ipcMain.answer(message, event).then((reply) => this.#page?.tell(reply));
  }
}

const withoutFragment = (address: string): string => address.split("#", 1)[0] ?? "";

/** Electron's `session`: the one there is, and what the app lets it do. */
import { browser } from "./browser.ts";
import { unlessGone } from "./record.ts";
import { fromShown } from "./schemes.ts";
import { emitPreventable, strict, StrictEmitter } from "./strict.ts";

export interface RequestDetails {
  readonly id: string;
  readonly url: string;
  readonly method: string;
  readonly resourceType: string;
}
type BeforeRequest = (
  details: RequestDetails,
  answer: (verdict: { readonly cancel?: boolean }) => void,
) => void;
type PermissionCheck = (
  contents: unknown,
  permission: string,
  origin: string,
  details: object,
) => boolean;
type PermissionRequest = (
  contents: unknown,
  permission: string,
  answer: (granted: boolean) => void,
) => void;

/** What Electron calls a permission, and what Chromium does. */
const permissions = [
  ["clipboard-sanitized-write", "clipboardSanitizedWrite"],
  ["clipboard-read", "clipboardReadWrite"],
  ["geolocation", "geolocation"],
  ["media", "audioCapture"],
  ["media", "videoCapture"],
  ["midi", "midi"],
  ["notifications", "notifications"],
  ["persistent-storage", "durableStorage"],
  ["idle-detection", "idleDetection"],
  ["window-management", "windowManagement"],
  ["storage-access", "storageAccess"],
] as const;

class Session extends StrictEmitter {
  #beforeRequest: BeforeRequest | null = null;
  #check: PermissionCheck = () => true;
  #request: PermissionRequest = (_contents, _permission, answer) => answer(true);

  readonly webRequest = strict("session.webRequest", {
    onBeforeRequest: (listener: BeforeRequest | null) => {
      this.#beforeRequest = listener;
    },
  });

  constructor() {
    super("session", ["will-download"]);
  }

  setPermissionCheckHandler(handler: PermissionCheck | null): void {
    this.#check = handler ?? (() => true);
  }

  setPermissionRequestHandler(handler: PermissionRequest | null): void {
    this.#request = handler ?? ((_contents, _permission, answer) => answer(true));
  }

  /** Chromium shows no chooser for devices here: none is ever given. */
  setDevicePermissionHandler(_handler: unknown): void {}

  /** Chromium's spelling dictionaries are a download, which is switched off. */
  setSpellCheckerEnabled(_enabled: boolean): void {}

  /** Whether the app lets a request happen. */
  allows(details: RequestDetails): Promise<boolean> {
    return new Promise((resolve) => {
      if (!this.#beforeRequest) return resolve(true);
      this.#beforeRequest(details, ({ cancel }) => resolve(!cancel));
    });
  }

  /** Tells Chromium which permissions the app's two handlers grant; every other is denied. */
  async applyPermissions(): Promise<void> {
    const granted: (typeof permissions)[number][1][] = [];
    for (const [name, chromiumName] of permissions) {
      const requested = await new Promise<boolean>((resolve) => {
        this.#request(null, name, resolve);
      });
      if (requested && this.#check(null, name, "", {})) granted.push(chromiumName);
    }
    await browser().connection.browser.send("Browser.grantPermissions", { permissions: granted });
  }

  /** Downloads never happen here; the app is asked all the same, so that it can be seen to refuse. */
  followDownloads(): void {
    const { send, on } = browser().connection.browser;
    on("Browser.downloadWillBegin", ({ url, suggestedFilename }) => {
      const item = strict("downloadItem", {
        getURL: () => fromShown(url),
        getFilename: () => suggestedFilename,
      });
      if (!emitPreventable(this, "will-download", {}, item, null))
        throw new Error("stand-in: downloads are not there; expected the app to prevent this one");
    });
    unlessGone(send("Browser.setDownloadBehavior", { behavior: "deny", eventsEnabled: true }));
  }
}

export const defaultSession = new Session();

/** Electron's `session` module. */
export const session = strict("session", { defaultSession });

/** Main's part in checking documents: it asks for the file, and keeps where a dropped one lies. */
import { type BrowserWindow } from "electron";
import type { Handlers } from "./api.ts";
import type { verifyCalls } from "./contract/verify-calls.ts";
import { askForDocument } from "./dialogs.ts";
import { valueOf } from "./outcome.ts";
import type { Service } from "./service-process.ts";

export interface Verifying {
  readonly handlers: Handlers<typeof verifyCalls>;
  /** Keeps dropped files; false when they are to be imported. */
  drop(paths: readonly string[]): boolean;
}

/** What answers the calls of `verify-calls.ts`. */
export function knowVerifying(
  service: Service,
  window: () => BrowserWindow,
  extensions: () => readonly string[],
): Verifying {
  let takesDrops = false;
  let dropped: string | null = null;
  return {
    handlers: {
      "verify.file": async ({ from }) => {
        const path = from === "drop" ? dropped : await askForDocument(window(), extensions());
        return path === null ? null : valueOf(await service.request("verify", { path }));
      },
      "verify.takeDrops": ({ on }) => {
        takesDrops = on;
        dropped = null;
        return null;
      },
    },
    drop([first]) {
      if (takesDrops) dropped = first ?? null;
      return takesDrops;
    },
  };
}

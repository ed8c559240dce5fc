/** What shows the app's windows on this machine: Electron, or the stand-in with a Chromium. */
import path from "node:path";
import { ensureChromium, hasDisplay } from "./chromium-setup.ts";
import { electronVersion, fetchElectron } from "./electron-setup.ts";
import { root } from "./tools.ts";

export interface Runtime {
  readonly program: string;
  /** What stands before the app's own words. */
  readonly words: readonly string[];
  /** The sentence that says which it is. */
  readonly line: string;
}

/** Installs what is missing if it can; otherwise the sentence that says what to do. */
export async function chooseRuntime(): Promise<Runtime | { readonly obstacle: string }> {
  if (!hasDisplay())
    return {
      obstacle:
        "There is no display to open a window on. Try `xvfb-run -a npm start` for a virtual one, or " +
        "work without windows: `npm run -s cli -- --help`.",
    };
  const version = electronVersion();
  const electron = process.env["E2E_RUNTIME"] === "standin" ? null : fetchElectron();
  if (electron)
    return {
      program: electron,
      // Chromium's sandbox refuses to run for root.
      words: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), root],
      line: `Commonplace runs in Electron ${version}.`,
    };
  const obstacle = await ensureChromium();
  if (obstacle !== null) return { obstacle };
  return {
    program: process.execPath,
    words: [path.join(root, "e2e", "standin", "start.ts")],
    line: `Commonplace runs in a Chromium window (the stand-in), since Electron ${version} cannot be had here.`,
  };
}

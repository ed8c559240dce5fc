/** What the process that runs main is told when it is started (spawn.ts), read once. */
import { readFileSync } from "node:fs";
import path from "node:path";

export interface StandinConfig {
  /** The folder with the app's package.json. */
  readonly appPath: string;
  readonly chromium: string;
  /** An empty folder for Chromium's profile; whoever started us removes it. */
  readonly profile: string;
  readonly headless: boolean;
  /** Open a DevTools port, for Playwright to attach to. Without it only the pipe to main exists. */
  readonly port: boolean;
  /** Which Electron the app believes to run in. */
  readonly electronVersion: string;
  /** The folder that a packaged app finds its resources in; null when it runs from its sources. */
  readonly resourcesPath: string | null;
  /** Print what the stand-in notes and what pages log. */
  readonly verbose: boolean;
}

export interface AppManifest {
  readonly name: string;
  readonly productName?: string;
  readonly version: string;
  readonly main: string;
}

/** The name of the environment variable that carries the config. */
export const configVariable = "STANDIN_CONFIG";

function readConfig(): StandinConfig {
  const text = process.env[configVariable];
  if (!text) throw new Error(`stand-in: expected ${configVariable}; start me through spawn.ts`);
  return JSON.parse(text) as StandinConfig; // Written by spawn.ts from this very type.
}

export const config = readConfig();

/** Reads the package.json of an app's folder. */
export function readManifest(appPath: string): AppManifest {
  return JSON.parse(readFileSync(path.join(appPath, "package.json"), "utf8")) as AppManifest;
}

/** Finds Electron's binary, or has its own package fetch it once. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./tools.ts";

const folder = path.join(root, "node_modules", "electron");
/** Long enough for its hundred megabytes on a usual line; it fails at once where there is none. */
const patienceMs = 120_000;

/** The version of Electron that the project is made for. */
export function electronVersion(): string {
  const manifest = readFileSync(path.join(folder, "package.json"), "utf8");
  return (JSON.parse(manifest) as { readonly version: string }).version;
}

/** The installed binary; null when there is none. Never asks the package, which would download it. */
export function installedElectron(): string | null {
  const note = path.join(folder, "path.txt");
  if (!existsSync(note)) return null;
  const binary = path.join(folder, "dist", readFileSync(note, "utf8"));
  return existsSync(binary) ? binary : null;
}

/** The binary, fetched if need be; null when it cannot be had, which is remembered for this version. */
export function fetchElectron(): string | null {
  const installed = installedElectron();
  if (installed) return installed;
  const failed = path.join(root, "node_modules", ".cache", `no-electron-${electronVersion()}`);
  if (existsSync(failed)) return null;
  spawnSync(process.execPath, [path.join(folder, "install.js")], {
    cwd: root,
    stdio: "ignore",
    timeout: patienceMs,
  });
  const fetched = installedElectron();
  if (!fetched) {
    mkdirSync(path.dirname(failed), { recursive: true });
    writeFileSync(failed, "Remove this file to let `npm start` try again.\n");
  }
  return fetched;
}

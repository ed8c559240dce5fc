/** `npm start` without Electron: the app in this folder, in visible windows; words are passed on. */
import path from "node:path";
import { spawnMain } from "./spawn.ts";

const { child, gone } = spawnMain({
  appPath: path.resolve(import.meta.dirname, "../.."),
  args: process.argv.slice(2),
  headless: false,
  port: false,
  stdio: "inherit",
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => child.kill(signal));
process.exitCode = (await gone) ?? 1;

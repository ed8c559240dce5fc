/** Sees to it that there is a Chromium to show windows or to test with. */
import { existsSync } from "node:fs";
import { findChromium } from "../e2e/standin/chromium.ts";
import { runProgram } from "./tools.ts";

const advice =
  "No Chromium is installed. Install one (Debian: `sudo apt-get install chromium`; or Chrome or Edge " +
  "from their makers), or set STANDIN_CHROMIUM to the path of one you have.";

/** Installs Debian's packages where we are root on a Debian; says in a sentence what is missing, or null. */
export async function ensureChromium(): Promise<string | null> {
  if (findChromium()) return null;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return advice;
  await installPackages(["chromium"]);
  return findChromium() ? null : advice;
}

/** Tests open a visible window as well; without a desktop that takes a virtual one. */
export async function ensureDisplay(): Promise<string | null> {
  if (process.platform !== "linux" || hasDisplay() || existsSync("/usr/bin/Xvfb")) return null;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) await installPackages(["xvfb"]);
  return existsSync("/usr/bin/Xvfb")
    ? null
    : "There is no display and no Xvfb. Install it (Debian: `sudo apt-get install xvfb`).";
}

/** Whether a window can be shown here. */
export function hasDisplay(): boolean {
  return (
    process.platform !== "linux" ||
    Boolean(process.env["DISPLAY"]) ||
    Boolean(process.env["WAYLAND_DISPLAY"])
  );
}

async function installPackages(names: readonly string[]): Promise<void> {
  console.log(`Installing ${names.join(" and ")} (apt-get) …`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await runProgram("apt-get", ["update", "-qq"], { output: "kept", env });
  const words = ["install", "-y", "-qq", "--no-install-recommends", ...names];
  const { code, output } = await runProgram("apt-get", words, { output: "kept", env });
  if (code !== 0) console.error(output);
}

/**
 * The part that runs on whatever Node started us (20 or newer), before anything is installed: plain
 * JavaScript, nothing imported but Node's own. The rest is TypeScript on the Node the project brings.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Installs what package-lock.json names unless it is there; ends the process when that fails. */
export function installDependencies() {
  if (isInstalled()) return;
  console.log("Installing what Commonplace is built with (npm ci) …");
  const words = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  // Under npm its own program is known; on Windows a bare `npm` is a script that only a shell runs.
  const npm = process.env.npm_execpath;
  const options = { cwd: root, stdio: "inherit" };
  const { status } = npm?.endsWith(".js")
    ? spawnSync(process.execPath, [npm, ...words], options)
    : spawnSync("npm", words, { ...options, shell: process.platform === "win32" });
  if (status === 0) return;
  console.error("npm ci failed; its own message is above.");
  process.exit(1);
}

/** Whether node_modules holds every package at the version that package-lock.json names. */
function isInstalled() {
  const installed = packagesIn("node_modules/.package-lock.json");
  const wanted = packagesIn("package-lock.json");
  return Object.entries(wanted).every(
    ([place, { version, optional, devOptional }]) =>
      place === "" ||
      installed[place]?.version === version ||
      // Meant for other systems than this one, most of them.
      ((optional || devOptional) && !installed[place]),
  );
}

function packagesIn(file) {
  const place = path.join(root, file);
  return existsSync(place) ? JSON.parse(readFileSync(place, "utf8")).packages : {};
}

/** Runs a TypeScript file of the project on its own Node; this process then ends as that one does. */
export function runScript(file, words) {
  const name = process.platform === "win32" ? "node.exe" : "node";
  const brought = path.join(root, "node_modules", "node", "bin", name);
  const node = existsSync(brought) ? brought : process.execPath;
  const bin = path.join(root, "node_modules", ".bin");
  const child = spawn(node, [path.join(root, file), ...words], {
    stdio: "inherit",
    env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ""}` },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => child.kill(signal));
  child.on("exit", (code) => {
    process.exitCode = code ?? 1;
  });
}

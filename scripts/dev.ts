/**
 * `npm run dev`: the app, built anew and started again at each change; it comes back with the view it
 * had. There is no development server: what one sees comes from out/ over app://, under the rules of
 * what is shipped, which read the table of their files once, at the start.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { watch } from "node:fs";
import path from "node:path";
import { build, buildBundles } from "./build.ts";
import { chooseRuntime, type Runtime } from "./runtime.ts";
import { root } from "./tools.ts";

/** Editors write in bursts: a change is over when nothing more has come for this long. */
const settledMs = 150;

/** Runs the app until it is told to start again. Ends this process when the person ends the app. */
function keepRunning({ program, words }: Runtime): () => void {
  let app: ChildProcess | null = null;
  const start = () => {
    const started = spawn(program, [...words, ...process.argv.slice(2)], { stdio: "inherit" });
    started.once("exit", (code) => {
      if (app === started) process.exit(code ?? 1);
    });
    app = started;
  };
  start();
  return () => {
    const old = app;
    app = null;
    // It saves and closes its notebook first; the new one could not open it otherwise.
    old?.once("exit", start);
    old?.kill("SIGTERM");
  };
}

async function rebuild(restart: () => void): Promise<void> {
  try {
    if (await buildBundles()) restart();
  } catch (error) {
    console.error(String(error)); // The app that runs goes on until the mistake is mended.
  }
}

const runtime = await chooseRuntime();
if ("obstacle" in runtime) {
  console.error(runtime.obstacle);
  process.exit(1);
}
await build();
console.log(runtime.line);
const restart = keepRunning(runtime);
let timer: NodeJS.Timeout | undefined;
let building = Promise.resolve();
for (const folder of ["electron", "renderer"])
  watch(path.join(root, folder), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      building = building.then(() => rebuild(restart));
    }, settledMs);
  });

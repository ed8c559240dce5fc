/** The second half of `npm start` (start.mjs), on the project's own Node with everything installed. */
import { spawn } from "node:child_process";
import path from "node:path";
import { build } from "./build.ts";
import { ensureChromium, hasDisplay } from "./chromium-setup.ts";
import { electronVersion, fetchElectron } from "./electron-setup.ts";
import { root } from "./tools.ts";

const words = process.argv.slice(2);

/** What to run to see the app, and the line that says so; or the sentence that says why not. */
type Runtime =
  | { readonly program: string; readonly words: readonly string[]; readonly line: string }
  | { readonly obstacle: string };

async function chooseRuntime(): Promise<Runtime> {
  if (!hasDisplay())
    return {
      obstacle:
        "There is no display to open a window on. Try `xvfb-run -a npm start` for a virtual one, or " +
        "work without windows: `npm run -s cli -- --help`.",
    };
  const electron = process.env["E2E_RUNTIME"] === "standin" ? null : fetchElectron();
  if (electron)
    return {
      program: electron,
      // Chromium's sandbox refuses to run for root.
      words: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), root],
      line: `Commonplace runs in Electron ${electronVersion()}.`,
    };
  const obstacle = await ensureChromium();
  if (obstacle) return { obstacle };
  return {
    program: process.execPath,
    words: [path.join(root, "e2e", "standin", "start.ts")],
    line: `Commonplace runs in a Chromium window on the stand-in: Electron ${electronVersion()} cannot be had here.`,
  };
}

const runtime = await chooseRuntime();
if ("obstacle" in runtime) {
  console.error(runtime.obstacle);
  process.exitCode = 1;
} else {
  await build();
  console.log(runtime.line);
  const child = spawn(runtime.program, [...runtime.words, ...words], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => child.kill(signal));
  child.on("exit", (code) => {
    process.exitCode = code ?? 1;
  });
}

/** The second half of `npm start` (start.mjs), on the project's own Node with everything installed. */
import { spawn } from "node:child_process";
import { build } from "./build.ts";
import { chooseRuntime, type Runtime } from "./runtime.ts";

function run({ program, words, line }: Runtime): void {
  console.log(line);
  const child = spawn(program, [...words, ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => child.kill(signal));
  child.on("exit", (code) => {
    process.exitCode = code ?? 1;
  });
}

const runtime = await chooseRuntime();
if ("obstacle" in runtime) {
  console.error(runtime.obstacle);
  process.exitCode = 1;
} else {
  await build();
  run(runtime);
}

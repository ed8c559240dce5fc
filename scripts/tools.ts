/** Runs the installed development tools by Node itself, the same on every system. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

/** The folder of the project. */
export const root = path.resolve(import.meta.dirname, "..");

export interface Ended {
  readonly code: number;
  /** What it printed; empty when it was shown instead. */
  readonly output: string;
}

export interface RunOptions {
  /** Shown as it is printed, or kept for the caller. */
  readonly output: "shown" | "kept";
  readonly env?: Readonly<Record<string, string>>;
}

/** The program file of an installed package; `name` where the package has several programs. */
export function toolPath(packageName: string, name?: string): string {
  const folder = path.join(root, "node_modules", packageName);
  const { bin } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {
    readonly bin: string | Readonly<Record<string, string>>;
  };
  const file = typeof bin === "string" ? bin : bin[name ?? path.basename(packageName)];
  if (!file) throw new RangeError(`Expected ${packageName} to have the program ${name}`);
  return path.join(folder, file);
}

/** Runs a program file of Node's with the project as its folder, to its end. */
export function runNode(words: readonly string[], options: RunOptions): Promise<Ended> {
  return runProgram(process.execPath, words, options);
}

/** Runs any program; one that cannot be started has the code 127. */
export function runProgram(
  program: string,
  words: readonly string[],
  { output, env }: RunOptions,
): Promise<Ended> {
  return new Promise((resolve) => {
    let text = "";
    const child = spawn(program, words, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: output === "shown" ? "inherit" : ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk: Buffer) => {
        text += String(chunk);
      });
    child.once("error", (error) => resolve({ code: 127, output: error.message }));
    child.once("close", (code) => resolve({ code: code ?? 1, output: text }));
  });
}

/** Electron's `utilityProcess`: child processes of plain Node, with messages by structured clone. */
import { fork, type ChildProcess } from "node:child_process";
import { constants } from "node:os";
import type { Readable } from "node:stream";
import { onlyKnown, strict, StrictEmitter } from "./strict.ts";

interface ForkOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly execArgv?: readonly string[];
  readonly stdio?: "pipe" | "ignore" | "inherit";
  readonly serviceName?: string;
}

const hooks = new URL("./hooks.ts", import.meta.url).href;

class UtilityProcess extends StrictEmitter {
  readonly #child: ChildProcess;

  constructor(child: ChildProcess) {
    super("UtilityProcess", ["spawn", "message", "exit"]);
    this.#child = child;
    child.on("spawn", () => this.emit("spawn"));
    child.on("message", (message) => this.emit("message", message));
    child.on("exit", (code, signal) =>
      this.emit("exit", code ?? (signal ? constants.signals[signal] : 1)),
    );
    // What a message to a process that is just dying meets; `exit` tells the rest.
    child.on("error", () => {});
  }

  /** Undefined before it runs and after it has ended. */
  get pid(): number | undefined {
    const { pid, exitCode, signalCode } = this.#child;
    return exitCode === null && signalCode === null ? pid : undefined;
  }

  get stdout(): Readable | null {
    return this.#child.stdout;
  }

  get stderr(): Readable | null {
    return this.#child.stderr;
  }

  /** Lost when the process has ended, as in Electron. */
  postMessage(message: NonNullable<unknown>): void {
    if (this.#child.connected) this.#child.send(message as object);
  }

  /** Asks it to end; true when it was running. */
  kill(): boolean {
    return this.#child.kill();
  }
}

/** Electron's `utilityProcess` module. */
export const utilityProcess = strict("utilityProcess", {
  fork(file: string, args: readonly string[] = [], options: ForkOptions = {}): UtilityProcess {
    onlyKnown("utilityProcess options", options, [
      "env",
      "cwd",
      "execArgv",
      "stdio",
      "serviceName",
    ]);
    const stdio = options.stdio ?? "inherit";
    const child = fork(file, args, {
      env: { ...(options.env ?? process.env), STANDIN_ROLE: "utility" },
      execArgv: ["--import", hooks, "--enable-source-maps", ...(options.execArgv ?? [])],
      serialization: "advanced",
      stdio: ["ignore", stdio, stdio, "ipc"],
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    return new UtilityProcess(child);
  },
});

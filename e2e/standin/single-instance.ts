/** One instance per data folder: a lock file, and an inbox in which later instances leave their words. */
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  unlinkSync,
  watch,
  writeFileSync,
} from "node:fs";
import path from "node:path";

export interface SecondInstance {
  readonly argv: readonly string[];
  readonly workingFolder: string;
}

/** True when we are the first; then `onSecond` hears of each later one, which gets false. */
export function lockInstance(dataFolder: string, onSecond: (second: SecondInstance) => void) {
  const folder = path.join(dataFolder, "standin");
  const lock = path.join(folder, "lock");
  const inbox = path.join(folder, "inbox");
  mkdirSync(inbox, { recursive: true });
  if (ownerOf(lock) !== null) {
    leave(inbox, { argv: process.argv, workingFolder: process.cwd() });
    return false;
  }
  writeFileSync(lock, String(process.pid));
  const collect = () => {
    for (const name of readdirSync(inbox)) {
      if (!name.endsWith(".json")) continue;
      const file = path.join(inbox, name);
      const second = JSON.parse(readFileSync(file, "utf8")) as SecondInstance; // From `leave`.
      unlinkSync(file);
      onSecond(second);
    }
  };
  watch(inbox, collect).unref();
  return true;
}

/** The process that holds a lock and still runs; null when nobody does. */
function ownerOf(lock: string): number | null {
  try {
    const pid = Number(readFileSync(lock, "utf8"));
    process.kill(pid, 0);
    return pid === process.pid ? null : pid;
  } catch {
    return null; // No lock file, or one that a killed process left behind.
  }
}

function leave(inbox: string, second: SecondInstance): void {
  const file = path.join(inbox, `${process.pid}-${Date.now()}`);
  writeFileSync(file, JSON.stringify(second));
  renameSync(file, `${file}.json`);
}

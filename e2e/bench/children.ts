/** What the processes that this one started have used, where the system tells (Linux). */
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Sums over all children there have been, as far as they were looked at. */
export interface ChildrenWatch {
  /** Time computing so far, in ms; null where the system does not tell. */
  readonly cpu: () => number | null;
  /** The most memory that one of them held, in MB; null where the system does not tell. */
  readonly peak: () => number | null;
  readonly stop: () => void;
}

const ticksPerSecond = 100;
const everyMs = 100;

/** Looks at the children again and again: what a process used is gone when it ends. */
export function watchChildren(): ChildrenWatch {
  const cpu = new Map<number, number>();
  let peak = 0;
  const look = (): void => {
    for (const child of childrenOf()) {
      const stat = read(`/proc/${child}/stat`)?.split(") ")[1]?.split(" ");
      if (stat !== undefined)
        cpu.set(child, ((Number(stat[11]) + Number(stat[12])) * 1_000) / ticksPerSecond);
      const most = /VmHWM:\s*(\d+)/.exec(read(`/proc/${child}/status`) ?? "")?.[1];
      peak = Math.max(peak, Number(most ?? 0) / 1_024);
    }
  };
  const timer = setInterval(look, everyMs);
  const isTold = existsSync("/proc/self/task");
  return {
    cpu() {
      look();
      return isTold ? [...cpu.values()].reduce((sum, each) => sum + each, 0) : null;
    },
    peak: () => (isTold ? peak : null),
    stop: () => clearInterval(timer),
  };
}

function childrenOf(): readonly number[] {
  if (!existsSync("/proc/self/task")) return [];
  return readdirSync("/proc/self/task").flatMap((thread) =>
    (read(`/proc/self/task/${thread}/children`) ?? "").split(" ").filter(Boolean).map(Number),
  );
}

function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // The process has ended meanwhile.
    return null;
  }
}

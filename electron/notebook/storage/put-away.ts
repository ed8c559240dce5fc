/**
 * Puts written files where they stay, durably. Each wait for the disk costs the same however much there
 * is to be written, so files that come close together are put away together.
 */
import { mkdir, open, rename } from "node:fs/promises";
import { dirname } from "node:path";

/** A file that lies on the same disk as the place where it is to stay. */
export interface PutAway {
  readonly from: string;
  readonly place: string;
}

interface Waiting extends PutAway {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** So many at a time: the threads that do it serve all else that is read and written as well. */
const mostTogether = 64;

/** Puts files on shelves, the folders right below `root`. Durable when what it returns resolves. */
export function groupPutAway(root: string): (file: PutAway) => Promise<void> {
  const queue: Waiting[] = [];
  const shelves = new Set<string>();
  let isAtWork = false;

  /** Content first, then the name: a name never stands for a file that is only half there. */
  async function putOne({ from, place }: PutAway): Promise<string | null> {
    await syncPath(from, "r+");
    const shelf = dirname(place);
    const made = shelves.has(shelf) ? undefined : await mkdir(shelf, { recursive: true });
    shelves.add(shelf);
    await rename(from, place);
    return made === undefined ? null : shelf;
  }

  async function putGroup(group: readonly Waiting[]): Promise<void> {
    const results = await Promise.allSettled(group.map(putOne));
    const put = group.filter((_, at) => results[at]?.status === "fulfilled");
    try {
      await Promise.all([...new Set(put.map(({ place }) => dirname(place)))].map(syncFolder));
      if (results.some((result) => result.status === "fulfilled" && result.value !== null))
        await syncFolder(root);
    } catch (error) {
      for (const { reject } of group) reject(error);
      return;
    }
    group.forEach(({ resolve, reject }, at) => {
      const result = results[at];
      if (result?.status === "rejected") reject(result.reason);
      else resolve();
    });
  }

  async function work(): Promise<void> {
    if (isAtWork) return;
    isAtWork = true;
    while (queue.length > 0) await putGroup(queue.splice(0, mostTogether));
    isAtWork = false;
  }

  return (file) =>
    new Promise((resolve, reject) => {
      queue.push({ ...file, resolve, reject });
      void work();
    });
}

/** Makes names in a folder durable. Windows has no such thing and does it with the file. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform !== "win32") await syncPath(path, "r");
}

async function syncPath(path: string, flags: "r" | "r+"): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

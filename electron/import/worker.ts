/**
 * The importer process: one file in, what it holds or a refusal out, over Electron's `parentPort` or the
 * channel of `child_process.fork`. It imports nothing but Node before it has taken its own means away.
 */
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { isMainThread, Worker } from "node:worker_threads";
import { watchMemory } from "./memory-watch.ts";
import { denyCode, denyNetwork } from "./sealed.ts";
import type { ImporterRequest } from "./pool.ts";

interface Port {
  readonly send: (message: unknown) => void;
  readonly listen: (hear: (message: unknown) => void) => void;
}

/** What Electron puts on `process` in a utility process. */
interface UtilityPort {
  postMessage(message: unknown): void;
  on(event: "message", listen: (event: { readonly data: unknown }) => void): void;
}

// The same file once more, in a thread that goes on while a parser keeps this one busy.
if (isMainThread) {
  new Worker(fileURLToPath(import.meta.url), { argv: process.argv.slice(2) }).unref();
}
// From here on no text of a file can become code, whatever a parser does with it.
setFlagsFromString("--disallow-code-generation-from-strings");
denyCode();
denyNetwork();
if (isMainThread) serve();
else watchMemory(memoryLimit());

function serve(): void {
  const port = findPort();
  // One after the other, in the order in which they came: the pool counts on it.
  let last: Promise<void> = Promise.resolve();
  port.listen((message) => {
    last = last.then(async () => {
      const said = await answer(message as ImporterRequest, port);
      port.send({ ...said, memory: process.memoryUsage.rss() });
    });
  });
}

/** Bytes of memory that this process may take: its first argument in MB, or 1.5 GB. */
function memoryLimit(): number {
  return Number(process.argv[2] ?? 1_536) * 1_048_576;
}

/** Articles in one message: thousands at once would keep those who pass them on busy for too long. */
const articlesAtOnce = 100;

async function answer(request: ImporterRequest, port: Port): Promise<object> {
  const { id } = request;
  // Loaded after the seals are on, and once: later files find it in the cache.
  const [{ openFile }, { openSource }, { openRoom }, { Refusal }] = await Promise.all([
    import("./index.ts"),
    import("./open.ts"),
    import("./room.ts"),
    import("./format.ts"),
  ]);
  try {
    const room = openRoom(request.room, request.depth);
    const source = await openSource(request);
    const goesOn = (): void => port.send({ id, goesOn: true });
    try {
      const harvest = await openFile({ ...source, goesOn }, room);
      const ahead = Math.max(0, harvest.articles.length - articlesAtOnce);
      for (let at = 0; at < ahead; at += articlesAtOnce)
        port.send({
          id,
          articles: harvest.articles.slice(at, Math.min(ahead, at + articlesAtOnce)),
        });
      const articles = harvest.articles.slice(ahead);
      return { id, ok: true, harvest: { ...harvest, articles, files: room.files } };
    } finally {
      source.close();
    }
  } catch (error) {
    if (error instanceof Refusal) {
      return { id, ok: false, reason: error.reason, advice: error.advice };
    }
    console.error(error);
    return {
      id,
      ok: false,
      reason: "The reader failed on this file.",
      advice: "It may be damaged.",
    };
  }
}

function findPort(): Port {
  const { parentPort } = process as { readonly parentPort?: UtilityPort };
  if (parentPort !== undefined) {
    return {
      send: (message) => parentPort.postMessage(message),
      listen: (hear) => parentPort.on("message", ({ data }) => hear(data)),
    };
  }
  if (process.send === undefined) throw new Error("Expected to be started by another process");
  process.on("disconnect", () => process.exit(0));
  return {
    send: (message) => void process.send?.(message),
    listen: (hear) => void process.on("message", hear),
  };
}

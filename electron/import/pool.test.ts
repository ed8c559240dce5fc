/** The pool and the importer process, with real processes wherever a process is what it is about. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test, onTestFinished, vi } from "vitest";
import { forkImporter } from "./fork.ts";
import { checkHarvest, checkHarvestSoon } from "./harvest.ts";
import { besideReader } from "./open.ts";
import {
  createPool,
  type FileToRead,
  type ImporterProcess,
  type ImporterRequest,
  type Reading,
} from "./pool.ts";

const root = await mkdtemp(path.join(tmpdir(), "commonplace-import-"));
const folder = path.join(root, "folder");
await mkdir(folder);
afterAll(() => rm(root, { recursive: true }));

async function file(name: string, content: string | Uint8Array): Promise<FileToRead> {
  await writeFile(path.join(folder, name), content);
  return { name, path: path.join(folder, name), folder, room: null, depth: 0 };
}
const draftOf = (reading: Reading) =>
  checkHarvest(reading.ok ? reading.harvest : null).articles[0]?.draft;
const reasonOf = (reading: Reading): string => (reading.ok ? "none" : reading.reason);
/** Seconds of work for a reader: enough to be killed in the middle of. */
const heavy = (): Promise<FileToRead> =>
  file("heavy.html", `<body>${"<p>word <b>more</b></p>".repeat(70_000)}`);

test("a process reads file after file, and survives the bad ones", async () => {
  const pool = createPool({ spawn: () => forkImporter(), size: 1 });
  const note = await pool.read(await file("note.txt", "A short note\nwith two lines."));
  expect(draftOf(note)).toMatchObject({
    title: "A short note",
    importer: "text",
  });
  expect(reasonOf(await pool.read(await file("empty.txt", "")))).toBe("The file is empty.");
  expect(
    reasonOf(
      await pool.read({ ...(await file("gone.txt", "")), path: path.join(folder, "none.txt") }),
    ),
  ).toBe("The file cannot be read.");
  expect(
    reasonOf(await pool.read({ name: "folder", path: folder, folder: null, room: null, depth: 0 })),
  ).toBe("This is not an ordinary file.");
  const page = await pool.read(await file("page.html", "<p>Words on a page.</p>"));
  expect(page.ok).toBe(true);
  pool.close();
});

test("pictures beside the page come with the draft, byte for byte", async () => {
  const pool = createPool({ spawn: () => forkImporter(), size: 1 });
  const png = Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.alloc(300, 7)]);
  await writeFile(path.join(folder, "a picture.png"), png);
  const reading = await pool.read(await file("pic.md", "Text.\n\n![alt](a%20picture.png)"));
  const draft = draftOf(reading);
  expect(Buffer.from(draft?.images[0]?.bytes ?? []).equals(png)).toBe(true);
  pool.close();
});

test("the articles of a long bibliography come in several messages, in their order", async () => {
  const entries = Array.from(
    { length: 250 },
    (_, n) => `TY  - JOUR\nTI  - On matter number ${n}\nAU  - Berg, Anna\nER  - \n`,
  );
  const messages: unknown[] = [];
  const spawn = (): ImporterProcess => {
    const process = forkImporter();
    process.onMessage((message) => messages.push(message));
    return process;
  };
  const pool = createPool({ spawn, size: 1 });
  const reading = await pool.read(await file("many.ris", entries.join("\n")));
  const { articles } = await checkHarvestSoon(reading.ok ? reading.harvest : null);
  expect(articles.map(({ draft }) => draft.title)).toEqual(
    entries.map((_, n) => `On matter number ${n}`),
  );
  expect(messages.length).toBe(3);
  pool.close();
});

test("what is wrong in a harvest is said, whether it is checked at once or bit by bit", async () => {
  const wrong = { articles: [], files: [{ name: "a", place: "../a" }], refused: [] };
  expect(() => checkHarvest(wrong)).toThrow(/^Expected a harvest; at file 0, place/);
  await expect(checkHarvestSoon(wrong)).rejects.toThrow(/^Expected a harvest; at file 0, place/);
});

test("a file above the limit is refused before it is read", async () => {
  const huge = await file("huge.txt", "");
  await truncate(huge.path, 201 * 1024 * 1024);
  const pool = createPool({ spawn: () => forkImporter(), size: 1 });
  expect(reasonOf(await pool.read(huge))).toBe(
    "The file is too large: 201 MB, and the limit is 200 MB.",
  );
  pool.close();
});

test("a large file is given more time", async () => {
  const { spawn, log } = scripted();
  const pool = createPool({ spawn, size: 1, timeLimitMs: 1 });
  const started = performance.now();
  const reading = await pool.read({ ...named("large.zip"), size: 2_000_000 });
  expect(reasonOf(reading)).toBe("Reading it took longer than 0.101 seconds.");
  expect(performance.now() - started).toBeGreaterThan(95);
  expect(log).toEqual(["start", "kill"]);
});

test("a reader at work for too long is killed", async () => {
  const gone = Promise.withResolvers<void>();
  const spawn = (): ImporterProcess => {
    const process = forkImporter();
    process.onExit(() => gone.resolve());
    return process;
  };
  const pool = createPool({ spawn, size: 1, timeLimitMs: 500 });
  expect(reasonOf(await pool.read(await heavy()))).toBe("Reading it took longer than 0.5 seconds.");
  await gone.promise;
  pool.close();
});

test("a file that takes too much memory is refused for that, and the next one is read", async () => {
  const started: ImporterProcess[] = [];
  const spawn = (): ImporterProcess => {
    const process = forkImporter(started.length === 0 ? 260 : undefined);
    started.push(process);
    return process;
  };
  const pool = createPool({ spawn, size: 1 });
  expect((await pool.read(await file("small.txt", "A small one."))).ok).toBe(true);
  const text = "<p>word <b>more</b></p>".repeat(300_000);
  expect(reasonOf(await pool.read(await file("vast.html", text)))).toBe(
    "Reading it took more than 1.5 GB of memory.",
  );
  expect((await pool.read(await file("next.txt", "Next in line."))).ok).toBe(true);
  expect(started).toHaveLength(2);
  pool.close();
});

test("a reader that dies takes only its own file with it", async () => {
  const started: ImporterProcess[] = [];
  const spawn = (): ImporterProcess => {
    const process = forkImporter();
    started.push(process);
    return process;
  };
  const pool = createPool({ spawn, size: 1 });
  const dying = pool.read(await heavy());
  const next = pool.read(await file("next.txt", "Next in line."));
  started[0]?.kill();
  expect(reasonOf(await dying)).toBe("The reader crashed on this file.");
  expect((await next).ok).toBe(true);
  expect(started).toHaveLength(2);
  pool.close();
});

test("aborting stops the file at work and those that wait", async () => {
  const pool = createPool({ spawn: () => forkImporter(), size: 1 });
  const abort = new AbortController();
  const readings = [pool.read(await heavy(), abort.signal), pool.read(await heavy(), abort.signal)];
  const other = pool.read(await file("other.txt", "Not of this import."));
  abort.abort();
  expect((await Promise.all(readings)).map(reasonOf)).toEqual([
    "The import was stopped.",
    "The import was stopped.",
  ]);
  expect((await other).ok).toBe(true);
  expect(reasonOf(await pool.read(await heavy(), abort.signal))).toBe("The import was stopped.");
  pool.close();
  expect(reasonOf(await pool.read(await heavy()))).toBe("The import was stopped.");
});

/** A process that answers when told to, for what is about order and not about reading. */
function scripted(): {
  readonly spawn: () => ImporterProcess;
  readonly log: string[];
  readonly answer: (message: unknown) => void;
  readonly requests: ImporterRequest[];
  /** Ends the newest process. */
  readonly die: () => void;
} {
  const log: string[] = [];
  const requests: ImporterRequest[] = [];
  const ears: ((message: unknown) => void)[] = [];
  const ends: ((code: number | null) => void)[] = [];
  return {
    log,
    die: () => ends.at(-1)?.(1),
    requests,
    answer: (message) => ears.at(-1)?.(message),
    spawn: () => {
      log.push("start");
      return {
        postMessage: (request) => void requests.push(request),
        onMessage: (listen) => void ears.push(listen),
        onExit: (listen) => void ends.push(listen),
        kill: () => void log.push("kill"),
      };
    },
  };
}

test("the file after one that took too long gets a process of its own", async () => {
  const { spawn, log, answer } = scripted();
  const pool = createPool({ spawn, size: 1, timeLimitMs: 50 });
  const slow = pool.read(named("slow.txt"));
  const next = pool.read(named("next.txt"));
  expect(reasonOf(await slow)).toBe("Reading it took longer than 0.05 seconds.");
  answer({ id: 2, ok: true, harvest: "next" });
  expect(await next).toEqual({ ok: true, harvest: "next" });
  expect(log).toEqual(["start", "kill", "start"]);
  pool.close();
});

test("a file of which ever more is read has its time anew, ten times at most", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  onTestFinished(() => void vi.useRealTimers());
  const { spawn, answer } = scripted();
  const pool = createPool({ spawn, size: 1, timeLimitMs: 1_000 });
  const goOn = (id: number, times: number): void => {
    for (let n = 0; n < times; n += 1) {
      vi.advanceTimersByTime(900);
      answer({ id, goesOn: true });
    }
  };
  const long = pool.read(named("long.bib"));
  goOn(1, 5);
  answer({ id: 1, ok: true, harvest: "long" });
  expect(await long).toEqual({ ok: true, harvest: "long" });
  const endless = pool.read(named("endless.bib"));
  goOn(2, 20);
  expect(reasonOf(await endless)).toBe("Reading it took longer than 10 seconds.");
  pool.close();
});

test("processes are replaced after so many files, and unknown answers are ignored", async () => {
  const { spawn, log, answer, requests } = scripted();
  const pool = createPool({ spawn, size: 1, recycleAfter: 2 });
  const readings = [1, 2, 3].map((n) => pool.read(named(`${n}.txt`)));
  answer("noise");
  answer({ id: 99, ok: true, harvest: "late" });
  answer({ id: 1, ok: "yes" });
  for (const id of [1, 2, 3]) answer({ id, ok: true, harvest: id });
  expect(await Promise.all(readings)).toEqual([1, 2, 3].map((harvest) => ({ ok: true, harvest })));
  expect(log).toEqual(["start", "kill", "start"]);
  expect(requests.map(({ name }) => name)).toEqual(["1.txt", "2.txt", "3.txt"]);
});

test("a process that keeps much memory after a file is replaced", async () => {
  const { spawn, log, answer } = scripted();
  const pool = createPool({ spawn, size: 1, recycleAbove: 1_000 });
  const readings = [1, 2, 3].map((n) => pool.read(named(`${n}.txt`)));
  answer({ id: 1, ok: true, harvest: 1, memory: 900 });
  answer({ id: 2, ok: true, harvest: 2, memory: 1_100 });
  answer({ id: 3, ok: true, harvest: 3, memory: 900 });
  await Promise.all(readings);
  expect(log).toEqual(["start", "kill", "start"]);
  pool.close();
});

const named = (name: string): FileToRead => ({
  name,
  path: "/x",
  folder: null,
  room: null,
  depth: 0,
});

/** Lets time pass only as a test says: how quick a process is must not be the machine's doing. */
function stopClock(): void {
  vi.useFakeTimers({ toFake: ["performance"] });
  onTestFinished(() => void vi.useRealTimers());
}

test("a process that is quick is handed files ahead, and a slow one is not", async () => {
  stopClock();
  const { spawn, answer, requests } = scripted();
  const pool = createPool({ spawn, size: 1 });
  const readings = ["1", "2", "3", "4", "5"].map((name) => pool.read(named(name)));
  expect(requests).toHaveLength(1);
  answer({ id: 1, ok: true, harvest: 1 });
  expect(requests).toHaveLength(5);
  vi.advanceTimersByTime(100);
  answer({ id: 2, ok: true, harvest: 2 });
  const late = [pool.read(named("6")), pool.read(named("7"))];
  expect(requests).toHaveLength(5);
  for (const id of [3, 4, 5, 6, 7]) answer({ id, ok: true, harvest: id });
  const all = await Promise.all([...readings, ...late]);
  expect(all.map((reading) => reading.ok && reading.harvest)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test("when a process dies with several files, only the one that kills another is refused", async () => {
  stopClock();
  const { spawn, answer, requests, die, log } = scripted();
  const pool = createPool({ spawn, size: 1 });
  const first = pool.read(named("first"));
  const [quick, killer, last] = ["quick", "killer", "last"].map((name) => pool.read(named(name)));
  answer({ id: 1, ok: true, harvest: 1 });
  expect(await first).toEqual({ ok: true, harvest: 1 });
  die();
  expect(requests.slice(4).map(({ name }) => name)).toEqual(["quick"]);
  answer({ id: 2, ok: true, harvest: 2 });
  expect(await quick).toEqual({ ok: true, harvest: 2 });
  die();
  expect(requests.slice(7).map(({ name }) => name)).toEqual(["killer"]);
  die();
  expect(reasonOf((await killer) ?? { ok: true, harvest: null })).toBe(
    "The reader crashed on this file.",
  );
  answer({ id: 4, ok: true, harvest: 4 });
  expect((await last)?.ok).toBe(true);
  expect(log.filter((what) => what === "start")).toHaveLength(4);
  pool.close();
});

test("an importer has no network, starts no process and makes no code from text", async () => {
  const probe = `
    process.send = () => {};
    await import(${JSON.stringify(path.join(import.meta.dirname, "worker.ts"))});
    const outcome = {};
    const attempt = async (name, run) => { try { await run(); outcome[name] = "done"; } catch (error) { outcome[name] = "refused"; } };
    const [net, http, https, dns, dgram, child, tls, vm] = await Promise.all(["net", "http", "https", "dns", "dgram", "child_process", "tls", "vm"].map((name) => import("node:" + name)));
    await attempt("net", () => net.connect(9));
    await attempt("socket", () => new net.Socket().connect(9));
    await attempt("tls", () => tls.connect(9));
    await attempt("http", () => http.get("http://127.0.0.1:9"));
    await attempt("https", () => https.request("https://127.0.0.1:9"));
    await attempt("dns", () => dns.promises.lookup("localhost"));
    await attempt("dgram", () => dgram.createSocket("udp4"));
    await attempt("child", () => child.spawn("true"));
    await attempt("eval", () => (0, eval)("1"));
    await attempt("function", () => new Function("return 1")());
    await attempt("constructor", () => (async () => {}).constructor("return 1")());
    await attempt("vm", () => vm.runInThisContext("1"));
    const { importFile } = await import(${JSON.stringify(path.join(import.meta.dirname, "index.ts"))});
    const page = "<title>T</title><p>" + "words ".repeat(99) + "</p><pre>x</pre>";
    for (const name of ["a.html", "a.md", "a.txt"]) await importFile({ name, bytes: Buffer.from(page), readBeside: async () => null });
    outcome.fetch = typeof fetch; outcome.WebSocket = typeof WebSocket;
    console.log(JSON.stringify(outcome));
    process.exit(0);`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--input-type=module",
    "-e",
    probe,
  ]);
  const outcome: unknown = JSON.parse(stdout);
  const names = [
    "net",
    "socket",
    "tls",
    "http",
    "https",
    "dns",
    "dgram",
    "child",
    "eval",
    "function",
    "constructor",
    "vm",
  ];
  expect(outcome).toEqual({
    ...Object.fromEntries(names.map((name) => [name, "refused"])),
    fetch: "undefined",
    WebSocket: "undefined",
  });
});

test("only ordinary files below the folder can be read beside a page", async () => {
  await writeFile(path.join(root, "secret.png"), "secret");
  await mkdir(path.join(folder, "page_files"));
  await writeFile(path.join(folder, "page_files", "in.png"), "inside");
  await symlink(path.join(root, "secret.png"), path.join(folder, "link.png"));
  await symlink(root, path.join(folder, "up"));
  await writeFile(path.join(folder, "big.png"), "");
  await truncate(path.join(folder, "big.png"), 21 * 1024 * 1024);
  const beside = besideReader(folder);
  expect(Buffer.from((await beside("page_files/in.png")) ?? []).toString()).toBe("inside");
  expect(Buffer.from((await beside("./page_files\\in.png")) ?? []).toString()).toBe("inside");
  const outside = [
    "../secret.png",
    "page_files/../../secret.png",
    path.join(root, "secret.png"),
    "link.png",
    "up/secret.png",
    "C:\\secret.png",
    "\\\\host\\share\\x.png",
    "in\0.png",
    "",
    ".",
    "page_files",
    "gone.png",
    "big.png",
  ];
  for (const name of outside) expect([name, await beside(name)]).toEqual([name, null]);
  expect(await besideReader(null)("page_files/in.png")).toBeNull();
});

import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { assembleNotebook, openNotebook } from "../notebook.ts";
import { openFile } from "./opening.ts";
import { addNote, codeFrom, newFolder, noteBody } from "../test-notebook.ts";

const saver = fileURLToPath(new URL("test-saver.ts", import.meta.url));

/** Starts the saving process; its output as it comes. */
function startSaver(
  folder: string,
  mode: "save" | "hold" | "restore",
): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [saver, folder, mode], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  child.stdout?.on("data", (part: Buffer) => {
    output += part.toString();
  });
  return { child, output: () => output };
}

/** Waits for output that satisfies the condition, then kills the process at once. */
async function killWhen(
  { child, output }: ReturnType<typeof startSaver>,
  ready: (output: string) => boolean,
): Promise<string> {
  const ended = new Promise((resolve) => child.once("close", resolve));
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on("data", () => {
      if (ready(output())) resolve();
    });
    child.once("exit", () => reject(new Error("Expected the saver to run until it is killed.")));
  });
  child.removeAllListeners("exit");
  child.kill("SIGKILL");
  await ended;
  return output();
}

/** The text of the note that is restored, as the saving process writes it. */
function noteOf(word: string): string {
  const children = [{ type: "text", text: `${word} `.repeat(20_000) }];
  return JSON.stringify({ root: { type: "root", children: [{ type: "paragraph", children }] } });
}

describe("a process that is killed while it saves", () => {
  // Ten processes are started: on a busy machine that takes its time.
  test(
    "loses nothing that was acknowledged, at whatever moment",
    { timeout: 180_000 },
    async () => {
      const folder = newFolder();
      openNotebook({ folder, mode: "create" }).close();
      for (let round = 0; round < 10; round += 1) {
        const lines = 1 + Math.floor(Math.random() * 60);
        const output = await killWhen(
          startSaver(folder, "save"),
          (text) => text.split("\n").length > lines,
        );
        const acknowledged = new Map(
          output
            .split("\n")
            .slice(0, -1)
            .map((line) => {
              const [id = "", revision = ""] = line.split(" ");
              return [id, Number(revision)] as const;
            }),
        );
        expect(acknowledged.size).toBeGreaterThan(0);
        const notebook = openNotebook({ folder, mode: "open" });
        for (const [id, revision] of acknowledged) {
          const note = notebook.notes.get({ id });
          expect(note?.revision).toBeGreaterThanOrEqual(revision);
          expect(note?.body).toContain(`${id} revision ${note?.revision} `);
        }
        expect((await notebook.check()).findings).toEqual([]);
        notebook.close();
        expect(readdirSync(folder).toSorted()).toEqual(["files", "notebook.commonplace"]);
      }
    },
  );

  test(
    "has restored and undone wholly or not at all, and can undo and redo afterwards",
    { timeout: 180_000 },
    async () => {
      const folder = newFolder();
      openNotebook({ folder, mode: "create" }).close();
      for (let round = 0; round < 6; round += 1) {
        const lines = 1 + Math.floor(Math.random() * 12);
        const output = await killWhen(
          startSaver(folder, "restore"),
          (text) => text.split("\n").length > lines,
        );
        const [id = "", acknowledged = ""] = output.split("\n").at(-2)?.split(" ") ?? [];
        const notebook = openNotebook({ folder, mode: "open" });
        const note = notebook.notes.get({ id });
        expect(note?.revision).toBeGreaterThanOrEqual(Number(acknowledged));
        // The text was written twice, then restored at each odd revision and undone at each even one.
        const restored = (note?.revision ?? 0) % 2 === 1;
        const bodies = { earlier: noteOf("earlier"), later: noteOf("later") };
        expect(note?.body === (restored ? bodies.earlier : bodies.later)).toBe(true);
        const { undo, redo } = notebook.history.next();
        expect(restored ? undo : redo).toBe("go back to a version of the note ‘Restored’");
        if (restored) notebook.history.undo({ group: null });
        else notebook.history.redo();
        const now = notebook.notes.get({ id })?.body;
        expect(now === (restored ? bodies.later : bodies.earlier)).toBe(true);
        expect((await notebook.check()).findings).toEqual([]);
        notebook.close();
      }
    },
  );

  test("locks nobody out afterwards", async () => {
    const folder = newFolder();
    openNotebook({ folder, mode: "create" }).close();
    await killWhen(startSaver(folder, "hold"), (text) => text.includes("open"));
    expect(existsSync(join(folder, "notebook.lock"))).toBe(true);
    openNotebook({ folder, mode: "open" }).close();
    expect(existsSync(join(folder, "notebook.lock"))).toBe(false);
  });
});

test("a notebook that another process has open is refused, with who has it, but can be read", async () => {
  const folder = newFolder();
  const first = openNotebook({ folder, mode: "create" });
  addNote(first, "Here", "words");
  first.close();
  const holder = startSaver(folder, "hold");
  await new Promise<void>((resolve) => {
    holder.child.stdout?.on("data", () => resolve());
  });
  expect(await codeFrom(() => openNotebook({ folder, mode: "open" }))).toBe("notebook-locked");
  expect(() => openNotebook({ folder, mode: "open" })).toThrow(`process ${holder.child.pid}`);
  const reading = openNotebook({ folder, mode: "readOnly" });
  expect(reading.notes.list({ offset: 0, limit: 5, words: "" }).total).toBe(1);
  reading.close();
  // Looking has not taken the lock away from its owner.
  expect(await codeFrom(() => openNotebook({ folder, mode: "open" }))).toBe("notebook-locked");
});

describe("a full disk", () => {
  test("is said so, and takes nothing that was saved", async () => {
    const folder = newFolder();
    openNotebook({ folder, mode: "create" }).close();
    const file = openFile({ folder, mode: "open" });
    const notebook = assembleNotebook(file, {});
    const id = addNote(notebook, "Note", "start");
    const pages = Number(file.sqlite.pragma("page_count", { simple: true }));
    file.sqlite.pragma(`max_page_count = ${pages + 40}`);
    let acknowledged = 1;
    const fill = async () => {
      for (;;) {
        // Words that do not compress, so that the disk is full soon.
        const words = Array.from({ length: 2_000 }, () => Math.random().toString(36)).join(" ");
        const code = await codeFrom(() => {
          acknowledged = notebook.notes.save({
            id,
            base: acknowledged,
            body: noteBody(words),
          }).revision;
          addNote(notebook, "Another", words);
        });
        if (code !== "nothing") return code;
      }
    };
    expect(await fill()).toBe("disk-full");
    expect(notebook.notes.get({ id })?.revision).toBe(acknowledged);
    file.sqlite.pragma("max_page_count = 1000000");
    expect(notebook.notes.save({ id, base: acknowledged, body: noteBody("after") }).revision).toBe(
      acknowledged + 1,
    );
    expect((await notebook.check()).findings).toEqual([]);
    notebook.close();
    const again = openNotebook({ folder, mode: "open" });
    expect(again.notes.get({ id })?.body).toBe(noteBody("after"));
    again.close();
  });
});

test("closing leaves one plain file that any SQLite can read", () => {
  const folder = newFolder();
  const notebook = openNotebook({ folder, mode: "create" });
  addNote(notebook, "Note", "words");
  expect(readdirSync(folder)).toContain("notebook.commonplace-wal");
  notebook.close();
  notebook.close();
  expect(readdirSync(folder).toSorted()).toEqual(["files", "notebook.commonplace"]);
});

test("the settings that durability rests on are on", () => {
  const folder = newFolder();
  const file = openFile({ folder, mode: "create" });
  const pragma = (name: string) => file.sqlite.pragma(name, { simple: true });
  expect({
    journal: pragma("journal_mode"),
    synchronous: pragma("synchronous"),
    locking: pragma("locking_mode"),
    foreignKeys: pragma("foreign_keys"),
    trustedSchema: pragma("trusted_schema"),
    cellSizeCheck: pragma("cell_size_check"),
    mmap: pragma("mmap_size"),
    temporary: pragma("temp_store"),
    cache: pragma("cache_size"),
  }).toEqual({
    journal: "wal",
    synchronous: 2,
    locking: "exclusive",
    foreignKeys: 1,
    trustedSchema: 0,
    cellSizeCheck: 1,
    mmap: 0,
    temporary: 2,
    cache: -65536,
  });
  file.close();
});

test("the index is merged and the log written back between changes", async () => {
  const folder = newFolder();
  openNotebook({ folder, mode: "create" }).close();
  const file = openFile({ folder, mode: "open" });
  const notebook = assembleNotebook(file, {});
  const segments = () =>
    Number(file.sqlite.prepare("select count(distinct segid) from fts_note_idx").pluck().get());
  for (let index = 0; index < 12; index += 1) addNote(notebook, `Note ${index}`, "some words");
  expect(segments()).toBeGreaterThan(8);
  await expect.poll(segments, { timeout: 10_000 }).toBeLessThanOrEqual(4);
  notebook.close();
});

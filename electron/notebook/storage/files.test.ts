import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { NotebookError } from "../../api.ts";
import { openNotebook } from "../notebook.ts";
import { addArticle, codeFrom, newFolder, newNotebook, sha256 } from "../test-notebook.ts";

const limit = 200_000_000;

/** A file with these bytes in a folder of its own. */
function fileOf(bytes: string | Uint8Array, name = "file.txt"): string {
  const path = join(newFolder(), name);
  writeFileSync(path, bytes);
  return path;
}
/** The sentence with which a path is refused; the notebook's folder stays as it was. */
async function refusalOf(path: string): Promise<string> {
  const notebook = newNotebook();
  const kept = () =>
    readdirSync(join(notebook.folder, "files")).filter((name) => name !== ".staging");
  const outcome = await notebook.files.stage(path, limit).catch((error: unknown) => error);
  expect(kept()).toEqual([]);
  return outcome instanceof NotebookError ? outcome.message : "taken";
}

test("nothing is put where the notebook was before its folder was renamed", async () => {
  const folder = join(newFolder(), "Notebook");
  const notebook = openNotebook({ folder, mode: "create" });
  onTestFinished(() => notebook.close());
  const path = fileOf("original");
  renameSync(folder, `${folder} of mine`);
  await expect(notebook.files.stage(path, limit)).rejects.toThrow(/was moved or renamed/);
  await expect(notebook.files.addImage(Buffer.from("png"), "image/png")).rejects.toThrow(/renamed/);
  expect(existsSync(folder)).toBe(false);
  renameSync(`${folder} of mine`, folder);
  const kept = await notebook.files.keep(await notebook.files.stage(path, limit), "txt");
  expect(kept.size).toBe(8);
});

describe("taking a file in", () => {
  test("copies it aside under its hash, then keeps it by that name for good", async () => {
    const notebook = newNotebook();
    const bytes = Buffer.from("Some text. ".repeat(200_000));
    const path = fileOf(bytes);
    const staged = await notebook.files.stage(path, limit);
    expect(staged).toMatchObject({ sha256: sha256(bytes), size: bytes.length });
    expect(readFileSync(staged.path)).toEqual(bytes);
    const kept = await notebook.files.keep(staged, "TXT");
    expect(kept).toEqual({ sha256: staged.sha256, size: bytes.length, extension: "txt" });
    const place = join(notebook.folder, "files", staged.sha256.slice(0, 2), `${staged.sha256}.txt`);
    expect(readFileSync(place)).toEqual(bytes);
    expect(existsSync(staged.path)).toBe(false);
    expect(readFileSync(path)).toEqual(bytes);
  });

  test("twice keeps one, and heals a copy that was damaged", async () => {
    const notebook = newNotebook();
    const path = fileOf("original");
    const keep = async () => notebook.files.keep(await notebook.files.stage(path, limit), "txt");
    const { sha256: hash } = await keep();
    const place = join(notebook.folder, "files", hash.slice(0, 2), `${hash}.txt`);
    truncateSync(place, 3);
    await keep();
    expect(readFileSync(place, "utf8")).toBe("original");
    expect(readdirSync(join(notebook.folder, "files", hash.slice(0, 2)))).toHaveLength(1);
  });

  test("does not let an ending lead anywhere else", async () => {
    const notebook = newNotebook();
    const staged = await notebook.files.stage(fileOf("x"), limit);
    expect((await notebook.files.keep(staged, "../../evil")).extension).toBe("bin");
  });

  test("and thinking better of it leaves nothing", async () => {
    const notebook = newNotebook();
    const staged = await notebook.files.stage(fileOf("x"), limit);
    await notebook.files.discard(staged);
    await notebook.files.discard(staged);
    expect(readdirSync(join(notebook.folder, "files", ".staging"))).toEqual([]);
  });
});

describe("a file is refused with its reason", () => {
  test("when it is missing, empty, a folder, a link, a pipe or a device", async () => {
    const folder = newFolder();
    expect(await refusalOf(join(folder, "absent"))).toBe("The file is no longer there.");
    expect(await refusalOf(join(fileOf("x"), "below"))).toBe("The file is no longer there.");
    expect(await refusalOf(fileOf(""))).toBe("The file is empty.");
    expect(await refusalOf(folder)).toBe("This is a folder.");
    const link = join(folder, "link");
    symlinkSync(fileOf("x"), link);
    expect(await refusalOf(link)).toBe("This is a link to a file.");
    execFileSync("mkfifo", [join(folder, "pipe")]);
    expect(await refusalOf(join(folder, "pipe"))).toBe("This is not a file that can be read.");
    expect(await refusalOf("/dev/zero")).toBe("This is not a file that can be read.");
    expect(await refusalOf(join(folder, "x".repeat(5_000)))).toBe(
      "The file's name is too long to be opened.",
    );
  });

  test("when it is too large, with its size, before it is read", async () => {
    const huge = fileOf("x");
    truncateSync(huge, 2_000_000_000);
    const started = performance.now();
    expect(await refusalOf(huge)).toBe(
      "The file is too large: 2000 MB, and at most 200 MB can be imported.",
    );
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test("when it changes while it is read", async () => {
    const path = fileOf(Buffer.alloc(40_000_000, 1));
    const notebook = newNotebook();
    const staging = notebook.files.stage(path, limit);
    const writing = setInterval(() => appendFileSync(path, "more"), 1);
    const code = codeFrom(() => staging);
    expect(await code).toBe("bad-request");
    clearInterval(writing);
    await expect(staging).rejects.toThrow("changed while it was read");
    expect(readdirSync(join(notebook.folder, "files", ".staging"))).toEqual([]);
  });
});

describe("the folder of files", () => {
  test("is rid of what an import that was cut short left behind when the notebook opens", async () => {
    const notebook = newNotebook();
    const { path } = await notebook.files.stage(fileOf("x"), limit);
    notebook.close();
    expect(existsSync(path)).toBe(true);
    openNotebook({ folder: notebook.folder, mode: "open" }).close();
    expect(existsSync(path)).toBe(false);
  });

  test("gives out only what an article names", async () => {
    const notebook = newNotebook();
    const kept = await notebook.files.keep(await notebook.files.stage(fileOf("x"), limit), "txt");
    expect(await codeFrom(() => notebook.files.read(kept.sha256))).toBe("not-found");
    for (const hash of ["", "../../etc/passwd", "A".repeat(64)]) {
      expect(await codeFrom(() => notebook.files.read(hash))).toBe("not-found");
      expect(notebook.files.image(hash)).toBe(null);
    }
    await addArticle(notebook, ["text"]);
    expect(notebook.files.image(kept.sha256)).toBe(null);
  });

  test("keeps a picture once", async () => {
    const notebook = newNotebook();
    const bytes = Buffer.from("picture");
    const hash = await notebook.files.addImage(bytes, "image/webp");
    const place = join(notebook.folder, "files", hash.slice(0, 2), `${hash}.webp`);
    const { ino } = statSync(place);
    expect(await notebook.files.addImage(bytes, "image/webp")).toBe(hash);
    expect(statSync(place).ino).toBe(ino);
  });

  test("takes nothing in while the notebook is open for reading", async () => {
    const notebook = newNotebook();
    notebook.close();
    mkdirSync(join(notebook.folder, "files"), { recursive: true });
    const reading = openNotebook({ folder: notebook.folder, mode: "readOnly" });
    expect(await codeFrom(() => reading.files.stage(fileOf("x"), limit))).toBe("read-only");
    reading.close();
  });
});

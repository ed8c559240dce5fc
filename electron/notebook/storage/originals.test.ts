import { existsSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addArticle, codeFrom, newFolder, newNotebook } from "../test-notebook.ts";

/** A notebook with one article, and a way to export its original. */
async function withOriginal() {
  const notebook = newNotebook();
  const { id, fileName } = await addArticle(notebook, ["The sea rises."]);
  const original = notebook.originals.of(id);
  return {
    notebook,
    original,
    fileName,
    bytes: readFileSync(original.path, "utf8"),
    export: (to: string, replace = false) =>
      notebook.originals.export({ article: id, to, replace }),
  };
}

describe("an original", () => {
  test("comes out byte for byte, in a folder under its own name", async () => {
    const { bytes, fileName, ...each } = await withOriginal();
    const folder = newFolder();
    const out = await each.export(folder);
    expect(out).toEqual({
      path: join(folder, fileName),
      fileName,
      size: Buffer.byteLength(bytes),
    });
    expect(readFileSync(out.path, "utf8")).toBe(bytes);
    expect(readdirSync(folder)).toEqual([fileName]);
  });

  test("replaces a file only when that was asked for", async () => {
    const { bytes, ...each } = await withOriginal();
    const target = join(newFolder(), "there.txt");
    writeFileSync(target, "mine");
    expect(await codeFrom(() => each.export(target))).toBe("bad-request");
    expect(readFileSync(target, "utf8")).toBe("mine");
    await each.export(target, true);
    expect(readFileSync(target, "utf8")).toBe(bytes);
  });

  test("is never written into the notebook, not even through a link", async () => {
    const { notebook, original, bytes, ...each } = await withOriginal();
    const link = join(newFolder(), "link");
    symlinkSync(notebook.folder, link);
    for (const to of [
      join(notebook.folder, "notebook.commonplace"),
      original.path,
      notebook.folder,
      join(link, "files", "x.txt"),
    ])
      expect(await codeFrom(() => each.export(to, true))).toBe("bad-request");
    expect(readFileSync(original.path, "utf8")).toBe(bytes);
    expect((await notebook.check()).findings).toEqual([]);
  });

  test("that is no longer what was imported is not handed out", async () => {
    const { original, ...each } = await withOriginal();
    const target = join(newFolder(), "out.txt");
    writeFileSync(target, "mine");
    writeFileSync(original.path, "something else");
    expect(await codeFrom(() => each.export(target, true))).toBe("io");
    expect(readFileSync(target, "utf8")).toBe("mine");
    expect(readdirSync(join(target, ".."))).toEqual(["out.txt"]);
  });

  test("of an unknown article, or to a folder that is not there, is refused", async () => {
    const { notebook, ...each } = await withOriginal();
    const folder = newFolder();
    expect(await codeFrom(() => each.export(join(folder, "none", "x.txt")))).toBe("bad-request");
    expect(await codeFrom(() => notebook.originals.of("unknown"))).toBe("not-found");
    expect(existsSync(join(folder, "none"))).toBe(false);
  });
});

import { expect, test } from "vitest";
import type { Failure } from "./api.ts";
import { createNamedFiles } from "./named-files.ts";

function set(refusal: Failure | null = null) {
  const said: string[] = [];
  const imported: (readonly string[])[] = [];
  let isOpen = false;
  const files = createNamedFiles({
    isOpen: () => isOpen,
    importPaths: async (paths) => {
      imported.push(paths);
      return refusal ? { ok: false, error: refusal } : { ok: true, value: null };
    },
    onWaiting: () => said.push("waiting"),
    onFailed: ({ message }) => said.push(message),
  });
  return { files, said, imported, open: () => (isOpen = true) };
}

test("files named without a notebook wait, each once, until one is open", async () => {
  const { files, imported, open } = set();
  await files.take(["/a/one.txt", "/a/two.txt"]);
  await files.take(["/b/three.txt", "/a/one.txt"]);
  await files.go();
  expect(imported).toEqual([]);
  expect(files.waiting()).toEqual({ first: "one.txt", count: 3 });

  open();
  await files.go();
  await files.go();
  expect(imported).toEqual([["/a/one.txt", "/a/two.txt", "/b/three.txt"]]);
  expect(files.waiting()).toBeNull();
});

test("files named while a notebook is open are imported at once", async () => {
  const { files, imported, said, open } = set();
  open();
  await files.take(["/a/one.txt"]);
  await files.take([]);
  expect(imported).toEqual([["/a/one.txt"]]);
  expect(said).toEqual([]);
});

test("files that are forgotten are not imported later", async () => {
  const { files, imported, said, open } = set();
  await files.take(["/a/one.txt"]);
  files.forget();
  open();
  await files.go();
  expect(imported).toEqual([]);
  expect(said).toEqual(["waiting", "waiting"]);
});

test("an import that is refused is told", async () => {
  const { files, said, open } = set({ code: "read-only", message: "Read only.", advice: "" });
  await files.take(["/a/one.txt"]);
  open();
  await files.go();
  expect(said).toEqual(["waiting", "waiting", "Read only."]);
});

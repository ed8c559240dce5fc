import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bundledPackages, noticeOf, packageOf } from "./notices.ts";

test.each([
  ["../../node_modules/zod/v4/core/api.js", "node_modules/zod"],
  ["../../node_modules/@lexical/list/dist/x.js", "node_modules/@lexical/list"],
  ["../../node_modules/a/node_modules/@b/c/x.js", "node_modules/a/node_modules/@b/c"],
  ["../../electron/api.ts", null],
])("the package of %s is %s", (source, name) => {
  expect(packageOf(source)).toBe(name);
});

test("bundled packages are read from source maps, once each", () => {
  const folder = mkdtempSync(join(tmpdir(), "commonplace-maps-"));
  const sources = ["../node_modules/zod/a.js", null, "../node_modules/zod/b.js", "../src/c.ts"];
  writeFileSync(join(folder, "a.js.map"), JSON.stringify({ sources }));
  expect(bundledPackages(folder)).toEqual(["node_modules/zod"]);
  rmSync(folder, { recursive: true });
});

test("a notice carries the name, the version and the words of the licence", () => {
  expect(noticeOf("node_modules/zod")).toMatch(/^zod \d+\.\d+\.\d+ \(MIT\)\n\nMIT License/);
});

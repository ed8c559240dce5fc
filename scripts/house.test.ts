import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findings, importFindings, importsOf, shapeFindings, wordFindings } from "./house.ts";

const root = join(import.meta.dirname, "..");

/** Every source file below the root, as paths from it. */
function sources(): readonly string[] {
  return ["electron", "renderer", "e2e", "scripts", "resources"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
      .filter((path) => /\.(?:tsx?|mjs|cjs|css)$/.test(path))
      .filter((path) => !/\/fixtures\/|^resources\/sample\//.test(path)),
  );
}

test("every source file keeps the rules of the house", () => {
  const paths = sources();
  expect(paths.length).toBeGreaterThan(5);
  expect(paths.flatMap((path) => findings(path, readFileSync(join(root, path), "utf8")))).toEqual(
    [],
  );
});

test("every form of import is seen, and whether it is one of types only", () => {
  const text = [
    'import "./a.css";',
    'import b from "b";',
    'import * as c from "c";',
    "import {\n  d,\n  type D,\n} from 'd';",
    'import type { E } from "e";',
    'export { f } from "f";',
    'export type * from "g";',
    'const h = await import("h");',
    'type I = typeof import("i");',
    ' * A comment on require("no").',
    'const sentence = `import "no"`;',
  ].join("\n");
  expect(importsOf(text).map((each) => each.specifier + (each.typeOnly ? " type" : ""))).toEqual([
    "./a.css",
    "b",
    "c",
    "d",
    "e type",
    "f",
    "g type",
    "h",
    "i type",
  ]);
});

test.each([
  ["electron/notebook/clips.ts", 'import { app } from "electron";'],
  ["electron/notebook/clips.ts", 'import { importFile } from "../import/index.ts";'],
  ["electron/notebook/clips.ts", 'import { areas } from "../../scripts/house.ts";'],
  ["electron/text/seal.ts", 'import { readFileSync } from "node:fs";'],
  ["electron/text/seal.ts", 'import { clipColors } from "../entities.ts";'],
  ["electron/import/html.ts", 'import Database from "better-sqlite3";'],
  ["electron/import/html.ts", 'import { openNotebook } from "../notebook/notebook.ts";'],
  ["electron/service.ts", 'import { app } from "electron";'],
  ["electron/window.ts", 'import { openNotebook } from "./notebook/notebook.ts";'],
  ["electron/window.ts", 'import Database from "better-sqlite3";'],
  ["electron/preload.ts", 'import { serviceCalls } from "./api.ts";'],
  ["electron/preload.ts", 'import { z } from "zod";'],
  ["renderer/reader/reader.tsx", 'import { Editor } from "../notes/editor.tsx";'],
  ["renderer/reader/reader.tsx", 'import { App } from "../app.tsx";'],
  ["renderer/reader/reader.tsx", 'import { ipcRenderer } from "electron";'],
  ["renderer/reader/reader.tsx", 'import { join } from "node:path";'],
  ["renderer/reader/reader.tsx", 'import { clipColors } from "../../electron/entities.ts";'],
  ["renderer/ui/button.tsx", 'import { Library } from "../library/library.tsx";'],
  ["renderer/app.tsx", 'import { openNotebook } from "../electron/notebook/notebook.ts";'],
  ["e2e/standin/app.ts", 'import { boot } from "../../electron/boot.ts";'],
])("%s may not say %s", (path, line) => {
  expect(importFindings(path, line)).toHaveLength(1);
});

test.each([
  ["electron/notebook/clips.ts", 'import { blockText } from "../text/blocks.ts";'],
  ["electron/preload.ts", 'import type { Bridge } from "./api.ts";'],
  ["renderer/reader/reader.tsx", 'import type { Clip } from "../../electron/api.ts";'],
  ["renderer/reader/reader.tsx", 'import { blockStarts } from "../../electron/text/blocks.ts";'],
  ["renderer/reader/reader.tsx", 'import { call } from "../api.ts";'],
  ["renderer/reader/reader.tsx", 'import { paint } from "./paint.ts";'],
  ["renderer/app.tsx", 'import { Library } from "./library/library.tsx";'],
  ["electron/notebook/clips.test.ts", 'import { importFile } from "../import/index.ts";'],
])("%s may say %s", (path, line) => {
  expect(importFindings(path, line)).toEqual([]);
});

test("a file past 400 lines and a folder without a meaning are found", () => {
  expect(shapeFindings("electron/a.ts", "x\n".repeat(400))).toEqual([]);
  expect(shapeFindings("electron/a.ts", "x\n".repeat(401))).toHaveLength(1);
  expect(shapeFindings("renderer/utils/a.ts", "x\n")).toHaveLength(1);
});

test.each([
  ["electron/boot.ts", 'ipcRenderer.invoke("x");'],
  ["electron/preload.ts", 'ipcRenderer.sendSync("x");'],
  ["renderer/app.tsx", "element.innerHTML = text;"],
  ["renderer/app.tsx", "return <p dangerouslySetInnerHTML={{ __html: text }} />;"],
  ["renderer/reader/reader.css", ".reader-page { color: #123456; }"],
  ["renderer/reader/reader.css", "  z-index: 12;"],
])("%s may not contain %s", (path, line) => {
  expect(wordFindings(path, line)).toHaveLength(1);
});

test.each([
  ["electron/preload.ts", 'ipcRenderer.invoke("x");'],
  ["renderer/theme.css", "  --ink: #1d1f21;"],
  ["renderer/reader/reader.css", "#root > .reader-page { z-index: var(--layer-float); }"],
  ["renderer/reader/reader.tsx", "// never innerHTML = text here"],
])("%s may contain %s", (path, line) => {
  expect(wordFindings(path, line)).toEqual([]);
});

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { defaultSettings } from "./api.ts";
import { readStored, withOpened, writeStored } from "./settings.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "commonplace-settings-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a first start has the defaults and no notebook", () => {
  expect(readStored(folder)).toEqual({
    settings: defaultSettings,
    window: null,
    recent: [],
    open: null,
  });
});

test("what is written is read back, and no temporary file stays", () => {
  const stored = withOpened(readStored(folder), { id: "1", name: "Tides", folder: "/x/Tides" });
  writeStored(folder, { ...stored, settings: { ...stored.settings, theme: "dark" } });
  expect(readStored(folder)).toMatchObject({ settings: { theme: "dark" }, open: "/x/Tides" });
  expect(readdirSync(folder)).toEqual(["settings.json"]);
});

test.each(["", "{", "[]", '{"settings":{"theme":"pink"},"recent":7}', '{"__proto__":{"theme":1}}'])(
  "a spoilt file %j means the defaults, never a start that fails",
  (text) => {
    writeFileSync(path.join(folder, "settings.json"), text);
    expect(readStored(folder).settings).toEqual(defaultSettings);
  },
);

test("a notebook opened again comes first, once", () => {
  const first = { id: "1", name: "One", folder: "/one" };
  const second = { id: "2", name: "Two", folder: "/two" };
  const stored = [first, second, first].reduce(withOpened, readStored(folder));
  expect(stored.recent).toEqual([first, second]);
});

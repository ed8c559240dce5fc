import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { headLength } from "./format.ts";
import { html } from "./html.ts";
import { formatNames, formatOf } from "./index.ts";
import { markdown } from "./markdown.ts";
import { text } from "./text.ts";

const all = [html, markdown, text];

test("formats bid apart on every fixture, so that their order cannot matter", async () => {
  const folder = path.join(import.meta.dirname, "fixtures");
  const names = (await readdir(folder)).filter((name) => /\.(?:html|md|txt)$/.test(name));
  expect(names.length).toBeGreaterThan(8);
  for (const name of names) {
    const bytes = await readFile(path.join(folder, name));
    const bids = all.map((format) => format.detect(bytes.subarray(0, headLength), name));
    const [best, second] = bids.toSorted((a, b) => b - a);
    expect(best).toBeGreaterThan(second ?? 1);
    const source = { name, bytes, readBeside: async () => null };
    expect(formatOf(source, all.toReversed())).toBe(formatOf(source));
  }
});

test("every ending belongs to one format", () => {
  const endings = formatNames.flatMap(({ extensions }) => extensions);
  expect(new Set(endings).size).toBe(endings.length);
});

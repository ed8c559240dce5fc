/**
 * Renders the drawings of resources/drawings to the pictures that are kept beside them: icons for the
 * packages and pictures for the sample articles. Run by hand after a drawing was changed
 * (`node scripts/drawings.ts`); building and packaging only read the results.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { findChromium } from "../e2e/standin/chromium.ts";
import { icns, ico } from "./icons.ts";

const root = join(import.meta.dirname, "..");
const resources = join(root, "resources");
const articles = join(resources, "sample", "articles");
const serif = join(
  root,
  "node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-standard-italic.woff2",
);

/** A drawing as the bytes of a picture, `width` pixels wide. */
async function render(
  page: Page,
  name: string,
  width: number,
  type: "png" | "jpeg" = "png",
): Promise<Buffer> {
  const svg = readFileSync(join(resources, "drawings", `${name}.svg`), "utf8");
  const box = /viewBox="0 0 (\d+) (\d+)"/.exec(svg);
  if (!box) throw new Error(`Expected ${name}.svg to have a viewBox that starts at 0 0`);
  const height = Math.round((width * Number(box[2])) / Number(box[1]));
  const font = readFileSync(serif).toString("base64");
  await page.setViewportSize({ width, height });
  await page.setContent(
    `<style>@font-face{font-family:"Source Serif 4";font-style:italic;src:url(data:font/woff2;base64,${font})}
     html,body{margin:0;background:transparent}svg{display:block;width:${width}px;height:${height}px}</style>${svg}`,
  );
  await page.evaluate("document.fonts.ready");
  return page.screenshot(type === "png" ? { omitBackground: true } : { type, quality: 84 });
}

async function drawAll(page: Page): Promise<void> {
  const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
  for (const [name, largest] of [
    ["icon", 1024],
    ["notebook-file", 512],
  ] as const) {
    const pictures = new Map<number, Buffer>();
    for (const size of sizes) pictures.set(size, await render(page, name, size));
    const at = (size: number): Buffer => pictures.get(size) ?? Buffer.alloc(0);
    writeFileSync(join(resources, `${name}.png`), at(largest));
    writeFileSync(join(resources, `${name}.ico`), ico(pictures));
    writeFileSync(join(resources, `${name}.icns`), icns(pictures));
  }
  writeFileSync(
    join(articles, "sea-at-ness_files", "drum-sheet.jpg"),
    await render(page, "drum-sheet", 1200, "jpeg"),
  );
  const interview = join(articles, "adeyemi-interview.html");
  const gauge = (await render(page, "gauge", 960)).toString("base64");
  const html = readFileSync(interview, "utf8");
  writeFileSync(
    interview,
    html.replace(/data:image\/png;base64,[A-Za-z0-9+/=]*/, `data:image/png;base64,${gauge}`),
  );
}

const executablePath = findChromium();
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
try {
  await drawAll(await browser.newPage());
} finally {
  await browser.close();
}

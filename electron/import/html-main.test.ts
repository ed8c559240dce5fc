import { expect, test } from "vitest";
import { readBlocks } from "./html-blocks.ts";
import { parseDocument } from "./html-dom.ts";
import { mainContent } from "./html-main.ts";

const paragraphs = (name: string, n: number): string =>
  Array.from(
    { length: n },
    (_, i) =>
      `<p>${name} ${i}: the boats went out before light and came back with the tide, heavy and late, as they had for as long as anybody knew.</p>`,
  ).join("");

async function headings(html: string, url: string): Promise<readonly string[]> {
  const main = await mainContent(parseDocument(html).document, html, html.length, url);
  return readBlocks(main).flatMap(({ block }) => (block.kind === "heading" ? [block.text] : []));
}
const inParts = (name: string): string =>
  `<html><body><main><h1>Two tides</h1><div>${paragraphs("Opening", 5)}</div>${[1, 2, 3, 4]
    .map(
      (n) =>
        `<section class="${name}"><h2>Part ${n}</h2><div>${paragraphs(`Part ${n}`, 4)}</div></section>`,
    )
    .join("")}</main></body></html>`;

test("where Readability leaves most of a page out, a second opinion brings it back, without a request", async () => {
  const requests: unknown[] = [];
  const fetch = globalThis.fetch;
  globalThis.fetch = (request) => {
    requests.push(request);
    return Promise.reject(new Error("No network"));
  };
  try {
    const page = inParts("supplemental");
    const parts = ["Part 1", "Part 2", "Part 3", "Part 4"];
    expect(await headings(page, "https://tides.example/two")).toEqual(parts);
    // For this site it would like to ask for a transcript.
    await headings(page, "https://www.youtube.com/watch?v=dQw4w9WgXcQ");
  } finally {
    globalThis.fetch = fetch;
  }
  expect(requests).toEqual([]);
});

test("a page without paragraphs comes without its furniture", async () => {
  const html =
    "<html><body><nav>Home</nav><div>Only words.</div><footer>Imprint</footer></body></html>";
  const main = await mainContent(parseDocument(html).document, html, html.length, null);
  expect(readBlocks(main).map(({ block }) => ("text" in block ? block.text : ""))).toContain(
    "Only words.",
  );
});

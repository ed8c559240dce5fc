import { expect, test } from "vitest";
import { importFile } from "../index.ts";

const paragraph =
  "<p>The boats went out before light and came back with the tide, heavy and late, as they had for as long as anybody knew, and nobody on the quay looked up when they did.</p>";
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP8z4APMOGVHbHSAEEsAROxCnMTAAAAAElFTkSuQmCC",
  "base64",
);

/** The pictures of an article around `markup`, "here" or the host that has it, with a picture at `beside`. */
async function pictures(markup: string, beside = ""): Promise<readonly (string | null)[]> {
  const html = `<html><head><title>Tides</title></head><body><article>${paragraph.repeat(3)}${markup}${paragraph.repeat(3)}</article></body></html>`;
  const { blocks } = await importFile({
    name: "page.html",
    bytes: Buffer.from(html),
    readBeside: async (name) => (name === beside ? png : null),
  });
  return blocks.flatMap((block) =>
    block.kind === "image" ? [block.hash === null ? block.host : "here"] : [],
  );
}

test("of a set of sizes, the one that lies beside the page is taken before a larger one on the web", async () => {
  const set = `<img srcset="https://large.example/a.png 900w, page_files/a.png 300w">`;
  expect(await pictures(set, "page_files/a.png")).toEqual(["here"]);
  expect(await pictures(set)).toEqual(["large.example"]);
});

test("a picture of an accelerated page is one, once", async () => {
  const fallback = `<noscript><img src="https://web.example/a.png"></noscript>`;
  expect(
    await pictures(
      `<amp-img src="https://web.example/a.png" alt="" width="3" height="2">${fallback}</amp-img>`,
    ),
  ).toEqual(["web.example"]);
  expect(await pictures(`<amp-img src="https://web.example/a.png"></amp-img>`)).toEqual([
    "web.example",
  ]);
});

test("a name with an accent is found however the disk writes it", async () => {
  const markup = `<img src="page_files/Gr%C3%B6%C3%9Fe.png">`;
  expect(await pictures(markup, "page_files/Größe.png".normalize("NFD"))).toEqual(["here"]);
  expect(await pictures(markup, "page_files/Größe.png".normalize("NFC"))).toEqual(["here"]);
});

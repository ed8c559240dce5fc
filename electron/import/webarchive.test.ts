import { expect, test } from "vitest";
import type { ArticleDraft } from "../entities.ts";
import { canonicalText } from "../text/blocks.ts";
import { openPlist } from "./archive/binary-plist.ts";
import { checkDraft } from "./draft.ts";
import { Refusal } from "./format.ts";
import { importFile } from "./index.ts";
import { plist, table, trailer, type PlistValue } from "./archive/plist-fixture.ts";

const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const resource = (url: string, type: string, data: Uint8Array, more = {}): PlistValue => ({
  WebResourceData: data,
  WebResourceURL: url,
  WebResourceMIMEType: type,
  ...more,
});
const page = `<html><head><title>Глина — дневник</title></head><body><article><h1>Глина</h1>
<p>${"Глина помнит руку дольше, чем рука помнит глину. ".repeat(8)}</p>
<p><img src="pots/one.png" alt="горшок"><img src="file:///etc/hostname"><img src="https://far.example/x.png"></p>
<p>${"Печь остывает два дня, и всё это время к ней нельзя подходить. ".repeat(8)}</p></article></body></html>`;
/** The part of windows-1251 that the page needs. */
const russian = Buffer.from(
  Array.from(page, (sign) => {
    const code = sign.codePointAt(0) ?? 0;
    if (sign === "—") return 0x97;
    if (sign === "ё") return 0xb8;
    return code >= 0x410 ? code - 0x410 + 0xc0 : code;
  }),
);
const whole: PlistValue = {
  WebMainResource: resource("https://clay.example/diary/7.html", "text/html", russian, {
    WebResourceTextEncodingName: "windows-1251",
  }),
  WebSubresources: [
    resource("https://clay.example/diary/pots/one.png", "image/png", picture),
    resource("https://clay.example/main.js", "application/javascript", Buffer.from("run()")),
  ],
  WebSubframeArchives: [
    { WebMainResource: resource("https://ads.example/kiln", "text/html", Buffer.from("<p>Buy")) },
  ],
};

async function read(bytes: Uint8Array, name = "page.webarchive"): Promise<ArticleDraft> {
  return checkDraft(await importFile({ name, bytes, readBeside: async () => null }));
}
async function refusal(bytes: Uint8Array): Promise<string> {
  return read(bytes).then(
    () => "none",
    (error: unknown) => {
      if (error instanceof Refusal) return error.message;
      throw error;
    },
  );
}

test("a web archive is its page, in its encoding, with its pictures and its address", async () => {
  const draft = await read(plist(whole), "anything.bin");
  expect(draft).toMatchObject({
    importer: "webarchive",
    title: "Глина",
    url: "https://clay.example/diary/7.html",
    found: { url: "Safari web archive" },
  });
  expect(canonicalText(draft.blocks)).toContain("Печь остывает два дня, и всё это время");
  expect(draft.images).toHaveLength(1);
  expect(draft.blocks.filter((block) => block.kind === "image")).toMatchObject([
    { alt: "горшок", hash: draft.images[0]?.hash },
    { host: "far.example", hash: null },
  ]);
  expect(draft.warnings).toContain("1 frame of the page was left out: https://ads.example/kiln.");
});

/** The value as XML, as some programs convert archives. */
function xml(value: PlistValue): string {
  if (typeof value === "string") return `<string>${value.replaceAll("&", "&amp;")}</string>`;
  if (value instanceof Uint8Array) {
    const lines = Buffer.from(value).toString("base64").replace(/.{60}/g, "$&\n\t");
    return `<data>\n\t${lines}\n</data>`;
  }
  if (Array.isArray(value)) return `<array>${value.map(xml).join("")}</array>`;
  return typeof value === "object" && value !== null
    ? `<dict>${Object.entries(value)
        .map(([key, each]) => `<key>${key}</key>${xml(each)}`)
        .join("")}</dict>`
    : "<true/>";
}
const xmlPlist = (value: PlistValue): Buffer =>
  Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0">${xml(value)}</plist>`,
  );

test("an archive in XML becomes what the binary one becomes", async () => {
  const [converted, binary] = [await read(xmlPlist(whole), "page.xml"), await read(plist(whole))];
  expect({ ...converted, images: [] }).toEqual({ ...binary, images: [] });
  expect(converted.images.map((image) => image.hash)).toEqual(
    binary.images.map((image) => image.hash),
  );
  expect(await refusal(xmlPlist({ WebMainResource: "none" }))).toMatch(/^There is no web page/);
  expect(await refusal(xmlPlist(whole).subarray(0, 900))).toMatch(/damaged|cut off/);
});

test("an archive of a text file keeps its lines", async () => {
  const text = Buffer.from("one <b>\ntwo & three\n");
  const draft = await read(
    plist({ WebMainResource: resource("https://x.example/a.txt", "text/plain", text) }),
  );
  expect(canonicalText(draft.blocks)).toBe("one <b>\ntwo & three");
});

test("archives without a page, of a picture, cut off or of nonsense are refused", async () => {
  expect(await refusal(plist({ Other: "x" }))).toMatch(/^There is no web page in this archive\./);
  expect(await refusal(plist(["WebMainResource"]))).toMatch(/^There is no web page/);
  const photo = { WebMainResource: resource("https://x.example/a.png", "image/png", picture) };
  expect(await refusal(plist(photo))).toMatch(
    /holds no web page but a file of another kind \(image\/png\)/,
  );
  const bytes = plist(whole);
  expect(await refusal(bytes.subarray(0, bytes.length - 40))).toMatch(/damaged or cut off/);
  expect(await refusal(Buffer.from("bplist00"))).toMatch(/damaged or cut off/);
  for (const size of [0, 9, 255]) {
    const broken = Buffer.from(bytes);
    broken[broken.length - 26] = size;
    expect(await refusal(broken)).toMatch(/damaged or cut off/);
  }
});

test("objects that hold each other, or claim to be endless, end soon", async () => {
  // A dictionary whose only key is an array that holds itself and the dictionary.
  const objects = [Buffer.from([0xd1, 0, 1, 0, 1]), Buffer.from([0xa2, 0, 1, 0, 0])];
  const knot = Buffer.concat([
    Buffer.from("bplist00"),
    ...objects,
    table([8, 13]),
    trailer(2, 0, 18),
  ]);
  expect(await refusal(knot)).toMatch(/There is no web page/);
  const endless = Buffer.from(plist(["a".repeat(40)]));
  endless.set([0xaf, 0x13, 0x00, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], 8);
  const top = openPlist(endless);
  expect(top).toMatchObject({ kind: "array", length: 0x1fffffffffffff });
  expect(
    () =>
      top !== null &&
      typeof top === "object" &&
      "at" in top &&
      typeof top.at === "function" &&
      top.at(5e15),
  ).toThrow(Refusal);
});

test("no byte of an archive, when changed, brings the reader down", async () => {
  const bytes = plist(whole);
  let ended = 0;
  for (let n = 0; n < 400; n += 1) {
    const changed = Buffer.from(bytes);
    const at = (n * 7_919) % (n % 2 === 0 ? bytes.length : 300);
    changed[n % 2 === 0 ? at : bytes.length - 1 - at] = (n * 31) & 255;
    await read(changed).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
    });
    ended += 1;
  }
  expect(ended).toBe(400);
});

import { expect, test } from "vitest";
import type { ArticleDraft } from "../entities.ts";
import { canonicalText } from "../text/blocks.ts";
import { openPlist } from "./binary-plist.ts";
import { checkDraft } from "./draft.ts";
import { Refusal } from "./format.ts";
import { importFile } from "./index.ts";

type Value = string | Uint8Array | readonly Value[] | { readonly [key: string]: Value };

/** A binary property list as Apple writes it, with two bytes for every reference and four for places. */
function plist(top: Value): Uint8Array {
  const objects: Buffer[] = [];
  const marker = (kind: number, length: number): Buffer => {
    if (length < 15) return Buffer.from([(kind << 4) | length]);
    const long = Buffer.alloc(6);
    long.set([(kind << 4) | 15, 0x12]);
    long.writeUInt32BE(length, 2);
    return long;
  };
  const refs = (numbers: readonly number[]): Buffer =>
    Buffer.from(Uint8Array.from(numbers.flatMap((n) => [n >> 8, n & 255])));
  const add = (value: Value): number => {
    const at = objects.push(Buffer.alloc(0)) - 1;
    objects[at] = written(value);
    return at;
  };
  const written = (value: Value): Buffer => {
    if (typeof value === "string") {
      const wide = Buffer.from(value, "utf16le").swap16();
      // oxlint-disable-next-line no-control-regex -- ASCII is what is looked for
      return /^[\0-\x7f]*$/.test(value)
        ? Buffer.concat([marker(5, value.length), Buffer.from(value, "latin1")])
        : Buffer.concat([marker(6, value.length), wide]);
    }
    if (value instanceof Uint8Array) return Buffer.concat([marker(4, value.length), value]);
    if (Array.isArray(value))
      return Buffer.concat([marker(10, value.length), refs(value.map(add))]);
    const entries = Object.entries(value);
    const keys = entries.map(([key]) => add(key));
    return Buffer.concat([
      marker(13, entries.length),
      refs(keys),
      refs(entries.map(([, each]) => add(each))),
    ]);
  };
  add(top);
  const places: number[] = [];
  let at = 8;
  for (const object of objects) {
    places.push(at);
    at += object.length;
  }
  return Buffer.concat([
    Buffer.from("bplist00"),
    ...objects,
    table(places),
    trailer(places.length, 0, at),
  ]);
}

function table(places: readonly number[]): Buffer {
  const bytes = Buffer.alloc(places.length * 4);
  places.forEach((place, n) => bytes.writeUInt32BE(place, n * 4));
  return bytes;
}

function trailer(count: number, top: number, tableAt: number): Buffer {
  const bytes = Buffer.alloc(32);
  bytes.set([4, 2], 6);
  bytes.writeBigUInt64BE(BigInt(count), 8);
  bytes.writeBigUInt64BE(BigInt(top), 16);
  bytes.writeBigUInt64BE(BigInt(tableAt), 24);
  return bytes;
}

const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const resource = (url: string, type: string, data: Uint8Array, more = {}): Value => ({
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
const whole: Value = {
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
  expect(draft.warnings).toContain(
    "One frame of the page was left out (https://ads.example/kiln).",
  );
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

import { crc32 } from "node:zlib";
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { Refusal } from "./format.ts";
import { openZip } from "./zip.ts";

const packed = (files: Readonly<Record<string, Uint8Array>>): Uint8Array => zipSync({ ...files });

/** The archive with the same bytes in place of others of the same length, everywhere. */
function replaced(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const text = Buffer.from(bytes).toString("latin1").replaceAll(from, to);
  return new Uint8Array(Buffer.from(text, "latin1"));
}

/** Where the first entry of the index starts. */
function indexOf(bytes: Uint8Array): number {
  return Buffer.from(bytes).indexOf("PK\x01\x02");
}

test("files come back as they went in", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.stringMatching(/^[a-zA-Zé]{1,8}(?:\/[a-z]{1,5})?$/), fc.uint8Array()),
      fc.constantFrom(0, 6),
      (files, level) => {
        const own = new Map(Object.entries(files));
        const bytes = zipSync(Object.fromEntries(own), { level: level as 0 | 6 });
        if (own.size === 0) return;
        const zip = openZip(bytes);
        expect([...zip.names].toSorted()).toEqual([...own.keys()].toSorted());
        for (const [name, content] of own) expect(zip.read(name)).toEqual(content);
      },
    ),
    { numRuns: 60 },
  );
});

test("a name that is not there is null, also one that every object has", () => {
  const zip = openZip(packed({ "a.txt": strToU8("a") }));
  expect(zip.read("b.txt")).toBeNull();
  expect(zip.read("constructor")).toBeNull();
});

test("bytes before and a comment behind the archive do not matter", () => {
  const bytes = packed({ "a.txt": strToU8("some words") });
  const around = Buffer.concat([Buffer.from("#!/bin/sh\n"), bytes, Buffer.from("a comment")]);
  expect(openZip(around).read("a.txt")).toEqual(strToU8("some words"));
});

test.each(["../up.tx", "a/../b.t", "/abs.txt", "C:/d.txt", "a\\b.text", "nul\0.txt", "two\nline"])(
  "the name %j is refused",
  (name) => {
    const bytes = replaced(packed({ goodname: strToU8("x") }), "goodname", name.padEnd(8, "x"));
    expect(() => openZip(bytes)).toThrow(Refusal);
  },
);

test("two files of one name, and links to other files, are refused", () => {
  const twice = replaced(packed({ a1: strToU8("x"), a2: strToU8("y") }), "a2", "a1");
  expect(() => openZip(twice)).toThrow(/attacks/);
  const link = packed({ a: strToU8("/etc/passwd") });
  new DataView(link.buffer).setUint32(indexOf(link) + 38, 0xa1ff0000, true);
  expect(() => openZip(link)).toThrow(/attacks/);
});

test("a bomb is stopped while it inflates, whatever size it declares", () => {
  const bytes = packed({ bomb: new Uint8Array(20 * 1024 * 1024) });
  new DataView(bytes.buffer).setUint32(indexOf(bytes) + 24, 1_000, true);
  const before = process.memoryUsage().arrayBuffers;
  expect(() => openZip(bytes).read("bomb")).toThrow(/far more than its size/);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(15 * 1024 * 1024);
});

test("many small bombs are stopped by what they make together", () => {
  const names = Array.from({ length: 5 }, (_, n) => `part${n}`);
  const zip = openZip(
    packed(Object.fromEntries(names.map((name) => [name, new Uint8Array(3 * 1024 * 1024)]))),
  );
  expect(() => names.map((name) => zip.read(name))).toThrow(/far more than its size/);
});

test("the same file can be read as often as one likes", () => {
  const zip = openZip(packed({ a: new Uint8Array(6 * 1024 * 1024) }));
  for (let n = 0; n < 5; n += 1) expect(zip.read("a")?.length).toBe(6 * 1024 * 1024);
});

test("more files than the limit are refused", () => {
  const bytes = packed({ a: strToU8("x") });
  new DataView(bytes.buffer).setUint16(bytes.length - 12, 20_001, true);
  expect(() => openZip(bytes)).toThrow("20,001 files");
});

test("passwords, unknown packing, damage and a missing end are each named", () => {
  const bytes = packed({ a: strToU8("words ".repeat(100)) });
  const changed = (offset: number, value: number): Uint8Array => {
    const copy = Uint8Array.from(bytes);
    new DataView(copy.buffer).setUint16(indexOf(bytes) + offset, value, true);
    return copy;
  };
  expect(() => openZip(changed(8, 1)).read("a")).toThrow("password");
  expect(() => openZip(changed(10, 99)).read("a")).toThrow("packed in a way");
  expect(() => openZip(changed(16, crc32("else") & 0xffff)).read("a")).toThrow("damaged");
  expect(() => openZip(bytes.subarray(0, bytes.length - 10))).toThrow("cut off");
});

test("any damage ends in a refusal or in the right bytes", () => {
  const content = strToU8("Words that matter. ".repeat(40));
  const bytes = packed({ "a.txt": content, "b.txt": strToU8("more") });
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(bytes.length), (at, value, cut) => {
      const copy = Uint8Array.from(bytes);
      copy[at] = value;
      for (const each of [copy, copy.subarray(0, cut)]) {
        expect([null, "refused", Buffer.from(content).toString()]).toContain(outcome(each));
      }
    }),
    { numRuns: 2_000 },
  );
});

function outcome(bytes: Uint8Array): string | null {
  try {
    const read = openZip(bytes).read("a.txt");
    return read === null ? null : Buffer.from(read).toString();
  } catch (error) {
    if (error instanceof Refusal) return "refused";
    throw error;
  }
}

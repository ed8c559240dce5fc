/** Damaged mails, page archives and XML end as an article or as a refusal, whatever the damage. */
import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalText } from "../../text/blocks.ts";
import { checkDraft } from "../draft.ts";
import { Refusal } from "../format.ts";
import { importFile } from "../index.ts";

const place = fc.nat({ max: 1_000_000 });
const damage = fc.oneof(
  fc.record({ kind: fc.constant("cut" as const), at: place }),
  fc.record({ kind: fc.constant("gap" as const), at: place, length: fc.nat({ max: 400 }) }),
  fc.record({ kind: fc.constant("twice" as const), at: place, length: fc.nat({ max: 600 }) }),
  fc.record({ kind: fc.constant("byte" as const), at: place, value: fc.nat({ max: 255 }) }),
);

/** The bytes with one damage after the other; places count from the start, around and around. */
function damaged(
  bytes: Uint8Array,
  by: readonly (typeof damage extends fc.Arbitrary<infer D> ? D : never)[],
): Uint8Array {
  let now = Buffer.from(bytes);
  for (const each of by) {
    const at = now.length === 0 ? 0 : each.at % now.length;
    if (each.kind === "cut") now = now.subarray(0, at);
    else if (each.kind === "byte") now.fill(each.value, at, Math.min(at + 1, now.length));
    else if (each.kind === "gap")
      now = Buffer.concat([now.subarray(0, at), now.subarray(at + each.length)]);
    else now = Buffer.concat([now.subarray(0, at + each.length), now.subarray(at)]);
  }
  return new Uint8Array(now);
}

test.each(["tide-book.mhtml", "nests.eml", "bells.eml", "moss.xml"])(
  "%s, damaged in any way, is read or refused",
  async (name) => {
    const bytes = readFileSync(path.join(import.meta.dirname, "../fixtures", name));
    const ends = { read: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 4 }), async (by) => {
        const file = { name, bytes: damaged(bytes, by), readBeside: async () => null };
        try {
          checkDraft(await importFile(file));
          ends.read += 1;
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          ends.refused += 1;
        }
      }),
      { numRuns: 60 },
    );
    expect(ends.read).toBeGreaterThan(0);
    expect(ends.refused).toBeGreaterThan(0);
  },
);

test.each([
  ["<!doctype html><html lan", "There is no text in it."],
  ["<html", "There is no text in it."],
  ["<body clas", "There is no text in it."],
  ["<p>Words.</p><html x", "Words."],
])("a page that is only %j ends as %j", async (content, expected) => {
  const file = { name: "page.html", bytes: Buffer.from(content), readBeside: async () => null };
  const end = await importFile(file).then(
    (draft) => canonicalText(draft.blocks),
    (error: unknown) => (error instanceof Refusal ? error.reason : error),
  );
  expect(end).toBe(expected);
});

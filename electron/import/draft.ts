/**
 * Whether a value is a draft. It comes from a process that read a stranger's file, so every field is
 * bounded and every position is checked before the notebook sees it.
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { ArticleDraft, Block, TextRun } from "../entities.ts";
import { canonicalText } from "../text/blocks.ts";
import { isNormal } from "../text/normalise.ts";
import { runsOf } from "./draft-blocks.ts";
import {
  blockLimit,
  columnLimit,
  fieldLimit,
  imageCountLimit,
  imageLimit,
  imagesLimit,
  textLimit,
} from "./format.ts";
import { imageType } from "../text/image-type.ts";

const line = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => text.isWellFormed() && !/[\n\0]/.test(text));
const marks = z
  .array(
    z.union([
      z.tuple([
        z.int().min(0),
        z.int().min(0),
        z.enum(["strong", "emphasis", "code", "superscript", "subscript", "strikethrough"]),
      ]),
      z.tuple([z.int().min(0), z.int().min(0), z.literal("link"), z.string().max(4_000)]),
    ]),
  )
  .max(1_000_000);
const run = { text: z.string().max(textLimit), marks };
const depth = z.int().min(0).max(1_000);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

const block = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("paragraph"), ...run }),
  z.strictObject({ kind: z.literal("heading"), level: z.literal([1, 2, 3, 4, 5, 6]), ...run }),
  z.strictObject({
    kind: z.literal("listItem"),
    depth,
    ordered: z.boolean(),
    number: z.int().min(-100_000_000).max(1_000_000_000).nullable(),
    ...run,
  }),
  z.strictObject({ kind: z.literal("blockquote"), depth, ...run }),
  z.strictObject({ kind: z.literal("preformatted"), ...run }),
  z.strictObject({
    kind: z.literal("table"),
    headerRows: z.int().min(0),
    rows: z.array(z.array(z.strictObject(run)).max(columnLimit)).max(300_000),
  }),
  z.strictObject({
    kind: z.literal("image"),
    hash: hash.nullable(),
    alt: line(4_000),
    host: line(300).nullable(),
  }),
  z.strictObject({ kind: z.literal("rule") }),
  z.strictObject({ kind: z.literal("pageBreak"), label: line(100) }),
]);

const place = line(200);
const draft = z.strictObject({
  title: line(1_000).min(1),
  byline: z.array(line(300).min(1)).max(1_000),
  names: z
    .array(
      z.strictObject({
        given: line(300),
        family: line(300),
        particle: line(300).min(1).optional(),
        suffix: line(300).min(1).optional(),
      }),
    )
    .max(1_000),
  site: line(300).nullable(),
  published: z
    .string()
    .regex(/^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?)?)?$/)
    .nullable(),
  url: line(4_000)
    .refine((text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ""))
    .nullable(),
  language: line(100).nullable(),
  identifiers: z.record(z.string().regex(/^[a-z]{1,20}$/), line(300)),
  abstract: z.string().max(20_000).nullable(),
  fields: z
    .record(line(100).min(1), z.string().min(1).max(20_000).refine(isNormal))
    .refine((fields) => Object.keys(fields).length <= fieldLimit),
  found: z.strictObject({
    title: place.optional(),
    byline: place.optional(),
    site: place.optional(),
    published: place.optional(),
    url: place.optional(),
    language: place.optional(),
    identifiers: place.optional(),
    abstract: place.optional(),
  }),
  mediaType: line(100),
  importer: z.string().regex(/^[a-z0-9-]{1,40}$/),
  importerVersion: z.int().min(1),
  blocks: z.array(block).max(blockLimit),
  images: z
    .array(
      z.strictObject({
        hash,
        type: z.enum(["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"]),
        bytes: z.instanceof(Uint8Array),
      }),
    )
    .max(imageCountLimit),
  warnings: z.array(line(1_000)).max(1_000),
});

/** The value as a draft. Throws `RangeError` with what is wrong when it is none. */
export function checkDraft(value: unknown): ArticleDraft {
  const parsed = draft.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new RangeError(
      `Expected a draft; at ${issue?.path.join(".") ?? "its top"}: ${issue?.message ?? "unknown"}`,
    );
  }
  // The schema's output has every field of an ArticleDraft; zod cannot say that optional means absent.
  const checked = parsed.data as unknown as ArticleDraft;
  expect(checked.names.length === checked.byline.length, "a name for each author");
  checkImages(checked);
  const hashes = new Set(checked.images.map((image) => image.hash));
  checked.blocks.forEach((each, at) => checkBlock(each, at, checked.blocks.length, hashes));
  const text = canonicalText(checked.blocks);
  expect(text.length <= textLimit, "less text");
  expect(text.trim() !== "", "some text");
  return checked;
}

function checkImages(checked: ArticleDraft): void {
  let bytes = 0;
  for (const image of checked.images) {
    bytes += image.bytes.length;
    expect(image.bytes.length <= imageLimit && bytes <= imagesLimit, "smaller pictures");
    expect(imageType(image.bytes) === image.type, "pictures of the type they state");
    const actual = createHash("sha256").update(image.bytes).digest("hex");
    expect(actual === image.hash, "pictures named by their hash");
  }
}

function checkBlock(each: Block, at: number, blocks: number, hashes: ReadonlySet<string>): void {
  if (each.kind === "image") {
    expect(each.hash === null || hashes.has(each.hash), `the picture of block ${at}`);
  }
  const runs = runsOf(each);
  if (each.kind === "table") {
    expect(each.headerRows <= each.rows.length, `a table at block ${at}`);
    expect(!runs.some(({ text }) => /[\t\n\r]/.test(text)), `cells of one line at block ${at}`);
  }
  if (runs.length > 0)
    expect(
      runs.some(({ text }) => /\S/.test(text)),
      `text in block ${at}`,
    );
  for (const each of runs) checkRun(each, at, blocks);
}

function checkRun({ text, marks: spans }: TextRun, at: number, blocks: number): void {
  expect(isNormal(text), `normal text in block ${at}`);
  for (const [start, end, kind, value] of spans) {
    expect(start < end && end <= text.length, `marks inside of block ${at}`);
    if (kind === "link")
      expect(isLink(value ?? "", blocks), `links that may be opened in block ${at}`);
  }
}

function isLink(value: string, blocks: number): boolean {
  const target = /^block:(\d{1,6})$/.exec(value)?.[1];
  if (target !== undefined) return Number(target) < blocks;
  return /^(?:https?|mailto):$/.test(URL.parse(value)?.protocol ?? "");
}

function expect(holds: boolean, what: string): void {
  if (!holds) throw new RangeError(`Expected ${what}`);
}

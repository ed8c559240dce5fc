/**
 * Whether a value is what an importer process gives. Like a draft, it comes from a process that read a
 * stranger's file: every name and number is bounded before anything is done with it.
 */
import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import { checkDraft } from "./draft.ts";
import type { Harvest } from "./format.ts";
import { innerFileLimit, staysInside, type InnerFile } from "./room.ts";

/** All that came of one file. */
export interface FileHarvest extends Harvest {
  /** The files that were put into its room, in their order. */
  readonly files: readonly InnerFile[];
}

/** Articles of one file. */
export const articleLimit = 200_000;

const name = z
  .string()
  .max(4_000)
  .refine((text) => text.isWellFormed() && !text.includes("\0"));
const sentence = z.string().max(1_000);
const article = z.strictObject({
  name,
  draft: z.unknown(),
  original: z.strictObject({ name, bytes: z.instanceof(Uint8Array) }).nullable(),
  attachments: z.array(name).max(1_000),
  tags: z.array(z.string().max(200)).max(1_000),
  record: z.boolean(),
});
const file = z.strictObject({ name, place: name.refine(staysInside) });
const refusal = z.strictObject({ name, reason: sentence, advice: sentence });
const harvest = z.strictObject({
  articles: z.array(z.unknown()).max(articleLimit),
  files: z.array(z.unknown()).max(innerFileLimit),
  refused: z.array(z.unknown()).max(innerFileLimit),
});

/** A long harvest is checked for so long at a stretch, in ms: others wait for their turn meanwhile. */
const sliceMs = 15;

/** The value as a harvest. Throws `RangeError` with what is wrong when it is none. */
export function checkHarvest(value: unknown): FileHarvest {
  const { articles, files, refused } = parsed(harvest, value, "its top");
  return {
    articles: articles.map(checkArticle),
    files: files.map(checkFile),
    refused: refused.map(checkRefusal),
  };
}

/** The same without keeping the loop from anything else, however much there is. */
export async function checkHarvestSoon(value: unknown): Promise<FileHarvest> {
  const { articles, files, refused } = parsed(harvest, value, "its top");
  return {
    articles: await inSlices(articles, checkArticle),
    files: await inSlices(files, checkFile),
    refused: await inSlices(refused, checkRefusal),
  };
}

function checkArticle(value: unknown, at: number): FileHarvest["articles"][number] {
  const checked = parsed(article, value, `article ${at}`);
  return { ...checked, draft: checkDraft(checked.draft) };
}

const checkFile = (value: unknown, at: number) => parsed(file, value, `file ${at}`);
const checkRefusal = (value: unknown, at: number) => parsed(refusal, value, `refusal ${at}`);

async function inSlices<Value>(
  values: readonly unknown[],
  check: (value: unknown, at: number) => Value,
): Promise<readonly Value[]> {
  const checked: Value[] = [];
  let started = performance.now();
  for (const [at, value] of values.entries()) {
    checked.push(check(value, at));
    if (performance.now() - started < sliceMs) continue;
    await setImmediate();
    started = performance.now();
  }
  return checked;
}

function parsed<Value>(schema: z.ZodType<Value>, value: unknown, where: string): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new RangeError(
    `Expected a harvest; at ${where}, ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "unknown"}`,
  );
}

/**
 * Whether a value is what an importer process gives. Like a draft, it comes from a process that read a
 * stranger's file: every name and number is bounded before anything is done with it.
 */
import { z } from "zod";
import { checkDraft } from "./draft.ts";
import type { Harvest } from "./format.ts";
import { innerFileLimit, staysInside, type InnerFile } from "./room.ts";

/** All that came of one file. */
export interface FileHarvest extends Harvest {
  /** The files that were put into its room, in their order. */
  readonly files: readonly InnerFile[];
}

const name = z
  .string()
  .max(4_000)
  .refine((text) => text.isWellFormed() && !text.includes("\0"));
const sentence = z.string().max(1_000);
const harvest = z.strictObject({
  articles: z
    .array(
      z.strictObject({
        name,
        draft: z.unknown(),
        original: z.strictObject({ name, bytes: z.instanceof(Uint8Array) }).nullable(),
        attachments: z.array(name).max(1_000),
        tags: z.array(z.string().max(200)).max(1_000),
        record: z.boolean(),
      }),
    )
    .max(200_000),
  files: z.array(z.strictObject({ name, place: name.refine(staysInside) })).max(innerFileLimit),
  refused: z
    .array(z.strictObject({ name, reason: sentence, advice: sentence }))
    .max(innerFileLimit),
});

/** The value as a harvest. Throws `RangeError` with what is wrong when it is none. */
export function checkHarvest(value: unknown): FileHarvest {
  const parsed = harvest.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new RangeError(
      `Expected a harvest; at ${issue?.path.join(".") ?? "its top"}: ${issue?.message ?? "unknown"}`,
    );
  }
  const { articles, files, refused } = parsed.data;
  const drafts = articles.map((article) => ({ ...article, draft: checkDraft(article.draft) }));
  return { articles: drafts, files, refused };
}

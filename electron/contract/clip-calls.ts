import { z } from "zod";
import type { Clip, SourcedClip, Deleted } from "../entities.ts";
import { id, line, text, offset, color, page, gives } from "./call.ts";

/** Calls on clips. */
export const clipCalls = {
  /** At their places in a version, the newest unless one is named; those lost in it come last. */
  "clips.ofArticle": gives<readonly Clip[]>()(
    z.strictObject({ article: id, version: id.optional() }),
  ),
  "clips.list": gives<{ readonly total: number; readonly rows: readonly SourcedClip[] }>()(
    z.strictObject({ ...page, words: line }),
  ),
  /** Those lost, or changed and not confirmed, in the newest version of their article; newest first. */
  "clips.attention": gives<{ readonly total: number; readonly rows: readonly SourcedClip[] }>()(
    z.strictObject({ ...page, words: line }),
  ),
  /** The next of them after a clip, article by article, round and round; null when there is none. */
  "clips.nextAttention": gives<SourcedClip | null>()(
    z.strictObject({ after: id.nullable(), article: id.nullable() }),
  ),
  /** The clips that are known, in the order asked for; unknown ids are left out. */
  "clips.get": gives<readonly SourcedClip[]>()(z.strictObject({ ids: z.array(id).max(10_000) })),
  "clips.create": gives<Clip>()(
    z.strictObject({ version: id, start: offset, end: offset, color, comment: text }),
  ),
  "clips.update": gives<Clip>()(
    z.strictObject({
      id,
      color: color.optional(),
      comment: text.optional(),
      range: z.strictObject({ start: offset, end: offset }).optional(),
    }),
  ),
  /** Puts a clip at a place of a version that it was not made on. */
  "clips.reattach": gives<Clip>()(
    z.strictObject({ clip: id, version: id, start: offset, end: offset }),
  ),
  /** Says that a clip belongs where it was carried to, although other words stand there. */
  "clips.confirm": gives<Clip>()(z.strictObject({ clip: id, version: id })),
  "clips.delete": gives<Deleted>()(z.strictObject({ ids: z.array(id).min(1).max(10_000) })),
} as const;

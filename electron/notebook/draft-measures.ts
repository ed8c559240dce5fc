import { createHash } from "node:crypto";
import type { ArticleDraft, Block } from "../api.ts";
import { canonicalText } from "../text/blocks.ts";
import { sketchOf, type Sketch } from "../text/sketch.ts";

/** What a draft's text comes to. */
export interface DraftMeasures {
  readonly text: string;
  readonly hash: string;
  readonly sketch: Sketch;
}

const measured = new WeakMap<readonly Block[], DraftMeasures>();

/** Measures a draft; once, since it is first looked for among the articles and then added. */
export function measuresOf({ blocks }: ArticleDraft): DraftMeasures {
  const before = measured.get(blocks);
  if (before !== undefined) return before;
  const text = canonicalText(blocks);
  const measures = { text, hash: textHash(text), sketch: sketchOf(text) };
  measured.set(blocks, measures);
  return measures;
}

/** The hash that says whether a stored text is still what was imported. */
export function textHash(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

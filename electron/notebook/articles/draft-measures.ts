import type { ArticleDraft, Block } from "../../api.ts";
import { canonicalText } from "../../text/blocks.ts";
import type { TextThread } from "../storage/text-thread.ts";
import { measureText, type TextMeasures } from "../storage/text-work.ts";

/** A draft's text and what it comes to. */
export interface DraftMeasures extends TextMeasures {
  readonly text: string;
}

const measured = new WeakMap<readonly Block[], DraftMeasures>();
/** Longer texts, in UTF-16 units, are measured beside the loop: a megabyte takes fifty milliseconds. */
const longText = 150_000;

/** Measures a draft; once, since it is first looked for among the articles and then added. */
export function measuresOf({ blocks }: ArticleDraft): DraftMeasures {
  const before = measured.get(blocks);
  if (before !== undefined) return before;
  const text = canonicalText(blocks);
  const measures = { text, ...measureText(text) };
  measured.set(blocks, measures);
  return measures;
}

/** The same without keeping the loop from anything else. */
export async function measureSoon(
  draft: ArticleDraft,
  thread: Pick<TextThread, "measure">,
): Promise<DraftMeasures> {
  const before = measured.get(draft.blocks);
  if (before !== undefined) return before;
  const text = canonicalText(draft.blocks);
  if (text.length < longText) return measuresOf(draft);
  const measures = { text, ...(await thread.measure(text)) };
  measured.set(draft.blocks, measures);
  return measures;
}

import { createHash } from "node:crypto";
import { carryClips, type ClipWords } from "../../text/anchors/anchor.ts";
import { sentenceDiff } from "../../text/anchors/sentence-diff.ts";
import { sketchOf, type Sketch } from "../../text/sketch.ts";
import { countWords } from "../../text/tokens.ts";
import { pairPartsOf } from "../../text/quotes/word-pairs.ts";

/** Work on whole texts, as it is sent to the thread that does it. */
export type TextJob =
  | {
      readonly kind: "carry";
      readonly from: string;
      readonly to: string;
      readonly clips: readonly ClipWords[];
    }
  | { readonly kind: "compare"; readonly from: string; readonly to: string }
  | { readonly kind: "measure"; readonly text: string };

/** What a text comes to. */
export interface TextMeasures {
  readonly hash: string;
  readonly words: number;
  readonly sketch: Sketch;
  /** What quotations are looked up by, `pairPartsOf`. */
  readonly pairs: readonly string[];
}

/** Does a job: anchors for `carry`, sentences for `compare`, what `measureText` gives for `measure`. */
export function workOut(job: TextJob): unknown {
  switch (job.kind) {
    case "carry":
      return carryClips({ text: job.from }, { text: job.to }, job.clips);
    case "compare":
      return sentenceDiff({ text: job.from }, { text: job.to });
    case "measure":
      return measureText(job.text);
  }
}

/** Measures a text. */
export function measureText(text: string): TextMeasures {
  return {
    hash: textHash(text),
    words: countWords(text),
    sketch: sketchOf(text),
    pairs: pairPartsOf(text),
  };
}

/** The hash that says whether a stored text is still what was imported. */
export function textHash(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

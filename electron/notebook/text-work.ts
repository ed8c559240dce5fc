import { carryClips, type ClipWords } from "../text/anchor.ts";
import { sentenceDiff } from "../text/sentence-diff.ts";

/** Work on two whole texts, as it is sent to the thread that does it. */
export type TextJob =
  | {
      readonly kind: "carry";
      readonly from: string;
      readonly to: string;
      readonly clips: readonly ClipWords[];
    }
  | { readonly kind: "compare"; readonly from: string; readonly to: string };

/** Does a job: anchors for `carry`, sentences for `compare`. */
export function workOut(job: TextJob): unknown {
  const [from, to] = [{ text: job.from }, { text: job.to }];
  return job.kind === "carry" ? carryClips(from, to, job.clips) : sentenceDiff(from, to);
}

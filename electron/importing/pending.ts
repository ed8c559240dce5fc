/**
 * The drafts that are being added at this moment. The notebook does not know them yet, so a draft that
 * may be the same work as one of them waits for it: of two versions in one import one is found first.
 */
import type { ArticleDraft } from "../entities.ts";
import { measuresOf } from "../notebook/articles/draft-measures.ts";
import { canonicalUrl } from "../text/canonical-url.ts";
import { sharedBy, type Sketch } from "../text/sketch.ts";

interface Known {
  readonly url: string | null;
  readonly identifiers: ReadonlySet<string>;
  readonly sketch: Sketch;
}

/** Far below what makes two texts one work: waiting costs little, a second article much. */
const related = 0.3;

/** The drafts of one import that are on their way into the notebook. */
export function pendingDrafts() {
  const pending = new Map<Known, Promise<unknown>>();
  return {
    /**
     * Runs `decide` when nothing related is on its way. What it begins without waiting, such as adding
     * the draft, is known as on its way to those that come after.
     */
    async settle<Value>(draft: ArticleDraft, decide: () => Promise<Value>): Promise<Value> {
      const known = knownOf(draft);
      for (;;) {
        const kin = [...pending].find(([other]) => areRelated(known, other));
        if (kin === undefined) break;
        await kin[1].catch(() => undefined);
      }
      const deciding = decide();
      pending.set(known, deciding);
      try {
        return await deciding;
      } finally {
        pending.delete(known);
      }
    },
  };
}

function knownOf(draft: ArticleDraft): Known {
  return {
    url: draft.url === null ? null : canonicalUrl(draft.url),
    identifiers: new Set(
      Object.entries(draft.identifiers).map(
        ([scheme, value]) => `${scheme}:${value.toLowerCase()}`,
      ),
    ),
    sketch: measuresOf(draft).sketch,
  };
}

function areRelated(a: Known, b: Known): boolean {
  if (a.url !== null && a.url === b.url) return true;
  if ([...a.identifiers].some((identifier) => b.identifiers.has(identifier))) return true;
  const { containment, likeness } = sharedBy(a.sketch, b.sketch);
  return containment >= related || likeness >= related;
}

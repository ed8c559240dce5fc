/** Which versions of a note time takes away. */

const dayMs = 86_400_000;
const allForDays = 7;
const dailyForDays = 90;

/** A version as far as thinning is concerned. */
export interface Aged {
  readonly revision: number;
  readonly takenAt: number;
  /** Kept for ever, whatever its age. */
  readonly kept: boolean;
}

/**
 * The versions to let go of: all are kept for 7 days, then the last of each day up to 90 days, then the
 * last of each week. Never the newest, and never one that is kept by name. Days are those of UTC, so that
 * travelling does not thin out twice. `versions` may come in any order.
 */
export function outdated(versions: readonly Aged[], now: number): readonly number[] {
  const newestFirst = versions.toSorted((a, b) => b.takenAt - a.takenAt || b.revision - a.revision);
  const seen = new Set<string>();
  return newestFirst.flatMap(({ revision, takenAt, kept }, index) => {
    const age = now - takenAt;
    if (age <= allForDays * dayMs) return [];
    const bucket =
      age <= dailyForDays * dayMs
        ? `day ${Math.floor(takenAt / dayMs)}`
        : `week ${Math.floor(takenAt / (7 * dayMs))}`;
    const isFirst = !seen.has(bucket);
    seen.add(bucket);
    return index === 0 || kept || isFirst ? [] : [revision];
  });
}

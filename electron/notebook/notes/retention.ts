/** Which versions of a note time takes away. */

const dayMs = 86_400_000;
const allForDays = 7;
const dailyForDays = 90;
/** The first day of 1970 was a Thursday; weeks begin on Mondays. */
const daysIntoWeek = 3;

/** A version as far as thinning is concerned. */
export interface Aged {
  readonly revision: number;
  /** When its words were written: a version is of the day it was written on, not of the one it was replaced on. */
  readonly writtenAt: number;
  /** Kept for ever, whatever its age. */
  readonly kept: boolean;
}

/**
 * The versions to let go of: all are kept for 7 days, then the last of each day up to 90 days, then the
 * last of each week. Never the newest, and never one that is kept by name. `offsetOf` says how far the
 * person's clock is ahead of UTC at a time, in ms: an evening's last words are the last of that day.
 * `versions` may come in any order.
 */
export function outdated(
  versions: readonly Aged[],
  now: number,
  offsetOf: (time: number) => number = localOffset,
): readonly number[] {
  const newestFirst = versions.toSorted((a, b) => b.revision - a.revision);
  const seen = new Set<string>();
  return newestFirst.flatMap(({ revision, writtenAt, kept }, index) => {
    const age = now - writtenAt;
    if (age <= allForDays * dayMs) return [];
    const day = Math.floor((writtenAt + offsetOf(writtenAt)) / dayMs);
    const week = Math.floor((day + daysIntoWeek) / 7);
    const bucket = age <= dailyForDays * dayMs ? `day ${day}` : `week ${week}`;
    const isLast = !seen.has(bucket);
    seen.add(bucket);
    return index === 0 || kept || isLast ? [] : [revision];
  });
}

function localOffset(time: number): number {
  return -new Date(time).getTimezoneOffset() * 60_000;
}

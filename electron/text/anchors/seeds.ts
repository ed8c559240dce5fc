/** Where in the new text words of a clip and around it occur that came from nowhere else. */
import type { Alignment, TokenRange } from "./alignment.ts";

export interface SeedIndex {
  /** Offsets at which the clip may begin, the most promising first; at most four. */
  readonly places: (clip: TokenRange) => readonly number[];
}

/** Triples at more places than this are figures of speech. */
const commonTriple = 24;
/** How many words around the clip vote with it. */
const around = 10;
const mostPlaces = 4;

/** Word triples of the new text in which at least one word is new there, looked up by their words. */
export function seedIndex(alignment: Alignment): SeedIndex {
  const { from, to, backward } = alignment;
  const triples = new Map<string, number[]>();
  const key = (ids: Int32Array, at: number) => `${ids[at]} ${ids[at + 1]} ${ids[at + 2]}`;
  for (let at = 0; at + 2 < to.ids.length; at += 1) {
    const known = (offset: number) => (backward[at + offset] ?? -1) >= 0;
    if (known(0) && known(1) && known(2)) continue;
    const name = key(to.ids, at);
    const list = triples.get(name);
    if (list === undefined) triples.set(name, [at]);
    else if (list.length <= commonTriple) list.push(at);
  }
  const places: SeedIndex["places"] = ({ first, end }) => {
    const votes = new Map<number, number>();
    const bin = Math.max(8, (end - first) >> 1);
    const last = Math.min(from.ids.length - 3, end + around);
    for (let at = Math.max(0, first - around); at <= last; at += 1) {
      const list = triples.get(key(from.ids, at)) ?? [];
      if (list.length > commonTriple) continue;
      for (const place of list) {
        const begin = Math.round(Math.max(0, place - (at - first)) / bin) * bin;
        votes.set(begin, (votes.get(begin) ?? 0) + 1);
      }
    }
    return [...votes]
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, mostPlaces)
      .map(([token]) => to.starts[Math.min(token, to.starts.length - 1)] ?? 0);
  };
  return { places };
}

/**
 * Grapheme boundaries near an offset, without segmenting the whole text: a megabyte takes most of a
 * second to segment, the surroundings of an offset a few microseconds.
 */

const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });

/** How far back to look for a place that is certainly a boundary. */
const lookBack = 4_096;
/** A window that ends inside a cluster is made longer, up to this many units. */
const lookAhead = 4_096;

/** ASCII, CJK ideographs and kana begin a cluster and are never joined to one another. */
function standsAlone(unit: number): boolean {
  return (
    (unit >= 0x20 && unit < 0x7f) ||
    unit === 0x0a ||
    (unit >= 0x4e00 && unit <= 0x9fff) ||
    (unit >= 0x3041 && unit <= 0x3096) ||
    (unit >= 0x30a1 && unit <= 0x30fa)
  );
}

/** A boundary at or before `offset` from which segmenting gives the boundaries of the whole text. */
function certainBoundary(text: string, offset: number): number {
  const furthest = Math.max(0, offset - lookBack);
  for (let at = Math.min(offset, text.length - 1); at > furthest; at -= 1) {
    if (standsAlone(text.charCodeAt(at)) && standsAlone(text.charCodeAt(at - 1))) return at;
  }
  return furthest > 0 && isLowSurrogate(text.charCodeAt(furthest)) ? furthest - 1 : furthest;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** The cluster that holds `offset`, as [start, end); empty at a boundary. */
function clusterAround(text: string, offset: number): readonly [number, number] {
  if (offset <= 0) return [0, 0];
  if (offset >= text.length) return [text.length, text.length];
  if (standsAlone(text.charCodeAt(offset)) && standsAlone(text.charCodeAt(offset - 1)))
    return [offset, offset];
  const from = certainBoundary(text, offset);
  for (let length = offset - from + 64; ; length *= 4) {
    const to = Math.min(text.length, from + length);
    const cluster = segmenter.segment(text.slice(from, to)).containing(offset - from);
    if (cluster === undefined) return [offset, offset];
    const start = from + cluster.index;
    const end = start + cluster.segment.length;
    // A cluster that fills the window to its end may go on after it.
    if (end === to && to < text.length && to - offset < lookAhead) continue;
    return start === offset ? [offset, offset] : [start, end];
  }
}

/** The last grapheme boundary at or before `offset`. */
export function graphemeStart(text: string, offset: number): number {
  return clusterAround(text, offset)[0];
}

/** The first grapheme boundary at or after `offset`. */
export function graphemeEnd(text: string, offset: number): number {
  return clusterAround(text, offset)[1];
}

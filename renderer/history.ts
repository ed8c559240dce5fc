/**
 * Where the window has been. One trail for both panes: a stop is what reader and note showed together,
 * so that going back after following a quote returns both to where they were.
 */
import type { Place } from "./navigation.ts";

/** What the two panes show. A null place leaves the reader where the article was left. */
export interface Stop {
  readonly article: string | null;
  readonly place: Place | null;
  readonly note: string | null;
  /** The version of the article to read; null for the newest, or the one that the place is in. */
  readonly version: string | null;
  /** Two versions that show side by side in place of the article; null while it is read. */
  readonly compared: Compared | null;
  /** How far the reader was scrolled when this stop was left, in px; null until then. */
  readonly scrollTop: number | null;
}

/** Two versions side by side. */
export interface Compared {
  readonly from: string;
  readonly to: string;
  /** The place in `from` to begin at, in units; null for the beginning. */
  readonly at: number | null;
}

/** The stops in the order they were made, and the one shown now. Never empty. */
export interface Trail {
  readonly stops: readonly Stop[];
  readonly at: number;
}

/** Nobody goes back further; the oldest are forgotten. */
const longest = 200;

/** A stop at which the newest version of an article is read. */
const unread = { version: null, compared: null } as const;

/** A trail that begins with these in the panes. */
export function trailFrom(shown: Pick<Stop, "article" | "note">): Trail {
  return { stops: [{ ...shown, ...unread, place: null, scrollTop: null }], at: 0 };
}

/** The stop shown now. */
export function stopOf(trail: Trail): Stop {
  const stop = trail.stops[trail.at];
  if (!stop) throw new RangeError("Expected a trail that points at one of its stops");
  return stop;
}

const sameShown = (a: Stop, b: Stop) =>
  a.article === b.article &&
  a.note === b.note &&
  b.place === null &&
  a.version === b.version &&
  a.compared?.from === b.compared?.from &&
  a.compared?.to === b.compared?.to &&
  (b.compared?.at ?? null) === null;

/**
 * Goes somewhere new: what `change` leaves out stays as it is, what was ahead is forgotten. A change
 * that shows nothing new leaves the trail as it was.
 */
export function visit(trail: Trail, change: Partial<Stop>): Trail {
  const now = stopOf(trail);
  // Another note leaves the reader as it is.
  const { version, compared } = change.article === undefined ? now : unread;
  const next: Stop = { ...now, place: null, version, compared, scrollTop: null, ...change };
  if (sameShown(now, next)) return trail;
  const stops = [...trail.stops.slice(0, trail.at + 1), next].slice(-longest);
  return { stops, at: stops.length - 1 };
}

/** Keeps which version of its article a stop shows, where the place that was gone to decided that. */
export function settle(trail: Trail, article: string, version: string): Trail {
  const now = stopOf(trail);
  if (now.article !== article || now.version !== null || now.compared !== null) return trail;
  return { ...trail, stops: trail.stops.with(trail.at, { ...now, version }) };
}

/**
 * Notes where the reader stands before another stop is shown. Coming back means coming back there, and
 * no longer to the place that was gone to.
 */
export function leave(trail: Trail, scrollTop: number | null): Trail {
  const now = stopOf(trail);
  const compared = now.compared && { ...now.compared, at: null };
  const stops = trail.stops.with(trail.at, { ...now, compared, place: null, scrollTop });
  return { stops, at: trail.at };
}

export function canStep(trail: Trail, by: 1 | -1): boolean {
  return trail.stops[trail.at + by] !== undefined;
}

/** One stop back or forward; the same trail at its end. */
export function step(trail: Trail, by: 1 | -1): Trail {
  return canStep(trail, by) ? { ...trail, at: trail.at + by } : trail;
}

/** The trail without the stops at an article or note that is gone; the one shown now is emptied of it. */
export function without(trail: Trail, id: string): Trail {
  const isAt = (stop: Stop) => stop.article === id || stop.note === id;
  const now = stopOf(trail);
  const emptied: Stop = {
    ...now,
    ...(now.article === id ? { article: null, ...unread, place: null, scrollTop: null } : {}),
    ...(now.note === id ? { note: null } : {}),
  };
  const before = trail.stops.slice(0, trail.at).filter((stop) => !isAt(stop));
  const after = trail.stops.slice(trail.at + 1).filter((stop) => !isAt(stop));
  return { stops: [...before, emptied, ...after], at: before.length };
}

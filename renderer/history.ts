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
}

/** The stops in the order they were made, and the one shown now. Never empty. */
export interface Trail {
  readonly stops: readonly Stop[];
  readonly at: number;
}

/** Nobody goes back further; the oldest are forgotten. */
const longest = 200;

export function trailFrom(stop: Stop): Trail {
  return { stops: [stop], at: 0 };
}

/** The stop shown now. */
export function stopOf(trail: Trail): Stop {
  const stop = trail.stops[trail.at];
  if (!stop) throw new RangeError("Expected a trail that points at one of its stops");
  return stop;
}

const sameShown = (a: Stop, b: Stop) =>
  a.article === b.article && a.note === b.note && b.place === null;

/**
 * Goes somewhere new: what `change` leaves out stays as it is, what was ahead is forgotten. A change
 * that shows nothing new leaves the trail as it was.
 */
export function visit(trail: Trail, change: Partial<Stop>): Trail {
  const now = stopOf(trail);
  const next: Stop = { ...now, place: null, ...change };
  if (sameShown(now, next)) return trail;
  const stops = [...trail.stops.slice(0, trail.at + 1), next].slice(-longest);
  return { stops, at: stops.length - 1 };
}

/** Changes the stop shown now without making a new one. */
export function amend(trail: Trail, change: Partial<Stop>): Trail {
  const stops = trail.stops.with(trail.at, { ...stopOf(trail), ...change });
  return { stops, at: trail.at };
}

export function canStep(trail: Trail, by: 1 | -1): boolean {
  return trail.stops[trail.at + by] !== undefined;
}

/** One stop back or forward; the same trail at its end. */
export function step(trail: Trail, by: 1 | -1): Trail {
  return canStep(trail, by) ? { ...trail, at: trail.at + by } : trail;
}

/** The trail without an article or note that is gone; stops left without anything new are merged. */
export function without(trail: Trail, id: string): Trail {
  const emptied = trail.stops.map((stop) => ({
    ...stop,
    ...(stop.article === id ? { article: null, place: null } : {}),
    ...(stop.note === id ? { note: null } : {}),
  }));
  const kept: Stop[] = [];
  let at = 0;
  for (const [index, stop] of emptied.entries()) {
    const last = kept.at(-1);
    if (!last || last.article !== stop.article || last.note !== stop.note || stop.place) {
      kept.push(stop);
    }
    if (index === trail.at) at = kept.length - 1;
  }
  return { stops: kept, at };
}

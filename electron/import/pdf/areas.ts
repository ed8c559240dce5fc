/** Areas of a page, such as that of a link or of a field of a form. */

/** As it lies on the page; lengths are points, y counts downwards. */
export interface PageArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The area between two corners as a file gives it: `[x, y, x, y]`. Null when it is none. */
export function areaOf(corners: unknown): PageArea | null {
  if (!Array.isArray(corners)) return null;
  const [a, b, c, d] = corners.map(Number);
  if (a === undefined || b === undefined || c === undefined || d === undefined) return null;
  return Number.isFinite(a + b + c + d) ? between(a, b, c, d) : null;
}

/** The area with both its corners moved. */
export function movedArea<Area extends PageArea>(
  area: Area,
  move: (x: number, y: number) => readonly [number, number],
): Area {
  const [a, b] = move(area.left, area.top);
  const [c, d] = move(area.right, area.bottom);
  return { ...area, ...between(a, b, c, d) };
}

function between(a: number, b: number, c: number, d: number): PageArea {
  return {
    left: Math.min(a, c),
    right: Math.max(a, c),
    top: Math.min(b, d),
    bottom: Math.max(b, d),
  };
}

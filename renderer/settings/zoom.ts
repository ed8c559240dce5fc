/** The steps in which the window and the reading text grow. */

const zooms = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;

/** The next step from a zoom factor; the last one at either end. */
export function nextZoom(zoom: number, by: 1 | -1): number {
  const further =
    by > 0
      ? zooms.filter((each) => each > zoom + 0.001)
      : zooms.filter((each) => each < zoom - 0.001);
  return (by > 0 ? further[0] : further.at(-1)) ?? zoom;
}

/** The next reading size in px, from 14 to 28. */
export function nextTextSize(size: number, by: 1 | -1): number {
  return Math.min(28, Math.max(14, Math.round(size) + by));
}

const titleUnits = 2_000;

/** A title on one line, of a length that can be shown. */
export function cleanTitle(title: string): string {
  const line = title.toWellFormed().replace(/\s+/g, " ").trim();
  return line.slice(0, titleUnits).toWellFormed();
}

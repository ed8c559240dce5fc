/** Where in a work: pages, chapters and other things that are counted. Pure text in, values out. */

/** What is counted, by the sign it is cited with. */
export const locatorKinds = [
  { sign: "p.", label: "Page" },
  { sign: "ch.", label: "Chapter" },
  { sign: "§", label: "Section" },
  { sign: "¶", label: "Paragraph" },
] as const;

export type LocatorSign = (typeof locatorKinds)[number]["sign"];

const signed = /^(?:pp?\.|chs?\.|§§?|¶¶?)\s*/u;
/** More than one of them: `4–6`, `4, 9`. */
const several = /\d\s*[-–,]\s*\d/;

/** The same place with another thing counted: `4` or `ch. 4` as `p. 4`, `4–6` as `pp. 4–6`. */
export function withLocatorKind(locator: string, sign: LocatorSign): string {
  const place = locator.trim().replace(signed, "");
  const shown = sign === "p." && several.test(place) ? "pp." : sign;
  return `${shown} ${place}`;
}

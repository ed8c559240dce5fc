/** File names that every system takes and that show what they are. */

const longestStem = 120;
/** Names that Windows keeps for devices. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;
/** Signs that no system takes or that turn the rest of a name round. */
// oxlint-disable-next-line no-control-regex -- control characters are what must go
const forbidden = /[\u0000-\u001f\u007f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

/**
 * A name for a file of this extension (lower case, without the dot), made from how it was called:
 * folders left out, nothing a system refuses, and the extension last, whatever the name pretends.
 */
export function fileName(called: string, extension: string): string {
  const last = called.split(/[/\\]/).at(-1) ?? "";
  const ending = `.${extension}`;
  const stem = last.toLowerCase().endsWith(ending) ? last.slice(0, -ending.length) : last;
  const clean = stem
    .replace(forbidden, " ")
    .replace(/\s+/g, " ")
    .slice(0, longestStem)
    .toWellFormed()
    .replace(/^[.\s]+|[.\s]+$/g, "");
  if (clean === "") return `original${ending}`;
  return `${devices.test(clean) ? `${clean}_` : clean}${ending}`;
}

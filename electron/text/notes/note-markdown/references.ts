/**
 * Links whose addresses stand apart: `[the log][1]` and, on a line of its own, `[1]: https://…`. Our own
 * Markdown never has them, so they are put in place before it is read.
 */

const definition =
  /^ {0,3}\[(?!\^)([^\][]{1,200})\]:[ \t]*(?:<([^<>\s]+)>|([^<>\s]+))(?:[ \t]+"([^"]*)")?[ \t]*$/;
const fence = /^ {0,3}(?:```|~~~)/;
const use = /(?<![\\\]])\[([^\][]{1,500})\](?:\[([^\][]{0,200})\])?(?![[(:])/g;

/** The text with every address where it is used, and without the lines that gave them. */
export function withAddresses(markdown: string): string {
  if (!/^ {0,3}\[[^\][]+\]:/m.test(markdown)) return markdown;
  const addresses = new Map<string, string>();
  const parts: { readonly text: string; readonly isCode: boolean }[] = [];
  let inCode = false;
  for (const line of markdown.split("\n")) {
    const isFence = fence.test(line);
    if (isFence) inCode = !inCode;
    const found = inCode || isFence ? null : definition.exec(line);
    if (!found) {
      parts.push({ text: line, isCode: inCode || isFence });
      continue;
    }
    const [, name = "", pointed, bare = "", title] = found;
    const rest = title === undefined ? "" : ` "${title}"`;
    if (!addresses.has(key(name))) addresses.set(key(name), `(<${pointed ?? bare}>${rest})`);
  }
  if (addresses.size === 0) return markdown;
  return parts
    .map(({ text, isCode }) => {
      if (isCode) return text;
      return text.replaceAll(use, (whole, words: string, name: string | undefined) => {
        const address = addresses.get(key(name === undefined || name === "" ? words : name));
        return address === undefined ? whole : `[${words}]${address}`;
      });
    })
    .join("\n");
}

const key = (name: string): string => name.trim().toLowerCase().replaceAll(/\s+/g, " ");

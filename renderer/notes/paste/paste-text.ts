/** How pasted plain text becomes paragraphs. Pure text in, values out. */

/** Longer paragraphs make each key slow; shorter ones are left as they are. */
const longest = 10_000;
const about = 4_000;

/**
 * The paragraphs of a text, each a list of lines. With blank lines between, those part paragraphs and
 * single line ends stay line ends; without any, each line is a paragraph.
 */
export function paragraphsOf(text: string): readonly (readonly string[])[] {
  const lines = text.replace(/\r\n?/g, "\n").replace(/^\n+|\n+$/g, "");
  if (!/\n[ \t]*\n/.test(lines)) return lines.split("\n").map((line) => [line]);
  return lines.split(/\n(?:[ \t]*\n)+/).map((paragraph) => paragraph.split("\n"));
}

/** Where to cut a text that is too long: offsets after the end of a sentence, or of a word at least. */
export function cutLong(text: string): readonly number[] {
  if (text.length <= longest) return [];
  const cuts: number[] = [];
  let from = 0;
  while (text.length - from > about * 1.5) {
    const room = text.slice(from, from + about * 1.5);
    const sentence = lastEnd(room, /[.!?。！？…]["”’)\]]*\s+/gu);
    const word = sentence > 0 ? sentence : lastEnd(room, /\s+/gu);
    const cut = from + (word > 0 ? word : wellFormed(room));
    cuts.push(cut);
    from = cut;
  }
  return cuts;
}

/** The end of the last match in the second half or so; 0 when there is none. */
function lastEnd(text: string, pattern: RegExp): number {
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    end = match.index + match[0].length;
    if (end >= about) break;
  }
  return end >= about / 2 ? end : 0;
}

/** The length of a text without half a surrogate pair at its end. */
function wellFormed(text: string): number {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last < 0xdc00 ? text.length - 1 : text.length;
}

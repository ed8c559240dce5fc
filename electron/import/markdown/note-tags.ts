/** The tags that note programs have people write into the text: `#lamp`, `#light/oil`, `#two words#`. */

const fence = /^\s{0,3}(`{3,}|~{3,})/;
const tag = /(?<![^\s(])#([\p{L}\p{N}\p{M}_/-]*\p{L}[\p{L}\p{N}\p{M}_/-]*)(?=$|[\s.,;:!?)])/gu;
const spaced = /(?<!\S)#([^\s#][^#\n]{0,80}[^\s#])#(?!\S)/gu;
/** A note program writes links between notes, callouts, comments or what describes a note. */
const signs = /\[\[[^[\]\n]+\]\]|^> ?\[!\w+\]|%%|^(?:aliases|cssclass(?:es)?|tags):/m;

/** Each once, in order. Of texts that no note program shows in, only lines of nothing but tags count. */
export function tagsInText(source: string): readonly string[] {
  const isNote = signs.test(source);
  const found = new Set<string>();
  let fenced: string | null = null;
  for (const line of source.split("\n")) {
    const mark = fence.exec(line)?.[1];
    if (fenced === null && mark !== undefined) fenced = mark;
    else if (fenced !== null && mark?.startsWith(fenced) === true) fenced = null;
    if (fenced !== null || !line.includes("#") || /^(?: {4}|\t)/.test(line)) continue;
    const text = line.replace(/(`+)[^`]*\1/g, " ").replace(/\]\([^)]*\)|<[^>]*>/g, " ");
    const isOnlyTags = text.replace(spaced, "").replace(tag, "").trim() === "";
    if (isOnlyTags) for (const [, name = ""] of text.matchAll(spaced)) found.add(name);
    const rest = isOnlyTags ? text.replace(spaced, "") : text;
    if (isOnlyTags || isNote) for (const [, name = ""] of rest.matchAll(tag)) found.add(name);
  }
  return [...found].map((name) => name.replace(/\/+$/, "").slice(0, 100)).filter(Boolean);
}

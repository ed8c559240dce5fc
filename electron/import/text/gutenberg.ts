/** Books of Project Gutenberg: their text between its marks, and what the lines before it say. */
import { noMetadata, type FoundMetadata } from "../assemble.ts";
import { parseDate } from "../../text/dates.ts";
import { namesIn } from "../names.ts";

export interface GutenbergBook {
  readonly text: string;
  readonly metadata: FoundMetadata;
}

const opening =
  /^\*{2,}\s*START OF (?:THE|THIS) PROJECT GUTENBERG E(?:BOOK|TEXT)[^\n]*(?:\n[^\n*]+\*{3})?[ \t]*$/im;
const closing =
  /^\*{2,}\s*END OF (?:THE|THIS) PROJECT GUTENBERG E(?:BOOK|TEXT)|^End of (?:the )?Project Gutenberg(?:'s|’s)? /im;
/** The marks are within so many units of the ends. */
const within = 30_000;
const languages: Readonly<Record<string, string>> = {
  english: "en",
  german: "de",
  french: "fr",
  spanish: "es",
  italian: "it",
  portuguese: "pt",
  dutch: "nl",
  finnish: "fi",
  swedish: "sv",
  danish: "da",
  hungarian: "hu",
  latin: "la",
  greek: "el",
  chinese: "zh",
  esperanto: "eo",
};

/** Null when the text is none of theirs. */
export function gutenbergBook(text: string): GutenbergBook | null {
  const start = opening.exec(text.slice(0, within));
  if (start === null) return null;
  const head = text.slice(0, start.index);
  const rest = text.slice(start.index + start[0].length);
  const tail = Math.max(0, rest.length - within);
  const end = closing.exec(rest.slice(tail));
  const body = rest.slice(0, end === null ? undefined : tail + end.index);
  const line = (name: string): string | null => {
    // Long titles go on in lines that stand in.
    const found = new RegExp(`^${name}:[ \\t]*(.+(?:\\n[ \\t]{2,}\\S.*)*)`, "im").exec(head)?.[1];
    return found?.replace(/\s+/g, " ").trim() ?? null;
  };
  const number = /\[E(?:Book|Text) #(\d+)\]/i.exec(head)?.[1];
  const published = line("Original publication");
  return {
    text: body,
    metadata: {
      ...noMetadata,
      title: line("Title") ?? "",
      byline: (line("Author")?.split(/\s+and\s+(?=\p{Lu})/u) ?? []).flatMap(namesIn),
      site: "Project Gutenberg",
      published: published === null ? null : parseDate(/\d{4}/.exec(published)?.[0] ?? ""),
      url: number === undefined ? null : `https://www.gutenberg.org/ebooks/${number}`,
      language: languages[line("Language")?.toLowerCase() ?? ""] ?? null,
      fields: Object.fromEntries(
        ["Translator", "Editor", "Illustrator", "Release date", "Credits"].flatMap((name) => {
          const value = line(name);
          return value === null ? [] : [[name.toLowerCase(), value]];
        }),
      ),
      found: Object.fromEntries(
        ["title", "byline", "site", "published", "url", "language"].map((name) => [
          name,
          "Project Gutenberg",
        ]),
      ),
    },
  };
}

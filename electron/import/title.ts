/** A title for an article that does not state one. */
import type { ArticleDraft, Block } from "../entities.ts";
import { normaliseText } from "../text/normalise.ts";
import { firstSentence } from "../text/sentences.ts";
import { cutAtWord, oneLine } from "./one-line.ts";

export interface FoundTitle {
  readonly title: string;
  /** `derived` when it was made from the first sentence. */
  readonly found: "first heading" | "first line" | "derived" | "file name";
}

/** A paragraph of plain text, and whether a blank line parts it from the next. */
export interface Line {
  readonly text: string;
  readonly blankAfter: boolean;
}

/** Derived titles are cut at a word near this many units. */
const derivedLength = 100;
/** A line that stands alone is a title up to this length, one in running text up to the other. */
const aloneLength = 180;
const runningLength = 160;
/** Titles are at the top or nowhere. */
const lookedAt = 20;

const boilerplate: readonly RegExp[] = [
  /^\[[^\]]*\]$/,
  /^\(?(?:CNN|AP|AFP|Reuters|UPI|dpa)\)?\s*(?:[-–—]+)?$/i,
  /^(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]oor)\s+\p{Lu}[\p{L}.'’-]*(?:[\s,&]+(?:and\s+|und\s+|et\s+|y\s+)?\p{Lu}[\p{L}.'’-]*){0,8}$/u,
  /^(?:last\s+)?(?:updated?|published|posted|modified|aktualisiert|veröffentlicht|publié|mis à jour|publicado)\b/i,
  /^(?:photos?|image|picture|video|foto|bild|credit|caption|illustration)(?:\s+(?:by|credit))?\s*:/i,
  /^(?:advertisement|anzeige|publicité|publicidad|sponsored)$/i,
  /^(?:share|tweet|print|e-?mail|save|subscribe|sign in|log in|menu|skip to (?:main )?content)(?:[\s|·,]+(?:share|tweet|print|e-?mail|save|this|article))*$/i,
  /^(?:©|\(c\)\s|copyright\b)/i,
  /^(?:https?:\/\/|www\.)\S+$/i,
  /^\d{1,2}\s*(?:min|minutes?)\s+read$/i,
];

/** Whether a line says nothing about what the text is about: a credit, a date, a button. */
export function isBoilerplate(line: string): boolean {
  return !/\p{L}/u.test(line) || boilerplate.some((pattern) => pattern.test(line));
}

/** The title line of plain text, or a title derived from its first sentence; null for neither. */
export function titleOfLines(
  lines: readonly Line[],
  language: string | null = null,
): FoundTitle | null {
  const at = lines.slice(0, lookedAt).findIndex(({ text }) => !isBoilerplate(text));
  const line = lines[at];
  if (line === undefined) return null;
  const more = lines.length > 1;
  const next = lines[at + 1];
  if (more && line.blankAfter && line.text.length <= aloneLength) return stated(line, next);
  if (line.text.length <= runningLength && !/[.!?。！？…]["”’»)\]]*$/u.test(line.text))
    return stated(line, next);
  return derivedFrom(line.text, language);
}

/** The title for blocks: the first heading when nothing but boilerplate is before it, else as above. */
export function titleOf(
  blocks: readonly Block[],
  fileName: string,
  language: string | null,
): FoundTitle {
  const lines: Line[] = [];
  for (const block of blocks.slice(0, lookedAt)) {
    if (
      block.kind === "heading" &&
      lines.every(({ text }) => isBoilerplate(text)) &&
      !isBoilerplate(block.text)
    ) {
      return { title: oneLine(block.text, 500), found: "first heading" };
    }
    if ("text" in block) {
      lines.push(
        ...block.text.split("\n", 3).map((text) => ({ text: text.trim(), blankAfter: false })),
      );
    } else if (block.kind === "table") {
      lines.push({
        text:
          block.rows[0]
            ?.map((cell) => cell.text)
            .join(" ")
            .trim() ?? "",
        blankAfter: false,
      });
    }
  }
  const line = lines.find(({ text }) => !isBoilerplate(text));
  const found = line === undefined ? null : derivedFrom(line.text, language);
  return found ?? { title: titleOfFile(fileName), found: "file name" };
}

/** The file's name without its ending, readable; never empty. */
export function titleOfFile(fileName: string): string {
  const bare = fileName.replace(/\.[^.\s]{1,10}$/, "").replace(/[_\s]+/g, " ");
  // Direction marks in a file name can make it read as another one.
  const name = oneLine(
    normaliseText(bare).text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ""),
    200,
  );
  return name === "" ? "Untitled" : name;
}

/** The draft under the title that its file gives it, when its text stated none. */
export function withFileTitle(draft: ArticleDraft, raw: string, found: string): ArticleDraft {
  const title = oneLine(raw, 500);
  const made = /^(?:first heading|derived|file name)$/.test(draft.found.title ?? "");
  return title === "" || !made
    ? draft
    : { ...draft, title, found: { ...draft.found, title: found } };
}

function stated(line: Line, next: Line | undefined): FoundTitle {
  // "Headline;" or "Headline:" goes on in the line below.
  const joined =
    /[;:]$/.test(line.text) &&
    next !== undefined &&
    line.text.length + next.text.length <= aloneLength
      ? `${line.text} ${next.text}`
      : line.text;
  return { title: oneLine(joined.replace(/(?<![.。])[.。]$/u, ""), 500), found: "first line" };
}

function derivedFrom(text: string, language: string | null): FoundTitle | null {
  const sentence = oneLine(firstSentence(text, language) || text.slice(0, 400), 2_000);
  const title = sentence.length <= derivedLength ? sentence : cutAtWord(sentence, derivedLength);
  return /[\p{L}\p{N}]/u.test(title) ? { title, found: "derived" } : null;
}

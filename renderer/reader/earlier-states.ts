/** Says in words what `history.of` tells: fields as the notebook recorded them. */
import type { Article, Clip, Earlier, EditableField } from "../../electron/api.ts";
import { valueOf } from "../../electron/text/metadata-edit.ts";
import { colorNames } from "../clip-colors.ts";

/** An earlier state in words. */
export interface EarlierLine {
  /** The change group of the edit that replaced it. */
  readonly group: string;
  /** When it was replaced. */
  readonly at: number;
  /** `comment “Not so sure”` */
  readonly said: string;
  /** The fields that were other ones, by the names that the notebook has for them. */
  readonly fields: readonly string[];
}

/** A line has no more of a text than this, in UTF-16 units. */
const longest = 120;
const articleFields: Readonly<Record<string, string>> = {
  title: "title",
  byline: "authors",
  site: "site or journal",
  published: "date",
  url: "address",
  language: "language",
  abstract: "abstract",
};

/** The earlier states of a clip that differ from how it is. */
export function clipLines(clip: Clip, earlier: readonly Earlier[]): readonly EarlierLine[] {
  return earlier.flatMap(({ group, at, fields }) => {
    const { color, comment, quote } = fields;
    const parts = [
      typeof quote === "string" && quote !== clip.quote ? `words ${inWords(quote)}` : null,
      color !== clip.color ? colorSaid(color) : null,
      typeof comment === "string" && comment !== clip.comment
        ? comment.trim() === ""
          ? "no comment"
          : `comment ${inWords(comment)}`
        : null,
    ];
    return lineOf({ group, at, fields }, parts);
  });
}

/** The earlier states of an article's details that differ from what they say now. */
export function articleLines(
  article: Article,
  earlier: readonly Earlier[],
): readonly EarlierLine[] {
  return earlier.flatMap(({ group, at, fields }) => {
    const parts = Object.entries(fields).map(([field, state]) => {
      const text = textOf(state);
      // Recorded by `articles.edit` under the names of its fields.
      if (text === valueOf(article, field as EditableField).text) return null;
      const name = articleFields[field] ?? field.slice(field.indexOf(".") + 1);
      return text === null ? `no ${name}` : `${name} ${inWords(text)}`;
    });
    return lineOf({ group, at, fields }, parts);
  });
}

function lineOf({ group, at, fields }: Earlier, parts: readonly (string | null)[]) {
  const said = parts.filter((part) => part !== null).join(", ");
  return said === "" ? [] : [{ group, at, said, fields: Object.keys(fields) }];
}

function colorSaid(color: unknown): string | null {
  const name = new Map<unknown, string>(Object.entries(colorNames)).get(color);
  return name === undefined ? null : `colour ${name}`;
}

/** The text of a field's recorded state; null for none. */
function textOf(state: unknown): string | null {
  if (typeof state !== "object" || state === null || !("value" in state)) return null;
  const { value } = state;
  if (typeof value !== "object" || value === null || !("text" in value)) return null;
  return typeof value.text === "string" ? value.text : null;
}

/** A text as a line can show it. */
function inWords(text: string): string {
  const plain = text.replaceAll(/\s+/g, " ").trim();
  const shown = plain.length > longest ? `${plain.slice(0, longest).trimEnd()}…` : plain;
  return `“${shown.toWellFormed()}”`;
}

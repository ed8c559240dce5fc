/** What people wrote into the fields of a form and into boxes on a page: text that no page draws itself. */
import { areaOf, type PageArea } from "./areas.ts";
import type { PageLine } from "./lines.ts";

export interface PageField extends PageArea {
  /** Its lines as they were written; none is empty. */
  readonly lines: readonly string[];
}

/** Longer values are cut; in UTF-16 units. */
const longest = 100_000;
/** In sizes of the letters: the usual width of one, and what lines are apart. */
const letter = 0.5;
const leading = 1.2;
/** Where the page has no text to tell, in points. */
const usualSize = 10;
/** Lines that are nearer to each other cannot be read, in points. */
const leastLeading = 8;
/** In sizes: a label stands on the level of its field up to so much higher or lower. */
const unlevel = 0.8;

/** The field that an annotation of pdf.js is, when something is written in it. */
export function fieldIn(annotation: unknown): readonly PageField[] {
  const area = areaOf((annotation as { readonly rect?: unknown }).rect);
  const text = area === null ? null : textIn(annotation, area);
  if (area === null || text === null) return [];
  const lines = text
    .slice(0, longest)
    .split(/\r\n?|\n/)
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter((line) => line !== "");
  return lines.length === 0 ? [] : [{ ...area, lines }];
}

/** pdf.js leaves the parts of an annotation open: they come from a stranger. */
function textIn(annotation: unknown, area: PageArea): string | null {
  const { subtype, hidden, fieldType, fieldValue, password, options, contentsObj, textContent } =
    annotation as {
      readonly subtype?: unknown;
      /** Until a script of the form shows it. */
      readonly hidden?: unknown;
      readonly fieldType?: unknown;
      readonly fieldValue?: unknown;
      readonly password?: unknown;
      readonly options?: unknown;
      readonly contentsObj?: { readonly str?: unknown };
      readonly textContent?: unknown;
    };
  if (hidden === true) return null;
  if (subtype === "FreeText") return written(contentsObj?.str) ?? drawn(textContent, area);
  if (subtype !== "Widget" || password === true) return null;
  if (fieldType === "Tx") return written(fieldValue) ?? drawn(textContent, area);
  if (fieldType !== "Ch" || !Array.isArray(fieldValue)) return null;
  return fieldValue.map((value) => shownAs(value, options)).join("\n");
}

function written(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

/** The lines that the field shows, where the file does not say what its value is. */
function drawn(lines: unknown, { top, bottom }: PageArea): string | null {
  if (!Array.isArray(lines)) return null;
  // What does not fit into the field is cut off there, and pdf.js gives it nevertheless.
  const room = Math.ceil((bottom - top) / leastLeading);
  return lines
    .slice(0, room)
    .filter((line) => typeof line === "string")
    .join("\n");
}

/** What a list shows for the value that it stores. */
function shownAs(value: unknown, options: unknown): string {
  const choices: readonly unknown[] = Array.isArray(options) ? options : [];
  for (const choice of choices) {
    const { exportValue, displayValue } = choice as {
      readonly exportValue?: unknown;
      readonly displayValue?: unknown;
    };
    if (exportValue === value && typeof displayValue === "string") return displayValue;
  }
  return typeof value === "string" ? value : "";
}

/** The lines with those of each field after its label: the text at its left, or else above it. */
export function withFields(
  lines: readonly PageLine[],
  fields: readonly PageField[],
): readonly PageLine[] {
  const all = [...lines];
  for (const field of fields.toSorted((a, b) => a.bottom - b.bottom || a.left - b.left)) {
    const label = labelOf(field, all);
    const at = label === null ? 0 : all.indexOf(label) + 1;
    all.splice(at, 0, ...linesIn(field, label));
  }
  return all;
}

function labelOf(field: PageField, lines: readonly PageLine[]): PageLine | null {
  let beside: PageLine | null = null;
  let above: PageLine | null = null;
  for (const line of lines) {
    const foot = footOf(field, line.size);
    const isLevel = Math.abs(line.y - foot) < line.size * unlevel;
    if (isLevel && line.left < field.left && line.left > (beside?.left ?? -Infinity)) beside = line;
    if (line.y < foot && line.y >= (above?.y ?? -Infinity)) above = line;
  }
  return beside ?? above;
}

/** Where its first line stands: in the middle, or at the top of a field for several lines. */
function footOf({ top, bottom, lines }: PageField, size: number): number {
  const isLow = lines.length === 1 && bottom - top < size * leading * 2;
  return isLow ? (top + bottom) / 2 + size * 0.35 : top + size;
}

function linesIn(field: PageField, label: PageLine | null): readonly PageLine[] {
  const size = label?.size ?? usualSize;
  const width = field.right - field.left;
  const first = footOf(field, size);
  const isBeside = label !== null && Math.abs(label.y - first) < size * unlevel;
  let y = isBeside && label.left < field.left ? label.y : first;
  return field.lines.map((text) => {
    const length = text.length * size * letter;
    const right = field.left + Math.min(length, width);
    const line: PageLine = {
      text,
      marks: [],
      left: field.left,
      right,
      y,
      size,
      monospaced: false,
      strong: false,
      cells: [{ start: 0, left: field.left, right }],
    };
    y += size * leading * Math.max(Math.ceil(length / Math.max(width, size)), 1);
    return line;
  });
}

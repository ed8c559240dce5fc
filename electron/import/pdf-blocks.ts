/** Pages of lines as blocks: each page begins with its label, so that a clip can be cited by page. */
import type { Block, Mark, TextRun } from "../entities.ts";
import { hyphensIn, mendBrokenWords, type Joint } from "./pdf-hyphens.ts";
import type { Page, PageLine } from "./pdf-lines.ts";
import { measure, sizeClass } from "./pdf-measures.ts";
import { bullet, paragraphsOf, type LineGroup } from "./pdf-paragraphs.ts";

/** Larger type that goes on for longer is text. In UTF-16 units. */
const longestHeading = 250;

type Join = (before: string, after: string) => Joint;

/** The blocks of the pages, running heads already gone. */
export function blocksOf(pages: readonly Page[]): readonly Block[] {
  const join = hyphensIn(pages.flatMap(({ lines }) => lines));
  const whole = mendBrokenWords(pages, join);
  const measures = measure(whole);
  const groups = whole.map((page) => paragraphsOf(page, measures));
  const levels = headingLevels(groups.flat());
  return whole.flatMap((page, at): readonly Block[] => [
    { kind: "pageBreak", label: page.label },
    ...(groups[at] ?? []).map((group) => blockOf(group, join, levels)),
    ...page.sideways.map(({ text, marks }): Block => ({ kind: "paragraph", text, marks })),
  ]);
}

function blockOf(
  group: LineGroup,
  join: Join,
  levels: ReadonlyMap<number, 1 | 2 | 3 | 4 | 5 | 6>,
): Block {
  if (group.kind === "typed") return { kind: "preformatted", text: typed(group.lines), marks: [] };
  const run = joinLines(group.lines, join);
  if (isHeading(group)) return { kind: "heading", level: levels.get(sizeOf(group)) ?? 6, ...run };
  const sign = bullet.exec(run.text)?.[0].length ?? 0;
  if (sign === 0 || sign === run.text.length) return { kind: "paragraph", ...run };
  return { kind: "listItem", depth: 0, ordered: false, number: null, ...cut(run, sign) };
}

/** The lines of one paragraph as one run. */
export function joinLines(lines: readonly PageLine[], join: Join): TextRun {
  const parts: string[] = [];
  const marks: Mark[] = [];
  let length = 0;
  let before = "";
  for (const { text, marks: own } of lines) {
    const joint = before === "" ? "nothing" : join(before, text);
    if (joint === "space") {
      parts.push(" ");
      length += 1;
    } else if (joint === "drop hyphen") {
      parts.push((parts.pop() ?? "").slice(0, -1));
      length -= 1;
    }
    for (const [start, end, kind] of own) marks.push([start + length, end + length, kind]);
    parts.push(text);
    length += text.length;
    before = text;
  }
  return {
    text: parts.join(""),
    marks: marks.filter(([start, end]) => start < end && end <= length),
  };
}

function cut({ text, marks }: TextRun, at: number): TextRun {
  return {
    text: text.slice(at),
    marks: marks.flatMap(([start, end, kind]): Mark[] =>
      end <= at ? [] : [[Math.max(start - at, 0), end - at, kind]],
    ),
  };
}

/** Typewriter lines as they stand, with their indents in spaces. */
function typed(lines: readonly PageLine[]): string {
  const edge = lines.reduce((least, { left }) => Math.min(least, left), Infinity);
  let text = "";
  let last: PageLine | null = null;
  for (const line of lines) {
    const beside = last !== null && Math.abs(line.y - last.y) < line.size * 0.3;
    const spaces = Math.min(Math.round((line.left - edge) / (line.size * 0.6)), 60);
    text += beside ? "  " : `${last === null ? "" : "\n"}${" ".repeat(spaces)}`;
    text += line.text;
    last = line;
  }
  return text;
}

function isHeading(group: LineGroup): boolean {
  const length = group.lines.reduce((sum, { text }) => sum + text.length, 0);
  return group.kind === "heading" && length <= longestHeading;
}

function sizeOf({ lines }: LineGroup): number {
  return sizeClass(lines[0]?.size ?? 0);
}

/** The largest type is level 1, the next level 2, and so on. */
function headingLevels(groups: readonly LineGroup[]): ReadonlyMap<number, 1 | 2 | 3 | 4 | 5 | 6> {
  const sizes = [...new Set(groups.filter(isHeading).map(sizeOf))].sort((a, b) => b - a);
  const levels = [1, 2, 3, 4, 5, 6] as const;
  return new Map(sizes.map((size, i) => [size, levels[Math.min(i, 5)] ?? 6]));
}

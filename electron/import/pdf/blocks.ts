/** Pages of lines as blocks: each page begins with its label, so that a clip can be cited by page. */
import type { Block, Mark, TextRun } from "../../entities.ts";
import { headingLevels, type Level } from "./headings.ts";
import { hyphensIn, mendBrokenWords, type Joint } from "./hyphens.ts";
import type { Page, PageLine } from "./lines.ts";
import { joinedMarks, shiftedMark } from "./links.ts";
import { numberedItems, numbering } from "./lists.ts";
import { measure } from "./measures.ts";
import type { Bookmark } from "./outline.ts";
import { segmentsOf } from "./tables.ts";
import { bullet, paragraphsOf, type LineGroup } from "./paragraphs.ts";
import type { PlacedPicture } from "./pictures.ts";
import { placesOf } from "./placing.ts";

type Join = (before: string, after: string) => Joint;

/** The blocks of the pages, running heads already gone; `pictures` holds those of each page. */
export function blocksOf(
  pages: readonly Page[],
  bookmarks: readonly Bookmark[] = [],
  pictures: readonly (readonly PlacedPicture[])[] = [],
): readonly Block[] {
  const join = hyphensIn(pages.flatMap(({ lines }) => lines));
  const whole = mendBrokenWords(pages, join);
  const measures = measure(whole);
  const segments = whole.map(({ lines }) => segmentsOf(lines));
  const groups = whole.map((page, at) =>
    (segments[at] ?? []).flatMap((segment): readonly LineGroup[] =>
      segment.kind === "table"
        ? [{ kind: "table", lines: segment.lines, block: segment.block }]
        : paragraphsOf({ ...page, lines: segment.lines }, measures),
    ),
  );
  const levels = headingLevels(groups, bookmarks);
  const items = numberedItems(groups);
  return whole.flatMap((page, at): readonly Block[] => [
    { kind: "pageBreak", label: page.label },
    ...withPictures(pictures[at] ?? [], groups[at] ?? [], (group) =>
      blockOf(group, join, levels.get(group) ?? null, items.get(group) ?? null),
    ),
    ...page.sideways.map(({ text, marks }): Block => ({ kind: "paragraph", text, marks })),
  ]);
}

function withPictures(
  pictures: readonly PlacedPicture[],
  groups: readonly LineGroup[],
  made: (group: LineGroup) => Block,
): readonly Block[] {
  const places = placesOf(pictures, groups);
  const at = (place: number) =>
    pictures.flatMap(({ image }, i): readonly Block[] =>
      places[i] === place ? [{ kind: "image", hash: image.hash, alt: "", host: null }] : [],
    );
  return [...groups.flatMap((group, i) => [...at(i), made(group)]), ...at(groups.length)];
}

function blockOf(group: LineGroup, join: Join, level: Level | null, number: number | null): Block {
  if (group.block !== undefined) return group.block;
  if (level !== null) {
    const { text, marks } = joinLines(group.lines, join);
    // That a heading is bold goes without saying.
    return { kind: "heading", level, text, marks: marks.filter(([, , kind]) => kind !== "strong") };
  }
  if (group.kind === "typed") return { kind: "preformatted", text: typed(group.lines), marks: [] };
  const run = joinLines(group.lines, join);
  const sign = (number === null ? bullet : numbering).exec(run.text)?.[0].length ?? 0;
  if (sign === 0 || sign === run.text.length) return { kind: "paragraph", ...run };
  return { kind: "listItem", depth: 0, ordered: number !== null, number, ...cut(run, sign) };
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
    for (const mark of own) {
      const moved = shiftedMark(mark, length);
      if (moved !== null) marks.push(moved);
    }
    parts.push(text);
    length += text.length;
    before = text;
  }
  return {
    text: parts.join(""),
    marks: joinedMarks(marks.filter(([start, end]) => start < end && end <= length)),
  };
}

function cut({ text, marks }: TextRun, at: number): TextRun {
  return {
    text: text.slice(at),
    marks: marks.map((mark) => shiftedMark(mark, -at)).filter((mark) => mark !== null),
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

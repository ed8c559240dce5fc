/** The text of a plain mail: paragraphs, and what it quotes as quotations. */
import type { Block } from "../../entities.ts";
import { paragraphsOf } from "../text/lines.ts";
import { wrapWidth } from "../text/wrap.ts";

interface Passage {
  /** How many `>` stand before its lines. */
  readonly depth: number;
  readonly lines: string[];
}

/** Quotations within quotations beyond this are one. */
const deepest = 50;

/**
 * `flowed` says that lines which end in a space go on in the next (RFC 3676), and `spaceDropped` that
 * this space is not part of the text. Other mails are joined where they prove to be wrapped.
 */
export function mailBlocks(text: string, flowed: boolean, spaceDropped: boolean): readonly Block[] {
  const passages = passagesOf(text, flowed);
  const depths = new Set(passages.map(({ depth }) => depth));
  const widths = new Map<number, number | null>();
  for (const depth of depths) {
    const all = passages
      .filter((each) => each.depth === depth)
      .map(({ lines }) => lines.join("\n"));
    widths.set(depth, flowed ? null : wrapWidth(all.join("\n\n")));
  }
  return passages.flatMap(({ depth, lines }) => {
    const joined = flowed ? unflowed(lines, spaceDropped) : lines;
    const blocks = paragraphsOf(joined.join("\n"), widths.get(depth) ?? null);
    if (depth === 0) return blocks;
    return blocks.map((block): Block =>
      block.kind === "paragraph"
        ? { kind: "blockquote", depth, text: block.text, marks: block.marks }
        : block,
    );
  });
}

function passagesOf(text: string, flowed: boolean): readonly Passage[] {
  const passages: Passage[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    const signs = /^>(?: ?>)*/.exec(line)?.[0] ?? "";
    const depth = Math.min(signs.replaceAll(" ", "").length, deepest);
    const rest = line.slice(signs.length);
    const content = (depth > 0 || flowed) && rest.startsWith(" ") ? rest.slice(1) : rest;
    const last = passages.at(-1);
    if (last !== undefined && last.depth === depth) last.lines.push(content);
    else passages.push({ depth, lines: [content] });
  }
  return passages;
}

function unflowed(lines: readonly string[], spaceDropped: boolean): readonly string[] {
  const joined: string[] = [];
  let current: string[] = [];
  for (const line of lines) {
    const goesOn = line.endsWith(" ") && line !== "-- ";
    current.push(goesOn && spaceDropped ? line.slice(0, -1) : line);
    if (goesOn) continue;
    joined.push(current.join(""));
    current = [];
  }
  if (current.length > 0) joined.push(current.join(""));
  return joined;
}

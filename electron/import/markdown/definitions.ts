/** Lists of terms with what they mean, verse, and the captions of tables, as pandoc and others write them. */
import type MarkdownIt from "markdown-it";
import type { StateBlock } from "markdown-it";

type Parser = InstanceType<typeof MarkdownIt>;

/** Definitions within definitions are read to this depth. */
const deepest = 10;
const depths = new WeakMap<object, number>();

/** Teaches the parser `Term` with `: meaning` below it, lines behind `|`, and captions. */
export function useDefinitions(parser: Parser): void {
  parser.block.ruler.before("lheading", "table_caption", captionRule);
  parser.block.ruler.before("lheading", "verse", verseRule);
  parser.block.ruler.before("lheading", "definition", definitionRule);
}

/** A term is the line before the first definition, with a blank line between them or without. */
function definitionRule(state: StateBlock, line: number, end: number, silent: boolean): boolean {
  if (silent || textAt(state, line) === null || definition(state, line) !== null) return false;
  let next = line + 1;
  if (next < end && state.isEmpty(next)) next += 1;
  if (next >= end || definition(state, next) === null) return false;
  const depth = depths.get(state.env) ?? 0;
  if (depth >= deepest) return false;
  push(state, "term", textAt(state, line) ?? "");
  depths.set(state.env, depth + 1);
  for (;;) {
    const { lines, after } = meaning(state, next, end);
    // Parsed for itself: where it stands in the file does not matter to what it says.
    state.md.block.parse(lines.join("\n"), state.md, state.env, state.tokens);
    state.line = after;
    next = after;
    if (next < end && state.isEmpty(next)) next += 1;
    if (next >= end || definition(state, next) === null) break;
  }
  depths.set(state.env, depth);
  return true;
}

/** The lines of the definition that begins at `line`. */
function meaning(
  state: StateBlock,
  line: number,
  end: number,
): { readonly lines: readonly string[]; readonly after: number } {
  const lines = [definition(state, line) ?? ""];
  let after = line + 1;
  for (let at = after; at < end; at += 1) {
    if (state.isEmpty(at)) {
      lines.push("");
      continue;
    }
    const indent = (state.sCount[at] ?? 0) - state.blkIndent;
    if (indent < 0 || definition(state, at) !== null) break;
    if (indent < 2 && (lines.at(-1) === "" || (at + 1 < end && definition(state, at + 1) !== null)))
      break;
    lines.push(state.getLines(at, at + 1, state.blkIndent, false).replace(/^(?: {1,4}|\t)/, ""));
    after = at + 1;
  }
  return { lines: lines.slice(0, after - line), after };
}

/** What stands behind the colon; null when the line defines nothing. */
function definition(state: StateBlock, line: number): string | null {
  return /^:(?:[ ]{1,3}|\t)(\s*\S.*)$/.exec(textAt(state, line) ?? "")?.[1] ?? null;
}

/** `| Each line` for itself; lines of a table end with a bar too. */
function verseRule(state: StateBlock, line: number, end: number, silent: boolean): boolean {
  if (silent) return false;
  const lines: string[] = [];
  let at = line;
  for (; at < end && (state.sCount[at] ?? 0) >= state.blkIndent; at += 1) {
    const text = textAt(state, at) ?? "";
    const verse = /^\|(?: (.*))?$/.exec(text)?.[1] ?? (text === "|" ? "" : null);
    if (verse === null || verse.endsWith("|")) break;
    lines.push(verse.replace(/^ +/, (spaces) => "\u00a0".repeat(spaces.length)));
  }
  if (lines.length < 2) return false;
  push(state, "paragraph", lines.join("\\\n"));
  state.line = at;
  return true;
}

/** `: What the table shows {#name}`, behind it. */
function captionRule(state: StateBlock, line: number, end: number, silent: boolean): boolean {
  if (silent || state.tokens.at(-1)?.type !== "table_close") return false;
  const first = /^(?:Table)?:[ \t]+(\S.*)$/.exec(textAt(state, line) ?? "")?.[1];
  if (first === undefined) return false;
  let after = line + 1;
  while (after < end && !state.isEmpty(after)) after += 1;
  const more = after > line + 1 ? `\n${state.getLines(line + 1, after, 0, false)}` : "";
  push(state, "paragraph", `${first}${more}`.replace(/\s*\{[#.][^{}]{1,200}\}\s*$/, "").trim());
  state.line = after;
  return true;
}

function push(state: StateBlock, kind: "paragraph" | "term", content: string): void {
  state.push(`${kind}_open`, "", 1);
  const inline = state.push("inline", "", 0);
  inline.content = content;
  inline.children = [];
  state.push(`${kind}_close`, "", -1);
}

/** The line without its indentation; null when it is blank, or indented as code is. */
function textAt(state: StateBlock, line: number): string | null {
  const indent = (state.sCount[line] ?? 0) - state.blkIndent;
  if (indent < 0 || indent >= 4 || state.isEmpty(line)) return null;
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  return state.src.slice(start, state.eMarks[line]).trimEnd();
}

/** The Markdown parser, with the inline syntax of note-taking programs: links between notes, notes, formulas. */
import MarkdownIt, { type StateInline } from "markdown-it";
import { useAttributes } from "./attributes.ts";
import { useDefinitions } from "./definitions.ts";
import { useDrawnTables } from "./drawn-tables.ts";

/** What the rules know of the file, and what they find. */
export interface MarkdownNotes {
  /** The names of notes that the file defines. */
  readonly names: ReadonlySet<string>;
  /** What stands within the sentence, `^[like this]`, by the name it is given. */
  readonly inline: Map<string, string>;
  /** How often each note was referred to, in order of the first time. */
  readonly referred: Map<string, number>;
}

/** The parser as its class is typed. */
type Parser = InstanceType<typeof MarkdownIt>;

const pictures = /\.(?:png|jpe?g|gif|webp|avif|svg|bmp)$/i;

/** A parser whose nesting is bounded by `nestingLimit`. */
export function markdownParser(nestingLimit: number, notes: MarkdownNotes): Parser {
  const parser = new MarkdownIt({ html: true, maxNesting: nestingLimit });
  // Every link becomes a link here; which ones may be opened is decided with those of all formats.
  parser.validateLink = () => true;
  const before = (name: string, rule: (state: StateInline, silent: boolean) => boolean): void =>
    parser.inline.ruler.before("link", name, rule);
  before("note", (state, silent) => noteRule(state, silent, notes));
  before("wikilink", wikiRule);
  before("formula", formulaRule);
  before("marked", markedRule);
  useAttributes(parser);
  useDrawnTables(parser);
  useDefinitions(parser);
  return parser;
}

/** Notes said in their place, in UTF-16 units: each open one is looked for to its end. */
const longestNote = 4_000;

/** `[^1]` and `^[said here]`. */
function noteRule(state: StateInline, silent: boolean, notes: MarkdownNotes): boolean {
  const rest = state.src.slice(state.pos, state.pos + 3);
  if (rest.startsWith("^[")) {
    const last = Math.min(state.posMax, state.pos + longestNote);
    const end = closing(state.src, state.pos + 1, last);
    // `^[1](address)^` is a link that stands higher.
    if (end === -1 || state.src[end + 1] === "(") return false;
    if (!silent) {
      const name = `^${notes.inline.size + 1}`;
      notes.inline.set(name, state.src.slice(state.pos + 2, end));
      refer(state, name, notes);
    }
    state.pos = end + 1;
    return true;
  }
  if (!rest.startsWith("[^")) return false;
  const name = /^\[\^([^\]\s]{1,200})\]/.exec(state.src.slice(state.pos, state.pos + 204))?.[1];
  if (name === undefined || !notes.names.has(name)) return false;
  if (!silent) refer(state, name, notes);
  state.pos += name.length + 3;
  return true;
}

function refer(state: StateInline, name: string, notes: MarkdownNotes): void {
  notes.referred.set(name, (notes.referred.get(name) ?? 0) + 1);
  const token = state.push("note_reference", "", 0);
  token.content = String([...notes.referred.keys()].indexOf(name) + 1);
}

/** The bracket that closes the one at `from`; -1 without one. */
function closing(source: string, from: number, end: number): number {
  let depth = 0;
  for (let at = from; at < end; at += 1) {
    const character = source[at];
    if (character === "\\") at += 1;
    else if (character === "[") depth += 1;
    else if (character === "]" && (depth -= 1) === 0) return at;
  }
  return -1;
}

/** `[[Note#Part|shown]]`, and `![[picture.png|300]]` or the note that would be shown there. */
function wikiRule(state: StateInline, silent: boolean): boolean {
  const start = state.pos;
  const isEmbed = state.src.startsWith("![[", start);
  if (!isEmbed && !state.src.startsWith("[[", start)) return false;
  const open = start + (isEmbed ? 3 : 2);
  const close = state.src.indexOf("]]", open);
  if (close === -1 || close >= state.posMax || close - open > 500) return false;
  const inner = state.src.slice(open, close);
  if (inner.trim() === "" || /[[\n]/.test(inner)) return false;
  const [target = "", ...shown] = inner.split("|");
  if (!silent) {
    if (isEmbed && pictures.test(target.trim())) {
      const token = state.push("image", "img", 0);
      token.attrs = [["src", encodeURI(target.trim().toWellFormed())]];
      token.content = shown.filter((each) => !/^\d+(?:x\d+)?$/.test(each.trim())).join(" ");
      token.children = [];
    } else {
      const token = state.push("text", "", 0);
      token.content =
        shown.join("|").trim() || target.replace(/^#+\^?/, "").replace(/#\^?/g, " > ");
    }
  }
  state.pos = close + 2;
  return true;
}

/** TeX between dollar signs is taken as it is: underscores in it are no emphasis. */
function formulaRule(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== "$") return false;
  const found = /^\$\$[^$]{1,5000}\$\$|^\$(?![\s$])[^$\n]{0,500}?(?<![\s\\])\$(?!\d)/.exec(
    state.src.slice(state.pos, Math.min(state.posMax, state.pos + 5_004)),
  )?.[0];
  if (found === undefined) return false;
  if (!silent) state.push("text", "", 0).content = found;
  state.pos += found.length;
  return true;
}

/** `==marked==` shows as its words. */
function markedRule(state: StateInline, silent: boolean): boolean {
  const { src, pos, posMax } = state;
  if (!src.startsWith("==", pos) || src[pos + 2] === "=" || src[pos - 1] === "=") return false;
  const [before, after] = [src[pos - 1] ?? " ", src[pos + 2] ?? " "];
  const end = src.indexOf("==", pos + 2);
  const opens =
    /\S/.test(after) &&
    /[^\p{L}\p{N}]/u.test(before) &&
    end !== -1 &&
    end < posMax &&
    /\S/.test(src[end - 1] ?? " ");
  const closes = /\S/.test(before) && /[^\p{L}\p{N}]/u.test(after) && isOpen(src, pos);
  if (!opens && !closes) return false;
  if (!silent) state.push("text", "", 0).content = "";
  state.pos += 2;
  return true;
}

/** Whether an odd number of marks stands before `at` in the line of text. */
function isOpen(source: string, at: number): boolean {
  const line = source.slice(Math.max(0, at - 2_000), at);
  return ((line.match(/(?<!=)==(?!=)/g) ?? []).length & 1) === 1;
}

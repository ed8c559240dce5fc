/** The inline part of Markdown to a run of text with marks, and the pictures in it. */
import type { Token } from "markdown-it";
import type { Block, Mark, MarkKind, TextRun } from "../../entities.ts";
import type { DraftBlock } from "../draft-blocks.ts";
import { readWhole } from "../html/whole.ts";
import { buildRun } from "../runs.ts";

const kinds: ReadonlyMap<string, MarkKind> = new Map([
  ["strong", "strong"],
  ["em", "emphasis"],
  ["s", "strikethrough"],
  ["sup", "superscript"],
  ["sub", "subscript"],
]);

const tagKinds: ReadonlyMap<string, MarkKind> = new Map([
  ["b", "strong"],
  ["strong", "strong"],
  ["i", "emphasis"],
  ["em", "emphasis"],
  ["sup", "superscript"],
  ["sub", "subscript"],
  ["s", "strikethrough"],
  ["del", "strikethrough"],
  ["code", "code"],
  ["kbd", "code"],
]);

/** `tokens` are the children of an `inline` token. Of raw HTML, line breaks, pictures and marks are kept. */
export function readInline(tokens: readonly Token[]): {
  readonly run: TextRun;
  readonly images: readonly DraftBlock[];
  /** The numbers of the notes that are referred to. */
  readonly references: readonly string[];
} {
  const run = buildRun();
  const images: DraftBlock[] = [];
  const references: string[] = [];
  const open: (() => void)[] = [];
  const tags: { readonly name: string; readonly close: () => void }[] = [];
  // A tag that is opened and closed within one paragraph marks what is between.
  const tag = (source: string): void => {
    const [, slash, written = ""] = /^<(\/?)(\w+)/.exec(source) ?? [];
    const name = written.toLowerCase();
    const kind = tagKinds.get(name);
    if (kind !== undefined && slash === "") tags.push({ name, close: run.mark(kind) });
    else if (tags.at(-1)?.name === name) tags.pop()?.close();
  };
  for (const token of tokens) {
    switch (token.type) {
      case "text":
      case "text_special":
        run.verbatim(token.content);
        break;
      case "softbreak":
        run.text(" ");
        break;
      case "hardbreak":
        run.lineBreak();
        break;
      case "code_inline": {
        const close = run.mark("code");
        run.verbatim(token.content);
        close();
        break;
      }
      case "image":
        images.push(imageOf(token));
        break;
      case "note_reference": {
        references.push(token.content);
        const closers = [run.mark("superscript"), run.mark("link", `#note:${token.content}`)];
        run.verbatim(`[${token.content}]`);
        for (const close of closers) close();
        break;
      }
      case "html_inline":
        if (/^<br\s*\/?>$/i.test(token.content)) run.lineBreak();
        else if (/^<img\s/i.test(token.content)) images.push(...readWhole(token.content).blocks);
        else tag(token.content);
        break;
      default:
        if (token.nesting === 1) open.push(openMark(token, run));
        else if (token.nesting === -1) open.pop()?.();
    }
  }
  return { run: run.take(), images, references };
}

function openMark(token: Token, run: ReturnType<typeof buildRun>): () => void {
  if (token.type === "link_open") return run.mark("link", addressOf(token, "href"));
  const kind = kinds.get(token.tag);
  return kind === undefined ? () => undefined : run.mark(kind);
}

function imageOf(token: Token): DraftBlock {
  const children = token.children ?? [];
  const alt = children.length === 0 ? token.content : readInline(children).run.text;
  const source = addressOf(token, "src");
  return {
    block: { kind: "image", hash: null, alt, host: null },
    ids: [],
    sources: source === "" ? [] : [source, ...withEndings(source)],
  };
}

/** Joplin names a picture by a number alone; its file has an ending. */
function withEndings(source: string): readonly string[] {
  if (!/^resources\/[0-9a-f]{32}$/.test(source)) return [];
  return ["png", "jpg", "jpeg", "gif", "webp"].map((ending) => `${source}.${ending}`);
}

function addressOf(token: Token, name: string): string {
  const value = token.attrGet(name);
  return value === null ? "" : String(value);
}

/** A note for the end of the text: an item with its number, and a link back to where it is referred to. */
export function noteBlocks(blocks: readonly DraftBlock[], number: number): readonly DraftBlock[] {
  const [first, ...rest] = blocks;
  if (first === undefined) return [];
  const ids = [`note:${number}`, ...first.ids];
  const { block } = first;
  if (block.kind !== "paragraph" && block.kind !== "listItem") return [{ ...first, ids }, ...rest];
  const text = `${block.text} ↩`;
  const back: Mark = [text.length - 1, text.length, "link", `#reference:${number}`];
  const item: Block = {
    kind: "listItem",
    depth: 0,
    ordered: true,
    number,
    text,
    marks: [...block.marks, back],
  };
  return [{ ...first, block: item, ids }, ...rest];
}

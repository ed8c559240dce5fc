/** The inline part of Markdown to a run of text with marks, and the pictures in it. */
import type { Token } from "markdown-it";
import type { MarkKind, TextRun } from "../entities.ts";
import type { DraftBlock } from "./draft-blocks.ts";
import { buildRun } from "./runs.ts";

const kinds: ReadonlyMap<string, MarkKind> = new Map([
  ["strong", "strong"],
  ["em", "emphasis"],
  ["s", "strikethrough"],
]);

/** `tokens` are the children of an `inline` token. Raw HTML adds nothing but the line breaks it makes. */
export function readInline(tokens: readonly Token[]): {
  readonly run: TextRun;
  readonly images: readonly DraftBlock[];
} {
  const run = buildRun();
  const images: DraftBlock[] = [];
  const open: (() => void)[] = [];
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
      case "html_inline":
        if (/^<br\s*\/?>$/i.test(token.content)) run.lineBreak();
        break;
      default:
        if (token.nesting === 1) open.push(openMark(token, run));
        else if (token.nesting === -1) open.pop()?.();
    }
  }
  return { run: run.take(), images };
}

function openMark(token: Token, run: ReturnType<typeof buildRun>): () => void {
  if (token.type === "link_open") return run.mark("link", addressOf(token, "href"));
  const kind = kinds.get(token.tag);
  return kind === undefined ? () => undefined : run.mark(kind);
}

function imageOf(token: Token): DraftBlock {
  const alt = readInline(token.children ?? []).run.text;
  const source = addressOf(token, "src");
  return {
    block: { kind: "image", hash: null, alt, host: null },
    ids: [],
    sources: source === "" ? [] : [source],
  };
}

function addressOf(token: Token, name: string): string {
  const value = token.attrGet(name);
  return value === null ? "" : String(value);
}

/** Markdown to blocks: CommonMark with tables, strikethrough and task lists. */
import type { Token } from "markdown-it";
import type { ArticleDraft, Block, TextRun } from "../../entities.ts";
import { normaliseText } from "../../text/normalise.ts";
import { assemble } from "../assemble.ts";
import { decode } from "../decode.ts";
import { plain, runsOf, type DraftBlock } from "../draft-blocks.ts";
import { readWhole } from "../html/whole.ts";
import { splitFrontMatter } from "./front-matter.ts";
import { columnLimit, extensionOf, type FileKind, type SourceFile } from "../format.ts";
import { noteBlocks, readInline } from "./inline.ts";
import { plainLists } from "./list-marks.ts";
import { withoutPrograms } from "./mdx.ts";
import { tagsInText } from "./note-tags.ts";
import { splitMarkdown } from "./source.ts";
import { markdownParser, type MarkdownNotes } from "./syntax.ts";
import { resolve } from "../resolve.ts";
import { joinRuns, trimLines, trimRun } from "../runs.ts";

/** Lists and quotations nested deeper than this are no longer told apart. */
const nestingLimit = 200;

export interface ReadMarkdown {
  readonly draft: ArticleDraft;
  /** The tags that its front matter names, and those within the text of notes. */
  readonly tags: readonly string[];
}

/** Throws `Refusal` when there is no text. */
export async function readMarkdown(file: SourceFile, format: FileKind): Promise<ReadMarkdown> {
  const decoded = decode(file.bytes);
  const { text, changes } = normaliseText(decoded.text);
  const { body: written, metadata, tags, warnings, hasFiles } = splitFrontMatter(text, file.name);
  const body = extensionOf(file.name) === "mdx" ? withoutPrograms(written) : written;
  const { blocks, comments } = blocksOf(body);
  const resolved = await resolve(blocks ?? linesOf(body), {
    url: metadata.url,
    base: hasFiles ? null : metadata.url,
    readBeside: file.readBeside,
  });
  const draft = assemble({
    format,
    fileName: file.name,
    metadata,
    blocks: resolved.blocks,
    images: resolved.images,
    warnings: [
      ...decoded.warnings,
      ...warnings,
      ...resolved.warnings,
      ...(blocks === null
        ? ["It is nested too deeply to be read as Markdown: its lines were kept as they are."]
        : []),
      ...(comments === 0
        ? []
        : [
            comments === 1
              ? "One comment between %% was left out."
              : `${comments} comments between %% were left out.`,
          ]),
    ],
    changes,
  });
  return { draft, tags: [...new Set([...tags, ...tagsInText(text)])].slice(0, 500) };
}

interface ReadBody {
  /** Null when the nesting is beyond the limit, where the parser would leave text out. */
  readonly blocks: readonly DraftBlock[] | null;
  readonly comments: number;
}

function blocksOf(source: string): ReadBody {
  const { body, notes, comments } = splitMarkdown(source);
  const found: MarkdownNotes = {
    names: new Set(notes.keys()),
    inline: new Map(),
    referred: new Map(),
  };
  const parser = markdownParser(nestingLimit, found);
  const read = (text: string): readonly DraftBlock[] | null => {
    const lists = plainLists(text);
    const tokens = parser.parse(lists.text, {});
    return tokens.some((token) => token.level >= nestingLimit - 2)
      ? null
      : new TokenReader(tokens, lists.numbers).read();
  };
  const blocks = read(body);
  if (blocks === null) return { blocks, comments: 0 };
  const items: DraftBlock[] = [];
  // A note may refer to another one, which then comes behind it.
  for (const name of found.referred.keys()) {
    const written = found.inline.get(name) ?? notes.get(name) ?? "";
    const number = [...found.referred.keys()].indexOf(name) + 1;
    items.push(...noteBlocks(read(written) ?? linesOf(written), number));
  }
  let number = found.referred.size;
  for (const [name, written] of notes) {
    if (found.referred.has(name)) continue;
    number += 1;
    items.push(...noteBlocks(read(written) ?? linesOf(written), number));
  }
  const rule = items.length === 0 ? [] : [plain({ kind: "rule" } as const)];
  return { blocks: [...blocks, ...rule, ...items], comments };
}

function linesOf(body: string): readonly DraftBlock[] {
  const lines = body.split("\n").map((line) => line.trim());
  return lines
    .filter((line) => line !== "")
    .map((text) => plain({ kind: "paragraph", text, marks: [] }));
}

interface List {
  readonly ordered: boolean;
  number: number;
}

/** One pass over the parser's flat list of tokens. */
class TokenReader {
  readonly #tokens: readonly Token[];
  readonly #numbers: ReadonlyMap<number, number>;
  readonly #blocks: DraftBlock[] = [];
  readonly #lists: List[] = [];
  readonly #slugs = new Map<string, number>();
  #quote = 0;
  #heading: 1 | 2 | 3 | 4 | 5 | 6 | null = null;
  /** An item that has not shown its number yet. */
  #item: {
    readonly depth: number;
    readonly ordered: boolean;
    readonly number: number | null;
  } | null = null;
  #rows: TextRun[][] | null = null;
  /** Tables around, that of the rows included: one within a cell becomes part of its text. */
  #tables = 0;
  #headerRows = 0;
  /** Whether the text is a term whose definition follows. */
  #term = false;
  /** The name that a heading gives itself. */
  #name: string | null = null;
  #references: readonly string[] = [];

  /** `numbers` are those of items that have other marks, by their line. */
  constructor(tokens: readonly Token[], numbers: ReadonlyMap<number, number>) {
    this.#tokens = tokens;
    this.#numbers = numbers;
  }

  read(): readonly DraftBlock[] {
    for (const token of this.#tokens) this.#token(token);
    return this.#blocks;
  }

  #token(token: Token): void {
    switch (token.type) {
      case "heading_open":
        this.#heading = Number(token.tag.slice(1)) as 1 | 2 | 3 | 4 | 5 | 6;
        this.#name = token.attrGet("id")?.toString() ?? null;
        return;
      case "heading_close":
        this.#heading = null;
        return;
      case "bullet_list_open":
      case "ordered_list_open":
        this.#lists.push({ ordered: token.type === "ordered_list_open", number: 0 });
        return;
      case "bullet_list_close":
      case "ordered_list_close":
        this.#lists.pop();
        return;
      case "list_item_open":
        return this.#openItem(token);
      case "list_item_close":
        this.#item = null;
        return;
      case "blockquote_open":
        this.#quote += 1;
        return;
      case "blockquote_close":
        this.#quote -= 1;
        return;
      case "term_open":
      case "term_close":
        this.#term = token.type === "term_open";
        return;
      case "inline":
        return this.#inline(token);
      case "code_block":
      case "fence":
        if (/^\{=html5?\}\s*$/.test(token.info)) return this.#html(token.content);
        return this.#push({
          kind: "preformatted",
          ...trimLines({ text: token.content, marks: [] }),
        });
      case "html_block":
        return this.#html(token.content);
      case "hr":
        return this.#push({ kind: "rule" });
      default:
        return this.#table(token);
    }
  }

  #openItem(token: Token): void {
    const list = this.#lists.at(-1);
    if (list === undefined) return;
    const marked = this.#numbers.get(token.map?.[0] ?? -1);
    const written = /^\d{1,9}$/.test(token.info) ? Number(token.info) : null;
    const number = list.ordered ? (marked ?? written) : null;
    this.#item = { depth: this.#lists.length - 1, ordered: list.ordered, number };
  }

  #table(token: Token): void {
    if (token.type === "table_open") this.#tables += 1;
    if (this.#tables <= 1) this.#rowsOf(token);
    if (token.type === "table_close") this.#tables -= 1;
  }

  #rowsOf(token: Token): void {
    switch (token.type) {
      case "table_open":
        this.#rows = [];
        this.#headerRows = 0;
        return;
      case "tr_open":
        this.#rows?.push([]);
        return;
      case "th_open":
      case "td_open":
        this.#rows?.at(-1)?.push({ text: "", marks: [] });
        return;
      case "thead_close":
        this.#headerRows = this.#rows?.length ?? 0;
        return;
      case "table_close": {
        const rows = this.#rows;
        this.#rows = null;
        if (rows?.some((row) => row.some((cell) => cell.text !== "")) === true)
          this.#push(tableBlock(rows, this.#headerRows));
        return;
      }
    }
  }

  #inline(token: Token): void {
    const { run, images, references } = readInline(token.children ?? []);
    this.#references = references;
    const trimmed = trimRun(run);
    if (trimmed.text !== "") this.#push(this.#textBlock(trimmed));
    for (const image of images) this.#blocks.push(image);
  }

  #textBlock(run: TextRun): Block {
    if (this.#heading !== null) return { kind: "heading", level: this.#heading, ...run };
    if (this.#item !== null) {
      const item = this.#item;
      this.#item = null;
      return { kind: "listItem", ...item, ...taskRun(run) };
    }
    if (this.#term) return { kind: "paragraph", ...termRun(run) };
    return this.#quote > 0
      ? { kind: "blockquote", depth: this.#quote, ...run }
      : { kind: "paragraph", ...run };
  }

  /** Raw HTML is read like any page, so that nothing of it is shown as code or runs. */
  #html(source: string): void {
    for (const draft of readWhole(source).blocks) {
      const { block } = draft;
      if (block.kind === "paragraph") this.#push(this.#textBlock(block), draft);
      else this.#push(block, draft);
    }
  }

  #push(block: Block, from: DraftBlock = plain(block)): void {
    const cell = this.#rows?.at(-1);
    if (cell !== undefined) {
      const texts = runsOf(block);
      const oneLine = {
        text: texts.map(({ text }) => text).join(" "),
        marks: texts[0]?.marks ?? [],
      };
      // Paragraphs and items in a cell stand behind each other: cells have one line.
      cell.push(joinRuns(cell.pop() ?? oneLine, oneLine, " "));
      return;
    }
    const ids = block.kind === "heading" ? [this.#slug(block.text), ...this.#named()] : [];
    // Where a note is referred to, so that the note can lead back.
    const places = this.#references.map((number) => `reference:${number}`);
    this.#references = [];
    this.#blocks.push({ ...from, block, ids: [...from.ids, ...ids, ...places] });
  }

  #named(): readonly string[] {
    const name = this.#name;
    this.#name = null;
    return name === null ? [] : [name];
  }

  /** The name that most programs give a heading: `#my-heading`, the second time `#my-heading-1`. */
  #slug(text: string): string {
    const base = text
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, "")
      .trim()
      .replace(/\s/g, "-");
    const n = this.#slugs.get(base) ?? 0;
    this.#slugs.set(base, n + 1);
    return n === 0 ? base : `${base}-${n}`;
  }
}

/** A table; as lines of text when it is wider than any table is. */
function tableBlock(rows: readonly (readonly TextRun[])[], headerRows: number): Block {
  if (rows.every((row) => row.length <= columnLimit)) return { kind: "table", headerRows, rows };
  const text = rows.map((row) => row.map((cell) => cell.text).join("\t")).join("\n");
  return { kind: "preformatted", text, marks: [] };
}

/** A term stands out, as on a page. */
function termRun({ text, marks }: TextRun): TextRun {
  return {
    text,
    marks: [[0, text.length, "strong"], ...marks.filter(([, , kind]) => kind !== "strong")],
  };
}

/** "[ ] Call" as "☐ Call"; the marks move along. */
function taskRun(run: TextRun): TextRun {
  const box = /^\[([ xX])\]\s+(?=\S)/.exec(run.text);
  if (box === null) return run;
  const sign = box[1] === " " ? "☐ " : "☑ ";
  const shift = sign.length - box[0].length;
  return {
    text: sign + run.text.slice(box[0].length),
    marks: run.marks
      .filter((mark) => mark[0] >= box[0].length)
      .map(
        (mark) => mark.with(0, mark[0] + shift).with(1, mark[1] + shift) as unknown as typeof mark,
      ),
  };
}

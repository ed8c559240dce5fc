/** Articles and clips for tests, and a generator of every kind of block. */
import fc from "fast-check";
import type {
  Article,
  Block,
  Clip,
  ClipColor,
  Mark,
  MarkKind,
  TextRun,
} from "../../electron/api.ts";

/** A paragraph, with marks if wanted. */
export function paragraph(text: string, marks: readonly Mark[] = []): Block {
  return { kind: "paragraph", text, marks };
}

/** A heading of the second level. */
export function heading(text: string): Block {
  return { kind: "heading", level: 2, text, marks: [] };
}

/** An article of these blocks, opened at the top. */
export function articleOf(blocks: readonly Block[], changes: Partial<Article> = {}): Article {
  return {
    id: "article",
    tags: [],
    edited: {},
    version: "version",
    versionNumber: 1,
    title: "The gauge at Newlyn",
    byline: ["R. Penhale"],
    names: [{ given: "R.", family: "Penhale" }],
    site: "Tideway Review",
    published: "2015-05-12",
    url: "https://tideway.example/gauge",
    language: "en",
    identifiers: {},
    abstract: null,
    fields: {},
    found: {},
    words: 2_310,
    addedAt: 0,
    fileName: "gauge.html",
    warnings: [],
    blocks,
    pictures: {},
    position: 0,
    ...changes,
  };
}

/** The clip of `words` where they first stand in `text`. */
export function clipOf(text: string, words: string, changes: Partial<Clip> = {}): Clip {
  const start = text.indexOf(words);
  if (start === -1) throw new RangeError(`Expected a text that has the words ${words}`);
  return clipAt({ start, end: start + words.length }, { quote: words, ...changes });
}

/** A clip at these offsets. */
export function clipAt(
  { start, end }: { readonly start: number; readonly end: number },
  changes: Partial<Clip> = {},
): Clip {
  const version = changes.version ?? "version";
  return {
    anchor: {
      version,
      kind: "same",
      start,
      end,
      score: 1,
      changed: false,
      words: null,
      confirmed: false,
    },
    id: `clip-${start}-${end}`,
    article: "article",
    version: "version",
    start,
    end,
    quote: "",
    prefix: "",
    suffix: "",
    color: "plain" satisfies ClipColor,
    comment: "",
    createdAt: 0,
    changedAt: 0,
    ...changes,
  };
}

const kinds: readonly MarkKind[] = [
  "strong",
  "emphasis",
  "code",
  "superscript",
  "subscript",
  "strikethrough",
  "link",
];

const text = fc.oneof(
  { weight: 4, arbitrary: fc.string({ maxLength: 40, unit: "grapheme" }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 20, unit: "binary" }) },
  fc.constantFrom(
    "",
    " ",
    "  two  spaces ",
    "a\nline break\n",
    "\n",
    "שלום עולם",
    "👩‍👩‍👧 é e\u0301",
    "<b>&amp;",
  ),
);

const mark = fc
  .tuple(
    fc.nat(45),
    fc.nat(45),
    fc.constantFrom(...kinds),
    fc.constantFrom("https://a.example/", "block:1"),
  )
  .map(([a, b, kind, value]): Mark => {
    const [start, end] = a < b ? [a, b] : [b, a];
    return kind === "link" ? [start, end, kind, value] : [start, end, kind];
  });

const run: fc.Arbitrary<TextRun> = fc.record({ text, marks: fc.array(mark, { maxLength: 5 }) });
const cell = run.map((each) => ({ ...each, text: each.text.replaceAll(/[\t\n]/g, " ") }));

/** Any block. Marks may overlap, nest, be empty or reach past the text. */
export const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  run.map((each): Block => ({ kind: "paragraph", ...each })),
  fc
    .tuple(run, fc.constantFrom(1, 2, 3, 4, 5, 6))
    .map(([each, level]): Block => ({ kind: "heading", level, ...each })),
  fc
    .tuple(run, fc.nat(7), fc.boolean(), fc.nat(30))
    .map(([each, depth, ordered, number]): Block => ({
      kind: "listItem",
      depth,
      ordered,
      number: ordered ? number : null,
      ...each,
    })),
  fc.tuple(run, fc.nat(4)).map(([each, depth]): Block => ({ kind: "blockquote", depth, ...each })),
  run.map((each): Block => ({ kind: "preformatted", ...each })),
  fc
    .tuple(fc.array(fc.array(cell, { maxLength: 3 }), { maxLength: 3 }), fc.nat(2))
    .map(([rows, headerRows]): Block => ({ kind: "table", rows, headerRows })),
  fc.constantFrom<Block>(
    { kind: "image", hash: null, alt: "The hut on the pier", host: "pictures.example" },
    { kind: "image", hash: null, alt: "", host: null },
    { kind: "rule" },
    { kind: "pageBreak", label: "14" },
    { kind: "pageBreak", label: "" },
  ),
);

/** Any article's blocks, more than a section of them at times. */
export const anyBlocks: fc.Arbitrary<readonly Block[]> = fc.oneof(
  fc.array(anyBlock, { minLength: 1, maxLength: 12 }),
  fc.array(anyBlock, { minLength: 21, maxLength: 45 }),
);

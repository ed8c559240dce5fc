/** Letters: those drawn in parts, and those that a file does not name or names wrongly. */
import { expect, test } from "vitest";
import type { ArticleDraft, Block } from "../../entities.ts";
import { checkDraft } from "../draft.ts";
import { importFile } from "../index.ts";
import { column, filler, makePdf, stream, type Made } from "./fixture.ts";

async function read(made: Made): Promise<ArticleDraft> {
  const bytes = makePdf(made);
  return checkDraft(await importFile({ name: "paper.pdf", bytes, readBeside: async () => null }));
}

function texts(draft: ArticleDraft, kind?: Block["kind"]): readonly string[] {
  return draft.blocks.flatMap((block) =>
    "text" in block && (kind === undefined || block.kind === kind) ? [block.text] : [],
  );
}

/** The order that writes strings and shifts of a thousandth of the size, as TeX does. */
function set(parts: string, y: number): string {
  return `BT /F3 10 Tf 1 0 0 1 60 ${y} Tm [${parts}] TJ ET`;
}

test("accents that are drawn over their letters become one with them", async () => {
  const draft = await read({
    pages: [
      [
        set(
          "(the caf) -55 (\\264) 388 (e of Garc) 28 (\\264) 305 (\\232a, na) 28 (\\250) 305 (\\232ve)",
          700,
        ),
        set("(and Fran) -55 (\\270) 388 (cois, and her price: 5) -300 (\\264) -300 (e)", 640),
      ].join("\n"),
    ],
    fonts:
      "/F3 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [154 /dotlessi] >> >>",
  });
  expect(texts(draft)).toEqual(["the café of García, naïve", "and François, and her price: 5 ´ e"]);
});

const sentences = ["The lamp was lit at dusk and", "nobody had asked by whom."];

/** A font with the glyphs 1 to 8, which says of each what letters it stands for. */
function fontThatSays(...letters: readonly string[]): Pick<Made, "objects" | "fonts"> {
  const rows = letters.map((text, i) => {
    const units = Array.from(text, (letter) => letter.charCodeAt(0).toString(16).padStart(4, "0"));
    return `<${(i + 1).toString(16).padStart(4, "0")}> <${units.join("")}>`;
  });
  return {
    fonts:
      "/F3 << /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H /DescendantFonts [10 0 R] /ToUnicode 12 0 R >>",
    objects: [
      "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 11 0 R /DW 500 >>",
      "<< /Type /FontDescriptor /FontName /Made /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
      stream(
        `begincmap\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n${rows.length} beginbfchar\n${rows.join("\n")}\nendbfchar\nendcmap`,
      ),
    ],
  };
}

/** The order that writes glyphs by their numbers. */
function glyphs(numbers: readonly number[], y: number): string {
  const hex = numbers.map((number) => number.toString(16).padStart(4, "0")).join("");
  return `BT /F3 10 Tf 1 0 0 1 60 ${y} Tm <${hex}> Tj ET`;
}

test("a file whose fonts give several alphabets for one word is refused", async () => {
  const made = {
    ...fontThatSays("\u05d0", "\u0531", "\u05d1", "\u1401", "\u05d2", "\u05d3"),
    pages: [[700, 686, 672, 658].map((y) => glyphs([1, 2, 3, 4, 5, 6, 1, 3], y)).join("\n")],
  };
  await expect(read(made)).rejects.toThrow("its fonts do not say which letters their shapes are");
});

test("a file whose fonts give control characters for spaces is refused", async () => {
  const word = [4, 5, 6, 7, 8];
  const made = {
    ...fontThatSays("a", "b", "\u0003", "d", "e", "f", "g", "h"),
    pages: [[700, 686, 672].map((y) => glyphs([...word, 3, ...word, 3, ...word], y)).join("\n")],
  };
  await expect(read(made)).rejects.toThrow("its fonts do not say which letters their shapes are");
});

test("pages on which some letters have no name are imported with a warning", async () => {
  const font = fontThatSays("\ue001", "\u0627", "\u0623", "\u0644", "\u0628");
  const warning =
    "Page 2 may have wrong letters, which its fonts name badly: compare a quote from it with the page.";
  const some = [1, 2, 3].map((n) => glyphs([1, 1], 600 - n * 14)).join("\n");
  const unnamed = await read({ ...font, pages: [column(filler), `${column(sentences)}\n${some}`] });
  expect(unnamed.warnings).toEqual([warning]);
  // Alef, alef with hamza, lam: the article of a word, with its ligature the wrong way round.
  const turned = glyphs([5, 5, 5, 5, 5, 4, 3, 2, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5], 600);
  const arabic = await read({
    ...font,
    pages: [column(filler), `${turned}\n${glyphs([5, 5, 5, 5], 586)}`],
  });
  expect(arabic.warnings).toEqual([warning]);
});

test("ligatures and quotation marks of TeX's fonts are read where the file does not name them", async () => {
  const draft = await read({
    ...fontThatSays("\u001b", "\u001c", "\u000e", "\u0010", "\u0011", "\u0015", "d", "e"),
    pages: [
      [
        glyphs([7, 8, 1, 8, 7], 700),
        glyphs([2, 8, 7, 3, 8, 7], 640),
        glyphs([4, 7, 8, 5], 580),
      ].join("\n"),
    ],
  });
  expect(texts(draft)).toEqual(["deffed", "fiedffied", "\u201cde\u201d"]);
  expect(draft.warnings).toEqual([]);
});

import fc from "fast-check";
import iconv from "iconv-lite";
import { expect, test } from "vitest";
import type { ArticleDraft, Block } from "../entities.ts";
import { canonicalText } from "../text/blocks.ts";
import { checkDraft } from "./draft.ts";
import { Refusal } from "./format.ts";
import { importFile } from "./index.ts";

const raw = String.raw;

async function read(rtf: string | Uint8Array, name = "a.rtf"): Promise<ArticleDraft> {
  const bytes = typeof rtf === "string" ? Buffer.from(rtf, "latin1") : rtf;
  return checkDraft(await importFile({ name, bytes, readBeside: async () => null }));
}
const blocksOf = async (rtf: string): Promise<readonly Block[]> => (await read(rtf)).blocks;
const textOf = async (rtf: string): Promise<string> => canonicalText(await blocksOf(rtf));

/** The text as `\'hh` in an encoding. */
function escaped(text: string, encoding: string): string {
  return [...iconv.encode(text, encoding)]
    .map((byte) => `\\'${byte.toString(16).padStart(2, "0")}`)
    .join("");
}

test.each([
  ["windows-1250", 238, "Příliš žluťoučký kůň úpěl ďábelské ódy"],
  ["windows-1251", 204, "Съешь ещё этих мягких булок"],
  ["windows-1253", 161, "Ξεσκεπάζω τὴν ψυχοφθόρα".normalize("NFD").replace(/\u0300/g, "")],
  ["cp932", 128, "色は匂へど散りぬるを"],
  ["cp936", 134, "天地玄黄宇宙洪荒"],
  ["cp949", 129, "키스의 고유조건은"],
  ["cp874", 222, "เป็นมนุษย์สุดประเสริฐ"],
])("text in %s is read by its font", async (encoding, charset, text) => {
  const known = text.normalize("NFC");
  const font = raw`{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 A;}{\f1\fnil\fcharset${charset}{\*\falt B} C;}}`;
  expect(await textOf(`${font}\\f1 ${escaped(known, encoding)}\\par}`)).toBe(known);
  const page = encoding.replace(/\D/g, "");
  expect(await textOf(raw`{\rtf1\ansi\ansicpg${page} ` + `${escaped(known, encoding)}}`)).toBe(
    known,
  );
});

test("any text survives as numbers, whatever stands in for programs that do not know them", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: "grapheme", minLength: 1 }),
      fc.constantFrom(0, 1, 2),
      fc.boolean(),
      async (text, fallback, signed) => {
        const wanted = text.replace(/\s+/gu, " ").trim().normalize("NFC");
        const units = Array.from({ length: wanted.length }, (_, at) => {
          const code = wanted.charCodeAt(at);
          const shown = signed && code > 32_767 ? code - 65_536 : code;
          return `\\u${shown} ${"?".repeat(fallback)}`;
        });
        if (!/\S/.test(wanted)) return;
        const draft = await read(raw`{\rtf1\ansi\uc${fallback} x` + `${units.join("")}x}`);
        const plain = await read(
          Buffer.from(`{\\rtf1\\ansi\\ansicpg65001 x${wanted.replace(/[\\{}]/g, raw`\$&`)}x}`),
        );
        expect(canonicalText(draft.blocks)).toBe(canonicalText(plain.blocks));
      },
    ),
    { numRuns: 100 },
  );
});

test("fallbacks are skipped also when they are written as bytes, and groups end them", async () => {
  expect(await textOf(raw`{\rtf1\ansi\uc2 a\u26085\'93\'fab{\uc1\u8364}?c}`)).toBe("a日b€?c");
});

test("unknown groups are passed over, unless they are of use", async () => {
  const text = await textOf(
    raw`{\rtf1\ansi{\*\generator Riched20 6.3;}{\info{\title T}}{\header Head}{\*\unknown{x}}{\colortbl;\red1;}One {\*\bkmkstart b}two\~three\_four\{\}\\{\nonshppict{\pict 00}} end.\par}`,
  );
  expect(text).toBe("One two\u00a0three\u2011four{}\\ end.");
});

test("deleted and hidden text and remarks are left out and counted", async () => {
  const draft = await read(
    raw`{\rtf1\ansi It was {\deleted never }{\revised always }so.{\*\annotation Really?}{\v secret}\par}`,
  );
  expect(canonicalText(draft.blocks)).toBe("It was always so.");
  expect(draft.warnings).toEqual([
    "1 tracked insertion was kept.",
    "1 tracked deletion was left out.",
    "1 comment was left out.",
    "1 piece of hidden text was left out.",
  ]);
});

test("headings, lists and tables keep their form", async () => {
  const blocks = await blocksOf(raw`{\rtf1\ansi{\stylesheet{\s0 Normal;}{\s3 heading 2;}}
{\pard\s3\b Part\b0\par}
{\pard\ls1\ilvl0{\listtext 4.\tab}Four\par}{\pard\ls1\ilvl1{\listtext\'95\tab}deep\par}
{\pard\li720\fi-360 \bullet\tab looks like it\par}{\pard\li1080\fi-360 b)\tab and so does this\par}
\trowd\trhdr\cellx1\cellx2\pard\intbl Name\cell Size\cell\row\trowd\pard\intbl Ant\par small\cell 1\cell\row
\pard After\par}`);
  expect(blocks).toMatchObject([
    { kind: "heading", level: 2, text: "Part", marks: [] },
    { kind: "listItem", depth: 0, ordered: true, number: 4, text: "Four" },
    { kind: "listItem", depth: 1, ordered: false, number: null, text: "deep" },
    { kind: "listItem", depth: 0, ordered: false, number: null, text: "looks like it" },
    { kind: "listItem", depth: 1, ordered: true, number: 2, text: "and so does this" },
    { kind: "table", headerRows: 1 },
    { kind: "paragraph", text: "After" },
  ]);
  expect(canonicalText(blocks.slice(5, 6))).toBe("Name\tSize\nAnt small\t1");
});

test("links, notes and boxes are where they belong", async () => {
  const draft = await read(
    raw`{\rtf1\ansi See {\field{\*\fldinst{HYPERLINK "https://a.example/"}}{\fldrslt{\ul this}}}, {\field{\*\fldinst{HYPERLINK "javascript:alert(1)"}}{\fldrslt that}}{\super\chftn}{\footnote\pard\plain{\super\chftn} The note.\par}.{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt In the box\par}}{\shprslt old}}\par}`,
  );
  expect(draft.blocks).toMatchObject([
    {
      text: "See this, that[1].",
      marks: [
        [4, 8, "link", "https://a.example/"],
        [14, 17, "superscript"],
        [14, 17, "link", "block:3"],
      ],
    },
    { text: "In the box" },
    { kind: "rule" },
    { kind: "listItem", number: 1, text: "The note." },
  ]);
});

test("pictures are read from hexadecimal and from binary", async () => {
  const png = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  const hex = png.toString("hex").replace(/.{20}/g, "$&\r\n");
  const binary = `{\\pict\\pngblip\\bin${png.length} ${png.toString("latin1")}}`;
  const draft = await read(
    raw`{\rtf1\ansi Text{\*\shppict{\pict\pngblip ${hex}}}{\nonshppict{\pict\wmetafile8 00}} more` +
      `${binary}\\par}`,
  );
  expect(draft.images).toHaveLength(1);
  expect(draft.blocks.map(({ kind }) => kind)).toEqual(["paragraph", "image", "image"]);
  expect(canonicalText(draft.blocks)).toContain("Text more");
});

test("a file that breaks off keeps what it has and says so", async () => {
  const draft = await read(raw`{\rtf1\ansi {\b One} two {\i three`);
  expect(canonicalText(draft.blocks)).toBe("One two three");
  expect(draft.warnings).toEqual([
    "The file breaks off in the middle; what there is was imported.",
  ]);
});

test("deep groups and floods of words end soon and keep the text", async () => {
  const started = process.cpuUsage();
  const deep = raw`{\rtf1\ansi ${"{\\b ".repeat(500_000)}deep words${"}".repeat(500_000)} and more}`;
  expect(await textOf(deep)).toBe("deep words and more");
  expect(await textOf(raw`{\rtf1\ansi start ${"\\b\\i0\\'41".repeat(200_000)}}`)).toContain("AAAA");
  expect(await textOf(raw`{\rtf1\ansi ${"}".repeat(100_000)}kept}`)).toBe("kept");
  expect(await textOf(raw`{\rtf1\ansi ok\bin99999999999999 rest}`)).toBe("ok");
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(4_000);
});

test("any damage ends in a draft or a refusal", async () => {
  const bytes = Buffer.from(
    raw`{\rtf1\ansi\ansicpg1250{\fonttbl{\f0\fcharset238 A;}}{\b Words} \'e8 {\field{\*\fldinst HYPERLINK "https://a.example"}{\fldrslt x}}\trowd\intbl a\cell\row\pard{\footnote n}\par}`,
  );
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, value) => {
      const copy = Uint8Array.from(bytes);
      copy[at] = value;
      const outcome: unknown = await read(copy).catch((error: unknown) => error);
      expect(outcome instanceof Refusal || !(outcome instanceof Error)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test("a word that begins a group does not swallow the text when it stands alone", async () => {
  expect(await textOf(raw`{\rtf1\ansi One.\par\sp Two.\par\*\strange Three.\par}`)).toBe(
    "One.\nTwo.\nThree.",
  );
});

test("a row is a row, and over, also where its paragraphs do not say that they stand in a table", async () => {
  const row = (...cells: readonly string[]): string =>
    raw`\trowd\cellx900\cellx1800\pard\plain ${cells.join(raw`\cell\pard\plain `)}\cell\row\pard `;
  expect(
    await blocksOf(raw`{\rtf1 Before\par ${row("a", "b")}${row("c", "d")}After\par}`),
  ).toMatchObject([
    { kind: "paragraph", text: "Before" },
    {
      kind: "table",
      rows: [
        [{ text: "a" }, { text: "b" }],
        [{ text: "c" }, { text: "d" }],
      ],
    },
    { kind: "paragraph", text: "After" },
  ]);
});

test("a large first letter belongs to its word", async () => {
  expect(
    await textOf(raw`{\rtf1\pard\dropcapli3\dropcapt1 O\par\pard nce there was.\par Twice.\par}`),
  ).toBe("Once there was.\nTwice.");
});

test("bytes written in hexadecimal end where they do", async () => {
  expect(await textOf(raw`{\rtf1\ansi caf\'e9'96 \'e9\'zz \'c3\'a9\par}`)).toBe("café'96 ézz Ã©");
});

test("a formula is read from its groups, and not shown again as a picture", async () => {
  const r = (text: string): string => raw`{\mr\mscr0\msty2 ${text}}`;
  const formula = raw`{\mmath{\*\moMathPara{\*\moMathParaPr{\mjc center}}{\*\moMath${r("F")}${r("=")}{\mf{\mfPr{\mctrlPr\f34 }}{\mnum{\mnary{\mnaryPr{\mchr \u8721 ?}}{\msub${r("k")}}{\msup${r("n")}}{\me${r("k")}}}}{\mden{\msSup{\me${r("r")}}{\msup${r("2")}}}}}}}{\mmathPict{\pict\pngblip 89504e47}}}`;
  const draft = await read(raw`{\rtf1\ansi So {\b ${formula}} it is.\par}`);
  expect(canonicalText(draft.blocks)).toBe("So F=(∑_k^n k)/(r^2) it is.");
  expect(draft.warnings).toEqual([]);
});

test("a formula nested beyond every depth keeps its signs, and one that breaks off too", async () => {
  const deep = raw`{\*\moMath${raw`{\mf{\mnum`.repeat(3_000)}{\mr x}`;
  expect(await textOf(raw`{\rtf1 a ${deep}${"}}".repeat(3_000)}} b\par}`)).toContain("x");
  expect(await textOf(raw`{\rtf1 a ${deep}`)).toContain("x");
});

test("items are numbered in figures, letters and Roman numbers, and Word's letter o is a bullet", async () => {
  const item = (level: number, label: string): string =>
    raw`\pard\ilvl${level}{\listtext\tab ${label}\tab}x\par `;
  const labels = ["1.", "2.", "i.", "ii.", "iv)", "3."].map((label, at) =>
    item(at > 1 && at < 5 ? 1 : 0, label),
  );
  const letters = ["h.", "i.", "j."].map((label) => item(2, label));
  const blocks = await blocksOf(raw`{\rtf1 ${labels.join("")}${letters.join("")}${item(3, "o")}}`);
  expect(blocks.map((block) => (block.kind === "listItem" ? block.number : "?"))).toEqual([
    1,
    2,
    1,
    2,
    4,
    3,
    8,
    9,
    10,
    null,
  ]);
  expect(blocks.at(-1)).toMatchObject({ ordered: false });
});

test("the boxes of old programs keep their words", async () => {
  expect(
    await textOf(
      raw`{\rtf1 Text.{\*\do\dobxpage\dptxbx\dptxbxmar0{\dptxbxtext Boxed.\par}\dpx9\dpxsize8}\par}`,
    ),
  ).toBe("Text.\nBoxed.");
});

test("items without a written number are counted by the lists at the head of the file", async () => {
  const level = (kind: number, start: number): string =>
    raw`{\listlevel\levelnfc${kind}\levelstartat${start}{\leveltext\'02\'00.;}{\levelnumbers\'01;}}`;
  const head = raw`{\*\listtable{\list${level(0, 3)}${level(23, 1)}${level(255, 1)}{\listname ;}\listid77}}{\*\listoverridetable{\listoverride\listid77\listoverridecount0\ls1}}`;
  const item = (depth: number, list = 1): string => raw`\pard\ls${list}\ilvl${depth} x\par `;
  const items = [
    item(0),
    item(1),
    item(0),
    item(2),
    raw`\pard\ls1\ilvl0\par `,
    item(0),
    item(0, 9),
  ];
  const blocks = await blocksOf(raw`{\rtf1${head}${items.join("")}}`);
  expect(
    blocks.map((block) =>
      block.kind === "listItem" ? `${block.depth}:${block.number}` : block.kind,
    ),
  ).toEqual(["0:3", "1:null", "0:4", "paragraph", "0:5", "paragraph"]);
});

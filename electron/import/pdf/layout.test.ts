/** How producers lay pages out: the order of cells, heads of a single page, words broken by lines. */
import { expect, test } from "vitest";
import type { ArticleDraft, Block } from "../../entities.ts";
import { checkDraft } from "../draft.ts";
import { importFile } from "../index.ts";
import { column, filler, line, makePdf, stream, type Made } from "./fixture.ts";

async function read(made: Made): Promise<ArticleDraft> {
  const bytes = makePdf(made);
  return checkDraft(await importFile({ name: "paper.pdf", bytes, readBeside: async () => null }));
}

function texts(draft: ArticleDraft, kind?: Block["kind"]): readonly string[] {
  return draft.blocks.flatMap((block) =>
    "text" in block && (kind === undefined || block.kind === kind) ? [block.text] : [],
  );
}

test("cells of several lines that are drawn one after the other are read one after the other", async () => {
  const rows = Array.from({ length: 6 }, (_, row) => {
    const top = 640 - row * 60;
    return [
      column([`Quay ${row}, which is the`, `quay ${row} of the map`], 60, top),
      column([`kept by the harbour ${row}`, "office since the flood", "of that year"], 220, top),
      column([`Nobody has measured ${row}`, "how deep it is there."], 400, top),
    ].join("\n");
  });
  const text = texts(await read({ pages: [[column(filler), ...rows].join("\n")] })).join(" ");
  for (let row = 0; row < 6; row += 1)
    expect(text).toContain(
      `Quay ${row}, which is the quay ${row} of the map kept by the harbour ${row} office since the flood of that year Nobody has measured ${row} how deep it is there.`,
    );
});

test("the only page of a file loses its running head, and keeps small print that is none", async () => {
  const body = column([...filler, "without a word about the fog."]);
  const printed = await read({
    info: "/Title (Of lamps and wicks)",
    pages: [
      [
        line("11/23/26, 2:03 PM", 30, 780, 8),
        line("Of lamps and wicks", 300, 780, 8),
        body,
        line("https://lamps.example/wicks", 30, 20, 8),
        line("1/1", 560, 20, 8),
      ].join("\n"),
    ],
  });
  expect(texts(printed)).toEqual([`${filler.join(" ")} without a word about the fog.`]);
  expect(printed.warnings).toEqual(["4 running heads and page numbers were left out."]);
  const letter = await read({
    pages: [`${line("Harbour Office, 12 Quay Street", 60, 780, 8)}\n${body}`],
  });
  expect(texts(letter)[0]).toBe("Harbour Office, 12 Quay Street");
});

test("a compound that a line parts keeps its hyphen where the halves are words of their own", async () => {
  const lines = [
    "It runs in the browser, in-",
    "browser tools being what the data cover, data-",
    "cover adapters and the like, and the blanket of mocha, mocha-",
    "blanket that is.",
  ];
  expect(texts(await read({ pages: [column(lines)] }))).toEqual([
    "It runs in the browser, in-browser tools being what the data cover, data-cover adapters and the like, and the blanket of mocha, mocha-blanket that is.",
  ]);
});

test("a line that recurs in the text is no running head, and one that stands off it is", async () => {
  const code = (n: number): string =>
    [
      line("Of queries", 260, 688, 8),
      ...["SELECT name", "FROM lamps", `WHERE quay = ${n}`, "ORDER BY hour", "LIMIT 4"].map(
        (text, i) => line(text, 60, 660 - ((n + i) % 5) * 12 - i * 60, 10, "F2"),
      ),
      column([...filler, `That was query ${n}.`], 60, 180),
      line(`- ${n} -`, 290, 100),
    ].join("\n");
  const draft = await read({ pages: [1, 2, 3, 4, 5, 6].map(code) });
  const all = texts(draft).join("\n");
  expect(all.match(/SELECT name/g)).toHaveLength(6);
  expect(all).not.toMatch(/Of queries|- \d -/);
  expect(draft.warnings).toEqual(["12 running heads and page numbers were left out."]);
});

test("list signs that are drawn after the list go back to their items", async () => {
  const items = ["Wipe the glass with a soft cloth.", "Trim the wick.", "Write the hour down."];
  const draft = await read({
    pages: [
      [
        column(filler),
        ...items.map((text, n) => line(text, 80, 640 - n * 20)),
        column(filler, 60, 540),
        ...items.map((_, n) => line(`${n + 1}.`, 64, 640 - n * 20)),
      ].join("\n"),
    ],
  });
  expect(draft.blocks.slice(2, 5)).toMatchObject(
    items.map((text, n) => ({ kind: "listItem", ordered: true, number: n + 1, text })),
  );
  expect(texts(draft, "paragraph")).toEqual([filler.join(" "), filler.join(" ")]);
});

test("numbers that count the lines in the margin are left out, and a numbered list is kept", async () => {
  const lines = Array.from({ length: 12 }, (_, n) => filler[n % 2] ?? "");
  const numbered = lines.map(
    (text, n) =>
      `${line(String(n + 1), n < 9 ? 35 : 30, 700 - n * 14)}\n${line(text, 60, 700 - n * 14)}`,
  );
  const draft = await read({ pages: [numbered.join("\n")] });
  expect(texts(draft)).toEqual([lines.join(" ")]);
  expect(draft.warnings).toEqual(["12 line numbers were left out."]);
  const names = Array.from({ length: 12 }, (_, n) =>
    [line(String(n + 1), n < 9 ? 35 : 30, 700 - n * 14), line(`Ada ${n}`, 60, 700 - n * 14)].join(
      "\n",
    ),
  );
  const list = await read({ pages: [names.join("\n")] });
  expect(list.warnings).toEqual([]);
});

test("an indented line after one of a single line begins a paragraph, and no broken word is left", async () => {
  const draft = await read({
    pages: [
      column([filler[0] ?? "", filler[1] ?? "", "without a word."]) +
        `\n${line("The lamp: a vessel that holds oil.", 72, 658)}\n${line("The wick: what burns in the lamp for as long as it is trimmed care-", 72, 644)}\n` +
        column(
          ["fully and on every day of the year, which it was in the year of the fog."],
          60,
          630,
        ),
    ],
  });
  expect(texts(draft).slice(1)).toEqual([
    "The lamp: a vessel that holds oil.",
    "The wick: what burns in the lamp for as long as it is trimmed carefully and on every day of the year, which it was in the year of the fog.",
  ]);
});

test("in a text that breaks words, halves that are words of their own keep their hyphen", async () => {
  const lines = [
    "The high tide came at the level of the quay, the adminis-",
    "tration said; it was a high-",
    "level decision of the neighbour-",
    "hood, and a Baltic-",
    "based firm made the reser-",
    "voir again for the condition-",
    "als of the treaty and the McCarthy family, as Mc-",
    "Carthy himself had not.",
  ];
  expect(texts(await read({ pages: [column(lines)] })).join(" ")).toBe(
    "The high tide came at the level of the quay, the administration said; it was a high-level decision of the neighbourhood, and a Baltic-based firm made the reservoir again for the conditionals of the treaty and the McCarthy family, as McCarthy himself had not.",
  );
});

test("pictures of a file locked with an empty password are counted once each, without masks, ornaments and scans of the page", async () => {
  const picture = (width: number, height: number, data: string, more = ""): string =>
    stream(
      data,
      `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /BitsPerComponent 8 /ColorSpace /DeviceGray ${more}`,
    );
  const draft = await read({
    password: "",
    pages: [column(filler)],
    objects: [
      picture(200, 100, "a", "/SMask 11 0 R"),
      picture(200, 100, "mask"),
      picture(300, 300, "b"),
      picture(300, 300, "b"),
      picture(16, 16, "c"),
      picture(1_500, 2_000, "d"),
    ],
  });
  expect(draft.warnings).toEqual(["2 pictures were left out."]);
});

test("Hebrew that is drawn from the left is read from the right, its numbers from the left", async () => {
  const hebrew = (text: string, x: number, y: number): string => line(text, x, y, 10, "F3");
  const row = (y: number): string =>
    [hebrew("DC", 460, y), line("14", 494, y), hebrew("CBA", 526, y), hebrew("BA", 552, y)].join(
      "\n",
    );
  const draft = await read({
    fonts:
      "/F3 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding << /Type /Encoding /Differences [65 /afii57664 /afii57665 /afii57666 /afii57667] >> >>",
    pages: [[row(700), row(686), hebrew("BADC", 500, 640)].join("\n")],
  });
  const words = "אב אבג 14 גד";
  expect(texts(draft)).toEqual([`${words} ${words}`, "גדאב"]);
});

test("what two pages of a short file begin with is text, unless it is a row of its own", async () => {
  const start = ["To the keepers of all the", "lamps along the eastern quay."];
  const copy = (day: string): string =>
    [
      line("Harbour Office", 60, 770, 8),
      column(start, 60, 740),
      column([...filler, `It was written on ${day}.`], 60, 660),
    ].join("\n");
  const draft = await read({ pages: [copy("Monday"), copy("Friday")] });
  const all = texts(draft).join("\n");
  expect(all.match(/To the keepers of all the lamps along/g)).toHaveLength(2);
  expect(all).not.toContain("Harbour Office");
});

test("large first letters that are drawn before the text go back to their words", async () => {
  const first = [
    "hen the ferry left the eastern quay a little before seven",
    "the keeper wrote the hour down, as he had on every day",
    "of that year, and nobody asked him about the fog that lay there.",
  ];
  const second = [
    "lamp was lit at dusk by somebody who was not the keeper",
    "of the lamp, and the boats came home along the eastern quay",
    "until the last of them had tied up and its crew had gone to bed.",
  ];
  const beside = (lines: readonly string[], top: number): string =>
    lines.map((text, i) => line(text, i < 2 ? 92 : 60, top - i * 14)).join("\n");
  const draft = await read({
    pages: [
      [
        line("W", 60, 684, 34),
        line("A", 60, 604, 34),
        column(["Of lamps and wicks"], 60, 740),
        beside(first, 700),
        beside(second, 620),
      ].join("\n"),
    ],
  });
  expect(texts(draft)).toEqual([
    "Of lamps and wicks",
    `W${first.join(" ")}`,
    `A ${second.join(" ")}`,
  ]);
  expect(draft.title).toBe("Of lamps and wicks");
});

test("words that are drawn from the left, each letter by letter from the right, are one line", async () => {
  const word = (letters: string, right: number): string =>
    Array.from(letters, (letter, n) => line(letter, right - n * 6, 700, 10, "F3")).join("\n");
  const draft = await read({
    fonts:
      "/F3 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /FirstChar 65 /LastChar 70 /Widths [600 600 600 600 600 600] /Encoding << /Type /Encoding /Differences [65 /afii57664 /afii57665 /afii57666 /afii57667 /afii57668 /afii57669] >> >>",
    pages: [[word("FEDCBA", 400), word("AAABBB", 439), word("ABCDEF", 478)].join("\n")],
  });
  expect(texts(draft)).toEqual(["אבגדהו אאאבבב והדגבא"]);
});

test("the points of a plot, drawn as letters of a font of signs, are no text", async () => {
  const points = Array.from({ length: 30 }, (_, n) =>
    line("l", 100 + ((n * 53) % 300), 300 + ((n * 37) % 200), 8, "F3"),
  );
  const draft = await read({
    fonts: "/F3 << /Type /Font /Subtype /Type1 /BaseFont /Times-Italic >>",
    pages: [`${column(filler)}\n${points.join("\n")}`],
  });
  expect(texts(draft)).toEqual([filler.join(" ")]);
  expect(draft.warnings).toEqual(["30 points of plots were left out."]);
});

test("a space parts the raised number of a note from its text, and none one in a sentence", async () => {
  const draft = await read({
    pages: [
      [
        column(filler),
        line("It was seen by the keeper", 60, 600),
        line("3", 160.5, 604, 6),
        line("3", 60, 104, 6),
        line("See the book of the harbour office.", 63.2, 100, 8),
      ].join("\n"),
    ],
  });
  const all = texts(draft).join("\n");
  expect(all).toContain("It was seen by the keeper3\n3 See the book of the harbour office.");
});

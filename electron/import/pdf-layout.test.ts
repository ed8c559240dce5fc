/** How producers lay pages out: the order of cells, heads of a single page, words broken by lines. */
import { expect, test } from "vitest";
import type { ArticleDraft, Block } from "../entities.ts";
import { checkDraft } from "./draft.ts";
import { importFile } from "./index.ts";
import { column, filler, line, makePdf, type Made } from "./pdf-fixture.ts";

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

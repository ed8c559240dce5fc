/** Letters: those drawn in parts, and those that a file does not name or names wrongly. */
import { expect, test } from "vitest";
import type { ArticleDraft, Block } from "../../entities.ts";
import { checkDraft } from "../draft.ts";
import { importFile } from "../index.ts";
import { makePdf, type Made } from "./fixture.ts";

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

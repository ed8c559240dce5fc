/** Text that lies over the pages: what was filled into a form, and boxes that someone put on a page. */
import { expect, test } from "vitest";
import type { ArticleDraft } from "../../entities.ts";
import { checkDraft } from "../draft.ts";
import { importFile } from "../index.ts";
import { column, filler, line, makePdf, stream, type Made } from "./fixture.ts";

async function read(made: Made): Promise<ArticleDraft> {
  const bytes = makePdf(made);
  return checkDraft(await importFile({ name: "form.pdf", bytes, readBeside: async () => null }));
}

function texts(draft: ArticleDraft): readonly string[] {
  return draft.blocks.flatMap((block) => ("text" in block ? [block.text] : []));
}

function field(rect: string, entries: string, flags = 4): string {
  return `<< /Type /Annot /Subtype /Widget /Rect [${rect}] /F ${flags} /DA (/F1 12 Tf 0 g) ${entries} >>`;
}

test("what was filled into a form stands after its labels", async () => {
  const draft = await read({
    pages: [
      [
        column(filler, 60, 740),
        line("Name of the keeper:", 60, 680),
        line("The quay:", 60, 640),
        line("What the keeper saw", 60, 600),
        column(["Signed at the harbour office.", "No lamp may be lit without it."], 60, 400),
      ].join("\n"),
    ],
    page: "/Annots [10 0 R 11 0 R 12 0 R 13 0 R 14 0 R]",
    objects: [
      field(
        "60 500 400 590",
        "/FT /Tx /Ff 4096 /T (saw) /V (A ferry without a light.\\rThen fog.)",
      ),
      field("180 676 400 692", "/FT /Tx /T (name) /V (Ada Ilves)"),
      field(
        "180 636 400 652",
        "/FT /Ch /Ff 131072 /T (quay) /V (e) /Opt [[(e) (The eastern one)]]",
      ),
      field("180 300 400 316", "/FT /Tx /Ff 8192 /T (secret) /V (swordfish)"),
      field("180 280 400 296", "/FT /Tx /T (hidden) /V (unseen)", 2),
    ],
    catalog: "/AcroForm << /Fields [10 0 R 11 0 R 12 0 R 13 0 R 14 0 R] >>",
  });
  expect(texts(draft)).toEqual([
    filler.join(" "),
    "Name of the keeper: Ada Ilves",
    "The quay: The eastern one",
    "What the keeper saw",
    "A ferry without a light. Then fog.",
    "Signed at the harbour office. No lamp may be lit without it.",
  ]);
});

test("a page that is only a filled form is read", async () => {
  const draft = await read({
    pages: [""],
    page: "/Annots [10 0 R]",
    objects: [field("60 676 400 692", "/FT /Tx /T (name) /V (Ada Ilves of the eastern quay)")],
    catalog: "/AcroForm << /Fields [10 0 R] >>",
  });
  expect(texts(draft)).toEqual(["Ada Ilves of the eastern quay"]);
});

test("a field that says nothing of its value is read as it is drawn", async () => {
  const draft = await read({
    pages: [column(filler)],
    page: "/Annots [10 0 R]",
    objects: [
      field("60 600 400 640", "/FT /Tx /T (saw) /V () /AP << /N 11 0 R >>"),
      stream(
        "/Tx BMC BT /F1 10 Tf 2 12 Td (A ferry without a light.) Tj ET EMC",
        "/Type /XObject /Subtype /Form /BBox [0 0 340 40] /Resources << /Font << /F1 3 0 R >> >>",
      ),
    ],
    catalog: "/AcroForm << /Fields [10 0 R] >>",
  });
  expect(texts(draft)).toEqual([filler.join(" "), "A ferry without a light."]);
});

test("a box of text on a page is part of it, and comments beside it are told", async () => {
  const draft = await read({
    pages: [column(filler)],
    page: "/Annots [10 0 R 11 0 R 12 0 R]",
    objects: [
      "<< /Type /Annot /Subtype /FreeText /Rect [60 600 300 640] /F 4 /DA (/F1 12 Tf 0 g) /Contents (Copied in the year of the fog.) >>",
      "<< /Type /Annot /Subtype /Text /Rect [400 700 420 720] /F 4 /Contents (Was it so?) >>",
      "<< /Type /Annot /Subtype /Highlight /Rect [60 700 90 712] /QuadPoints [60 712 90 712 60 700 90 700] /F 4 >>",
    ],
  });
  expect(texts(draft)).toEqual([filler.join(" "), "Copied in the year of the fog."]);
  expect(draft.warnings).toEqual(["1 comment was left out."]);
});

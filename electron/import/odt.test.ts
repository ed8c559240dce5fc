import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import type { ArticleDraft } from "../entities.ts";
import { canonicalText } from "../text/blocks.ts";
import { checkDraft } from "./draft.ts";
import { Refusal } from "./format.ts";
import { importFile } from "./index.ts";

const oasis = "urn:oasis:names:tc:opendocument:xmlns:";
const namespaces = [
  ...["office", "text", "table", "style", "manifest"].map((n) => `xmlns:${n}="${oasis}${n}:1.0"`),
  `xmlns:draw="${oasis}drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"`,
  `xmlns:fo="${oasis}xsl-fo-compatible:1.0" xmlns:svg="${oasis}svg-compatible:1.0"`,
].join(" ");

/** An OpenDocument text with this body; other parts by name. */
function odt(
  body: string,
  styles = "",
  parts: Readonly<Record<string, string>> = {},
  kind = "text",
): Uint8Array {
  const files = {
    mimetype: `application/vnd.oasis.opendocument.${kind}`,
    "content.xml": `<office:document-content ${namespaces}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`,
    ...parts,
  };
  const entries = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const);
  return zipSync(Object.fromEntries(entries), { level: 0 });
}

const onePixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** The same in one file of XML; `rest` is what else is in it. */
function flatOdt(body: string, rest = "", kind = "text"): Uint8Array {
  return strToU8(
    `<?xml version="1.0" encoding="UTF-8"?>\n<!-- kept by hand -->\n<office:document ${namespaces} xmlns:meta="${oasis}meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.${kind}">${rest}<office:body><office:${kind}>${body}</office:${kind}></office:body></office:document>`,
  );
}

async function read(bytes: Uint8Array, name = "a.odt"): Promise<ArticleDraft> {
  return checkDraft(await importFile({ name, bytes, readBeside: async () => null }));
}
async function refusal(bytes: Uint8Array): Promise<string> {
  const error: unknown = await read(bytes).catch((thrown: unknown) => thrown);
  if (!(error instanceof Refusal)) throw new Error("Expected a refusal", { cause: error });
  return error.message;
}

test("an OpenDocument text is known by its first file under any name", async () => {
  expect((await read(odt("<text:p>Words</text:p>"), "a.docx")).importer).toBe("odt");
});

test("spaces, tabs and breaks are read as they are laid out", async () => {
  const draft = await read(
    odt(
      `<text:p>One<text:s text:c="3"/>two<text:tab/>three
         four<text:line-break/>five</text:p> loose <text:p text:style-name="Preformatted_20_Text">a<text:s text:c="3"/>b<text:tab/>c</text:p>`,
    ),
  );
  expect(canonicalText(draft.blocks)).toBe("One two three four\nfive\na   b\tc");
});

test("what was deleted, remarked and hidden is left out and counted", async () => {
  const draft = await read(
    odt(
      `<text:tracked-changes><text:changed-region><text:deletion><text:p>never</text:p></text:deletion></text:changed-region><text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>
       <text:p>It was<office:annotation><text:p>Really?</text:p></office:annotation> always so.<text:span text:style-name="T1"> secret</text:span></text:p>`,
      `<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>`,
    ),
  );
  expect(canonicalText(draft.blocks)).toBe("It was always so.");
  expect(draft.warnings).toEqual([
    "1 tracked insertion was kept.",
    "1 tracked deletion was left out.",
    "1 comment was left out.",
    "1 piece of hidden text was left out.",
  ]);
});

test("lists count, go on and nest", async () => {
  const level = (at: number, kind: string, more = ""): string =>
    `<text:list-level-style-${kind} text:level="${at}" ${more}/>`;
  const item = (inner: string, more = ""): string =>
    `<text:list-item ${more}>${inner}</text:list-item>`;
  const x = "<text:p>x</text:p>";
  const draft = await read(
    odt(
      `<text:list text:style-name="L">${item(`${x}<text:p>more</text:p><text:list>${item(x)}</text:list>`)}${item(x, 'text:start-value="7"')}</text:list>
       <text:list text:style-name="L" text:continue-numbering="true">${item(x)}</text:list>
       <text:list text:style-name="L">${item("<text:p/>")}${item(x)}</text:list>`,
      `<text:list-style style:name="L">${level(1, "number", 'style:num-format="1" text:start-value="3"')}${level(2, "bullet")}</text:list-style>`,
    ),
  );
  expect(
    draft.blocks.map((each) =>
      each.kind === "listItem" ? `${each.depth}:${each.number}` : each.kind,
    ),
  ).toEqual(["0:3", "paragraph", "1:null", "0:7", "0:8", "0:4"]);
});

test("tables repeat rows and cells within reason", async () => {
  const cell = (text: string, more = ""): string =>
    `<table:table-cell ${more}><text:p>${text}</text:p></table:table-cell>`;
  const draft = await read(
    odt(
      `<text:p>Before</text:p><table:table><table:table-header-rows><table:table-row>${cell("a")}${cell("b")}</table:table-row></table:table-header-rows>
       <table:table-row>${cell("wide", 'table:number-columns-spanned="2"')}<table:covered-table-cell/></table:table-row>
       <table:table-row table:number-rows-repeated="2">${cell("c", 'table:number-columns-repeated="2"')}</table:table-row>
       <table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>`,
    ),
  );
  expect(draft.blocks[1]).toMatchObject({ kind: "table", headerRows: 1 });
  expect(canonicalText(draft.blocks.slice(1))).toBe("a\tb\nwide\t\nc\tc\nc\tc");
});

test("pictures of other files are not asked for", async () => {
  const asked: string[] = [];
  const image = (href: string): string =>
    `<draw:frame><draw:image xlink:href="${href}"/></draw:frame>`;
  const bytes = odt(
    `<text:p>Text${["file:///etc/passwd", "../secret.png", "/etc/x.png", "Pictures/none.png"].map(image).join("")}</text:p>`,
  );
  const draft = await importFile({
    name: "a.odt",
    bytes,
    readBeside: async (name) => {
      asked.push(name);
      return null;
    },
  });
  expect(draft.warnings).toEqual([
    "3 pictures were left out: they lie in other files.",
    "1 picture was left out: not found beside the file.",
  ]);
  expect(asked).toEqual([]);
});

test("what is nested too deeply keeps its words", async () => {
  const lists = `${"<text:list><text:list-item><text:p>word</text:p>".repeat(3_000)}${"</text:list-item></text:list>".repeat(3_000)}`;
  const draft = await read(odt(lists));
  expect(canonicalText(draft.blocks).match(/word/g)).toHaveLength(3_000);
});

test("passwords, other kinds of document, entities and damage are each named", async () => {
  const words = "<text:p>Words</text:p>";
  const manifest = `<manifest:manifest ${namespaces}><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>`;
  expect(await refusal(odt(words, "", { "META-INF/manifest.xml": manifest }))).toContain(
    "password",
  );
  expect(
    await refusal(
      odt(
        "<table:table/>",
        "",
        { mimetype: "application/vnd.oasis.opendocument.text" },
        "spreadsheet",
      ),
    ),
  ).toContain("no text, such as a spreadsheet");
  expect(
    await refusal(odt("", "", { "content.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>' })),
  ).toContain("entities");
  expect(await refusal(odt("", "", { "content.xml": "<x><y></x>" }))).toContain("damaged");
  expect(await refusal(odt("", "", { "content.xml": "" }))).toContain("damaged");
  expect(await refusal(odt("<text:p/>"))).toContain("no text");
});

test("a text in one file of XML is read with its styles, properties and pictures", async () => {
  const draft = await read(
    flatOdt(
      `<text:h text:outline-level="2">Tides</text:h><text:p>The <text:span text:style-name="T1">moon</text:span> pulls.<draw:frame><draw:image><office:binary-data>\n  ${onePixel}\n</office:binary-data></draw:image><svg:title>A chart</svg:title></draw:frame></text:p>`,
      `<office:meta><dc:title>On tides</dc:title><meta:initial-creator>Ada Byron</meta:initial-creator></office:meta><office:automatic-styles><style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles>`,
    ),
    "tides.xml",
  );
  expect(draft).toMatchObject({ importer: "odt", title: "On tides", byline: ["Ada Byron"] });
  expect(draft.blocks).toMatchObject([
    { kind: "heading", level: 2, text: "Tides" },
    { kind: "paragraph", text: "The moon pulls.", marks: [[4, 8, "strong"]] },
    { kind: "image", alt: "A chart" },
  ]);
  expect(draft.images).toHaveLength(1);
});

test("a spreadsheet in one file of XML is refused by what it is", async () => {
  expect(await refusal(flatOdt("<table:table/>", "", "spreadsheet"))).toContain(
    "It is an OpenDocument file that is no text",
  );
});

test("of the forms of one picture, that which can be shown is kept", async () => {
  const inline = (data: string): string =>
    `<draw:image><office:binary-data>${data}</office:binary-data></draw:image>`;
  const drawing = Buffer.from("<svg/>").toString("base64");
  const draft = await read(
    flatOdt(`<text:p>Seen<draw:frame>${inline(drawing)}${inline(onePixel)}</draw:frame></text:p>`),
  );
  expect(draft.images).toHaveLength(1);
  expect(draft.warnings).toEqual([]);
});

test("a picture whose bytes are damaged is no reason to refuse the text", async () => {
  const body =
    '<text:p>Words<draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame></text:p>';
  const bytes = odt(body, "", { "Pictures/a.png": "a picture", "meta.xml": "<x" });
  bytes[Buffer.from(bytes).indexOf("a picture")] = 0;
  const draft = await read(bytes);
  expect(canonicalText(draft.blocks)).toBe("Words");
  expect(draft.warnings).toEqual([
    "1 part of the file was left out: it is damaged.",
    "1 picture was left out: not found beside the file.",
  ]);
});

test("a text in one file of XML that declares entities is refused, not shown as markup", async () => {
  const text = Buffer.from(flatOdt("<text:p>&b;</text:p>")).toString();
  const bytes = strToU8(text.replace("<!--", '<!DOCTYPE d [<!ENTITY b "bbbb">]><!--'));
  expect(await refusal(bytes)).toContain("It declares entities of its own, as attacks do.");
});

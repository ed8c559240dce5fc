/** Archives, and the formats that are one, made to hurt their reader. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { strToU8, unzipSync, zipSync } from "fflate";
import { attack, nested, often, type Attack } from "./attack-fixture.ts";
import { archive, book } from "./samples-fixture.ts";

/** In a fixed order. */
export function archiveAttacks(): readonly Attack[] {
  const open = (name: string): Record<string, Uint8Array> =>
    unzipSync(readFileSync(path.join(import.meta.dirname, "../fixtures", name)));
  const word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const docx = (body: string, more: Readonly<Record<string, Uint8Array>> = {}): Uint8Array =>
    zipSync(
      {
        ...open("rain-diary.docx"),
        "word/document.xml": strToU8(
          `<w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>`,
        ),
        ...more,
      },
      { level: 1 },
    );
  const oasis = "urn:oasis:names:tc:opendocument:xmlns:";
  const odt = (body: string, styles = ""): Uint8Array =>
    zipSync(
      {
        ...open("two-hearths.odt"),
        "content.xml": strToU8(
          `<office:document-content xmlns:office="${oasis}office:1.0" xmlns:text="${oasis}text:1.0" xmlns:table="${oasis}table:1.0" xmlns:style="${oasis}style:1.0" xmlns:draw="${oasis}drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
        ),
      },
      { level: 1 },
    );
  const wp = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
  const bomb = (): Uint8Array => new Uint8Array(250 * 1024 * 1024).fill(0x20);
  const names = [
    "../../../etc/passwd",
    "/etc/passwd",
    "C:\\x",
    "a/../../b",
    "a\\..\\b",
    "a\0b",
    "x".repeat(60_000),
  ];
  return [
    attack("tables within tables", "a.docx", () =>
      docx(nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", wp("word"))),
    ),
    attack("runs within runs", "a.docx", () =>
      docx(`<w:p>${nested("<w:ins><w:r>", "</w:r></w:ins>", "<w:t>word</w:t>")}</w:p>`),
    ),
    attack("a cell over everything", "a.docx", () =>
      docx(
        `<w:tbl>${`<w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>${wp("a")}</w:tc></w:tr>`.repeat(20)}</w:tbl>`,
      ),
    ),
    attack("huge numbers", "a.docx", () =>
      docx(
        `<w:p><w:pPr><w:outlineLvl w:val="99999999999"/><w:numPr><w:ilvl w:val="4000000000"/><w:numId w:val="-1"/></w:numPr></w:pPr><w:r><w:t>word</w:t></w:r></w:p>`,
      ),
    ),
    attack("styles in a circle", "a.docx", () =>
      docx(`<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>word</w:t></w:r></w:p>`, {
        "word/styles.xml": strToU8(
          `<w:styles xmlns:w="${word}"><w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>`,
        ),
      }),
    ),
    attack("entities that multiply", "a.docx", () =>
      docx("", {
        "word/document.xml": strToU8(
          `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w:document xmlns:w="${word}"><w:body>${wp("&b;")}</w:body></w:document>`,
        ),
      }),
    ),
    attack("parts of the computer", "a.docx", () =>
      docx(wp("word"), {
        "word/_rels/document.xml.rels": strToU8(
          '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="x/footnotes" Target="../../../../etc/passwd"/><Relationship Id="b" Type="x/image" Target="file:///dev/zero" TargetMode="External"/></Relationships>',
        ),
      }),
    ),
    attack("a bomb", "a.docx", () => docx(wp("word"), { "word/document.xml": bomb() })),
    attack("paragraphs without end", "a.docx", () => docx(wp("a").repeat(400_000))),
    attack("lists within lists", "a.odt", () =>
      odt(
        nested(
          "<text:list><text:list-item>",
          "</text:list-item></text:list>",
          "<text:p>word</text:p>",
        ),
      ),
    ),
    attack("spans within spans", "a.odt", () =>
      odt(`<text:p>${nested("<text:span>", "</text:span>")}</text:p>`),
    ),
    attack("cells that repeat for ever", "a.odt", () =>
      odt(
        `<table:table>${'<table:table-row table:number-rows-repeated="999999999"><table:table-cell table:number-columns-repeated="999999999"><text:p>a</text:p></table:table-cell></table:table-row>'.repeat(5)}</table:table>`,
      ),
    ),
    attack("spaces that repeat for ever", "a.odt", () =>
      odt(`<text:p>word${'<text:s text:c="999999999"/>'.repeat(2_000)}x</text:p>`),
    ),
    attack("styles in a circle", "a.odt", () =>
      odt(
        '<text:p text:style-name="A">word</text:p>',
        '<style:style style:name="A" style:family="paragraph" style:parent-style-name="B"/><style:style style:name="B" style:family="paragraph" style:parent-style-name="A"/>',
      ),
    ),
    attack("a bomb", "a.odt", () =>
      zipSync({ ...open("two-hearths.odt"), "content.xml": bomb() }, { level: 1 }),
    ),
    attack("a picture of the computer", "a.odt", () =>
      odt(
        '<text:p>word<draw:frame><draw:image xlink:href="../../../etc/passwd"/></draw:frame><draw:frame><draw:image xlink:href="file:///dev/zero"/></draw:frame></text:p>',
      ),
    ),
    attack("nested elements", "a.epub", () => book(nested("<div>", "</div>"))),
    attack("a spine without end", "a.epub", () =>
      book("<p>word</p>", {
        "a.opf": `<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest><spine>${'<itemref idref="c"/>'.repeat(often)}</spine></package>`,
      }),
    ),
    attack("chapters of the computer", "a.epub", () =>
      book("<p>word</p>", {
        "a.opf":
          '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="c" href="../../../etc/passwd" media-type="application/xhtml+xml"/><item id="d" href="file:///etc/passwd" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/><itemref idref="d"/></spine></package>',
      }),
    ),
    attack("entities that multiply", "a.epub", () =>
      book("", {
        "c.xhtml":
          '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><html xmlns="http://www.w3.org/1999/xhtml"><body><p>&b;</p></body></html>',
      }),
    ),
    attack("a book that is its own package", "a.epub", () =>
      book("", {
        "META-INF/container.xml":
          '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="META-INF/container.xml" media-type="application/oebps-package+xml"/></rootfiles></container>',
      }),
    ),
    ...names.map((name) =>
      attack(`a file named ${JSON.stringify(name.slice(0, 30))}`, "a.docx", () =>
        docx(wp("word"), { [name]: strToU8("x") }),
      ),
    ),
    attack("files without end", "a.zip", () =>
      zipSync(
        Object.fromEntries(Array.from({ length: 25_000 }, (_, n) => [`${n}.txt`, strToU8("a")])),
        { level: 0 },
      ),
    ),
    attack("an archive in an archive in an archive", "a.zip", () => archives(40)),
    attack("a bomb", "a.zip", () => zipSync({ "a.txt": bomb() }, { level: 1 })),
    attack("nothing", "a.zip", () => zipSync({})),
    attack("nested elements", "a.webarchive", () => archive(nested("<div>", "</div>"))),
  ];
}

function archives(depth: number): Uint8Array {
  let inner = zipSync({ "a.txt": strToU8("word") });
  for (let n = 0; n < depth; n += 1) inner = zipSync({ "a.zip": inner });
  return inner;
}

/** A good file of every format, to be damaged: the fixtures, and a few made here. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { strToU8, zipSync } from "fflate";
import { headLength } from "../format.ts";
import type { Sample } from "./damage-fixture.ts";
import { formatOf } from "../index.ts";
import { line, makePdf } from "../pdf/fixture.ts";
import { plist } from "../archive/plist-fixture.ts";

const folder = path.join(import.meta.dirname, "../fixtures");
/** Larger fixtures only cost time. */
const sampleLimit = 400_000;

/** The samples, each under the label of its format. */
export function hostileSamples(): readonly Sample[] {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".expected.json"))
    .map(({ name }) => ({ name, bytes: new Uint8Array(readFileSync(path.join(folder, name))) }));
  return (
    [...files, ...made()]
      .filter(({ bytes }) => bytes.length <= sampleLimit)
      // Copies: the `slice` of a Buffer is a view, and damage to it would be damage to the sample.
      .map(({ name, bytes }) => ({
        name,
        bytes: new Uint8Array(bytes),
        format: labelOf(name, bytes),
      }))
  );
}

function labelOf(name: string, bytes: Uint8Array): string {
  const readBeside = (): Promise<null> => Promise.resolve(null);
  return formatOf({ name, bytes: bytes.subarray(0, headLength), readBeside }).label;
}

function made(): readonly { readonly name: string; readonly bytes: Uint8Array }[] {
  return [
    { name: "kiln.epub", bytes: book("<h1>Kiln</h1><p>It cools for two days.<br/>Then open.</p>") },
    {
      name: "kilns.zip",
      bytes: zipSync({
        "kilns/first.txt": strToU8("The first kiln cools for two days.\n\nThen it is opened."),
        "kilns/second.html": strToU8("<h1>Second kiln</h1><p>It cools for three days.</p>"),
      }),
    },
    {
      name: "kilns.mbox",
      bytes: strToU8(
        `${mail("The first kiln", "It cools for two days.")}\n${mail("The second", ">From here on it rains.")}`,
      ),
    },
    {
      name: "kiln.url",
      bytes: strToU8("[InternetShortcut]\r\nURL=https://clay.example/kiln.html\r\n"),
    },
    { name: "kiln.webarchive", bytes: archive("<h1>Kiln</h1><p>It cools for two days.</p>") },
    {
      name: "kiln.pdf",
      bytes: new Uint8Array(
        makePdf({
          pages: [line("Kiln", 60, 740, 20) + line("It cools for two days.", 60, 700)],
          info: "/Title (The kiln) /Author (Ada Moor)",
          catalog: "/PageLabels << /Nums [0 << /S /r >>] >>",
        }),
      ),
    },
  ];
}

/** A mail as it stands in a mailbox. */
function mail(subject: string, body: string): string {
  return [
    "From ada@clay.example Mon May 11 09:30:00 2020",
    "From: Ada Moor <ada@clay.example>",
    `Subject: ${subject}`,
    "Date: Mon, 11 May 2020 09:30:00 +0000",
    "",
    body,
    "",
  ].join("\n");
}

/** A Safari web archive of one page. */
export function archive(html: string): Uint8Array {
  const main = {
    WebResourceData: Buffer.from(html),
    WebResourceURL: "https://clay.example/kiln.html",
    WebResourceMIMEType: "text/html",
  };
  return plist({ WebMainResource: main, WebSubresources: [main] });
}

/** An EPUB of one chapter; other files replace those of the same name. */
export function book(chapter: string, more: Readonly<Record<string, string>> = {}): Uint8Array {
  const files: Readonly<Record<string, string>> = {
    mimetype: "application/epub+zip",
    "META-INF/container.xml":
      '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    "a.opf":
      '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Kilns</dc:title></metadata><manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine></package>',
    "c.xhtml": `<html xmlns="http://www.w3.org/1999/xhtml"><body>${chapter}</body></html>`,
    ...more,
  };
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
  );
}

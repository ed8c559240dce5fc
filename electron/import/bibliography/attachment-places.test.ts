import { expect, test } from "vitest";
import { placesIn, plainPlaces } from "./attachment-places.ts";

test.each<[string, string, readonly string[]]>([
  ["a path", "files/12/tide.pdf", ["files/12/tide.pdf"]],
  ["a path from the root", "/home/ann/tide.pdf", ["/home/ann/tide.pdf"]],
  ["a path of Windows", "C:\\papers\\tide.pdf", ["C:/papers/tide.pdf"]],
  ["JabRef, without a title", ":files/tide.pdf:PDF", ["files/tide.pdf"]],
  ["JabRef, several", ":a.pdf:PDF;Scan:b/c.pdf:PDF", ["a.pdf", "b/c.pdf"]],
  ["JabRef, an escaped colon", "A\\: title:files/a\\:b.pdf:PDF", ["files/a:b.pdf"]],
  ["JabRef, a path of Windows", ":C\\:\\\\papers\\\\tide.pdf:PDF", ["C:/papers/tide.pdf"]],
  ["an unescaped path of Windows", ":C:\\papers\\tide.pdf:PDF", ["C:/papers/tide.pdf"]],
  [
    "Zotero, the page after the PDF",
    "Snapshot:files/3/page.html:text/html;Full Text:files/2/tide.pdf:application/pdf",
    ["files/2/tide.pdf", "files/3/page.html"],
  ],
  ["Mendeley", ":home/ann/papers/tide.pdf:pdf", ["/home/ann/papers/tide.pdf"]],
  [
    "Mendeley on Windows",
    ":C$\\backslash$:/Users/ann/tide{\\_}1.pdf:pdf",
    ["C:/Users/ann/tide_1.pdf"],
  ],
  ["a name with a semicolon", "files/tides; a study.pdf", ["files/tides; a study.pdf"]],
  ["two paths", "a.pdf; b.html", ["a.pdf", "b.html"]],
  ["a file address", "file:///home/ann/two%20tides.pdf", ["/home/ann/two tides.pdf"]],
  ["a file address of Windows", "file:///C:/papers/tide.pdf", ["C:/papers/tide.pdf"]],
  ["a path and its type", "files/tide.pdf:application/pdf", ["files/tide.pdf"]],
  ["a title and a path", "Tides:files/tide.pdf", ["files/tide.pdf"]],
  ["a web address", "https://tide.example/a.pdf", []],
  ["nothing", " ; ", []],
])("%s gives its places", (_form, field, places) => {
  expect(placesIn(field)).toEqual(places);
});

test("plain places are paths or file addresses, and no web addresses", () => {
  expect(
    plainPlaces(["notes.txt", "file://localhost/a/b.pdf", "http://x.example/", "files\\c.pdf"]),
  ).toEqual(["/a/b.pdf", "files/c.pdf", "notes.txt"]);
});

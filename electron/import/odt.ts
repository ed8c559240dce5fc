/** OpenDocument texts, as LibreOffice writes them. */
import { extensionOf, type Format } from "./format.ts";
import { opensWith, zipMark } from "./signatures.ts";

/** What an OpenDocument file in one piece of XML says at its start. */
const flatMark =
  /^\s*<[^]*?<[\w-]+:document\s[^>]*:mimetype\s*=\s*["']application\/vnd\.oasis\.opendocument\./;
/** What the first file of an OpenDocument text holds, unpacked, so that anyone can look. */
const mark = /^mimetypeapplication\/vnd\.oasis\.opendocument\.text/;

export const odt: Format = {
  id: "odt",
  label: "OpenDocument text",
  extensions: ["odt", "ott", "fodt"],
  mediaTypes: ["application/vnd.oasis.opendocument.text"],
  importerVersion: 3,
  detect(head, name) {
    if (!opensWith(head, zipMark)) return flatBid(head);
    if (mark.test(Buffer.from(head.subarray(30, 120)).toString("latin1"))) return 0.98;
    return odt.extensions.includes(extensionOf(name)) ? 0.93 : 0;
  },
  async read(file) {
    const { readOdt } = await import("./odt/file.ts");
    return readOdt(file, odt);
  },
};

/** Flat spreadsheets and drawings are claimed too, so that they are refused by what they are. */
function flatBid(head: Uint8Array): number {
  const start = Buffer.from(head.subarray(0, 16_384))
    .toString("latin1")
    .replace(/^\xef\xbb\xbf/, "");
  return flatMark.test(start) ? 0.98 : 0;
}

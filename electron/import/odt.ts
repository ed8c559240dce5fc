/** OpenDocument texts, as LibreOffice writes them. */
import { extensionOf, type Format } from "./format.ts";
import { opensWith, zipMark } from "./signatures.ts";

/** What the first file of an OpenDocument text holds, unpacked, so that anyone can look. */
const mark = /^mimetypeapplication\/vnd\.oasis\.opendocument\.text/;

export const odt: Format = {
  id: "odt",
  label: "OpenDocument text",
  extensions: ["odt", "ott"],
  mediaTypes: ["application/vnd.oasis.opendocument.text"],
  importerVersion: 2,
  detect(head, name) {
    if (!opensWith(head, zipMark)) return 0;
    if (mark.test(Buffer.from(head.subarray(30, 120)).toString("latin1"))) return 0.98;
    return odt.extensions.includes(extensionOf(name)) ? 0.93 : 0;
  },
  async read(file) {
    const { readOdt } = await import("./odt/file.ts");
    return readOdt(file, odt);
  },
};

/** Word documents since 2007. */
import { cfbMark, opensWith, zipMark } from "./signatures.ts";
import { extensionOf, type Format } from "./format.ts";

export const docx: Format = {
  id: "docx",
  label: "Word document",
  extensions: ["docx", "docm", "dotx", "dotm"],
  mediaTypes: ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  importerVersion: 4,
  detect(head, name) {
    // Word documents with a password, and those of Word 97 to 2003: read to be told apart.
    if (opensWith(head, cfbMark)) return 0.91;
    if (!opensWith(head, zipMark)) return 0;
    if (docx.extensions.includes(extensionOf(name))) return 0.95;
    const start = Buffer.from(head).toString("latin1");
    return /^.{26}[^]{4}(?:\[Content_Types\]\.xml|_rels\/|docProps\/|word\/)/s.test(start) &&
      start.includes("word/document.xml")
      ? 0.92
      : 0;
  },
  async read(file) {
    const { readDocx } = await import("./docx/file.ts");
    return readDocx(file, docx);
  },
};

/** Electronic books. */
import { extensionOf, type Format } from "./format.ts";

export const epub: Format = {
  id: "epub",
  label: "EPUB book",
  extensions: ["epub"],
  mediaTypes: ["application/epub+zip"],
  importerVersion: 3,
  detect(head, name) {
    const start = Buffer.from(head.subarray(0, 8_192)).toString("latin1");
    const named = epub.extensions.includes(extensionOf(name));
    if (!start.startsWith("PK\x03\x04")) return named ? 0.3 : 0;
    if (start.slice(30, 120).startsWith("mimetypeapplication/epub+zip")) return 0.99;
    if (start.includes("META-INF/container.xml")) return 0.97;
    return named ? 0.96 : 0;
  },
  async read(file) {
    const { readBook } = await import("./epub/book.ts");
    return readBook(file, epub);
  },
};

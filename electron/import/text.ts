/** Plain text in any encoding. */
import { extensionOf, type Format } from "./format.ts";
import { unicodeKind } from "./unicode.ts";

export const text: Format = {
  id: "text",
  label: "Plain text",
  extensions: ["txt", "text"],
  mediaTypes: ["text/plain"],
  importerVersion: 2,
  detect(head, name) {
    if (text.extensions.includes(extensionOf(name))) return 0.55;
    return unicodeKind(head) !== null ? 0.25 : 0.15;
  },
  async read(file) {
    const { readText } = await import("./text/lines.ts");
    return readText(file, text);
  },
};

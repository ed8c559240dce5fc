/** Outlines, as outliners and readers of feeds exchange them. */
import { extensionOf, type Format } from "./format.ts";

export const opml: Format = {
  id: "opml",
  label: "Outline (OPML)",
  extensions: ["opml"],
  mediaTypes: ["text/x-opml"],
  importerVersion: 1,
  detect(head, name) {
    const start = Buffer.from(head.subarray(0, 8_192)).toString("latin1").replaceAll("\0", "");
    const opening =
      /^(?:\s|\xef\xbb\xbf|\xff\xfe|\xfe\xff|<\?[^>]*>|<!--[^]{0,2000}?-->|<!doctype[^>]*>)*<opml[\s>]/i;
    if (opening.test(start)) return 0.98;
    return extensionOf(name) === "opml" ? 0.5 : 0;
  },
  async read(file) {
    const { readOutline } = await import("./opml/outline.ts");
    return readOutline(file, opml);
  },
};

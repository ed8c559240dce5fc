/** Web pages saved by Safari. */
import { extensionOf, type Format } from "./format.ts";

export const webarchive: Format = {
  id: "webarchive",
  label: "Safari web archive",
  extensions: ["webarchive"],
  mediaTypes: ["application/x-webarchive"],
  importerVersion: 4,
  detect(head, name) {
    const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
    const named = webarchive.extensions.includes(extensionOf(name));
    const start = bytes.toString("latin1", 0, 2_048);
    const isXml =
      /^(?:\xef\xbb\xbf)?\s*<(?:\?xml|!doctype plist|plist)/i.test(start) &&
      /<plist[\s>]/i.test(start);
    if (!isXml && !start.startsWith("bplist")) return named ? 0.3 : 0;
    if (bytes.includes("WebMainResource")) return 0.99;
    return named ? 0.95 : 0;
  },
  async read(file) {
    const { readWebArchive } = await import("./archive/webarchive-page.ts");
    return readWebArchive(file, webarchive);
  },
};

/** Web pages saved as one file by Chrome, Edge or Internet Explorer. */
import { extensionOf, type Format } from "./format.ts";

export const mhtml: Format = {
  id: "mhtml",
  label: "Web page in one file",
  extensions: ["mhtml", "mht"],
  mediaTypes: ["multipart/related", "application/x-mimearchive"],
  importerVersion: 4,
  detect(head, name) {
    const start = Buffer.from(head.subarray(0, 8_192)).toString("latin1");
    if (!/^(?:\s|\xef\xbb\xbf)*[\w-]+[ \t]*:/.test(start)) return 0;
    if (/^snapshot-content-location[ \t]*:|^from[ \t]*:[ \t]*"?<?saved by\b/im.test(start))
      return 0.98;
    if (!mhtml.extensions.includes(extensionOf(name))) return 0;
    return /^(?:mime-version|content-type)[ \t]*:/im.test(start) ? 0.97 : 0.5;
  },
  async read(file) {
    const { readSavedPage } = await import("./archive/mhtml-page.ts");
    return readSavedPage(file, mhtml);
  },
};

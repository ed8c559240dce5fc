/** Rich text (RTF), as WordPad, TextEdit and older programs write it. */
import type { Format } from "./format.ts";

export const rtf: Format = {
  id: "rtf",
  label: "Rich text",
  extensions: ["rtf"],
  mediaTypes: ["application/rtf", "text/rtf"],
  importerVersion: 2,
  detect(head) {
    const start = Buffer.from(head.subarray(0, 64)).toString("latin1");
    return /^(?:\xef\xbb\xbf)?\s*\{\\rtf/.test(start) ? 0.97 : 0;
  },
  async read(file) {
    const { readRtf } = await import("./rtf/file.ts");
    return readRtf(file, rtf);
  },
};

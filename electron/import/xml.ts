/** XML that no other format knows, such as TEI, DocBook, FictionBook or a feed: its text without its tags. */
import { type Format } from "./format.ts";

export const xml: Format = {
  id: "xml",
  label: "XML document",
  // Its files end in .xml, which stands with journal articles already.
  extensions: ["tei", "dbk", "docbook", "fb2"],
  mediaTypes: ["application/xml"],
  importerVersion: 1,
  detect(head) {
    const start = Buffer.from(head.subarray(0, 8_192)).toString("latin1").replaceAll("\0", "");
    const opening =
      /^(?:\s|\xef\xbb\xbf|\xff\xfe|\xfe\xff)*<\?xml\s(?:[^>]|"[^"]*")*\?>(?:\s|<\?[^>]*>|<!--[^]{0,2000}?-->|<!doctype[^>[]*>)*<[A-Za-z_]/i;
    return opening.test(start) ? 0.6 : 0;
  },
  async read(file) {
    const { readXml } = await import("./xml/document.ts");
    return readXml(file, xml);
  },
};

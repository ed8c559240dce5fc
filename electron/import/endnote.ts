/** References as EndNote exports them in XML. */
import { type Container } from "./format.ts";

export const endnote: Container = {
  id: "endnote",
  label: "References (EndNote XML)",
  // Its files end in .xml, which stands with journal articles already.
  extensions: [],
  mediaTypes: ["application/x-endnote+xml"],
  importerVersion: 1,
  namesFiles: true,
  detect(head) {
    const start = Buffer.from(head.subarray(0, 16_384)).toString("latin1").replaceAll("\0", "");
    const opens = /^(?:\s|\xef\xbb\xbf|\xff\xfe|\xfe\xff|<\?xml[^>]*>)*<xml>\s*<records>/i.test(
      start,
    );
    return opens && /<record[\s>]/i.test(start) ? 0.97 : 0;
  },
  async open(file) {
    const [{ readEndnote }, { harvestOf }] = await Promise.all([
      import("./bibliography/endnote-records.ts"),
      import("./bibliography.ts"),
    ]);
    const shelf = { kind: endnote, noun: "EndNote record", extension: "xml" };
    return harvestOf(readEndnote(file.bytes, file.name), shelf, file);
  },
};

/** References in the lines of refer, which EndNote reads and most sites offer as "EndNote": .enw. */
import { extensionOf, type Container } from "./format.ts";

export const refer: Container = {
  id: "refer",
  label: "References (EndNote)",
  extensions: ["enw"],
  mediaTypes: ["application/x-endnote-refer"],
  importerVersion: 1,
  namesFiles: true,
  detect(head, name) {
    const start = Buffer.from(head.subarray(0, 8_192)).toString("latin1").replaceAll("\0", "");
    const named = extensionOf(name) === "enw";
    // A kind first, as EndNote has it, or lines of several facts.
    if (/^(?:\s|\xef\xbb\xbf|\xff\xfe|\xfe\xff)*%0 [A-Z][\w ]{2,40}\r?\n/.test(start)) return 0.97;
    const facts = new Set(start.match(/^%[0-9A-Z] (?=\S)/gm));
    const isRefer = /^(?:\s|\xef\xbb\xbf|\xff\xfe|\xfe\xff)*%[A-Z] \S/.test(start);
    if (isRefer && facts.has("%A ") && facts.has("%T ") && facts.size > 3) return 0.95;
    return named ? (facts.size > 0 ? 0.95 : 0.5) : 0;
  },
  async open(file) {
    const [{ readRefer }, { harvestOf }] = await Promise.all([
      import("./bibliography/refer-entries.ts"),
      import("./bibliography.ts"),
    ]);
    const shelf = { kind: refer, noun: "EndNote entry", extension: "enw" };
    return harvestOf(readRefer(file.bytes), shelf, file);
  },
};

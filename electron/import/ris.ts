/** References in RIS, which every database of literature offers. */
import { extensionOf, type Container } from "./format.ts";

export const ris: Container = {
  id: "ris",
  label: "References (RIS)",
  extensions: ["ris"],
  mediaTypes: ["application/x-research-info-systems"],
  importerVersion: 1,
  namesFiles: true,
  detect(head, name) {
    const start = Buffer.from(head.subarray(0, 16_384)).toString("latin1").replaceAll("\0", "");
    const named = extensionOf(name) === "ris";
    const opening =
      /^(?:\s|\xef\xbb\xbf|\xff\xfe|\xfe\xff)*TY {0,2}- {0,2}[A-Z]{2,8}[ \t]*(?:[\n\r]|$)/;
    if (opening.test(start)) return 0.97;
    const entry = /^TY {0,2}- ?[A-Z]{2,8}\s*$/m.exec(start);
    if (entry === null) return named ? 0.5 : 0;
    // Databases say at the top who they are; a text that quotes an entry is a text.
    const before = start.slice(0, entry.index);
    const isLead = before
      .split(/\r\n|[\n\r]/)
      .every((line) => /^(?:[\w \t]{1,40}:.*|[A-Z][A-Z0-9] {0,2}-.*|[^\p{L}]*)$/u.test(line));
    return named ? 0.96 : isLead ? 0.9 : 0;
  },
  async open(file) {
    const [{ readRis }, { harvestOf }] = await Promise.all([
      import("./bibliography/ris-entries.ts"),
      import("./bibliography.ts"),
    ]);
    return harvestOf(readRis(file.bytes), { kind: ris, noun: "RIS entry", extension: "ris" }, file);
  },
};

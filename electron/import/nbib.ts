/** References as PubMed saves them: MEDLINE, with the ending .nbib or .txt. */
import { extensionOf, type Container } from "./format.ts";

export const nbib: Container = {
  id: "nbib",
  label: "References (PubMed)",
  extensions: ["nbib"],
  mediaTypes: ["application/nbib"],
  importerVersion: 1,
  detect(head, name) {
    const start = Buffer.from(head.subarray(0, 8_192)).toString("latin1").replaceAll("\0", "");
    const named = extensionOf(name) === "nbib";
    if (/^(?:\s|\xef\xbb\xbf|\xff\xfe|\xfe\xff)*PMID- ?\d/.test(start)) return 0.97;
    return named ? (/^[A-Z]{2,4} {0,2}- /m.test(start) ? 0.95 : 0.5) : 0;
  },
  async open(file) {
    const [{ readNbib }, { harvestOf }] = await Promise.all([
      import("./bibliography/nbib-entries.ts"),
      import("./bibliography.ts"),
    ]);
    return harvestOf(
      readNbib(file.bytes),
      { kind: nbib, noun: "PubMed entry", extension: "nbib" },
      file,
    );
  },
};

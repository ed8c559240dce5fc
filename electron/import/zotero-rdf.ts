/** Zotero's own exchange format, with the files it is exported with. */
import { extensionOf, type Container } from "./format.ts";

export const zoteroRdf: Container = {
  id: "zoterordf",
  label: "References (Zotero RDF)",
  extensions: ["rdf"],
  mediaTypes: ["application/rdf+xml"],
  importerVersion: 1,
  namesFiles: true,
  detect(head, name) {
    const start = Buffer.from(head.subarray(0, 32_768)).toString("latin1").replaceAll("\0", "");
    if (!/<(?:[\w-]+:)?RDF[\s>]/.test(start)) return extensionOf(name) === "rdf" ? 0.3 : 0;
    const isZotero = /zotero\.org\/namespaces\/export|purl\.org\/net\/biblio#/.test(start);
    return isZotero ? 0.97 : extensionOf(name) === "rdf" ? 0.5 : 0;
  },
  async open(file) {
    const [{ readZoteroRdf }, { harvestOf }] = await Promise.all([
      import("./bibliography/zotero-items.ts"),
      import("./bibliography.ts"),
    ]);
    const shelf = { kind: zoteroRdf, noun: "Zotero item", extension: "rdf" };
    return harvestOf(readZoteroRdf(file.bytes), shelf, file);
  },
};

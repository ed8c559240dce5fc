/** References in CSL-JSON, which citation programs exchange. */
import { extensionOf, type Container } from "./format.ts";

const types =
  "article|article-journal|article-magazine|article-newspaper|bill|book|broadcast|chapter|classic|collection|dataset|document|entry|entry-dictionary|entry-encyclopedia|event|figure|graphic|hearing|interview|legal_case|legislation|manuscript|map|motion_picture|musical_score|pamphlet|paper-conference|patent|performance|periodical|personal_communication|post|post-weblog|regulation|report|review|review-book|software|song|speech|standard|thesis|treaty|webpage";
const item = new RegExp(`"type"\\s*:\\s*"(?:${types})"`);

/** Whether a `.json` file, of which most are a program's own, begins as references do. */
export function holdsReferences(head: Uint8Array, name: string): boolean {
  return extensionOf(name) === "json" && cslJson.detect(head, name) >= 0.9;
}

export const cslJson: Container = {
  id: "csljson",
  label: "References (CSL-JSON)",
  extensions: ["json", "csljson"],
  mediaTypes: ["application/vnd.citationstyles.csl+json"],
  importerVersion: 1,
  detect(head, name) {
    const start = Buffer.from(head).toString("latin1").replaceAll("\0", "");
    if (extensionOf(name) === "csljson") return /^[^\w]*[[{]/.test(start) ? 0.96 : 0.4;
    if (!/^(?:\s|\xef\xbb\xbf|\xff\xfe|\xfe\xff)*[[{]/.test(start) || !item.test(start)) return 0;
    const has = (field: string): boolean => start.includes(`"${field}"`);
    if (has("date-parts") || has("container-title")) return 0.95;
    return has("title") && (has("issued") || has("author") || has("id")) ? 0.91 : 0;
  },
  async open(file) {
    const [{ readCslJson }, { harvestOf }] = await Promise.all([
      import("./bibliography/csl-items.ts"),
      import("./bibliography.ts"),
    ]);
    const shelf = { kind: cslJson, noun: "CSL-JSON item", extension: "json" };
    return harvestOf(readCslJson(file.bytes), shelf, file);
  },
};

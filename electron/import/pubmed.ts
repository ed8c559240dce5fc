/** References as PubMed gives them in XML, one or many. */
import { type Container } from "./format.ts";

export const pubmed: Container = {
  id: "pubmed",
  label: "References (PubMed XML)",
  // Its files end in .xml, which stands with journal articles already.
  extensions: [],
  mediaTypes: ["application/x-pubmed+xml"],
  importerVersion: 1,
  detect(head) {
    const start = Buffer.from(head.subarray(0, 16_384)).toString("latin1").replaceAll("\0", "");
    const opening =
      /^(?:\s|\xef\xbb\xbf|\xff\xfe|\xfe\xff|<\?[^>]*>|<!--[^]{0,2000}?-->|<!doctype[^>]*>)*<(?:Pubmed|Medline)(?:Book)?(?:Article|Citation)(?:Set)?[\s>]/i;
    return opening.test(start) ? 0.97 : 0;
  },
  async open(file) {
    const [{ readPubmed }, { harvestOf }] = await Promise.all([
      import("./bibliography/pubmed-articles.ts"),
      import("./bibliography.ts"),
    ]);
    return harvestOf(
      readPubmed(file.bytes),
      {
        kind: pubmed,
        noun: "PubMed entry",
        extension: "xml",
      },
      file,
    );
  },
};

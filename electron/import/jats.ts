/** Scholarly articles in the XML of publishers and archives (JATS, and NLM before it). */
import { extensionOf, type Container } from "./format.ts";

export const jats: Container = {
  id: "jats",
  label: "Journal article (JATS XML)",
  extensions: ["nxml", "jats", "xml"],
  mediaTypes: ["application/jats+xml"],
  importerVersion: 3,
  detect(head, name) {
    const start = Buffer.from(head.subarray(0, 16_384)).toString("latin1").replaceAll("\0", "");
    if (!/^(?:\s|\xef\xbb\xbf|\xff\xfe|\xfe\xff)*</.test(start)) return 0;
    if (/<!doctype\s+article\s+(?:public|system)\s+["'][^"']*(?:nlm|jats|journal)/i.test(start))
      return 0.98;
    const root =
      /<(?:[\w-]+:)?article\s[^>]*\b(?:article-type|dtd-version|xml:lang|xmlns:xlink)\s*=/i;
    if (root.test(start) && /<(?:[\w-]+:)?(?:front|article-meta|journal-meta)[\s>]/i.test(start))
      return 0.97;
    if (/<pmc-articleset[\s>]/i.test(start)) return 0.97;
    // Pages have articles too, but none with such a part.
    if (/<article[\s>]/.test(start) && /<article-meta[\s>]/.test(start)) return 0.96;
    return /^(?:nxml|jats)$/.test(extensionOf(name)) ? 0.5 : 0;
  },
  // A container because archives give many articles in one file.
  async open(file, room) {
    const { openJats } = await import("./jats/set.ts");
    return openJats(file, room, jats);
  },
};

/** PDF: its text in reading order with the pages it stands on, its links, headings and pictures. */
import type { Format } from "./format.ts";

export const pdf: Format = {
  id: "pdf",
  label: "PDF document",
  extensions: ["pdf"],
  mediaTypes: ["application/pdf"],
  importerVersion: 4,
  detect(head) {
    // Readers accept a header anywhere in the first kilobyte, after what a mail or web server left.
    const start = Buffer.from(head.subarray(0, 1_024)).toString("latin1");
    const at = start.indexOf("%PDF-");
    if (at === 0) return 1;
    return at > 0 && /^%PDF-[12]\.\d/.test(start.slice(at)) ? 0.9 : 0;
  },
  async read(file) {
    const { readPdf } = await import("./pdf/article.ts");
    return readPdf(file, pdf);
  },
};

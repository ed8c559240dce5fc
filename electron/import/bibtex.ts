/** References in BibTeX and BibLaTeX. */
import { extensionOf, type Container } from "./format.ts";

const types =
  "article|book|booklet|bookinbook|collection|conference|dataset|electronic|inbook|incollection|inproceedings|inreference|jurisdiction|legislation|manual|mastersthesis|misc|mvbook|online|patent|periodical|phdthesis|proceedings|reference|report|software|string|suppbook|techreport|thesis|unpublished|www|preamble";

export const bibtex: Container = {
  id: "bibtex",
  label: "References (BibTeX)",
  extensions: ["bib", "bibtex"],
  mediaTypes: ["application/x-bibtex"],
  importerVersion: 1,
  namesFiles: true,
  detect(head, name) {
    const start = Buffer.from(head).toString("latin1").replaceAll("\0", "");
    const named = bibtex.extensions.includes(extensionOf(name));
    const entry = new RegExp(
      `^[ \\t]*@(?:${types})\\s{0,20}[{(]\\s{0,20}[^\\s{}(),]*\\s{0,20}[,="]`,
      "im",
    );
    const match = entry.exec(start);
    if (named) return /@\s*\w+\s*[{(]/.test(start) ? 0.96 : 0.5;
    if (match === null) return 0;
    // A note that quotes an entry is a note: here entries come before any other text.
    const before = start.slice(0, match.index).replace(/^\s*%.*$/gm, "");
    return /^(?:\s|\xef\xbb\xbf|\xff\xfe|\xfe\xff|@comment\s*\{[^}]*\})*$/i.test(before) ? 0.93 : 0;
  },
  async open(file) {
    const [{ readBibtex }, { harvestOf }] = await Promise.all([
      import("./bibliography/bibtex-entries.ts"),
      import("./bibliography.ts"),
    ]);
    const shelf = { kind: bibtex, noun: "BibTeX entry", extension: "bib" };
    return harvestOf(readBibtex(file.bytes), shelf, file);
  },
};

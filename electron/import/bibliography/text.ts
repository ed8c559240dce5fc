/** The text of an article that is known by its entry only: the reference, the abstract, the notes. */
import type { ArticleMetadata, Block } from "../../entities.ts";
import type { BibliographyEntry } from "../bibliography.ts";

/** Blocks for a work whose own text is not there. */
export function recordBlocks(
  entry: BibliographyEntry,
  metadata: Omit<ArticleMetadata, "found">,
): readonly Block[] {
  return [
    paragraph(reference(metadata)),
    ...part("Abstract", [entry.abstract]),
    ...part(entry.notes.length > 1 ? "Notes" : "Note", entry.notes),
  ];
}

function part(heading: string, texts: readonly string[]): readonly Block[] {
  const paragraphs = texts
    .flatMap((text) => text.split(/\s*\n\s*/))
    .filter((text) => text.trim() !== "")
    .map(paragraph);
  return paragraphs.length === 0
    ? []
    : [{ kind: "heading", level: 2, text: heading, marks: [] }, ...paragraphs];
}

function paragraph(text: string): Block {
  return { kind: "paragraph", text: text.trim(), marks: [] };
}

/** "A. Lee, B. Fu (2019). A title. Journal 12(3), 100–120." */
function reference(metadata: Omit<ArticleMetadata, "found">): string {
  const { byline, published, title, site, fields, identifiers, url } = metadata;
  const shown = byline.length > 10 ? [...byline.slice(0, 10), "and others"] : byline;
  const year = published?.slice(0, 4) ?? fields["date"] ?? "";
  const people = [shown.join(", "), year === "" ? "" : `(${year})`].filter(Boolean).join(" ");
  const issue = fields["issue"] === undefined ? "" : `(${fields["issue"]})`;
  const volume = `${fields["volume"] ?? ""}${issue}`;
  const publisher = fields["publisher"] ?? "";
  const journal = site === publisher ? "" : site;
  const place = [[journal, volume].filter(Boolean).join(" "), fields["pages"]].filter(Boolean);
  const doi = identifiers["doi"];
  return [people, title, place.join(", "), [fields["place"], publisher].filter(Boolean).join(": ")]
    .map((each) => each.replace(/\s+/g, " ").trim())
    .filter((each) => each !== "")
    .map((each) => (/[.?!…]$/.test(each) ? each : `${each}.`))
    .concat(doi === undefined ? (url === null ? [] : [url]) : [`https://doi.org/${doi}`])
    .join(" ");
}

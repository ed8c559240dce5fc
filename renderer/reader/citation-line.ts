/** Where a work stands in its journal or book, in one line. */
import type { Article } from "../../electron/api.ts";

/** `Tideway Review 7(2), 14–29 · doi:10.1000/1`; empty when nothing of it is known. */
export function citationLine({
  fields,
  identifiers,
  site,
}: Pick<Article, "fields" | "identifiers" | "site">): string {
  const of = (name: string) => (Object.hasOwn(fields, name) ? (fields[name] ?? "") : "");
  const journal = of("journal") || of("booktitle") || of("container-title");
  const issue = of("issue") || of("number");
  const volume = `${of("volume")}${issue === "" ? "" : `(${issue})`}`;
  const pages = of("pages").replace(/(?<=\d)\s*-{1,2}\s*(?=\d)/g, "–");
  // The site has been named above when it is the journal.
  const place = [journal === site ? "" : journal, volume].filter(Boolean).join(" ");
  const doi = Object.hasOwn(identifiers, "doi") ? `doi:${identifiers["doi"]}` : "";
  const numbered = [place, pages].filter(Boolean).join(", ");
  return [numbered, of("publisher"), doi].filter(Boolean).join(" · ");
}

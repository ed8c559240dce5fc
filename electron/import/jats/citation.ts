/** A reference of a JATS article as a line of text. */
import { childOf, childrenOf, textIn, type XmlElement } from "../xml-tree.ts";

/** As it is written where it is written as a sentence; else put together from its parts. */
export function citationText(citation: XmlElement): string {
  const inner = childOf(citation, "mixed-citation") ?? childOf(citation, "element-citation");
  if (citation.name === "citation-alternatives" && inner !== null) return citationText(inner);
  const isSentence = citation.children.some(
    (child) => typeof child === "string" && /\S/.test(child),
  );
  if (isSentence || !/citation/.test(citation.name)) return line(citation);
  const part = (name: string): string => line(childOf(citation, name));
  const volume = part("volume") + (part("issue") === "" ? "" : `(${part("issue")})`);
  const pages =
    [part("fpage"), part("lpage")].filter((page) => page !== "").join("–") || part("elocation-id");
  const year = part("year");
  const identifiers = childrenOf(citation, "pub-id").map((each) => {
    const kind = each.attributes["pub-id-type"] ?? "";
    return `${kind === "" ? "" : `${kind.toUpperCase()} `}${line(each)}`;
  });
  const links = [...childrenOf(citation, "ext-link"), ...childrenOf(citation, "uri")].map(line);
  const pieces = [
    `${people(citation)}${year === "" ? "" : ` (${year})`}`.trim(),
    part("article-title") || part("chapter-title") || part("data-title"),
    [part("source"), [volume, pages].filter((text) => text !== "").join(": ")]
      .filter((text) => text !== "")
      .join(" "),
    [part("publisher-loc"), part("publisher-name")].filter((text) => text !== "").join(": "),
    part("comment"),
    ...identifiers,
    ...links,
  ];
  const sentence = pieces
    .filter((piece) => piece !== "")
    .map((piece) => piece.replace(/[.\s]+$/, ""))
    .join(". ");
  return sentence === "" ? line(citation) : `${sentence}.`;
}

function people(citation: XmlElement): string {
  const groups = [citation, ...childrenOf(citation, "person-group")];
  const names = groups.flatMap((group) =>
    group.children.flatMap((child) => {
      if (typeof child === "string") return [];
      if (child.name === "name") {
        return [`${line(childOf(child, "surname"))} ${line(childOf(child, "given-names"))}`.trim()];
      }
      if (child.name === "etal") return ["et al."];
      return /^(?:collab|string-name)$/.test(child.name) ? [line(child)] : [];
    }),
  );
  return names.filter((name) => name !== "").join(", ");
}

function line(element: XmlElement | null): string {
  return textIn(element).replace(/\s+/g, " ").trim();
}

/** What a link of a note shows that has no label of its own, read from its Lexical JSON. */
import type { Target } from "../../entities.ts";

type Node = { readonly [field: string]: unknown };

/** What a target is called today. */
export type TitleOf = (target: Target) => string;

/** What the words of a link hang on beside the link itself. */
export interface LinkNaming {
  readonly titleOf: TitleOf;
  /** The note that the link stands in: it need not name itself. Left out where that is not known. */
  readonly own?: string;
  /** The words of the citations around it. Left out where nothing is cited. */
  readonly cited?: ReadonlyMap<unknown, string>;
}

/** What a link shows that is to the heading of a note, or to all of what is called so. */
export function linkTitle(title: string, heading: unknown, isOwn = false): string {
  if (typeof heading !== "string" || heading === "") return title;
  return isOwn || title === "" ? heading : `${title} › ${heading}`;
}

/** The words of a link without a label: how its article is cited, or what its target is called. */
export function linkWords(node: Node, target: Target, naming: LinkNaming): string {
  const cited = naming.cited?.get(node);
  if (cited !== undefined) return cited;
  const { title, heading } = node;
  const name = naming.titleOf(target) || (typeof title === "string" ? title : "");
  return linkTitle(name, heading, target.kind === "note" && target.id === naming.own);
}

/** What the menu of links puts into a note. */
import type { LexicalNode, TextNode } from "lexical";
import type { HeadingRef, Suggestion, Target, WantedNote } from "../../../electron/api.ts";
import { $createClipQuoteNode } from "../quotes/clip-quote.ts";
import { $createNoteEmbedNode } from "../blocks/note-embed.ts";
import { $createNotebookLinkNode, $isNotebookLinkNode } from "./notebook-link.ts";
import { $putBlock } from "../blocks/put-block.ts";

/** Something that a link can be put for. */
export interface LinkTarget extends Target {
  readonly title: string;
  readonly heading?: HeadingRef | undefined;
  /** Another name of the note, shown where its writer gave no label. */
  readonly alias?: string | undefined;
  /** False for a note that is not made yet. */
  readonly exists: boolean;
  /** All that are called the same, where there are several. */
  readonly alike?: readonly Suggestion[] | undefined;
}

/** What a suggestion stands for. */
export function targetOf(suggestion: Suggestion): LinkTarget {
  const { kind, id, title, heading, headingId = "", alias } = suggestion;
  const words = heading === undefined ? {} : { heading: { id: headingId, words: heading } };
  return { kind, id, title, alias, exists: true, ...words };
}

/** What a link that was closed by hand points to. */
export function wantedTarget({ kind, id, title, exists, heading, alike }: WantedNote): LinkTarget {
  // Of several, the others are offered with the same heading.
  const others = alike?.map((each) =>
    heading === undefined ? each : { ...each, heading: heading.words },
  );
  return { kind, id, title, exists, heading, alike: others };
}

/** Puts a link in the place of words, or a block that shows the target. What was put. */
export function $putTarget(
  words: TextNode,
  target: LinkTarget,
  label: string,
  embed: boolean,
): LexicalNode {
  const node = $nodeFor(target, label, embed);
  if ($isNotebookLinkNode(node)) return words.replace(node);
  $putBlock(words, node);
  return node;
}

function $nodeFor(target: LinkTarget, label: string, embed: boolean): LexicalNode {
  const { kind, id, title, heading, alias = "", exists } = target;
  if (embed && kind === "clip") return $createClipQuoteNode(id);
  if (embed && kind === "note") return $createNoteEmbedNode(id, title, heading);
  const shown = label === title && !heading ? "" : label || alias;
  return $createNotebookLinkNode({ kind, id }, shown, {
    heading,
    ...(exists ? {} : { title }),
  });
}

/** Takes square brackets that are typed around citations into the citations, once they are closed. */
import {
  $getNodeByKey,
  $getSelection,
  $isRangeSelection,
  $isTextNode,
  COMPOSITION_END_TAG,
  defineExtension,
  HISTORIC_TAG,
  PASTE_TAG,
  type EditorState,
  type LexicalNode,
  type TextNode,
} from "lexical";
import { plainCitation } from "../../../electron/text/citation.ts";
import { $isSharingCitation, CitationsExtension } from "./citations.ts";
import { bracketWords } from "./cite-brackets.ts";
import { $mayLink, $textOf } from "./link-text.ts";
import { LETTER_TAG } from "../plain-typing.ts";
import type { NotebookLinkNode } from "./notebook-link.ts";

/** Updates that type no bracket. */
const foreign = [HISTORIC_TAG, PASTE_TAG, COMPOSITION_END_TAG, LETTER_TAG];

export const TypedBracketsExtension = defineExtension({
  name: "commonplace/typed-brackets",
  dependencies: [CitationsExtension],
  register: (editor) =>
    editor.registerUpdateListener(({ tags, dirtyLeaves, prevEditorState }) => {
      if (dirtyLeaves.size === 0 || editor.isComposing()) return;
      if (foreign.some((tag) => tags.has(tag))) return;
      if (editor.read(() => $bracketAtCaret(prevEditorState)) === null) return;
      editor.update(() => {
        const bracket = $bracketAtCaret(prevEditorState);
        if (bracket !== null) $takeIn(bracket);
      });
    }),
});

interface Bracket {
  /** Where the opening bracket stands, and the closing one. */
  readonly first: TextNode;
  readonly last: TextNode;
  readonly open: number;
  readonly close: number;
  readonly citations: readonly NotebookLinkNode[];
  /** Plain words between the citations. */
  readonly between: readonly TextNode[];
  /** Before the first citation, between each two, and behind the last. */
  readonly texts: readonly string[];
}

/** The brackets around citations that were closed right before the caret; null where there are none. */
function $bracketAtCaret(before: EditorState): Bracket | null {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return null;
  const last = selection.anchor.getNode();
  const close = selection.anchor.offset - 1;
  if (!$isPlain(last) || last.getTextContent()[close] !== "]" || !$mayLink(selection)) return null;
  const was = before.read(() => $getNodeByKey(last.getKey())?.getTextContent() ?? "");
  if (was.length >= last.getTextContentSize()) return null;
  const texts = [last.getTextContent().slice(0, close)];
  const citations: NotebookLinkNode[] = [];
  const between: TextNode[] = [];
  let node: LexicalNode | null = last.getPreviousSibling();
  // Brackets that stand within the last words are not those around the citations.
  if (/[[\]]/.test(texts[0] ?? "")) return null;
  for (; node !== null; node = node.getPreviousSibling()) {
    if ($isSharingCitation(node)) {
      citations.unshift(node);
      // Two beside each other have nothing between them.
      texts.unshift("");
      continue;
    }
    if (!$isPlain(node)) return null;
    const text = node.getTextContent();
    const open = text.lastIndexOf("[");
    if (open < 0 || text.indexOf("]", open) >= 0) {
      if (/[[\]]/.test(text)) return null;
      texts[0] = text + (texts[0] ?? "");
      between.push(node);
      continue;
    }
    // Two of them are a link's, and an exclamation mark before it a picture's.
    if (citations.length === 0 || /[![]$/.test(text.slice(0, open))) return null;
    texts[0] = text.slice(open + 1) + (texts[0] ?? "");
    return { first: node, last, open, close, citations, between, texts };
  }
  return null;
}

function $isPlain(node: LexicalNode | null): node is TextNode {
  return $isTextNode(node) && node.getFormat() === 0 && node.isSimpleText();
}

function $takeIn({ first, last, open, close, citations, between, texts }: Bracket): void {
  const own = citations.map((citation) => citation.getCitation());
  const said = bracketWords(texts, own);
  if (said === null) return;
  citations.forEach((citation, at) => citation.setCitation({ ...plainCitation, ...said[at] }));
  for (const node of between) node.remove();
  $textOf(last, { start: 0, end: close + 1 }).remove();
  $textOf(first, { start: open, end: first.getTextContentSize() }).remove();
  citations.at(-1)?.selectNext(0, 0);
}

/** What comes from outside: its structure and words come in, its looks and programs do not. */
import {
  $insertGeneratedNodes,
  ClipboardDOMImportExtension,
  ClipboardImportExtension,
} from "@lexical/clipboard";
import { $isCodeNode } from "@lexical/code";
import { configExtension } from "@lexical/extension";
import { DOMImportExtension } from "@lexical/html";
import { ListItemNode } from "@lexical/list";
import { HeadingNode, QuoteNode } from "@lexical/rich-text";
import {
  $createLineBreakNode,
  $createParagraphNode,
  $createTextNode,
  $getEditor,
  $hasUpdateTag,
  $isRangeSelection,
  $isTextNode,
  createCommand,
  defineExtension,
  mergeRegister,
  ParagraphNode,
  PASTE_TAG,
  TextNode,
  type BaseSelection,
  type ElementNode,
  type LexicalCommand,
} from "lexical";
import { cutLong, paragraphsOf } from "./paste-text.ts";

/** Says how many pictures of what was pasted were left out. */
export const PICTURES_LEFT_OUT_COMMAND: LexicalCommand<number> = createCommand(
  "PICTURES_LEFT_OUT_COMMAND",
);

const dropped =
  "script, style, link, meta, title, template, iframe, frame, object, embed, applet, svg, math, " +
  "canvas, audio, video, form input, button, select, textarea, noscript";

/** Removes what is not text before anything is made of it. The page it comes from is never live. */
function $strip(dom: Document | ParentNode, _context: unknown, $next: () => void): void {
  // What came with its bytes is taken in (images.ts); nothing is fetched.
  const elsewhere = "img:not([src^='data:image/'], [data-commonplace-image])";
  const pictures = dom.querySelectorAll(elsewhere).length;
  if (pictures > 0) $getEditor().dispatchCommand(PICTURES_LEFT_OUT_COMMAND, pictures);
  // Style sheets are read first: they may be all that says what is bold.
  $next();
  for (const element of dom.querySelectorAll(dropped)) element.remove();
  for (const picture of dom.querySelectorAll(elsewhere)) picture.remove();
}

export const PasteExtension = defineExtension({
  name: "commonplace/paste",
  dependencies: [
    ClipboardDOMImportExtension,
    configExtension(DOMImportExtension, { preprocess: [$strip] }),
    configExtension(ClipboardImportExtension, {
      $importMimeType: {
        "text/plain": [(text, selection, $next) => $insertParagraphs(text, selection) || $next()],
      },
    }),
  ],
  register: (editor) =>
    mergeRegister(
      editor.registerNodeTransform(TextNode, (node) => {
        if (node.getStyle() !== "") node.setStyle("");
      }),
      ...[ParagraphNode, HeadingNode, QuoteNode, ListItemNode].map((klass) =>
        editor.registerNodeTransform(klass, $withoutLooks),
      ),
      editor.registerNodeTransform(ParagraphNode, (paragraph) => {
        if ($hasUpdateTag(PASTE_TAG)) $splitLong(paragraph);
      }),
    ),
});

function $withoutLooks(node: ElementNode): void {
  if (node.getFormatType() !== "") node.setFormat("");
  if (node.getTextStyle() !== "") node.setTextStyle("");
}

/** True when the text has lines of its own and was put in as paragraphs. */
function $insertParagraphs(text: string, selection: BaseSelection): boolean {
  if (!text.includes("\n") || !$isRangeSelection(selection)) return false;
  const at = selection.anchor.getNode();
  if ([at, ...at.getParents()].some($isCodeNode)) return false;
  const nodes = paragraphsOf(text).map((lines) => {
    const paragraph = $createParagraphNode();
    for (const [index, line] of lines.entries()) {
      if (index > 0) paragraph.append($createLineBreakNode());
      paragraph.append($createTextNode(line));
    }
    return paragraph;
  });
  $insertGeneratedNodes($getEditor(), nodes, selection);
  return true;
}

/** Splits a paragraph so long that typing in it would be slow into several, between sentences. */
function $splitLong(paragraph: ParagraphNode): void {
  const cuts = cutLong(paragraph.getTextContent());
  for (const cut of cuts.toReversed()) {
    let at = 0;
    for (const child of paragraph.getChildren()) {
      const size = child.getTextContentSize();
      if (at + size <= cut) {
        at += size;
        continue;
      }
      // Only plain runs are cut; a link that stands across moves to the next paragraph whole.
      const rest = $isTextNode(child) && cut > at ? (child.splitText(cut - at)[1] ?? child) : child;
      const next = $createParagraphNode();
      paragraph.insertAfter(next);
      next.append(rest, ...rest.getNextSiblings());
      break;
    }
  }
}

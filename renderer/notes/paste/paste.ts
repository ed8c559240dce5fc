/** What comes from outside: its structure and words come in, its looks and programs do not. */
import {
  $insertGeneratedNodes,
  ClipboardDOMImportExtension,
  ClipboardImportExtension,
} from "@lexical/clipboard";
import { $createCodeNode, $isCodeNode } from "@lexical/code";
import { configExtension, getExtensionDependencyFromEditor } from "@lexical/extension";
import {
  $generateNodesFromDOMViaExtension,
  contextValue,
  ImportSource,
  ImportSourceDataTransfer,
  ImportWhitespaceConfig,
} from "@lexical/html";
import { ListItemNode } from "@lexical/list";
import { HeadingNode, QuoteNode } from "@lexical/rich-text";
import { $isTableCellNode } from "@lexical/table";
import {
  $addUpdateTag,
  $createLineBreakNode,
  $createParagraphNode,
  $createTabNode,
  $createTextNode,
  $getEditor,
  $getSelection,
  $hasUpdateTag,
  $findMatchingParent,
  $isElementNode,
  $isParagraphNode,
  $isRangeSelection,
  $isTextNode,
  $parseSerializedNode,
  COMMAND_PRIORITY_CRITICAL,
  createCommand,
  defineExtension,
  KEY_DOWN_COMMAND,
  mergeRegister,
  ParagraphNode,
  PASTE_COMMAND,
  PASTE_TAG,
  TextNode,
  type BaseSelection,
  type ElementNode,
  type LexicalCommand,
  type LexicalNode,
  type SerializedLexicalNode,
} from "lexical";
import { looksLikeMarkdown } from "../../../electron/text/notes/note-markdown/looks-like.ts";
import { markdownBlocks } from "../../../electron/text/notes/note-markdown/note-markdown.ts";
import type { Node } from "../../../electron/text/notes/note-markdown/nodes.ts";
import { plainFlavour } from "../../plain-paste.ts";
import { languageOf } from "../blocks/code-tokens.ts";
import { cleanPage, standsInLine } from "./paste-html.ts";
import { withStylesAside } from "./paste-looks.ts";
import { PasteLinksExtension } from "./paste-links.ts";
import { piecesOfBlock, piecesOfElement } from "./paste-pieces.ts";
import {
  $insertInSlices,
  asRest,
  PASTE_SLICE_TAG,
  registerPasteSlices,
  type BlockSource,
} from "./paste-slices.ts";
import { cutLong, paragraphsOf } from "./paste-text.ts";

/** Says how many pictures of what was pasted lie elsewhere and came in as links or words. */
export const PICTURES_LEFT_OUT_COMMAND: LexicalCommand<number> = createCommand(
  "PICTURES_LEFT_OUT_COMMAND",
);

/** Words alone are wanted: Ctrl/Cmd+Shift+V was pressed for the paste that comes next. */
let plainWanted = false;
/** More than this is put in a bit at a time. */
const large = 60_000;

export const PasteExtension = defineExtension({
  name: "commonplace/paste",
  dependencies: [
    ClipboardDOMImportExtension,
    PasteLinksExtension,
    configExtension(ClipboardImportExtension, {
      $importMimeType: {
        // Where this says no, the plain text is read in its place.
        "text/html": [(html, selection, _$next, data) => $pasteHtml(html, selection, data)],
        "text/plain": [(text, selection, $next) => $pasteText(text, selection) || $next()],
      },
    }),
  ],
  register: (editor, _config, state) =>
    mergeRegister(
      registerPasteSlices(editor),
      editor.registerNodeTransform(TextNode, (node) => {
        if (node.getStyle() !== "") node.setStyle("");
      }),
      ...[ParagraphNode, HeadingNode, QuoteNode, ListItemNode].map((klass) =>
        editor.registerNodeTransform(klass, $withoutLooks),
      ),
      editor.registerNodeTransform(ParagraphNode, (paragraph) => {
        if ($hasUpdateTag(PASTE_TAG) || $hasUpdateTag(PASTE_SLICE_TAG)) $splitLong(paragraph);
      }),
      editor.registerCommand(
        KEY_DOWN_COMMAND,
        (event) => {
          plainWanted =
            event.shiftKey && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "v";
          return false;
        },
        COMMAND_PRIORITY_CRITICAL,
      ),
      editor.registerCommand(
        PASTE_COMMAND,
        (event) => {
          const data = event instanceof ClipboardEvent ? event.clipboardData : null;
          const isPlain = plainWanted || data?.types.includes(plainFlavour) === true;
          plainWanted = false;
          state.getDependency(PasteLinksExtension).output.expect("");
          const text = data?.getData("text/plain") ?? "";
          if (!isPlain || text === "" || !editor.isEditable()) return false;
          event.preventDefault();
          $addUpdateTag(PASTE_TAG);
          const selection = $getSelection();
          if (selection && !$insertParagraphs(text, selection)) selection.insertRawText(text);
          return true;
        },
        COMMAND_PRIORITY_CRITICAL,
      ),
    ),
});

function $withoutLooks(node: ElementNode): void {
  const isAligned =
    $isTableCellNode(node.getParent()) && /^(?:left|center|right)$/.test(node.getFormatType());
  if (node.getFormatType() !== "" && !isAligned) node.setFormat("");
  if (node.getTextStyle() !== "") node.setTextStyle("");
}

/** Whether only words may stand where the caret is. */
function $isInCode(selection: BaseSelection): boolean {
  const at = $isRangeSelection(selection) ? selection.anchor.getNode() : null;
  return at !== null && [at, ...at.getParents()].some($isCodeNode);
}

interface Policies {
  readonly createPolicy: (
    name: string,
    rules: { readonly createHTML: (html: string) => string },
  ) => { readonly createHTML: (html: string) => string };
}
/** The one place of the window that makes markup of a string, for a parser that runs nothing of it. */
const policies = (globalThis as { readonly trustedTypes?: Policies }).trustedTypes;
const policy = policies?.createPolicy("commonplace-paste", { createHTML: (html) => html });

/** Elements that say something of the words in them. */
const telling =
  "h1, h2, h3, h4, h5, h6, ul, ol, table, blockquote, pre, a[href], b, strong, i, em, code, img, sup, s, u, math";

/** False for a page that says less than its plain text does. */
function $pasteHtml(html: string, selection: BaseSelection, data: DataTransfer): boolean {
  const text = data.getData("text/plain");
  if ($isInCode(selection)) return false;
  const code = codeOf(data);
  if (code !== null) {
    if (code === "markdown") return false;
    if (!text.includes("\n")) selection.insertRawText(text);
    else $insert([() => [$codeBlock(text, code)]].values(), text.length, selection);
    return true;
  }
  const styled = withStylesAside(html);
  const page = new DOMParser().parseFromString(policy?.createHTML(styled) ?? styled, "text/html");
  const first = page.body.querySelector(telling);
  // All of them are looked for only where there may be no other.
  const isRaw =
    first?.matches("pre:not([class])") === true
      ? page.body.querySelectorAll(telling).length === 1
      : first === null;
  if (isRaw && text !== "" && looksLikeMarkdown(text)) return false;
  const pictures = cleanPage(page);
  if (pictures > 0) $getEditor().dispatchCommand(PICTURES_LEFT_OUT_COMMAND, pictures);
  const parts = [...page.body.children];
  if (html.length <= large) $insertAll($nodesOf(parts, page, data), selection);
  else {
    $insert($groupsOf(parts, page, data), html.length, selection);
  }
  return true;
}

/** Some at a time: each walk through the rules has a cost of its own. */
function* $groupsOf(
  parts: readonly Element[],
  page: Document,
  data: DataTransfer,
): Generator<() => readonly LexicalNode[], void> {
  for (let at = 0; at < parts.length; at += 8) {
    let group: Element[] = [];
    for (const { block, isRest } of parts.slice(at, at + 8).flatMap(piecesOfElement)) {
      if (!isRest) {
        group.push(block);
        continue;
      }
      const before = group;
      group = [];
      if (before.length > 0) yield () => $nodesOf(before, page, data);
      yield () => asRest($nodesOf([block], page, data));
    }
    const rest = group;
    if (rest.length > 0) yield () => $nodesOf(rest, page, data);
  }
}

function $nodesOf(parts: readonly Element[], page: Document, data: DataTransfer): LexicalNode[] {
  const holder = page.createDocumentFragment();
  holder.append(...parts);
  return $generateNodesFromDOMViaExtension(holder, {
    context: [
      contextValue(ImportSource, "paste"),
      contextValue(ImportSourceDataTransfer, data),
      contextValue(ImportWhitespaceConfig, { isInline: standsInLine, preservesWhitespace }),
    ],
  });
}

/** Only code is left with spaces that mean something: all styles are gone. */
const preservesWhitespace = (node: globalThis.Node): boolean =>
  node instanceof Element && node.matches("pre, code[data-spaces]");

/** The language that an editor of code names what it copied by; null for what comes from elsewhere. */
function codeOf(data: DataTransfer): string | null {
  const json = data.getData("vscode-editor-data");
  const mode = /"mode":"([\w+#-]*)"/.exec(json)?.[1];
  return mode === undefined ? null : mode;
}

function $codeBlock(text: string, language: string): LexicalNode {
  const code = $createCodeNode(languageOf(language) === null ? undefined : language);
  const words = text.replaceAll(/\r\n?/g, "\n").replace(/\n$/, "");
  for (const [index, line] of words.split("\n").entries()) {
    if (index > 0) code.append($createLineBreakNode());
    for (const [at, part] of line.split("\t").entries()) {
      if (at > 0) code.append($createTabNode());
      if (part !== "") code.append($createTextNode(part));
    }
  }
  return code;
}

/** True when the text has structure or lines of its own, which came in with it. */
function $pasteText(text: string, selection: BaseSelection): boolean {
  if (!$isRangeSelection(selection) || $isInCode(selection)) return false;
  getExtensionDependencyFromEditor($getEditor(), PasteLinksExtension).output.expect(text);
  if (!looksLikeMarkdown(text)) return $insertParagraphs(text, selection);
  $insert(
    markdownBlocks(text)
      .flatMap(piecesOfBlock)
      .map(({ block, isRest }) => {
        return () => (isRest ? asRest([$nodeOf(block)]) : [$nodeOf(block)]);
      }),
    text.length,
    selection,
  );
  return true;
}

/** What a foreign Markdown claims to be a node of ours may be none: then it is words. */
function $nodeOf(block: Node): LexicalNode {
  try {
    // Whatever it holds, the nodes themselves read it field by field.
    return $parseSerializedNode(block as unknown as SerializedLexicalNode);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return $createParagraphNode().append($createTextNode(JSON.stringify(block)));
  }
}

/** True when the text has lines of its own and was put in as paragraphs. */
function $insertParagraphs(text: string, selection: BaseSelection): boolean {
  if (!text.includes("\n") || !$isRangeSelection(selection) || $isInCode(selection)) return false;
  const paragraphs = paragraphsOf(text).values();
  $insert(
    paragraphs.map((lines) => () => [$paragraph(lines)]),
    text.length,
    selection,
  );
  return true;
}

function $paragraph(lines: readonly string[]): ParagraphNode {
  const paragraph = $createParagraphNode();
  for (const [index, line] of lines.entries()) {
    if (index > 0) paragraph.append($createLineBreakNode());
    paragraph.append($createTextNode(line));
  }
  return paragraph;
}

function $insert(source: BlockSource, size: number, selection: BaseSelection): void {
  const editor = $getEditor();
  if (size > large) return $insertInSlices(editor, source);
  const nodes: LexicalNode[] = [];
  for (let next = source.next(); !next.done; next = source.next()) nodes.push(...next.value());
  $insertAll(nodes, selection);
}

/** Lexical joins the first block to that of the caret, which would cost a heading what it is. */
function $insertAll(nodes: LexicalNode[], selection: BaseSelection): void {
  const [first, second] = nodes;
  const isBlock = $isElementNode(first) && !first.isInline() && !$isParagraphNode(first);
  if (isBlock && second && $isRangeSelection(selection)) {
    if (!selection.isCollapsed()) selection.removeText();
    const here = selection.anchor.getNode();
    const block = $findMatchingParent(here, (node) => $isElementNode(node) && !node.isInline());
    if ($isElementNode(block) && !block.isEmpty()) selection.insertParagraph();
  }
  $insertGeneratedNodes($getEditor(), nodes, selection);
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

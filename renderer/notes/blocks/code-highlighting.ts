/**
 * Colours in code, painted over it by the CSS Custom Highlight API: neither the note nor the page
 * changes, so typing in code costs no more than elsewhere.
 */
import { $isCodeNode, CodeExtension, CodeNode } from "@lexical/code";
import {
  $findMatchingParent,
  $getNodeByKey,
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_EDITOR,
  createCommand,
  defineExtension,
  mergeRegister,
  type LexicalCommand,
  type LexicalEditor,
  type NodeKey,
} from "lexical";
import { codeKinds, languageOf, type CodeKind, type CodeToken } from "./code-tokens.ts";

/** Says in what language the code of the caret is written; empty for none. */
export const SET_CODE_LANGUAGE_COMMAND: LexicalCommand<string> = createCommand(
  "SET_CODE_LANGUAGE_COMMAND",
);

/** After a key; colours may come a moment later than letters. */
const restMs = 60;
/** Longer code stays plain. */
const longest = 100_000;

export const CodeHighlightingExtension = defineExtension({
  name: "commonplace/code-highlighting",
  dependencies: [CodeExtension],
  register: (editor) =>
    mergeRegister(
      registerPainting(editor),
      editor.registerCommand(
        SET_CODE_LANGUAGE_COMMAND,
        (language) => {
          const selection = $getSelection();
          const code = $isRangeSelection(selection)
            ? $findMatchingParent(selection.anchor.getNode(), $isCodeNode)
            : null;
          code?.setLanguage(language === "" ? undefined : language);
          return code !== null;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
    ),
});

type Painted = ReadonlyMap<Range, CodeKind>;

function registerPainting(editor: LexicalEditor): () => void {
  const painted = new Map<NodeKey, Painted>();
  const stale = new Set<NodeKey>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const clear = (key: NodeKey) => {
    for (const [range, kind] of painted.get(key) ?? []) layer(kind).delete(range);
    painted.delete(key);
  };
  const paintStale = async () => {
    const codes = editor.getEditorState().read(() => [...stale].map($codeOf));
    stale.clear();
    const { tokenise } = await import("./code-languages.ts");
    for (const { key, text, language } of codes) {
      clear(key);
      const element = editor.getElementByKey(key);
      // The note may have gone on meanwhile; then it is stale again already.
      if (element && language !== "" && !stale.has(key))
        painted.set(key, paint(element, tokenise(text, language)));
    }
  };
  const later = (key: NodeKey) => {
    stale.add(key);
    clearTimeout(timer);
    timer = setTimeout(() => void paintStale(), restMs);
  };
  return mergeRegister(
    editor.registerMutationListener(CodeNode, (mutations) => {
      for (const [key, mutation] of mutations) {
        if (mutation === "destroyed") clear(key);
        else later(key);
      }
    }),
    editor.registerUpdateListener(({ dirtyElements }) => {
      if (painted.size === 0) return;
      for (const key of dirtyElements.keys()) if (painted.has(key)) later(key);
    }),
    editor.registerRootListener((root) => {
      const keys = [...painted.keys()];
      keys.forEach(clear);
      if (root) keys.forEach(later);
    }),
    () => {
      clearTimeout(timer);
      [...painted.keys()].forEach(clear);
    },
  );
}

function $codeOf(key: NodeKey) {
  const node = $getNodeByKey(key);
  const text = $isCodeNode(node) ? node.getTextContent() : "";
  const language = $isCodeNode(node) ? (languageOf(node.getLanguage() ?? "") ?? "") : "";
  return { key, text, language: text.length > longest ? "" : language };
}

function layer(kind: CodeKind): Highlight {
  const name = `code-${kind}`;
  const known = CSS.highlights.get(name);
  if (known) return known;
  const made = new Highlight();
  // Under what is found.
  made.priority = codeKinds.indexOf(kind) - codeKinds.length;
  CSS.highlights.set(name, made);
  return made;
}

/** Paints tokens, in order, over the text nodes and line breaks of a code block. */
function paint(element: HTMLElement, tokens: readonly CodeToken[]): Painted {
  const ranges = new Map<Range, CodeKind>();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  let next = 0;
  let at = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof HTMLBRElement) at += 1;
    if (!(node instanceof Text)) continue;
    const end = at + node.data.length;
    for (let token = tokens[next]; token && token.start < end; token = tokens[next]) {
      const range = new Range();
      range.setStart(node, Math.max(0, token.start - at));
      range.setEnd(node, Math.min(node.data.length, token.end - at));
      if (!range.collapsed) {
        layer(token.kind).add(range);
        ranges.set(range, token.kind);
      }
      // One that goes on in the next line is met again there.
      if (token.end > end) break;
      next += 1;
    }
    at = end;
  }
  return ranges;
}

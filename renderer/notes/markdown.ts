/** Markdown as one types it. There is no extension for this in Lexical, only the function. */
import { CodeExtension } from "@lexical/code";
import {
  $createHorizontalRuleNode,
  $isHorizontalRuleNode,
  HorizontalRuleExtension,
  HorizontalRuleNode,
} from "@lexical/extension";
import { $createLinkNode } from "@lexical/link";
import { $isListItemNode, $isListNode, ListItemNode, ListNode } from "@lexical/list";
import {
  BOLD_ITALIC_STAR,
  BOLD_ITALIC_UNDERSCORE,
  BOLD_STAR,
  BOLD_UNDERSCORE,
  CHECK_LIST,
  CODE,
  HEADING,
  HIGHLIGHT,
  INLINE_CODE,
  ITALIC_STAR,
  ITALIC_UNDERSCORE,
  LINK,
  ORDERED_LIST,
  QUOTE,
  registerMarkdownShortcuts,
  STRIKETHROUGH,
  UNORDERED_LIST,
  type ElementTransformer,
  type TextMatchTransformer,
  type Transformer,
} from "@lexical/markdown";
import { RichTextExtension } from "@lexical/rich-text";
import { $isTableCellNode } from "@lexical/table";
import { $createTextNode, defineExtension, type LexicalEditor } from "lexical";
import { $isCalloutTitleNode } from "./blocks/callout-node.ts";
import { CALLOUT, CalloutsExtension } from "./blocks/callouts.ts";
import { $isFootnoteNode } from "./blocks/footnote-nodes.ts";
import { FOOTNOTE, FootnotesExtension } from "./blocks/footnotes.ts";
import { ListsExtension } from "./blocks/lists.ts";
import { DISPLAY_MATH, INLINE_MATH, MathExtension } from "./blocks/math.ts";
import { WebLinkExtension } from "./links/web-link.ts";
import { LETTER_TAG } from "./plain-typing.ts";

const RULE: ElementTransformer = {
  type: "element",
  dependencies: [HorizontalRuleNode],
  regExp: /^(?:---|\*\*\*|___)\s?$/,
  triggerOnEnter: true,
  export: (node) => ($isHorizontalRuleNode(node) ? "---" : null),
  replace(parent, _children, _match, isImport) {
    const rule = $createHorizontalRuleNode();
    if (isImport || parent.getNextSibling() !== null) parent.replace(rule);
    else parent.insertBefore(rule);
    rule.selectNext();
  },
};

/** `- [ ] ` — by then the dash has made a list of it already. */
const TASK_IN_LIST: TextMatchTransformer = {
  type: "text-match",
  dependencies: [ListNode, ListItemNode],
  regExp: /^\[( |x)\] $/i,
  trigger: " ",
  replace(text, match) {
    const item = text.getParent();
    const list = item?.getParent();
    if (!$isListItemNode(item) || !$isListNode(list) || text.getPreviousSibling()) return;
    list.setListType("check");
    item.setChecked(match[1] !== " ");
    item.select(0, 0);
    text.remove();
  },
};

/** `1)` counts as `1.` does. */
const COUNTED: ElementTransformer = { ...ORDERED_LIST, regExp: /^(\s*)(\d{1,9})[.)]\s/ };

/** A picture that lies elsewhere, as in text that is pasted: a link to it by the words that describe it. */
const PICTURE: TextMatchTransformer = {
  ...LINK,
  regExp: /!\[([^[\]]+)\]\((https?:[^()\s]+)\)$/,
  replace(text, [, words = "", url = ""]) {
    const link = $createLinkNode(url).append($createTextNode(words));
    text.replace(link);
    link.selectNext(0, 0);
  },
};

/** A footnote stays one, the title of a callout and a cell, which has room for lines only. */
function outsideTitles(transformer: Transformer): Transformer {
  if (transformer.type !== "element") return transformer;
  const { replace } = transformer;
  const guarded: ElementTransformer["replace"] = (parent, ...rest) =>
    $isFootnoteNode(parent) || $isCalloutTitleNode(parent) || $isTableCellNode(parent.getParent())
      ? false
      : replace(parent, ...rest);
  return { ...transformer, replace: guarded };
}

const all: readonly Transformer[] = [
  RULE,
  HEADING,
  QUOTE,
  CHECK_LIST,
  UNORDERED_LIST,
  COUNTED,
  CODE,
  INLINE_CODE,
  BOLD_ITALIC_STAR,
  BOLD_ITALIC_UNDERSCORE,
  BOLD_STAR,
  BOLD_UNDERSCORE,
  ITALIC_STAR,
  ITALIC_UNDERSCORE,
  STRIKETHROUGH,
  HIGHLIGHT,
  PICTURE,
  LINK,
  TASK_IN_LIST,
  FOOTNOTE,
  INLINE_MATH,
  DISPLAY_MATH,
  CALLOUT,
];

const shortcuts = all.map(outsideTitles);

export const MarkdownExtension = defineExtension({
  name: "commonplace/markdown",
  dependencies: [
    RichTextExtension,
    ListsExtension,
    CalloutsExtension,
    CodeExtension,
    FootnotesExtension,
    HorizontalRuleExtension,
    MathExtension,
    WebLinkExtension,
  ],
  register: (editor) => registerMarkdownShortcuts(exceptLetters(editor), shortcuts),
});

/**
 * The editor, as it is to those who need not hear of letters: none of them ends a shortcut. Each would
 * otherwise begin an update of its own, only to find that out.
 */
function exceptLetters(editor: LexicalEditor): LexicalEditor {
  const registerUpdateListener: LexicalEditor["registerUpdateListener"] = (hear) =>
    editor.registerUpdateListener((update) => {
      if (!update.tags.has(LETTER_TAG)) hear(update);
    });
  return new Proxy(editor, {
    get(target, name) {
      if (name === "registerUpdateListener") return registerUpdateListener;
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

import { $createCodeNode } from "@lexical/code";
import { $createHorizontalRuleNode, getExtensionDependencyFromEditor } from "@lexical/extension";
import { $createAutoLinkNode, $createLinkNode } from "@lexical/link";
import { $createListItemNode, $createListNode } from "@lexical/list";
import { $createHeadingNode, $createQuoteNode } from "@lexical/rich-text";
import { $createTableNodeWithDimensions } from "@lexical/table";
import {
  $createLineBreakNode,
  $createParagraphNode,
  $createTabNode,
  $createTextNode,
  $getRoot,
  $getSelection,
  $isRangeSelection,
  KEY_ENTER_COMMAND,
  type LexicalEditor,
  type LexicalNode,
} from "lexical";
import { describe, expect, it } from "vitest";
import type { SerializedClipQuote, SerializedNotebookLink } from "../../electron/api.ts";
import { $createClipQuoteNode, INSERT_QUOTE_COMMAND } from "./quotes/clip-quote.ts";
import { $createFootnoteNode, $createFootnoteReferenceNode } from "./blocks/footnote-nodes.ts";
import { $createImageNode } from "./blocks/image-node.ts";
import { LinkMenuExtension } from "./links/link-menu.ts";
import { createLive } from "./live.ts";
import { $createMathNode } from "./blocks/math-node.ts";
import { bodyOf, createNoteEditor, UnreadableNote } from "./note-editor.ts";
import { $createNotebookLinkNode } from "./links/notebook-link.ts";

/** An editor without a window, in a notebook that knows nothing. */
function open(body = "") {
  const nothing = () =>
    createLive<never>({ fetch: async () => new Map<string, never>(), onStale: () => () => {} });
  const links = {
    known: () => [],
    suggest: async () => [],
    create: async () => ({ kind: "note" as const, id: "new" }),
    want: async (title: string) => ({ kind: "note" as const, id: "wanted", title, exists: false }),
    onFailure: () => {},
  };
  return createNoteEditor(
    body,
    { note: "", titles: nothing(), clips: nothing(), links, addImage: async () => "" },
    (error) => {
      throw error;
    },
  );
}

const update = (editor: LexicalEditor, run: () => void) => editor.update(run, { discrete: true });

function withBlocks(...make: (() => LexicalNode)[]) {
  const editor = open();
  update(
    editor,
    () =>
      void $getRoot()
        .clear()
        .append(...make.map((each) => each())),
  );
  return editor;
}

/** Types letter by letter, as shortcuts expect, and lets the editor answer each. */
async function type(editor: LexicalEditor, text: string) {
  for (const letter of text) {
    update(editor, () => {
      const selection = $getSelection() ?? $getRoot().selectEnd();
      if (!$isRangeSelection(selection)) throw new Error("Expected a caret");
      if (letter === "\n") selection.insertParagraph();
      else selection.insertText(letter);
    });
    await Promise.resolve();
  }
}

/** The tree in one line: types and texts. */
function outline(editor: LexicalEditor): string {
  const draw = (node: {
    type: string;
    text?: string;
    listType?: string;
    children?: unknown[];
  }): string => {
    if (node.text !== undefined) return JSON.stringify(node.text);
    const children = (node.children ?? []) as (typeof node)[];
    const name = node.listType ?? node.type;
    return children.length === 0 ? name : `${name}(${children.map(draw).join(" ")})`;
  };
  const { root } = editor.getEditorState().toJSON();
  return (root.children as never[]).map(draw).join(" ");
}

describe("a note's body", () => {
  it("keeps every kind of node from save to load", () => {
    const item = (text: string, checked?: boolean) =>
      $createListItemNode(checked).append($createTextNode(text));
    const editor = withBlocks(
      () =>
        $createParagraphNode().append(
          $createTextNode("bold").toggleFormat("bold"),
          $createTabNode(),
          $createLineBreakNode(),
          $createLinkNode("https://example.org").append($createTextNode("web")),
          $createTextNode(" "),
          $createAutoLinkNode("https://example.com").append($createTextNode("https://example.com")),
          $createTextNode(" "),
          $createNotebookLinkNode({ kind: "article", id: "a1" }, "a label"),
          $createFootnoteReferenceNode("f1"),
          $createMathNode("a^2", false),
        ),
      () => $createHeadingNode("h2").append($createTextNode("heading")),
      () => $createQuoteNode().append($createTextNode("said")),
      () => $createCodeNode("js").append($createTextNode("let a;")),
      () => $createListNode("bullet").append(item("one")),
      () => $createListNode("number", 3).append(item("three")),
      () => $createListNode("check").append(item("done", true), item("to do", false)),
      () => $createHorizontalRuleNode(),
      () => $createMathNode("\\sum_i x_i", true),
      () => $createTableNodeWithDimensions(2, 2),
      () => $createClipQuoteNode("c1"),
      () => $createImageNode({ hash: "ab", alt: "a chart", width: 640, height: 480, scale: 50 }),
      () => $createParagraphNode(),
      () => $createFootnoteNode("f1").append($createTextNode("below")),
    );
    const saved = bodyOf(editor);
    const types = [
      ..."root paragraph text tab linebreak link autolink notebook-link heading quote code".split(
        " ",
      ),
      ..."list listitem horizontalrule table tablerow tablecell clip-quote".split(" "),
      ..."footnote-reference footnote image math".split(" "),
    ];
    for (const each of types) expect(saved).toContain(`"type":"${each}"`);
    expect(bodyOf(open(saved))).toBe(saved);
  });

  it("stores links and quotes exactly as declared", () => {
    const editor = withBlocks(
      () =>
        $createParagraphNode().append(
          $createNotebookLinkNode({ kind: "note", id: "n1" }),
          $createNotebookLinkNode({ kind: "clip", id: "c2" }, "the zero"),
        ),
      () => $createClipQuoteNode("c1"),
      () => $createParagraphNode(),
    );
    const [paragraph, quote] = JSON.parse(bodyOf(editor)).root.children;
    const links: SerializedNotebookLink[] = [
      { type: "notebook-link", version: 1, target: { kind: "note", id: "n1" }, label: "" },
      { type: "notebook-link", version: 1, target: { kind: "clip", id: "c2" }, label: "the zero" },
    ];
    expect(paragraph.children).toEqual(links);
    expect(quote).toEqual({
      type: "clip-quote",
      version: 1,
      clip: "c1",
    } satisfies SerializedClipQuote);
  });

  it("of a new note is one empty paragraph", () => {
    expect(outline(open())).toBe("paragraph");
  });

  it.each([
    ["text that is not JSON", "{"],
    ["JSON that is not a body", '{"a":1}'],
    ["a body without blocks", '{"root":{"type":"root","version":1,"children":[]}}'],
    [
      "a kind of node it does not know",
      '{"root":{"type":"root","version":1,"children":[{"type":"hologram","version":1}]}}',
    ],
  ])("is refused, not emptied, when it is %s", (_name, body) => {
    expect(() => open(body)).toThrow(UnreadableNote);
  });

  it("never keeps a link that leads elsewhere than to the web or to mail", async () => {
    const editor = withBlocks(() =>
      $createParagraphNode().append(
        $createTextNode("see "),
        $createLinkNode("javascript:alert(1)").append($createTextNode("this")),
      ),
    );
    await Promise.resolve();
    expect(outline(editor)).toBe('paragraph("see this")');
  });
});

describe("Markdown as it is typed", () => {
  it.each([
    ["# Title", 'heading("Title")'],
    ["### Small", 'heading("Small")'],
    ["- one", 'bullet(listitem("one"))'],
    ["3. three", 'number(listitem("three"))'],
    ["[ ] to do", 'check(listitem("to do"))'],
    ["- [x] done", 'check(listitem("done"))'],
    ["> said", 'quote("said")'],
    ["``` let", 'code("let")'],
    ["a **b** c", 'paragraph("a " "b" " c")'],
    ["a *b* c", 'paragraph("a " "b" " c")'],
    ["a `b` c", 'paragraph("a " "b" " c")'],
    ["a ~~b~~ c", 'paragraph("a " "b" " c")'],
    ["--- ", "horizontalrule paragraph"],
    ["a $x_1$ b", 'paragraph("a " math " b")'],
    ["$$x$$", "math paragraph"],
    ["> [!tip] Ebb", 'callout(callout-title("Ebb"))'],
    ["> [!tip]- Ebb\nRead it", 'callout(callout-title("Ebb") paragraph("Read it"))'],
    ["a ==b== c", 'paragraph("a " "b" " c")'],
    ["from $5 to $9, or $5-$9", 'paragraph("from $5 to $9, or $5-$9")'],
  ])("turns %s into %s", async (typed, tree) => {
    const editor = open();
    await type(editor, typed);
    expect(outline(editor)).toBe(tree);
  });

  it("makes a rule of three dashes and Enter", async () => {
    const editor = open();
    await type(editor, "---");
    editor.dispatchCommand(KEY_ENTER_COMMAND, null);
    await Promise.resolve();
    expect(outline(editor)).toBe("horizontalrule paragraph");
  });

  it("begins a callout by Enter, and leaves it by Enter in its last, empty line", async () => {
    const editor = open();
    await type(editor, "> [!warning]+");
    const enter = async () => {
      if (!editor.dispatchCommand(KEY_ENTER_COMMAND, null)) await type(editor, "\n");
      await Promise.resolve();
    };
    await enter();
    await type(editor, "one");
    expect(outline(editor)).toBe('callout(callout-title paragraph("one"))');
    expect(bodyOf(editor)).toContain('"kind":"warning"');
    expect(bodyOf(editor)).toContain('"fold":"open"');
    await enter();
    expect(outline(editor)).toBe('callout(callout-title paragraph("one") paragraph)');
    await enter();
    await type(editor, "after");
    expect(outline(editor)).toBe('callout(callout-title paragraph("one")) paragraph("after")');
  });

  it("leaves it alone in code", async () => {
    const editor = withBlocks(() => $createCodeNode());
    update(editor, () => void $getRoot().selectEnd());
    await type(editor, "- **a**");
    expect(outline(editor)).toBe('code("- **a**")');
  });
});

describe("inserting a quote", () => {
  const at = (editor: LexicalEditor) =>
    editor.read(() => {
      const selection = $getSelection();
      return $isRangeSelection(selection)
        ? selection.anchor.getNode().getTopLevelElementOrThrow().getIndexWithinParent()
        : null;
    });
  const insert = async (editor: LexicalEditor) => {
    editor.dispatchCommand(INSERT_QUOTE_COMMAND, { clip: "c1" });
    await Promise.resolve();
  };

  it("puts it at the end without a caret, and the caret in the paragraph after it", async () => {
    const editor = withBlocks(() => $createParagraphNode().append($createTextNode("first")));
    await insert(editor);
    expect(outline(editor)).toBe('paragraph("first") clip-quote paragraph');
    expect(at(editor)).toBe(2);
  });

  it("puts it before the empty paragraph of the caret", async () => {
    const editor = open();
    await insert(editor);
    expect(outline(editor)).toBe("clip-quote paragraph");
    expect(at(editor)).toBe(1);
  });

  it("puts it after the block of the caret and before the next", async () => {
    const editor = withBlocks(
      () => $createParagraphNode().append($createTextNode("first")),
      () => $createHeadingNode("h2").append($createTextNode("second")),
    );
    update(editor, () => void $getRoot().getFirstDescendant()?.selectEnd());
    await insert(editor);
    expect(outline(editor)).toBe('paragraph("first") clip-quote paragraph heading("second")');
    expect(at(editor)).toBe(2);
  });

  it("keeps quotes in the order they came", async () => {
    const editor = open();
    await insert(editor);
    editor.dispatchCommand(INSERT_QUOTE_COMMAND, { clip: "c2" });
    await Promise.resolve();
    expect(outline(editor)).toBe("clip-quote clip-quote paragraph");
    expect(bodyOf(editor).indexOf("c1")).toBeLessThan(bodyOf(editor).indexOf("c2"));
  });
});

describe("the menu of links", () => {
  const menuOf = (editor: LexicalEditor) =>
    getExtensionDependencyFromEditor(editor, LinkMenuExtension).output;

  it("opens with the second bracket and follows the query", async () => {
    const editor = open();
    await type(editor, "see [");
    expect(menuOf(editor).state.value).toBeNull();
    await type(editor, "[");
    expect(menuOf(editor).state.value).toMatchObject({ query: "", active: -1 });
    await type(editor, "dat");
    expect(menuOf(editor).state.value).toMatchObject({
      query: "dat",
      rows: [{ kind: "create", title: "dat" }],
    });
  });

  it("makes the note and puts the link where the words were", async () => {
    const editor = open();
    await type(editor, "see [[dat|the zero");
    menuOf(editor).choose(0);
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(outline(editor)).toBe('paragraph("see " notebook-link)');
    expect(bodyOf(editor)).toContain('"label":"the zero"');
    expect(bodyOf(editor)).toContain('"id":"new"');
    expect(menuOf(editor).state.value).toBeNull();
  });

  it("offers a web link for an address", async () => {
    const editor = open();
    await type(editor, "[[https://example.org/a");
    expect(menuOf(editor).state.value?.rows).toEqual([
      { kind: "address", url: "https://example.org/a" },
    ]);
  });

  it("stays shut in code", async () => {
    const editor = withBlocks(() => $createCodeNode());
    update(editor, () => void $getRoot().selectEnd());
    await type(editor, "a[[0");
    expect(menuOf(editor).state.value).toBeNull();
  });
});

/** What is selected in a note, or all of it, as Markdown. */
import { $generateJSONFromSelectedNodes } from "@lexical/clipboard";
import { $getSelection, $isRangeSelection, type LexicalEditor } from "lexical";
import { element, isNode, type Node } from "../../electron/text/notes/note-markdown/nodes.ts";
import { noteToMarkdown } from "../../electron/text/notes/note-markdown/note-markdown.ts";
import type { Shown } from "../../electron/text/notes/note-markdown/write-inline.ts";
import { dated } from "../../electron/text/citation.ts";
import type { Works } from "../../electron/text/notes/note-citations.ts";
import { lettersOf } from "./links/citations.ts";
import { ownNoteOf } from "./links/notebook-link.ts";
import { notebookClips, notebookTitles, titleKey } from "./links/targets.ts";

/** The Markdown, and whether it is of a selection only. */
export function markdownOf(editor: LexicalEditor): {
  readonly markdown: string;
  readonly isPart: boolean;
} {
  return editor.read(() => {
    const selection = $getSelection();
    const isPart = selection !== null && !($isRangeSelection(selection) && selection.isCollapsed());
    // Lexical says of what it made of its nodes only that it has a type.
    const nodes = isPart
      ? ($generateJSONFromSelectedNodes(editor, selection).nodes as unknown as readonly Node[])
      : blocksOf(editor);
    const blocks = isPart ? [...inBlocks(nodes), ...footnotesOf(editor, nodes)] : nodes;
    const root = element("root", blocks);
    const naming = { ...shown, works: worksOf(editor), own: ownNoteOf(editor) };
    return { markdown: noteToMarkdown(JSON.stringify({ root }), naming), isPart };
  });
}

const blocksOf = (editor: LexicalEditor): readonly Node[] =>
  editor.getEditorState().toJSON().root.children as unknown as readonly Node[];

/** What is cited as the note shows it: the letters are those of the whole note, also in a part of it. */
function worksOf(editor: LexicalEditor): Works {
  const letters = lettersOf(editor);
  return {
    workOf(article) {
      const known = notebookTitles.peek(titleKey({ kind: "article", id: article }));
      if (!known?.citation) return null;
      const { who, year } = known.citation;
      return { who, year: dated(year, letters.get(article) ?? ""), title: known.title };
    },
    articleOf: () => null,
  };
}

const shown: Shown = {
  titleOf: (kind, id) =>
    kind === "note" || kind === "article" || kind === "clip"
      ? (notebookTitles.peek(titleKey({ kind, id }))?.title ?? "")
      : "",
  wordsOf: (clip) => notebookClips.peek(clip)?.quote ?? "",
};

const inline = new Set(
  "text tab linebreak link autolink notebook-link footnote-reference".split(" "),
);

/** A selection within a block gives what is in it, without the block. */
function inBlocks(nodes: readonly Node[]): readonly Node[] {
  const runs: { readonly wrap: string | null; readonly nodes: Node[] }[] = [];
  for (const node of nodes) {
    const isInline =
      inline.has(String(node.type)) || (node.type === "math" && node.display !== true);
    const wrap = isInline ? "paragraph" : node.type === "listitem" ? "list" : null;
    const last = runs.at(-1);
    if (last?.wrap === wrap) last.nodes.push(node);
    else runs.push({ wrap, nodes: [node] });
  }
  return runs.flatMap(({ wrap, nodes: run }) => {
    if (wrap === "paragraph") return [element("paragraph", run)];
    if (wrap === "list") return [element("list", run, bullets)];
    return run.map((node) =>
      node.type === "callout-title" ? { ...node, type: "paragraph" } : node,
    );
  });
}

const bullets = { listType: "bullet", start: 1, tag: "ul" };

/** The words of the footnotes that nodes refer to, as far as they are not among them. */
function footnotesOf(editor: LexicalEditor, nodes: readonly Node[]): readonly Node[] {
  const referred = new Set<string>();
  const given = new Set<string>();
  const stack: unknown[] = [...nodes];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!isNode(node)) continue;
    if (node.type === "footnote-reference") referred.add(String(node.footnote));
    if (node.type === "footnote") given.add(String(node.footnote));
    if (Array.isArray(node.children)) stack.push(...(node.children as readonly unknown[]));
  }
  return blocksOf(editor).filter(
    ({ type, footnote }) =>
      type === "footnote" && referred.has(String(footnote)) && !given.has(String(footnote)),
  );
}

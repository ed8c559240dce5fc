/**
 * What citations show of the note around them: a bracket shared with those beside them, and the letters
 * that tell works of one author and year apart. Computed whenever it may have changed, never stored.
 */
import {
  getExtensionDependencyFromEditor,
  signal,
  type ReadonlySignal,
  type Signal,
} from "@lexical/extension";
import {
  $getNodeByKey,
  $getSelection,
  $isNodeSelection,
  CLICK_COMMAND,
  COMMAND_PRIORITY_CRITICAL,
  COMMAND_PRIORITY_NORMAL,
  COPY_COMMAND,
  CUT_COMMAND,
  defineExtension,
  isDOMNode,
  $getNearestNodeFromDOMNode,
  KEY_ENTER_COMMAND,
  mergeRegister,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
} from "lexical";
import { citedAs } from "../../../electron/text/citation.ts";
import { yearLetters, type CitedWork } from "../../../electron/text/notes/note-citations.ts";
import { registerLiveNodes } from "../live-nodes.ts";
import {
  $isClipQuoteNode,
  ClipQuoteExtension,
  ClipQuoteNode,
  setLetter,
} from "../quotes/clip-quote.ts";
import { drawLink } from "./link-drawing.ts";
import {
  $isNotebookLinkNode,
  LINK_TITLE_SHOWN_COMMAND,
  NotebookLinkExtension,
  NotebookLinkNode,
} from "./notebook-link.ts";
import { titleKey } from "./targets.ts";

export interface Citations {
  /** The letter of each work that shares its authors and year with another, by article. */
  readonly letters: ReadonlySignal<ReadonlyMap<string, string>>;
  /** The citation that is being changed; null for none. */
  readonly editing: Signal<NodeKey | null>;
}

export const CitationsExtension = defineExtension({
  name: "commonplace/citations",
  dependencies: [NotebookLinkExtension, ClipQuoteExtension],
  build: () => ({
    letters: signal<ReadonlyMap<string, string>>(new Map()),
    editing: signal<NodeKey | null>(null),
  }),
  register(editor, _config, state) {
    const { letters, editing } = state.getOutput();
    return mergeRegister(follow(editor, letters), registerEditing(editor, editing));
  },
});

/** The letters that tell the works of a note apart, by article. */
export function lettersOf(editor: LexicalEditor): ReadonlyMap<string, string> {
  return getExtensionDependencyFromEditor(editor, CitationsExtension).output.letters.peek();
}

/** Ends the changing of a citation. */
export function closeCitation(editor: LexicalEditor): void {
  getExtensionDependencyFromEditor(editor, CitationsExtension).output.editing.value = null;
}

/** A citation that shares brackets: one that shows words of its writer's own does not. */
export function $isSharingCitation(node: LexicalNode | null | undefined): node is NotebookLinkNode {
  return $isNotebookLinkNode(node) && node.isCitation() && node.getLabel() === "";
}

/** Works out what citations show whenever one of them, or what it cites, becomes another. */
function follow(editor: LexicalEditor, letters: Signal<ReadonlyMap<string, string>>): () => void {
  const { titles } = getExtensionDependencyFromEditor(editor, NotebookLinkExtension).config;
  const { clips } = getExtensionDependencyFromEditor(editor, ClipQuoteExtension).config;
  const links = new Set<NodeKey>();
  const quotes = new Set<NodeKey>();
  let isDue = false;

  const refresh = (): void => {
    isDue = false;
    const drawn: NodeKey[] = [];
    editor.getEditorState().read(() => {
      const cited = [...links].map((key) => $getNodeByKey(key)).filter($isSharingCitation);
      const quoted = [...quotes].map((key) => $getNodeByKey(key)).filter($isClipQuoteNode);
      const works = new Map<string, CitedWork>();
      for (const node of cited) {
        const { id } = node.getTarget();
        const known = titles.peek(titleKey(node.getHeadedTarget()));
        if (known?.citation) works.set(id, { ...known.citation, title: known.title });
      }
      for (const node of quoted) {
        const clip = clips.peek(node.getClip());
        if (clip) works.set(clip.article, { ...citedAs(clip), title: clip.articleTitle });
      }
      const found = yearLetters(works);
      letters.value = found;
      for (const node of cited)
        if (show(node, found.get(node.getTarget().id) ?? "")) drawn.push(node.getKey());
      for (const node of quoted)
        setLetter(editor, node, found.get(clips.peek(node.getClip())?.article ?? "") ?? "");
    });
    for (const key of drawn) editor.dispatchCommand(LINK_TITLE_SHOWN_COMMAND, key);
  };
  /** Whether it shows other words than before. */
  const show = (node: NotebookLinkNode, letter: string): boolean => {
    const opens = !$isSharingCitation(node.getPreviousSibling());
    const closes = !$isSharingCitation(node.getNextSibling());
    const { __shown: shown } = node;
    if (shown.letter === letter && shown.opens === opens && shown.closes === closes) return false;
    Object.assign(shown, { letter, opens, closes });
    const element = editor.getElementByKey(node.getKey());
    if (element) drawLink(element, node, titles.peek(titleKey(node.getHeadedTarget())));
    return true;
  };
  /** Once for all that changes in one turn, and before it is painted. */
  const later = (): void => {
    if (isDue) return;
    isDue = true;
    queueMicrotask(refresh);
  };
  const keep =
    (keys: Set<NodeKey>) =>
    (mutations: ReadonlyMap<NodeKey, "created" | "updated" | "destroyed">): void => {
      for (const [key, mutation] of mutations)
        if (mutation === "destroyed") keys.delete(key);
        else keys.add(key);
      later();
    };
  /** What is about to be copied may be a part of a bracket: it gets one of its own. */
  const $prepareCopy = (): false => {
    const copied = ($getSelection()?.getNodes() ?? []).filter($isSharingCitation);
    const isCopied = (node: LexicalNode | null) =>
      node !== null && copied.some((each) => each.is(node));
    for (const node of copied) {
      const opens = !isCopied(node.getPreviousSibling());
      const closes = !isCopied(node.getNextSibling());
      Object.assign(node.__shown, { opens, closes });
    }
    if (copied.length > 0) later();
    return false;
  };
  return mergeRegister(
    editor.registerCommand(COPY_COMMAND, $prepareCopy, COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(CUT_COMMAND, $prepareCopy, COMMAND_PRIORITY_CRITICAL),
    editor.registerMutationListener(NotebookLinkNode, keep(links)),
    editor.registerMutationListener(ClipQuoteNode, keep(quotes)),
    registerLiveNodes(
      editor,
      NotebookLinkNode,
      titles,
      (node) => titleKey(node.getHeadedTarget()),
      later,
    ),
    registerLiveNodes(editor, ClipQuoteNode, clips, (node) => node.getClip(), later),
  );
}

/** A click on a citation, or Enter on a selected one, changes it; with Control or Command it is followed. */
function registerEditing(editor: LexicalEditor, editing: Signal<NodeKey | null>): () => void {
  const edit = (node: LexicalNode | null | undefined): boolean => {
    if (!editor.isEditable() || !$isNotebookLinkNode(node) || !node.isCitation()) return false;
    editing.value = node.getKey();
    return true;
  };
  return mergeRegister(
    editor.registerCommand(
      CLICK_COMMAND,
      ({ target, ctrlKey, metaKey, shiftKey }) => {
        if (ctrlKey || metaKey || shiftKey || !isDOMNode(target)) return false;
        // Words are being selected, not clicked.
        if (document.getSelection()?.isCollapsed === false) return false;
        return edit($getNearestNodeFromDOMNode(target));
      },
      COMMAND_PRIORITY_NORMAL,
    ),
    editor.registerCommand(
      KEY_ENTER_COMMAND,
      (event) => {
        const selection = $getSelection();
        if (!$isNodeSelection(selection) || event?.ctrlKey || event?.metaKey) return false;
        const [node, second] = selection.getNodes();
        if (second !== undefined || !edit(node)) return false;
        event?.preventDefault();
        return true;
      },
      COMMAND_PRIORITY_NORMAL,
    ),
    editor.registerMutationListener(NotebookLinkNode, (mutations) => {
      const key = editing.peek();
      if (key !== null && mutations.get(key) === "destroyed") editing.value = null;
    }),
  );
}

/**
 * Letters typed in plain text, the short way: the browser puts them into the page, as it does in any
 * editable element, and one update takes them into the note. By the long way each letter is five events
 * that the window and the editor look at one by one, with an update of the editor for most of them.
 *
 * What is not certain to be plain goes the long way: signs, the first letter of a text, letters that are
 * composed, that replace a selection, or that stand at a link's edge.
 */
import {
  $getNodeByKey,
  $getSelection,
  $isRangeSelection,
  $isTextNode,
  defineExtension,
  SELECTION_CHANGE_COMMAND,
  SKIP_DOM_SELECTION_TAG,
  type EditorState,
  type LexicalEditor,
  type NodeKey,
  type TextNode,
} from "lexical";

/** In the order in which they come for each letter. */
const events = [
  "keydown",
  "keypress",
  "textInput",
  "beforeinput",
  "input",
  "selectionchange",
  "keyup",
] as const;

/** A caret in plain text, and the words around it. */
interface Place {
  readonly key: NodeKey;
  readonly words: string;
  readonly offset: number;
  /** Whether nothing stands before the words in their paragraph, and nothing after them. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** A letter on its way into the page. */
interface Letter extends Place {
  readonly letter: string;
  readonly drawn: Text;
  /** The note without it. */
  readonly state: EditorState;
}

/** Where the caret stands behind the last letter, as the note and the page both have it. */
interface Caret {
  readonly state: EditorState;
  readonly drawn: Text;
  readonly offset: number;
}

/** Marks the update by which a letter or a digit came into a text, for those whom only signs concern. */
export const LETTER_TAG = "letter";

/** Longer runs of letters are not looked through at each key. */
const longestWord = 100;

export const PlainTypingExtension = defineExtension({
  name: "commonplace/plain-typing",
  register: (editor) =>
    editor.registerRootListener((root) => {
      if (!root) return;
      const hear = hearing(editor, root);
      // Ahead of everything in the page, for which a letter in a text is nothing to act upon.
      for (const name of events) window.addEventListener(name, hear, { capture: true });
      return () => {
        for (const name of events) window.removeEventListener(name, hear, { capture: true });
      };
    }),
});

/** Hears the events of an editor's letters, and stops those that are dealt with. */
function hearing(editor: LexicalEditor, root: HTMLElement): (event: Event) => void {
  let isAfterLetter = false;
  /** Whether the key that is down is one that nobody else need hear of. */
  let isOurKey = false;
  let coming: Letter | null = null;
  let caret: Caret | null = null;

  const onKeyDown = (event: KeyboardEvent): boolean => {
    const wasAfterLetter = isAfterLetter;
    isAfterLetter = isLetterKey(event);
    // The first letter goes the long way: by it the editor forgets what Backspace and the like left.
    isOurKey = wasAfterLetter && isAfterLetter && !isMac && editor.isEditable();
    return isOurKey;
  };
  const onBeforeInput = (event: InputEvent): boolean => {
    coming = letterOf(editor, event);
    return coming !== null;
  };
  const onInput = (event: InputEvent): boolean => {
    const letter = coming;
    coming = null;
    if (event.inputType !== "insertText" || event.data !== letter?.letter) return false;
    caret = take(editor, letter);
    return caret !== null;
  };
  const onSelectionChange = (): boolean => {
    const known = caret;
    caret = null;
    return known?.state === editor.getEditorState() && isCaretAt(known.drawn, known.offset);
  };
  const isDealtWith = (event: Event): boolean => {
    if (event.type === "selectionchange") return onSelectionChange();
    if (event.target !== root || event.defaultPrevented) return false;
    if (event.type === "keydown" && event instanceof KeyboardEvent) return onKeyDown(event);
    if (!(event instanceof InputEvent)) return isOurKey;
    return event.type === "input" ? onInput(event) : onBeforeInput(event);
  };
  return (event) => {
    if (isDealtWith(event)) event.stopPropagation();
  };
}

// There the editor takes what the keys were for what the system puts in their place.
const isMac = typeof navigator !== "undefined" && navigator.platform.startsWith("Mac");
const isLetter = (text: string): boolean => /^[\p{L}\p{N}]$/u.test(text);
const isLetterKey = ({ key, ctrlKey, metaKey, altKey, isComposing }: KeyboardEvent): boolean =>
  !ctrlKey && !metaKey && !altKey && !isComposing && isLetter(key);

/** The letter or space that is about to come into the page; null when it is not certain to be plain. */
function letterOf(editor: LexicalEditor, event: InputEvent): Letter | null {
  const { data, inputType } = event;
  if (inputType !== "insertText" || data === null || !(data === " " || isLetter(data))) return null;
  if (event.isComposing || editor.isComposing() || !editor.isEditable()) return null;
  const state = editor.getEditorState();
  const place = state.read($place);
  const drawn = getSelection()?.anchorNode;
  if (!place || !(drawn instanceof Text) || drawn.data !== place.words) return null;
  const isThere = editor.getElementByKey(place.key)?.contains(drawn) ?? false;
  return isThere && isCaretAt(drawn, place.offset)
    ? { ...place, letter: data, drawn, state }
    : null;
}

/** The caret, where a letter becomes one more of the text it stands in; null elsewhere. */
function $place(): Place | null {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return null;
  const { key, offset, type } = selection.anchor;
  const node = type === "text" ? $getNodeByKey(key) : null;
  if (!$isTextNode(node) || offset === 0 || !node.isSimpleText()) return null;
  const words = node.getTextContent();
  const isAlike = node.getFormat() === selection.format && node.getStyle() === selection.style;
  if (!isAlike || (offset === words.length && !$mayGrow(node))) return null;
  const [isFirst, isLast] = [node.getPreviousSibling() === null, node.getNextSibling() === null];
  return { key, words, offset, isFirst, isLast };
}

const $mayGrow = (node: TextNode): boolean =>
  node.canInsertTextAfter() && node.getParent()?.canInsertTextAfter() === true;

function isCaretAt(drawn: Text, offset: number): boolean {
  const selection = getSelection();
  if (!selection?.isCollapsed) return false;
  return selection.anchorNode === drawn && selection.anchorOffset === offset;
}

/** Takes a letter that has come into the page into the note; null when either is not as it was. */
function take(editor: LexicalEditor, letter: Letter): Caret | null {
  const { key, words, drawn } = letter;
  const offset = letter.offset + letter.letter.length;
  const typed = words.slice(0, letter.offset) + letter.letter + words.slice(letter.offset);
  if (editor.getEditorState() !== letter.state) return null;
  if (drawn.data !== typed || !isCaretAt(drawn, offset)) return null;
  let isTaken = false;
  const $take = () => {
    const [selection, node] = [$getSelection(), $getNodeByKey(key)];
    if (!$isRangeSelection(selection) || !$isTextNode(node)) return;
    if (selection.anchor.key !== key || node.getTextContent() !== words) return;
    const grown = node.setTextContent(typed);
    selection.setTextNodeRange(grown, offset, grown, offset);
    // As the editor does by itself, but by an update of its own with all transforms.
    editor.dispatchCommand(SELECTION_CHANGE_COMMAND, undefined);
    isTaken = true;
  };
  const tag = letter.letter === " " ? [] : [LETTER_TAG];
  const isPlain = isWithinWord({ ...letter, words: typed, offset });
  // The browser has put the caret where it is; only a transform could take it elsewhere.
  const options = isPlain
    ? { tag: [...tag, SKIP_DOM_SELECTION_TAG], skipTransforms: true as const }
    : { tag };
  editor.update($take, { discrete: true, ...options });
  return isTaken ? { state: editor.getEditorState(), drawn, offset } : null;
}

/**
 * Whether there are letters only around the caret, up to a space or the paragraph's edge on both sides.
 * No transform has anything to do with such a word: they make links of addresses, and keep blocks in
 * order.
 */
function isWithinWord({ words, offset, isFirst, isLast }: Place): boolean {
  const [before, after] = [words.lastIndexOf(" ", offset - 1), words.indexOf(" ", offset)];
  if ((before < 0 && !isFirst) || (after < 0 && !isLast)) return false;
  const word = words.slice(before + 1, after < 0 ? words.length : after);
  return word.length <= longestWord && /^[\p{L}\p{N}]+$/u.test(word);
}

/**
 * A quote's words as a field in their own place, where its writer shortens and marks them. Every key goes
 * into the note at once, so that what is typed is saved as it is typed; all of it is one step of undo.
 */
import {
  $getNodeByKey,
  HISTORY_MERGE_TAG,
  HISTORY_PUSH_TAG,
  SKIP_DOM_SELECTION_TAG,
  SKIP_SCROLL_INTO_VIEW_TAG,
  type LexicalEditor,
  type NodeKey,
  type UpdateTag,
} from "lexical";
import { quoteWordsOf } from "../../../electron/text/quotes/quote-words.ts";
import { $isClipQuoteNode, type ClipQuoteNode } from "./clip-quote.ts";

/** How an edit of a quote marks itself. */
const omission = "[…]";

const aside: readonly UpdateTag[] = [SKIP_DOM_SELECTION_TAG, SKIP_SCROLL_INTO_VIEW_TAG];

/** Changes a quote as one step of undo, or, `merged`, as a part of the last; nothing when it is gone. */
export function updateQuote(
  editor: LexicalEditor,
  key: NodeKey,
  change: (node: ClipQuoteNode) => void,
  merged = false,
): void {
  editor.update(
    () => {
      const node = $getNodeByKey(key);
      if ($isClipQuoteNode(node)) change(node);
    },
    { discrete: true, tag: [...aside, merged ? HISTORY_MERGE_TAG : HISTORY_PUSH_TAG] },
  );
}

/** What Lexical must not take for typing in the note. */
const ownEvents = [
  ..."keydown keyup beforeinput input paste cut copy drop dragstart dragover".split(" "),
  ..."compositionstart compositionend mousedown pointerdown click dblclick".split(" "),
];

/**
 * Turns the words of a quote into a field. `onEnd` hears when it is over: with the focus to be given back
 * to the note when it was ended by a key or a button. Does nothing while its clip is on its way.
 */
export function editQuote(
  editor: LexicalEditor,
  key: NodeKey,
  onEnd: (end: { readonly focus: boolean }) => void,
): void {
  const frame = editor.getElementByKey(key);
  const before = editor.getEditorState().read(() => {
    const node = $getNodeByKey(key);
    if (!$isClipQuoteNode(node)) return null;
    const exact = node.__shown.clip?.quote ?? null;
    return { words: node.getWords(), kept: node.isKept(), exact };
  });
  const known = before?.exact ?? null;
  if (!frame || !before || (known === null && before.words === "")) return;
  if (frame.querySelector(".note-quote-edit")) return;
  const exact = known === null ? null : quoteWordsOf(known);
  const start = before.words || (exact ?? "");
  const { box, field, buttons } = fieldOf(frame.ownerDocument, start);

  let changed = false;
  let over = false;
  const write = (words: string) => {
    updateQuote(editor, key, (node) => node.setWords(words === exact ? "" : words), changed);
    changed = true;
  };
  const onInput = () => {
    // A quote always has words: with none yet the last ones stay.
    if (field.value.trim() !== "") write(field.value);
  };
  const end = (keep: boolean, focus: boolean) => {
    if (over) return;
    over = true;
    stopWaiting();
    if (!keep && changed)
      updateQuote(
        editor,
        key,
        (node) => void node.setWords(before.words).setKept(before.kept),
        true,
      );
    if (keep && changed) {
      const words = field.value.trim();
      if (words !== field.value && words !== "") write(words);
    }
    box.remove();
    delete frame.dataset["editing"];
    onEnd({ focus });
  };

  for (const name of ownEvents) box.addEventListener(name, (event) => event.stopPropagation());
  field.addEventListener("input", onInput);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const done = onFieldKey(field, event);
    if (done !== null) end(done === "keep", true);
  });
  box.addEventListener("focusout", ({ relatedTarget }) => {
    // Another window took the focus: it comes back to the field.
    if (!document.hasFocus() || (relatedTarget instanceof Node && box.contains(relatedTarget)))
      return;
    end(true, false);
  });
  buttons.omit.addEventListener("click", () => insert(field, omission));
  buttons.bracket.addEventListener("click", () => surround(field, "[", "]"));
  buttons.stress.addEventListener("click", () => surround(field, "*", "*"));
  buttons.cancel.addEventListener("click", () => end(false, true));
  buttons.done.addEventListener("click", () => end(true, true));
  // Undo, or deleting the quote from elsewhere, may take the quote away under the field.
  const stopWaiting = editor.registerUpdateListener(() => {
    if (editor.getElementByKey(key) !== frame) end(true, false);
  });

  frame.dataset["editing"] = "";
  frame.insertBefore(box, frame.querySelector("figcaption"));
  field.focus();
  field.setSelectionRange(start.length, start.length);
}

/** What a key in the field does; null when the field goes on. */
function onFieldKey(field: HTMLTextAreaElement, event: KeyboardEvent): "keep" | "cancel" | null {
  const { key, shiftKey, altKey } = event;
  const mod = event.ctrlKey || event.metaKey;
  const chosen = field.selectionStart !== field.selectionEnd;
  if (key === "Escape") return prevented(event, "cancel");
  if (key === "Enter" && !shiftKey) return prevented(event, "keep");
  if (mod && !altKey && key.toLowerCase() === "i") {
    surround(field, "*", "*");
    return prevented(event, null);
  }
  if (mod || altKey || !chosen) return null;
  if (key === "-") insert(field, omission);
  else if (key === "[") surround(field, "[", "]");
  else return null;
  return prevented(event, null);
}

function prevented<Result>(event: Event, result: Result): Result {
  event.preventDefault();
  return result;
}

/** Puts text in the place of the selection, a space on either side where there was none. */
function insert(field: HTMLTextAreaElement, text: string): void {
  const { value, selectionStart: start, selectionEnd: end } = field;
  const before = start === 0 || /\s$/.test(value.slice(0, start)) ? "" : " ";
  const after = end === value.length || /^[\s.,;:!?]/.test(value.slice(end)) ? "" : " ";
  type(field, before + text + after);
}

/** Puts signs around the selection, which stays selected, so that the next key replaces it. */
function surround(field: HTMLTextAreaElement, before: string, after: string): void {
  const { value, selectionStart: start, selectionEnd: end } = field;
  const chosen = value.slice(start, end);
  const words = chosen.trimEnd();
  type(field, `${before}${words}${after}${chosen.slice(words.length)}`);
  field.setSelectionRange(start + before.length, start + before.length + words.length);
}

/** Types as a person does, so that the field's own undo knows of it. */
function type(field: HTMLTextAreaElement, text: string): void {
  field.focus();
  // There is no other way to write into the undo of a field; no engine is about to drop it.
  if (document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

function fieldOf(page: Document, words: string) {
  const box = page.createElement("div");
  box.className = "note-quote-edit";
  const field = page.createElement("textarea");
  field.className = "note-quote-field";
  field.value = words;
  field.rows = 1;
  field.spellcheck = false;
  field.setAttribute("aria-label", "Words of the quote");
  const tools = page.createElement("div");
  tools.className = "note-quote-tools";
  tools.setAttribute("role", "group");
  tools.setAttribute("aria-label", "Mark an edit");
  const button = (label: string, title: string) => {
    const made = page.createElement("button");
    made.type = "button";
    made.className = "ui-button ui-button-quiet";
    made.textContent = label;
    made.title = title;
    tools.append(made);
    return made;
  };
  const buttons = {
    omit: button("Leave out", "Leave out the selected words (-)"),
    bracket: button("In brackets", "Put the selected words in brackets ([)"),
    stress: button("Emphasise", "Emphasise the selected words (Ctrl+I)"),
    cancel: button("Cancel", "Leave the quote as it was (Esc)"),
    done: button("Done", "Keep this wording (Enter)"),
  };
  const ends = page.createElement("span");
  ends.className = "note-quote-ends";
  ends.append(buttons.cancel, buttons.done);
  tools.append(ends);
  buttons.done.classList.replace("ui-button-quiet", "ui-button-plain");
  box.append(field, tools);
  // A button must not take the selection from the field.
  tools.addEventListener("mousedown", (event) => event.preventDefault());
  return { box, field, buttons };
}

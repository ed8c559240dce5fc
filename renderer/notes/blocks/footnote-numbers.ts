/** Draws the numbers of footnotes: the order in which the text first refers to each. */
import { HISTORIC_TAG, mergeRegister, type LexicalEditor } from "lexical";
import { FootnoteNode, FootnoteReferenceNode } from "./footnote-nodes.ts";

/**
 * Gives what is shown its numbers. Those of the footnotes' words are attributes, which the style sheet draws:
 * the editor would take words of ours among its own away.
 */
export function numberFootnotes(editor: LexicalEditor): void {
  const root = editor.getRootElement();
  if (!root) return;
  const numbers = new Map<string, number>();
  for (const mark of root.querySelectorAll<HTMLElement>(".note-footnote-reference")) {
    const id = mark.dataset["footnote"] ?? "";
    const number = numbers.get(id) ?? numbers.size + 1;
    numbers.set(id, number);
    mark.dataset["number"] = String(number);
    const words = mark.querySelector(".note-footnote-number");
    if (words && words.textContent !== String(number)) words.textContent = String(number);
    mark.setAttribute("aria-label", `Footnote ${number}`);
  }
  for (const footnote of root.querySelectorAll<HTMLElement>(".note-footnote")) {
    const number = numbers.get(footnote.dataset["footnote"] ?? "");
    const back = footnote.querySelector<HTMLElement>(".note-footnote-back");
    if (!back) continue;
    back.dataset["number"] = number === undefined ? "–" : String(number);
    const name = number === undefined ? "Nothing refers to this footnote" : "Back to the text";
    back.setAttribute("aria-label", number === undefined ? name : `${name} of footnote ${number}`);
    back.title = name;
  }
}

/** Numbers them again whenever footnotes come, go or move; returns what stops that. */
export function registerNumbering(editor: LexicalEditor): () => void {
  const keys = new Set<string>();
  const onMutations = (mutations: ReadonlyMap<string, string>) => {
    for (const [key, mutation] of mutations) {
      if (mutation === "destroyed") keys.delete(key);
      else keys.add(key);
    }
    numberFootnotes(editor);
  };
  return mergeRegister(
    editor.registerMutationListener(FootnoteNode, onMutations),
    editor.registerMutationListener(FootnoteReferenceNode, onMutations),
    // Blocks that hold references were moved, came in a body, or were moved back.
    editor.registerUpdateListener(({ dirtyElements, tags }) => {
      const mayHaveMoved = dirtyElements.get("root") === true || tags.has(HISTORIC_TAG);
      if (keys.size > 0 && mayHaveMoved) numberFootnotes(editor);
    }),
    editor.registerRootListener((root) => {
      if (root) queueMicrotask(() => numberFootnotes(editor));
    }),
  );
}

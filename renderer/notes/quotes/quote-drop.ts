/** Dropping passages between the blocks of a note, with a line that shows where. */
import {
  $getNearestNodeFromDOMNode,
  COMMAND_PRIORITY_HIGH,
  DRAGOVER_COMMAND,
  DROP_COMMAND,
  mergeRegister,
  type LexicalEditor,
} from "lexical";
import { bringsPassages, readPassages } from "../../passages.ts";
import {
  foreignPassages,
  putPassages,
  type ClipsFor,
  type DropPlace,
  type Form,
} from "./quote-transfer.ts";

/** What the keys held make of it: Shift words alone, Alt a link, none a quote. */
export function formOf({
  shiftKey,
  altKey,
}: {
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}): Form {
  return altKey ? "link" : shiftKey ? "text" : "quote";
}

const said: Readonly<Record<Form, string>> = {
  quote: "Quote",
  text: "Text only",
  link: "Link only",
};

/** Takes passages that are dragged over the note and dropped. */
export function registerPassageDrop(
  editor: LexicalEditor,
  clipsFor: ClipsFor,
  tell: (message: string) => void,
): () => void {
  const line = document.createElement("div");
  line.className = "note-drop-line";
  line.setAttribute("aria-hidden", "true");
  const hide = () => line.remove();
  const takes = (event: DragEvent): boolean =>
    editor.isEditable() && event.dataTransfer !== null && bringsPassages(event.dataTransfer);
  return mergeRegister(
    editor.registerCommand(
      DRAGOVER_COMMAND,
      (event) => {
        const root = editor.getRootElement();
        if (!root || !takes(event) || !event.dataTransfer) return false;
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
        draw(line, root, boundaryAt(root, event.clientY), formOf(event));
        return true;
      },
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(
      DROP_COMMAND,
      (event) => {
        const root = editor.getRootElement();
        const passages = event.dataTransfer && readPassages(event.dataTransfer);
        hide();
        if (!root || !takes(event) || !passages) return false;
        event.preventDefault();
        const place = $placeAt(root, event.clientY);
        void putPassages(editor, passages, formOf(event), place, clipsFor).then((outcome) => {
          if (outcome === "foreign") tell(foreignPassages);
        });
        return true;
      },
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerRootListener((root, before) => {
      before?.removeEventListener("dragleave", hide);
      root?.addEventListener("dragleave", hide);
    }),
    // A drag that Escape ends leaves nothing behind; so does one that is dropped elsewhere.
    listen("dragend", hide),
    listen("drop", hide),
    hide,
  );
}

function listen(type: "dragend" | "drop", act: () => void): () => void {
  window.addEventListener(type, act);
  return () => window.removeEventListener(type, act);
}

/** The number of the block that a drop at a height of the window comes before. */
function boundaryAt(root: HTMLElement, y: number): number {
  const boxes = [...root.children].map((child) => child.getBoundingClientRect());
  const at = boxes.findIndex(({ top, bottom }) => y < (top + bottom) / 2);
  return at === -1 ? boxes.length : at;
}

function $placeAt(root: HTMLElement, y: number): DropPlace {
  const child = root.children[boundaryAt(root, y)];
  const node = child ? $getNearestNodeFromDOMNode(child) : null;
  return { before: node?.getTopLevelElement()?.getKey() ?? node?.getKey() ?? null };
}

function draw(line: HTMLElement, root: HTMLElement, at: number, form: Form): void {
  const { left, width } = root.getBoundingClientRect();
  const above = root.children[at - 1]?.getBoundingClientRect();
  const below = root.children[at]?.getBoundingClientRect();
  const edges = [above?.bottom ?? below?.top, below?.top ?? above?.bottom];
  const top = edges.reduce<number>((sum, edge) => sum + (edge ?? 0) / 2, 0);
  line.style.left = `${Math.round(left)}px`;
  line.style.top = `${Math.round(top)}px`;
  line.style.width = `${Math.round(width)}px`;
  line.dataset["form"] = said[form];
  if (!line.isConnected) document.body.append(line);
}

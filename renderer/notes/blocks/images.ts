/**
 * Pictures in notes: pasted or dropped, stored by the notebook, resized by + and - or by their corner,
 * described by words that Enter asks for.
 */
import {
  configExtension,
  getExtensionDependencyFromEditor,
  NodeSelectionDataSelectedExtension,
} from "@lexical/extension";
import { defineImportRule, DOMImportExtension, sel } from "@lexical/html";
import { DRAG_DROP_PASTE, RichTextExtension } from "@lexical/rich-text";
import {
  $createNodeSelection,
  $getEditor,
  $getNearestNodeFromDOMNode,
  $getNodeByKey,
  $getSelection,
  $insertNodes,
  $isNodeSelection,
  $setSelection,
  CLICK_COMMAND,
  COMMAND_PRIORITY_EDITOR,
  COMMAND_PRIORITY_LOW,
  createCommand,
  defineExtension,
  HISTORY_MERGE_TAG,
  isDOMNode,
  KEY_DOWN_COMMAND,
  KEY_ENTER_COMMAND,
  mergeRegister,
  safeCast,
  SKIP_SCROLL_INTO_VIEW_TAG,
  type LexicalCommand,
  type LexicalEditor,
  type NodeKey,
} from "lexical";
import { $createImageNode, $isImageNode, ImageNode } from "./image-node.ts";
import { registerResizing, resized } from "./image-resizing.ts";

/** Stores a picture and gives its hash; throws a sentence that says why not. */
export type AddImage = (bytes: Uint8Array<ArrayBuffer>) => Promise<string>;

/** Says why something was not put in. */
export const REFUSED_COMMAND: LexicalCommand<string> = createCommand("REFUSED_COMMAND");
/** Asks for the words that describe a picture. */
export const DESCRIBE_IMAGE_COMMAND: LexicalCommand<NodeKey> =
  createCommand("DESCRIBE_IMAGE_COMMAND");

const largest = 20_000_000;
const kept = /^image\/(?:png|jpeg|gif|webp|avif)$/;
const steps: Readonly<Record<string, number>> = { "+": 10, "=": 10, "-": -10 };

const own = /^[0-9a-f]{64}$/;
const ownRule = defineImportRule({
  name: "commonplace/image",
  match: sel.tag("img").attr("data-commonplace-image", own, { capture: "hash" }),
  $import(context, element) {
    const [width = 0, height = 0, scale = 0] = (element.dataset["size"] ?? "")
      .split(" ")
      .map((each) => Math.max(0, Number(each) || 0));
    const alt = element.getAttribute("alt") ?? "";
    return [$createImageNode({ hash: context.captures.hash[0], alt, width, height, scale })];
  },
});

const written = /^data:(image\/[a-z]+);base64,([A-Za-z0-9+/=\s]+)$/;
/** A picture whose bytes came with the page. */
const writtenRule = defineImportRule({
  name: "commonplace/written-image",
  match: sel.tag("img").attr("src", written, { capture: "data" }),
  $import(context, element) {
    const [, type = "", data = ""] = context.captures.data;
    const bytes = Uint8Array.from(atob(data.replaceAll(/\s/g, "")), (each) => each.charCodeAt(0));
    const alt = element.getAttribute("alt") ?? "";
    const node = $createImageNode({ alt });
    void store($getEditor(), node.getKey(), new Blob([bytes], { type }));
    return [node];
  },
});

export const ImagesExtension = defineExtension({
  name: "commonplace/images",
  config: safeCast<{ readonly addImage: AddImage }>({
    addImage: async () => {
      throw new Error("Pictures cannot be stored here.");
    },
  }),
  nodes: () => [ImageNode],
  dependencies: [
    RichTextExtension,
    configExtension(NodeSelectionDataSelectedExtension, { nodes: [ImageNode] }),
    configExtension(DOMImportExtension, { rules: [ownRule, writtenRule] }),
  ],
  register: (editor) =>
    mergeRegister(
      registerResizing(editor),
      editor.registerCommand(
        DRAG_DROP_PASTE,
        (files) => {
          for (const file of files) $insertFile(editor, file);
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
      editor.registerCommand(
        CLICK_COMMAND,
        ({ target }) => {
          const node = isDOMNode(target) ? $getNearestNodeFromDOMNode(target) : null;
          if (!$isImageNode(node)) return false;
          const selection = $createNodeSelection();
          selection.add(node.getKey());
          $setSelection(selection);
          return true;
        },
        COMMAND_PRIORITY_LOW,
      ),
      editor.registerCommand(
        KEY_ENTER_COMMAND,
        (event) => {
          const image = $selectedImage();
          if (!image) return false;
          event?.preventDefault();
          return editor.dispatchCommand(DESCRIBE_IMAGE_COMMAND, image.getKey());
        },
        COMMAND_PRIORITY_LOW,
      ),
      editor.registerCommand(
        KEY_DOWN_COMMAND,
        (event) => {
          const image = $selectedImage();
          const by = steps[event.key];
          const frame = image && editor.getElementByKey(image.getKey());
          if (!image || !frame || by === undefined || event.ctrlKey || event.metaKey) return false;
          event.preventDefault();
          image.setPicture({ scale: resized(frame, by) });
          return true;
        },
        COMMAND_PRIORITY_LOW,
      ),
    ),
});

function $selectedImage(): ImageNode | null {
  const selection = $getSelection();
  if (!$isNodeSelection(selection)) return null;
  const [node, second] = selection.getNodes();
  return second === undefined && $isImageNode(node) ? node : null;
}

function $insertFile(editor: LexicalEditor, file: File): void {
  const reason = refusalOf(file);
  if (reason !== null) {
    editor.dispatchCommand(REFUSED_COMMAND, reason);
    return;
  }
  const node = $createImageNode();
  $insertNodes([node]);
  void store(editor, node.getKey(), file);
}

function refusalOf(file: Blob): string | null {
  if (!kept.test(file.type))
    return "Only PNG, JPEG, GIF, WebP and AVIF pictures can be put into a note. Drop other files on the library to import them.";
  const size = Math.ceil(file.size / 1_000_000);
  return file.size > largest
    ? `This picture has ${size} MB; at most ${largest / 1_000_000} MB can be put into a note. Make it smaller first.`
    : null;
}

/** Stores what a picture shows; takes it away again and says why when that fails. */
async function store(editor: LexicalEditor, key: NodeKey, file: Blob): Promise<void> {
  const { addImage } = getExtensionDependencyFromEditor(editor, ImagesExtension).config;
  const tag = [HISTORY_MERGE_TAG, SKIP_SCROLL_INTO_VIEW_TAG];
  try {
    const reason = refusalOf(file);
    if (reason !== null) throw new Error(reason);
    const size = await sizeOf(file);
    const hash = await addImage(new Uint8Array(await file.arrayBuffer()));
    const $set = () => {
      const node = $getNodeByKey(key);
      if ($isImageNode(node)) node.setPicture({ hash, ...size });
    };
    editor.update($set, { tag });
  } catch (error) {
    editor.update(() => $getNodeByKey(key)?.remove(), { tag });
    const reason = error instanceof Error ? error.message : String(error);
    editor.dispatchCommand(REFUSED_COMMAND, reason);
  }
}

async function sizeOf(file: Blob): Promise<{ readonly width: number; readonly height: number }> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch (error) {
    throw new Error("This file is not a picture that can be shown.", { cause: error });
  }
  const { width, height } = bitmap;
  bitmap.close();
  return { width, height };
}

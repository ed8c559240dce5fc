/** Keeps nodes of one class showing what the notebook says today, without an update of the editor. */
import {
  $getNodeByKey,
  mergeRegister,
  type Klass,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
} from "lexical";
import type { Live } from "./live.ts";

/**
 * Watches the fact behind each node of a class while the node is there, and draws it into the node's
 * element whenever it becomes another.
 */
export function registerLiveNodes<Node extends LexicalNode, Value>(
  editor: LexicalEditor,
  klass: Klass<Node>,
  live: Live<Value>,
  $keyOf: (node: Node) => string,
  draw: (element: HTMLElement, node: Node, value: Value | null) => void,
): () => void {
  const watched = new Map<NodeKey, () => void>();
  const $node = (key: NodeKey): Node | null => {
    const node = $getNodeByKey(key);
    return node instanceof klass ? (node as Node) : null;
  };
  const watch = (key: NodeKey): (() => void) | null => {
    const factKey = editor.read(() => {
      const node = $node(key);
      return node && $keyOf(node);
    });
    if (factKey === null) return null;
    return live.watch(factKey, (value) => {
      const element = editor.getElementByKey(key);
      const node = editor.getEditorState().read(() => $node(key));
      if (element && node) draw(element, node, value);
    });
  };
  return mergeRegister(
    editor.registerMutationListener(klass, (mutations) => {
      for (const [key, mutation] of mutations) {
        // The new watcher first, so that a fact does not lose its only one and is asked for again.
        const stop = mutation === "destroyed" ? null : watch(key);
        watched.get(key)?.();
        watched.delete(key);
        if (stop) watched.set(key, stop);
      }
    }),
    () => {
      for (const stop of watched.values()) stop();
      watched.clear();
    },
  );
}

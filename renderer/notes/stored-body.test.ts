import { $createListItemNode, $createListNode } from "@lexical/list";
import {
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  REDO_COMMAND,
  UNDO_COMMAND,
  type LexicalNode,
} from "lexical";
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { $createTableNodeWithDimensions } from "@lexical/table";
import { $createClipQuoteNode, $isClipQuoteNode } from "./quotes/clip-quote.ts";
import { createLive } from "./live.ts";
import { bodyOf, createNoteEditor } from "./note-editor.ts";
import { createStoredBody } from "./stored-body.ts";

/** An editor without a window, in a notebook that knows nothing. */
function open() {
  const nothing = () =>
    createLive<never>({ fetch: async () => new Map<string, never>(), onStale: () => () => {} });
  const links = {
    known: () => [],
    suggest: async () => [],
    create: async () => ({ kind: "note" as const, id: "new" }),
    want: async (title: string) => ({ kind: "note" as const, id: "wanted", title, exists: false }),
    onFailure: () => {},
    onSeveral: () => {},
  };
  return createNoteEditor(
    "",
    { note: "", titles: nothing(), clips: nothing(), links, addImage: async () => "" },
    (error) => {
      throw error;
    },
  );
}

/** What can happen to a note: the nth block, or node, is the one it happens to. */
const edits: Readonly<Record<string, (nth: number) => void>> = {
  paragraph: (nth) => $put(nth, $createParagraphNode().append($createTextNode(`words ${nth}`))),
  quote: (nth) => $put(nth, $createClipQuoteNode("clip")),
  table: (nth) => $put(nth, $createTableNodeWithDimensions(2, 2)),
  list: (nth) =>
    $put(
      nth,
      $createListNode("bullet").append($createListItemNode().append($createTextNode("item"))),
    ),
  type: (nth) => $texts()[nth % Math.max(1, $texts().length)]?.spliceText(0, 0, "x"),
  format: (nth) => $texts()[nth % Math.max(1, $texts().length)]?.toggleFormat("bold"),
  reword: () => void $getRoot().getChildren().find($isClipQuoteNode)?.setWords("said"),
  remove: (nth) => {
    if ($getRoot().getChildrenSize() > 1) $block(nth)?.remove();
  },
  move: (nth) => {
    const moved = $block(nth);
    if (moved && !moved.is($block(0) ?? null)) $block(0)?.insertBefore(moved);
  },
};
const happenings = [...Object.keys(edits), "undo", "redo", "read again"];

const $block = (nth: number): LexicalNode | undefined =>
  $getRoot().getChildAtIndex(nth % Math.max(1, $getRoot().getChildrenSize())) ?? undefined;
const $texts = () => $getRoot().getAllTextNodes();

function $put(nth: number, block: LexicalNode): void {
  const before = $block(nth);
  if (before) before.insertAfter(block);
  else $getRoot().append(block);
}

it("is the same text as if all of the note were written anew, whatever is done to it", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...happenings), fc.nat(20)), { maxLength: 30 }),
      (steps) => {
        const editor = open();
        const stored = createStoredBody(editor);
        for (const [name, nth] of steps) {
          const edit = edits[name];
          if (edit) editor.update(() => edit(nth), { discrete: true });
          else if (name === "undo") editor.dispatchCommand(UNDO_COMMAND, undefined);
          else if (name === "redo") editor.dispatchCommand(REDO_COMMAND, undefined);
          else editor.setEditorState(editor.parseEditorState(bodyOf(editor)));
          expect(stored()).toBe(bodyOf(editor));
        }
        editor.dispose();
      },
    ),
  );
});

it("writes only the block that changed", () => {
  const editor = open();
  editor.update(
    () => {
      for (let nth = 0; nth < 50; nth++)
        $getRoot().append($createParagraphNode().append($createTextNode(`words ${nth}`)));
    },
    { discrete: true },
  );
  const stored = createStoredBody(editor);
  stored();
  editor.update(() => $texts()[7]?.spliceText(0, 0, "more "), { discrete: true });
  const stringify = vi.spyOn(JSON, "stringify");
  const body = stored();
  const written = stringify.mock.calls.map(([value]) => (value as { readonly type?: string }).type);
  stringify.mockRestore();
  expect(written).toEqual(["paragraph", undefined]);
  expect(body).toBe(bodyOf(editor));
});

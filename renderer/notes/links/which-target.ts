/**
 * Several notes may be called the same. A link closed by hand leads to the one used last; this offers the
 * others beside it, until something else is done. Nothing is asked that has to be answered.
 */
import { signal, type ReadonlySignal, type Signal } from "@lexical/extension";
import {
  $getNodeByKey,
  defineExtension,
  mergeRegister,
  type LexicalEditor,
  type NodeKey,
} from "lexical";
import type { Suggestion } from "../../../electron/api.ts";
import {
  $createNoteEmbedNode,
  $isNoteEmbedNode,
  NoteEmbedExtension,
} from "../blocks/note-embed.ts";
import type { LinkRow } from "./link-rows.ts";
import { activateRow, registerMenuKeys } from "./menu-keys.ts";
import {
  $createNotebookLinkNode,
  $isNotebookLinkNode,
  NotebookLinkExtension,
} from "./notebook-link.ts";

export interface WhichTargetState {
  /** Says which is meant, and how another is. */
  readonly head: string;
  readonly rows: readonly LinkRow[];
  /** -1 until one is pointed at or stepped to: Enter is the text's until then. */
  readonly active: number;
  /** The link or embed that is asked about. */
  readonly text: NodeKey;
  readonly start: 0;
}

export interface WhichTarget {
  readonly state: ReadonlySignal<WhichTargetState | null>;
  /** Offers what else the node of this key may point to. */
  ask(key: NodeKey, alike: readonly Suggestion[]): void;
  choose(row: number): void;
  activate(row: number): void;
}

function severalWords(alike: readonly Suggestion[]): string {
  const [first] = alike;
  const [one, many] = first?.kind === "article" ? ["article", "articles"] : ["note", "notes"];
  return `${alike.length} ${many} are called so: this leads to the ${one} used last. ↓ chooses another`;
}

export const WhichTargetExtension = defineExtension({
  name: "commonplace/which-target",
  dependencies: [NotebookLinkExtension, NoteEmbedExtension],
  build: createWhichTarget,
  register: (_editor, _config, state) => state.getOutput().register(),
});

function createWhichTarget(editor: LexicalEditor): WhichTarget & { register(): () => void } {
  const state: Signal<WhichTargetState | null> = signal(null);
  const close = (): void => {
    state.value = null;
  };
  const choose = (index: number): void => {
    const now = state.peek();
    const row = now?.rows[index];
    close();
    if (now && row?.kind === "target") editor.update(() => $lead(now.text, row.suggestion));
  };
  return {
    state,
    ask(text, alike) {
      const rows = alike.map((suggestion) => ({ kind: "target", suggestion }) as const);
      state.value = { head: severalWords(alike), rows, active: -1, text, start: 0 };
    },
    choose,
    activate: (row) => activateRow(state, row),
    register: () =>
      mergeRegister(
        // Whoever goes on has answered.
        editor.registerUpdateListener(({ editorState, prevEditorState }) => {
          if (state.peek() && editorState !== prevEditorState) close();
        }),
        registerMenuKeys(editor, state, {
          take: ({ active }) => {
            if (active < 0) return false;
            choose(active);
            return true;
          },
          close,
        }),
        close,
      ),
  };
}

/** Makes a link or an embed point to another note or article. */
function $lead(key: NodeKey, { kind, id, title }: Suggestion): void {
  const node = $getNodeByKey(key);
  if ($isNotebookLinkNode(node))
    node.replace(
      $createNotebookLinkNode({ kind, id }, node.getLabel(), { heading: wordsOnly(node) }),
    );
  else if ($isNoteEmbedNode(node)) node.replace($createNoteEmbedNode(id, title, wordsOnly(node)));
}

/** A heading of one note is known to another by its words only. */
function wordsOnly(node: {
  getHeading(): { readonly words: string } | undefined;
}): { readonly id: ""; readonly words: string } | undefined {
  const heading = node.getHeading();
  return heading === undefined ? undefined : { id: "", words: heading.words };
}

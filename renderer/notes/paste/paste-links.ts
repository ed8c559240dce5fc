/**
 * Links that a pasted text writes by title, as `[[Title]]`: words until the notebook has said what they
 * lead to, then links, within the step to undo that the paste is.
 */
import {
  $getNodeByKey,
  $getSelection,
  $isRangeSelection,
  $isTextNode,
  defineExtension,
  HISTORY_MERGE_TAG,
  PASTE_TAG,
  safeCast,
  SKIP_SCROLL_INTO_VIEW_TAG,
  type LexicalEditor,
  type NodeKey,
  type TextNode,
} from "lexical";
import type { WantedNote } from "../../../electron/api.ts";
import { addressIn } from "../links/link-query.ts";
import { $putTarget, wantedTarget } from "../links/link-target.ts";
import { $mayHoldLink, $textOf } from "../links/link-text.ts";
import { $isNotebookLinkNode } from "../links/notebook-link.ts";
import { PASTE_SLICE_TAG } from "./paste-slices.ts";

export interface PasteLinksConfig {
  /** What a title leads to, made or not. Null where links stay words. */
  readonly want: ((title: string) => Promise<WantedNote>) | null;
  /** Hears why that cannot be told. */
  readonly onFailure: (reason: string) => void;
}

export interface PasteLinks {
  /** A text is being pasted; what it links to by title is looked up. An empty one ends that. */
  expect(text: string): void;
}

export const PasteLinksExtension = defineExtension({
  name: "commonplace/paste-links",
  config: safeCast<PasteLinksConfig>({ want: null, onFailure: () => {} }),
  build: createPasteLinks,
  register: (_editor, _config, state) => state.getOutput().register(),
});

/** `[[title]]` or `[[title|label]]`; what is embedded and longer brackets are something else. */
const written = /(?<![![])\[\[([^[\]|\n]{1,200})(?:\|([^[\]\n]{0,200}))?\]\](?!\])/g;

/** What the links of one paste lead to, by title. */
interface Paste {
  readonly titles: ReadonlySet<string>;
  /** Null for what could not be looked up. */
  readonly found: Map<string, WantedNote | null>;
}

function createPasteLinks(
  editor: LexicalEditor,
  { want, onFailure }: PasteLinksConfig,
): PasteLinks & { register(): () => void } {
  let paste: Paste | null = null;
  const texts = new Map<NodeKey, Paste>();
  let isLooking = false;
  let isOver = false;

  async function ask(title: string, found: Map<string, WantedNote | null>): Promise<void> {
    try {
      found.set(title, (await want?.(title)) ?? null);
    } catch (error) {
      // It stays the words it is: nothing is lost.
      found.set(title, null);
      onFailure(error instanceof Error ? error.message : String(error));
    }
  }

  async function look(): Promise<void> {
    if (isLooking || want === null) return;
    isLooking = true;
    // Not within the update that is being told of.
    await Promise.resolve();
    while (texts.size > 0 && !isOver) {
      const batch = [...texts];
      texts.clear();
      for (const [key, { titles, found }] of batch)
        for (const { title } of editor.getEditorState().read(() => $linksIn(key, titles)))
          if (!found.has(title)) await ask(title, found);
      editor.update(() => batch.forEach(([key, { found }]) => $putLinks(key, found)), {
        tag: [HISTORY_MERGE_TAG, SKIP_SCROLL_INTO_VIEW_TAG],
      });
    }
    isLooking = false;
  }

  return {
    expect(text) {
      const titles = new Set(linksIn(text).map(({ title }) => title));
      paste = titles.size === 0 ? null : { titles, found: new Map() };
    },
    register() {
      const stop = editor.registerUpdateListener(({ tags, dirtyLeaves }) => {
        if (paste === null || !(tags.has(PASTE_TAG) || tags.has(PASTE_SLICE_TAG))) return;
        for (const key of dirtyLeaves) texts.set(key, paste);
        void look();
      });
      return () => {
        isOver = true;
        stop();
      };
    },
  };
}

interface WrittenLink {
  readonly title: string;
  readonly label: string;
  readonly start: number;
  readonly end: number;
}

function linksIn(text: string): readonly WrittenLink[] {
  return [...text.matchAll(written)].flatMap((match) => {
    const title = (match[1] ?? "").trim();
    // Words of a clip are chosen, not written; an address is no title.
    if (!/[\p{L}\p{N}]/u.test(title) || title.startsWith("^") || addressIn(title) !== null)
      return [];
    const { index: start } = match;
    return [{ title, label: (match[2] ?? "").trim(), start, end: start + match[0].length }];
  });
}

function $linksIn(key: NodeKey, titles: ReadonlySet<string>): readonly WrittenLink[] {
  const node = $getNodeByKey(key);
  if (!$isTextNode(node) || !$mayHoldLink(node)) return [];
  return linksIn(node.getTextContent()).filter(({ title }) => titles.has(title));
}

/** From the last to the first, so that what is still to be replaced stays where it was. */
function $putLinks(key: NodeKey, found: ReadonlyMap<string, WantedNote | null>): void {
  const links = $linksIn(key, new Set(found.keys()));
  for (const link of links.toReversed()) {
    const node = $getNodeByKey(key);
    const target = found.get(link.title);
    if ($isTextNode(node) && target) $putLink($textOf(node, link), target, link.label);
  }
}

function $putLink(words: TextNode, target: WantedNote, label: string): void {
  const selection = $getSelection();
  const hasCaret = $isRangeSelection(selection) && selection.anchor.key === words.getKey();
  const link = $putTarget(words, wantedTarget(target), label, false);
  if (hasCaret && $isNotebookLinkNode(link)) link.selectNext(0, 0);
}

/**
 * The menu that opens when `@` is typed at the beginning of a word: articles by author, year and title.
 * What is chosen becomes a citation, whose words follow what is known of the article.
 */
import { signal, type ReadonlySignal, type Signal } from "@lexical/extension";
import {
  $getNodeByKey,
  $getSelection,
  $isNodeSelection,
  $isRangeSelection,
  $isTextNode,
  COMMAND_PRIORITY_LOW,
  COMPOSITION_END_TAG,
  createCommand,
  defineExtension,
  HISTORIC_TAG,
  KEY_DOWN_COMMAND,
  mergeRegister,
  PASTE_TAG,
  safeCast,
  type LexicalCommand,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
  type TextNode,
} from "lexical";
import type { Suggestion } from "../../../electron/api.ts";
import { LETTER_TAG } from "../plain-typing.ts";
import { $isSharingCitation, CitationsExtension } from "./citations.ts";
import { citeQueryAt, type CiteQuery } from "./cite-query.ts";
import type { LinkRow } from "./link-rows.ts";
import { $caretAfter, $mayLink, $textOf } from "./link-text.ts";
import { $createNotebookLinkNode } from "./notebook-link.ts";
import { activateRow, registerMenuKeys } from "./menu-keys.ts";

/** Opens the menu of articles to cite at the caret. */
export const OPEN_CITE_MENU_COMMAND: LexicalCommand<void> = createCommand("OPEN_CITE_MENU_COMMAND");

export interface CiteMenuState {
  readonly query: string;
  readonly locator: string;
  readonly rows: readonly LinkRow[];
  /** The row that Enter takes; -1 when there are none. */
  readonly active: number;
  /** Where the text being typed is. */
  readonly text: NodeKey;
  readonly start: number;
}

export interface CiteMenuConfig {
  /** Suggestions known already, without waiting; undefined when there are none yet. */
  readonly known: (query: string) => readonly Suggestion[] | undefined;
  readonly suggest: (query: string) => Promise<readonly Suggestion[]>;
}

export interface CiteMenu {
  readonly state: ReadonlySignal<CiteMenuState | null>;
  /** Takes a row, as Enter does for the active one. */
  choose(row: number): void;
  activate(row: number): void;
}

export const CiteMenuExtension = defineExtension({
  name: "commonplace/cite-menu",
  config: safeCast<CiteMenuConfig>({ known: () => [], suggest: async () => [] }),
  dependencies: [CitationsExtension],
  build: createCiteMenu,
  register: (_editor, _config, state) => state.getOutput().register(),
});

interface CiteText extends CiteQuery {
  readonly node: TextNode;
  readonly text: NodeKey;
}

/** The citation being typed at the caret; null outside of one, in code and in links. */
function $citeBeingTyped(): CiteText | null {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return null;
  const node = selection.anchor.getNode();
  if (!$isTextNode(node) || !$mayLink(selection)) return null;
  const { offset } = selection.anchor;
  const query = citeQueryAt(node.getTextContent(), offset);
  // Right behind a link there may be no space.
  if (query === null || (query.start === 0 && $isTextNode(node.getPreviousSibling()))) return null;
  return { node, text: node.getKey(), ...query };
}

/** Joins the citation before it, when only what one puts between works stands between them. */
function $joinBefore(link: LexicalNode): void {
  const between = link.getPreviousSibling();
  if (!$isTextNode(between) || !/^[\s;,]*$/.test(between.getTextContent())) return;
  if ($isSharingCitation(between.getPreviousSibling())) between.remove();
}

/** Typed on a selected citation, the sign adds another to it. */
function $addToSelected(event: KeyboardEvent): boolean {
  const selection = $getSelection();
  if (event.key !== "@" || !$isNodeSelection(selection)) return false;
  const [node, second] = selection.getNodes();
  if (second !== undefined || !$isSharingCitation(node)) return false;
  event.preventDefault();
  node.selectNext(0, 0).insertText("@");
  return true;
}

function createCiteMenu(
  editor: LexicalEditor,
  config: CiteMenuConfig,
): CiteMenu & { register(): () => void } {
  const state: Signal<CiteMenuState | null> = signal(null);
  /** The query that the rows answer. */
  let answered: string | null = null;

  const close = (): void => {
    state.value = null;
  };
  const rowsOf = (suggestions: readonly Suggestion[]): readonly LinkRow[] =>
    suggestions.map((suggestion) => ({ kind: "target", suggestion }));

  function show({ query, locator, text, start }: CiteText): void {
    const last = state.peek();
    const known = last?.query === query ? null : config.known(query);
    const rows = known ? rowsOf(known) : (last?.rows ?? []);
    const active = last?.query === query ? last.active : Math.min(0, rows.length - 1);
    if (known) answered = query;
    state.value = { query, locator, text, start, rows, active };
    if (last?.query !== query) void refine(query);
  }

  async function refine(query: string): Promise<void> {
    try {
      const rows = rowsOf(await config.suggest(query));
      const now = state.peek();
      if (now?.query !== query) return;
      answered = query;
      // Words that name nothing are words.
      if (rows.length === 0 && query.includes(" ")) close();
      else
        state.value = { ...now, rows, active: Math.min(Math.max(now.active, 0), rows.length - 1) };
    } catch (error) {
      // The rows that are there still work.
      reportError(error);
    }
  }

  /** Opens right after `@` was typed, stays while the caret is in what follows it. */
  function follow(tags: ReadonlySet<string>, typed: boolean): void {
    const now = state.peek();
    // A letter does not open the menu.
    if (editor.isComposing() || (now === null && tags.has(LETTER_TAG))) return;
    const found = editor.read($citeBeingTyped);
    if (!found) return now ? close() : undefined;
    if (now && now.text === found.text && now.start === found.start) {
      if (now.query !== found.query || now.locator !== found.locator) show(found);
      return;
    }
    if (now) close();
    const foreign = [HISTORIC_TAG, PASTE_TAG, COMPOSITION_END_TAG].some((tag) => tags.has(tag));
    if (typed && !foreign && found.end === found.start + 1) show(found);
  }

  function choose(index: number): void {
    const row = state.peek()?.rows[index];
    if (row?.kind === "target") editor.update(() => $put(row.suggestion));
  }

  function $put({ kind, id }: Suggestion): void {
    const found = $citeBeingTyped();
    close();
    if (!found) return;
    const link = $createNotebookLinkNode({ kind, id }, "", { cite: { locator: found.locator } });
    $textOf(found.node, found).replace(link);
    $joinBefore(link);
    link.selectNext(0, 0);
  }

  /** Takes what the notebook will answer first: whoever types fast must not get what was there before. */
  function chooseAnswer({ query, text }: CiteMenuState): void {
    close();
    config.suggest(query).then(([first]) => {
      if (!first) return;
      editor.update(() => {
        const node = $getNodeByKey(text);
        if ($isTextNode(node) && $citeBeingTyped()?.query === query) $put(first);
      });
    }, reportError);
  }

  const take = (now: CiteMenuState): boolean => {
    if (now.active < 0) return false;
    if (answered === now.query || now.active > 0) choose(now.active);
    else chooseAnswer(now);
    return true;
  };

  function $openAtCaret(): boolean {
    const selection = $getSelection();
    if (!$isRangeSelection(selection) || !$mayLink(selection)) return false;
    const { anchor } = $caretAfter(selection);
    const node = anchor.getNode();
    const before = $isTextNode(node) ? node.getTextContent().slice(0, anchor.offset) : "";
    // Right behind a word the sign would be that of an address.
    selection.insertText(citeQueryAt(`${before}@`, before.length + 1) === null ? " @" : "@");
    return true;
  }

  return {
    state,
    choose,
    activate: (row) => activateRow(state, row),
    register: () =>
      mergeRegister(
        editor.registerUpdateListener(({ tags, dirtyLeaves }) =>
          follow(tags, dirtyLeaves.size > 0),
        ),
        registerMenuKeys(editor, state, { take, close }),
        editor.registerCommand(KEY_DOWN_COMMAND, $addToSelected, COMMAND_PRIORITY_LOW),
        editor.registerCommand(OPEN_CITE_MENU_COMMAND, $openAtCaret, COMMAND_PRIORITY_LOW),
        close,
      ),
  };
}

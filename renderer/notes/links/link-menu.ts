/**
 * The menu that opens when `[[` is typed: what it offers, which row is active, what its keys do. It
 * opens in the same turn as the key, with what is known already, and is refined by the answer.
 */
import { signal, type ReadonlySignal, type Signal } from "@lexical/extension";
import { $createLinkNode } from "@lexical/link";
import {
  $createTextNode,
  $getNodeByKey,
  $getSelection,
  $isRangeSelection,
  $isTextNode,
  COMMAND_PRIORITY_HIGH,
  COMMAND_PRIORITY_LOW,
  COMPOSITION_END_TAG,
  CONTROLLED_TEXT_INSERTION_COMMAND,
  createCommand,
  defineExtension,
  HISTORIC_TAG,
  mergeRegister,
  PASTE_TAG,
  safeCast,
  type EditorState,
  type LexicalCommand,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
  type TextNode,
} from "lexical";
import type { Suggestion, Target, WantedNote } from "../../../electron/api.ts";
import { mayStill, rowsOf, type LinkRow } from "./link-rows.ts";
import { $putTarget, targetOf, wantedTarget, type LinkTarget } from "./link-target.ts";
import {
  $caretAfter,
  $linkBeingTyped,
  $linkJustClosed,
  $mayLink,
  $textOf,
  $wordsWithinOneText,
  type LinkText,
} from "./link-text.ts";
import { LETTER_TAG } from "../plain-typing.ts";
import { NoteEmbedExtension } from "../blocks/note-embed.ts";
import { $isNotebookLinkNode, NotebookLinkExtension } from "./notebook-link.ts";
import { titleKey, type Titles } from "./targets.ts";
import { activateRow, registerMenuKeys } from "./menu-keys.ts";
import { WhichTargetExtension, type WhichTarget } from "./which-target.ts";

/** Opens the menu at the caret, with the selected words as the label. */
export const OPEN_LINK_MENU_COMMAND: LexicalCommand<void> = createCommand("OPEN_LINK_MENU_COMMAND");

/** Opens the menu of notes to embed at the caret. */
export const OPEN_EMBED_MENU_COMMAND: LexicalCommand<void> =
  createCommand("OPEN_EMBED_MENU_COMMAND");

export interface LinkMenuState {
  readonly query: string;
  readonly rows: readonly LinkRow[];
  /** The row that Enter takes; -1 when there are none. */
  readonly active: number;
  /** Something is to be shown here rather than linked to: notes, their sections, and clips. */
  readonly embed: boolean;
  /** Where the text of the link being typed is. */
  readonly text: NodeKey;
  readonly start: number;
}

export interface LinkMenuConfig {
  /** Suggestions known already, without waiting; undefined when there are none yet. */
  readonly known: (query: string) => readonly Suggestion[] | undefined;
  readonly suggest: (query: string) => Promise<readonly Suggestion[]>;
  /** Makes a note of exactly this title. Throws a sentence when that fails. */
  readonly create: (title: string) => Promise<Target>;
  /** What a link closed by hand points to, made or not. Throws a sentence when that cannot be told. */
  readonly want: (title: string) => Promise<WantedNote>;
  /** Hears why a note could not be made. */
  readonly onFailure: (reason: string) => void;
}

export interface LinkMenu {
  readonly state: ReadonlySignal<LinkMenuState | null>;
  /** Takes a row, as Enter does for the active one. */
  choose(row: number): void;
  activate(row: number): void;
  close(): void;
}

export const LinkMenuExtension = defineExtension({
  name: "commonplace/link-menu",
  config: safeCast<LinkMenuConfig>({
    known: () => [],
    suggest: async () => [],
    create: async () => {
      throw new Error("Expected an editor that can make notes");
    },
    want: async () => {
      throw new Error("Expected an editor in a notebook");
    },
    onFailure: () => {},
  }),
  dependencies: [NotebookLinkExtension, NoteEmbedExtension, WhichTargetExtension],
  build: (editor, config, state) =>
    createLinkMenu(
      editor,
      config,
      state.getDependency(NotebookLinkExtension).config.titles,
      state.getDependency(WhichTargetExtension).output,
    ),
  register: (_editor, _config, state) => state.getOutput().register(),
});

/** Where the link being typed stands, and the words it shall show when they were selected before. */
interface Place {
  readonly text: NodeKey;
  readonly start: number;
  readonly label: string | null;
  readonly embed: boolean;
}

function createLinkMenu(
  editor: LexicalEditor,
  config: LinkMenuConfig,
  titles: Titles,
  which: WhichTarget,
): LinkMenu & { register(): () => void } {
  const state: Signal<LinkMenuState | null> = signal(null);
  let place: Place | null = null;
  let suggestions: readonly Suggestion[] = [];
  /** The query that `suggestions` are the notebook's answer to; null while that is under way. */
  let answered: string | null = null;

  const close = (): void => {
    place = null;
    state.value = null;
  };

  function show(next: Place, query: string): void {
    const last = state.peek();
    place = next;
    if (last?.query === query) return;
    const known = config.known(query);
    suggestions = known ?? suggestions.filter((each) => mayStill(each, query));
    answered = known ? query : null;
    state.value = { ...next, query, rows: rowsOf(query, suggestions, next.embed), active: 0 };
    void refine(query);
  }

  async function refine(query: string): Promise<void> {
    try {
      const answer = await config.suggest(query);
      const now = state.peek();
      if (!now || now.query !== query) return;
      answered = query;
      if (answer === suggestions) return;
      suggestions = answer;
      const rows = rowsOf(query, answer, now.embed);
      state.value = { ...now, rows, active: Math.min(now.active, rows.length - 1) };
    } catch (error) {
      // The rows that are there still work.
      reportError(error);
    }
  }

  /** Follows the text: opens right after `[[` was typed, stays while the caret is in the link. */
  function follow(tags: ReadonlySet<string>, typed: boolean, before: EditorState): void {
    // A letter neither opens a menu nor closes a link.
    if (place === null && tags.has(LETTER_TAG)) return;
    const foreign = [HISTORIC_TAG, PASTE_TAG, COMPOSITION_END_TAG].some((tag) => tags.has(tag));
    if (typed && !foreign && !editor.isComposing() && closeByHand(before)) return;
    const found = editor.read($linkBeingTyped);
    const open = place !== null;
    if (!found || editor.isComposing()) {
      if (open && !editor.isComposing()) close();
      return;
    }
    const { text, query } = found;
    if (place && place.text === text && place.start === query.start) {
      show(place, query.query);
      return;
    }
    if (open) close();
    if (
      !typed ||
      foreign ||
      query.query !== "" ||
      query.label !== null ||
      !/^!?\[\[$/.test(found.written)
    ) {
      return;
    }
    show({ text, start: query.start, label: null, embed: query.embed }, "");
  }

  function choose(index: number): void {
    const row = state.peek()?.rows[index];
    if (row?.kind === "create") create(row.title);
    else if (row) editor.update(() => $replace(row));
  }

  function $replace(row: Exclude<LinkRow, { kind: "create" }>): void {
    const found = $linkBeingTyped();
    const label = (found?.query.label || place?.label) ?? "";
    close();
    if (!found) return;
    if (row.kind === "address") {
      const link = $createLinkNode(row.url);
      link.append($createTextNode(label || row.url));
      $textOf(found.node, found.query).replace(link);
      link.selectEnd();
      return;
    }
    const target = targetOf(row.suggestion);
    learn(target);
    const words = $textOf(found.node, found.query);
    const put = $putTarget(words, target, label, found.query.embed);
    if ($isNotebookLinkNode(put)) put.selectNext(0, 0);
  }

  /** What is put in can be drawn at once. */
  function learn({ kind, id, title, heading, exists }: LinkTarget): void {
    const known = { kind, id, title, missing: !exists };
    // Where the heading stands is not known here.
    if (!heading) titles.learn(titleKey(known), exists ? known : { ...known, absence: "wanted" });
  }

  function create(title: string): void {
    const found = editor.read($linkBeingTyped);
    const label = (found?.query.label || place?.label) ?? "";
    close();
    if (!found) return;
    putLater(found, label, () => madeNote(title));
  }

  const madeNote = async (title: string): Promise<LinkTarget> => ({
    ...(await config.create(title)),
    title,
    exists: true,
  });

  /** Takes what the notebook will answer first: whoever types fast must not get what was there before. */
  function chooseAnswer(query: string): void {
    const found = editor.read($linkBeingTyped);
    const label = (found?.query.label || place?.label) ?? "";
    close();
    if (!found) return;
    putLater(found, label, async () => {
      const [row] = rowsOf(query, await config.suggest(query), found.query.embed);
      if (row?.kind === "target") return targetOf(row.suggestion);
      return row?.kind === "create" ? await madeNote(row.title) : null;
    });
  }

  /** The words stay until it is known what they point to: when that fails, nothing was lost. */
  function putLater(
    { text, written, query: { embed } }: LinkText,
    label: string,
    find: () => Promise<LinkTarget | null>,
  ): void {
    const put = (target: LinkTarget | null): void => {
      if (!target) return;
      learn(target);
      let made: LexicalNode | null = null;
      const ask = () => {
        if (made && target.alike) which.ask(made.getKey(), target.alike);
      };
      editor.update(
        () => {
          made = $putWritten(target);
        },
        { onUpdate: ask },
      );
    };
    const $putWritten = (target: LinkTarget): LexicalNode | null => {
      const node = $getNodeByKey(text);
      if (!$isTextNode(node)) return null;
      const start = node.getTextContent().indexOf(written);
      if (start < 0) return null;
      const end = start + written.length;
      const selection = $getSelection();
      const inIt = $isRangeSelection(selection) && selection.anchor.key === text;
      // What was typed on meanwhile stays after the caret it was typed at.
      const ahead = inIt ? selection.anchor.offset - end : 0;
      const put = $putTarget($textOf(node, { start, end }), target, label, embed);
      if (!inIt || !$isNotebookLinkNode(put)) return put;
      const next = put.getNextSibling();
      if (ahead > 0 && $isTextNode(next)) next.select(ahead, ahead);
      else put.selectNext(0, 0);
      return put;
    };
    find().then(put, (error: unknown) => {
      config.onFailure(error instanceof Error ? error.message : String(error));
    });
  }

  /** Makes a link of `[[title]]` once its last bracket is typed. */
  function closeByHand(before: EditorState): boolean {
    const found = editor.read($linkJustClosed);
    if (!found) return false;
    const last = before.read(() => $getNodeByKey(found.text)?.getTextContent() ?? "");
    if (last.length >= found.around.length || last.includes(found.written)) return false;
    const { query, label } = found.query;
    const words = (label || place?.label) ?? "";
    close();
    putLater(found, words, async () => wantedTarget(await config.want(query)));
    return true;
  }

  const take = (now: LinkMenuState, event: KeyboardEvent | null): boolean => {
    if (event?.shiftKey) {
      if (now.query === "") return false;
      create(now.query);
      return true;
    }
    const first = now.rows[0];
    if (!first || now.active < 0) return false;
    if (now.active > 0 || first.kind === "address" || answered === now.query) choose(now.active);
    else chooseAnswer(now.query);
    return true;
  };

  /** Wraps selected words in brackets; the second bracket makes them the label of a link. */
  function $wrap(inserted: string | InputEvent): boolean {
    const data = typeof inserted === "string" ? inserted : inserted.data;
    const selection = $getSelection();
    if (data !== "[" || !$isRangeSelection(selection) || selection.isCollapsed()) return false;
    const words = $wordsWithinOneText(selection);
    if (!words) return false;
    const { node, start, end } = words;
    const text = node.getTextContent();
    const second = text[start - 1] === "[" && text[end] === "]";
    const selected = text.slice(start, end);
    node.spliceText(start, end - start, `[${selected}]`);
    if (second) {
      $openWith(node, start - 1, selected);
    } else {
      node.select(start + 1, end + 1);
    }
    return true;
  }

  /** Opens the menu for `[[label` that stands in the text, the caret behind the label. */
  function $openWith(node: TextNode, start: number, label: string): void {
    const caret = start + 2 + label.length;
    node.select(caret, caret);
    place = { text: node.getKey(), start, label: label || null, embed: false };
  }

  function $openAtCaret(): boolean {
    const selection = $getSelection();
    if (!$isRangeSelection(selection) || !$mayLink(selection)) return false;
    const words = selection.isCollapsed() ? null : $wordsWithinOneText(selection);
    if (words) {
      const label = words.node.getTextContent().slice(words.start, words.end);
      words.node.spliceText(words.start, words.end - words.start, `[[${label}]]`);
      $openWith(words.node, words.start, label);
      return true;
    }
    selection.insertText("[[");
    return true;
  }

  function $openEmbed(): boolean {
    const selection = $getSelection();
    if (!$isRangeSelection(selection) || !$mayLink(selection)) return false;
    $caretAfter(selection).insertText("![[");
    return true;
  }

  return {
    state,
    choose,
    close,
    activate: (row) => activateRow(state, row),
    register: () =>
      mergeRegister(
        editor.registerUpdateListener(({ tags, dirtyLeaves, prevEditorState }) =>
          follow(tags, dirtyLeaves.size > 0, prevEditorState),
        ),
        registerMenuKeys(editor, state, { take, close }),
        editor.registerCommand(CONTROLLED_TEXT_INSERTION_COMMAND, $wrap, COMMAND_PRIORITY_HIGH),
        editor.registerCommand(OPEN_LINK_MENU_COMMAND, $openAtCaret, COMMAND_PRIORITY_LOW),
        editor.registerCommand(OPEN_EMBED_MENU_COMMAND, $openEmbed, COMMAND_PRIORITY_LOW),
        close,
      ),
  };
}

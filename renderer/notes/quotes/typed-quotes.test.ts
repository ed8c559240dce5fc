import { getExtensionDependencyFromEditor } from "@lexical/extension";
import { HistoryExtension } from "@lexical/history";
import {
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  $getSelection,
  COMMAND_PRIORITY_EDITOR,
  KEY_ESCAPE_COMMAND,
  KEY_TAB_COMMAND,
  PASTE_TAG,
  UNDO_COMMAND,
  type LexicalEditor,
} from "lexical";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import type { FoundQuotation, SourcedClip, TargetTitle } from "../../../electron/api.ts";
import { createLive } from "../live.ts";
import { createNoteEditor } from "../note-editor.ts";
import { TypedQuotesExtension } from "./typed-quotes.ts";

const words = "was found behind the stove";
const found: FoundQuotation = {
  article: "a1",
  title: "The log",
  byline: ["Rosa Penhale"],
  site: null,
  published: "2015",
  version: "v1",
  versionNumber: 1,
  isNewest: true,
  start: 8,
  end: 8 + words.length,
  paragraph: 2,
  page: null,
  words,
  source: `The log ${words}.`,
  state: "verbatim",
  diff: [{ kind: "kept", text: words }],
};
// What the node shows of a clip; the rest of it matters to nobody here.
const clip = {
  id: "c1",
  quote: words,
  articleTitle: "The log",
  byline: found.byline,
  site: null,
  published: "2015",
  paragraph: 2,
} as unknown as SourcedClip;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open(
  answer: (text: string) => FoundQuotation | null,
  give: () => Promise<SourcedClip> = async () => clip,
) {
  const asked: string[] = [];
  const nothing = { fetch: async () => new Map(), onStale: () => () => {} };
  const editor = createNoteEditor(
    "",
    {
      note: "",
      titles: createLive<TargetTitle>(nothing),
      clips: createLive<SourcedClip>(nothing),
      links: {
        known: () => [],
        suggest: async () => [],
        create: async () => ({ kind: "note", id: "n" }),
        want: async () => {
          throw new Error("Expected no wanted note");
        },
        onFailure: () => {},
      },
      addImage: async () => "",
      quotations: {
        find: async (text) => {
          asked.push(text);
          return answer(text);
        },
        clip: give,
        onFailure: () => {},
      },
    },
    (error) => {
      throw error;
    },
  );
  onTestFinished(() => editor.dispose());
  // It is off where there is no window.
  getExtensionDependencyFromEditor(editor, HistoryExtension).output.disabled.value = false;
  const typed = getExtensionDependencyFromEditor(editor, TypedQuotesExtension).output;
  return { editor, typed, asked };
}

function put(editor: LexicalEditor, text: string): void {
  editor.update(
    () => {
      const node = $createTextNode(text);
      $getRoot().clear().append($createParagraphNode().append(node));
      node.select();
    },
    { discrete: true, tag: [PASTE_TAG, "history-push"] },
  );
}
const rest = () => vi.advanceTimersByTimeAsync(2_000);
const textOf = (editor: LexicalEditor) => editor.read(() => $getRoot().getTextContent());
const kinds = (editor: LexicalEditor) =>
  editor.read(() =>
    $getRoot()
      .getChildren()
      .map((node) => node.getType())
      .join(" "),
  );

test("a quotation is looked up once, when nothing is typed any more", async () => {
  const { editor, typed, asked } = open(() => found);
  put(editor, `It “${words}”`);
  expect(asked).toEqual([]);
  await rest();
  expect(asked).toEqual([words]);
  expect(typed.active.value).toMatchObject({ text: words, start: 3, found: { title: "The log" } });
  put(editor, `And it “${words}”`);
  await rest();
  expect(asked).toEqual([words]);
});

test.each([
  "It “has four words here”",
  "It “was found behind the stove",
  "No marks at all are in here",
])("%s asks nothing", async (text) => {
  const { editor, asked } = open(() => found);
  put(editor, text);
  await rest();
  expect(asked).toEqual([]);
});

test("what the notebook does not have shows nothing", async () => {
  const { editor, typed } = open(() => null);
  put(editor, `It “${words}”`);
  await rest();
  expect(typed.active.value).toBeNull();
  expect(typed.quotes.value).toEqual([]);
});

test("one undo removes the chip, the next the paste", async () => {
  const { editor, typed } = open(() => found);
  put(editor, "Before");
  put(editor, `It “${words}”`);
  await rest();
  editor.dispatchCommand(UNDO_COMMAND, undefined);
  expect(typed.active.value).toBeNull();
  expect(textOf(editor)).toBe(`It “${words}”`);
  editor.dispatchCommand(UNDO_COMMAND, undefined);
  await rest();
  expect(textOf(editor)).toBe("Before");
});

test("Escape dismisses it for these words", async () => {
  const { editor, typed } = open(() => found);
  put(editor, `It “${words}”`);
  await rest();
  editor.dispatchCommand(KEY_ESCAPE_COMMAND, key());
  put(editor, `Yes, it “${words}”`);
  await rest();
  expect(typed.active.value).toBeNull();
});

test("Tab behind it links it, and one undo takes the link back", async () => {
  const { editor, typed } = open(() => found);
  put(editor, `It “${words}”`);
  await rest();
  editor.dispatchCommand(KEY_TAB_COMMAND, key());
  await rest();
  expect(textOf(editor)).toBe(`It “${words}” (Penhale 2015, ¶ 2)`);
  expect(typed.active.value).toBeNull();
  editor.dispatchCommand(UNDO_COMMAND, undefined);
  await rest();
  expect(textOf(editor)).toBe(`It “${words}”`);
});

test("Tab behind one that is its own paragraph makes it a quote, and one undo takes it back", async () => {
  const { editor } = open(() => found);
  put(editor, `“${words}”`);
  await rest();
  editor.dispatchCommand(KEY_TAB_COMMAND, key());
  await rest();
  expect(kinds(editor)).toBe("clip-quote paragraph");
  editor.dispatchCommand(UNDO_COMMAND, undefined);
  await rest();
  expect(kinds(editor)).toBe("paragraph");
  expect(textOf(editor)).toBe(`“${words}”`);
});

/** A quotation behind which Tab was just pressed, while its clip is being made. */
async function linking() {
  let give: (made: SourcedClip) => void = () => {};
  let asked = 0;
  const { editor, typed } = open(
    () => found,
    () => {
      asked += 1;
      return new Promise((resolve) => (give = resolve));
    },
  );
  put(editor, "Before");
  put(editor, `It “${words}”`);
  await rest();
  editor.dispatchCommand(KEY_TAB_COMMAND, key());
  const made = async () => {
    give(clip);
    await rest();
  };
  return { editor, typed, made, asked: () => asked };
}

test("an undo in the same instant as Tab takes the link back, the next the chip, the next the paste", async () => {
  const { editor, typed, made } = await linking();
  editor.dispatchCommand(UNDO_COMMAND, undefined);
  await made();
  expect(textOf(editor)).toBe(`It “${words}”`);
  expect(typed.active.value).not.toBeNull();
  editor.dispatchCommand(UNDO_COMMAND, undefined);
  expect(typed.active.value).toBeNull();
  editor.dispatchCommand(UNDO_COMMAND, undefined);
  await rest();
  expect(textOf(editor)).toBe("Before");
});

test("Tab pressed twice links once", async () => {
  const { editor, made, asked } = await linking();
  editor.dispatchCommand(KEY_TAB_COMMAND, key());
  await made();
  expect(asked()).toBe(1);
  expect(textOf(editor)).toBe(`It “${words}” (Penhale 2015, ¶ 2)`);
});

test("what is typed while the link is made stays behind it, with the caret", async () => {
  const { editor, made } = await linking();
  editor.update(() => $getSelection()?.insertText(" indeed"), { discrete: true });
  await made();
  expect(textOf(editor)).toBe(`It “${words}” (Penhale 2015, ¶ 2) indeed`);
  editor.update(() => $getSelection()?.insertText(" so"), { discrete: true });
  expect(textOf(editor)).toBe(`It “${words}” (Penhale 2015, ¶ 2) indeed so`);
});

test("Tab elsewhere stays a tab", async () => {
  const { editor } = open(() => found);
  put(editor, `“${words}” and more`);
  await rest();
  let reached = 0;
  editor.registerCommand(KEY_TAB_COMMAND, () => (reached += 1) > 0, COMMAND_PRIORITY_EDITOR);
  editor.dispatchCommand(KEY_TAB_COMMAND, key());
  expect(reached).toBe(1);
});

test("the article's words take the place of the writer's", async () => {
  const { editor, typed } = open((text) => ({
    ...found,
    state: text === words ? "verbatim" : "altered",
  }));
  put(editor, "It “was lost behind the stove” then");
  await rest();
  const quote = typed.quotes.value[0];
  if (quote) typed.restore(quote);
  await rest();
  expect(textOf(editor)).toBe(`It “${words}” then`);
  expect(typed.quotes.value).toMatchObject([{ found: { state: "verbatim" } }]);
});

/** A key as commands get it; Node has no events of keyboards. */
const key = () => new Event("keydown", { cancelable: true }) as KeyboardEvent;

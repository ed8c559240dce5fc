import { $getRoot, getNearestEditorFromDOMNode, type LexicalEditor, type TextNode } from "lexical";
import { afterEach, describe, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import { noteOf, paragraph } from "./notebook-fixture.ts";
import { body, caretAtEnd, clearNotes, saved, show, shown } from "./note-pane-fixture.tsx";

afterEach(clearNotes);

function editorOf(): LexicalEditor {
  const editor = getNearestEditorFromDOMNode(body());
  if (!editor) throw new Error("Expected an editor in the note");
  return editor;
}

/** The text as the editor has it: the page may have letters that no editor knows. */
const words = () =>
  JSON.stringify(editorOf().getEditorState().toJSON()).match(/(?<="text":")[^"]*/g) ?? [];

/** The names of the events that get as far as the text, while `type` types into it. */
async function heardWhile(type: () => Promise<void>): Promise<ReadonlySet<string>> {
  const heard = new Set<string>();
  const over = new AbortController();
  for (const name of ["keydown", "keypress", "beforeinput", "input", "keyup"])
    body().addEventListener(name, () => heard.add(name), { signal: over.signal });
  await type();
  over.abort();
  return heard;
}

describe("letters in plain text", () => {
  it("come into the note without anything else in the page hearing of them", async () => {
    const { notebook } = await show([noteOf("n1", "One", paragraph("The tide"))]);
    await caretAtEnd();
    await userEvent.keyboard("s");
    const heard = await heardWhile(() => userEvent.keyboard("ea"));
    expect([...heard]).toEqual([]);
    await userEvent.keyboard(" ros{ArrowLeft}{ArrowLeft}{ArrowLeft}{ArrowLeft}xyé7");
    expect(words()).toEqual(["The tideseaxyé7 ros"]);
    expect(shown()).toBe(words().join(""));
    await saved();
    expect(notebook.notes.get("n1")?.body).toContain("The tidesea");
  });

  it("make one update of the editor each", async () => {
    await show([noteOf("n1", "One", paragraph("The tide"))]);
    await caretAtEnd();
    await userEvent.keyboard("s");
    let updates = 0;
    const stop = editorOf().registerUpdateListener(() => (updates += 1));
    await userEvent.keyboard("abcde");
    stop();
    expect(updates).toBe(5);
  });

  it("are undone together like those that go the long way", async () => {
    await show([noteOf("n1", "One", paragraph("The tide"))]);
    await caretAtEnd();
    await userEvent.keyboard("ssss{Control>}z{/Control}");
    await expect.poll(shown).toBe("The tide");
    await userEvent.keyboard("{Control>}y{/Control}");
    await expect.poll(shown).toBe("The tidessss");
    await userEvent.keyboard("t");
    expect(words()).toEqual(["The tidesssst"]);
  });

  it("are all there when they are typed after Backspace and between other keys", async () => {
    await show([noteOf("n1", "One", paragraph("The tide"))]);
    await caretAtEnd();
    await userEvent.keyboard(
      "ab{Backspace}c{Backspace}{Backspace}{Backspace}d. ef{Enter}gh, ij{Home}kl",
    );
    expect(words()).toEqual(["The tidd. ef", "klgh, ij"]);
    expect([...body().children].map(({ textContent }) => textContent)).toEqual(words());
  });

  it("still make what Markdown and addresses make", async () => {
    await show([noteOf("n1", "One", paragraph("see"))]);
    await caretAtEnd();
    await userEvent.keyboard(" https://example.org/tide and **bold** words{Enter}# Head");
    await expect
      .poll(() => body().querySelector("a")?.textContent)
      .toBe("https://example.org/tide");
    expect(body().querySelector("strong")?.textContent).toBe("bold");
    expect(body().querySelector("h1")?.textContent).toBe("Head");
    expect(shown()).toBe("see https://example.org/tide and bold words Head");
  });
});

describe("letters that are not plain", () => {
  it("take the long way where they are formatted or replace what is selected", async () => {
    await show([noteOf("n1", "One", paragraph("The tide"))]);
    await caretAtEnd();
    await userEvent.keyboard("{Control>}b{/Control}xx{Control>}b{/Control}yy");
    expect(body().querySelector("strong")?.textContent).toBe("xx");
    await userEvent.keyboard("{Shift>}{ArrowLeft}{ArrowLeft}{ArrowLeft}{/Shift}zz");
    expect(shown()).toBe("The tidexzz");
    expect(words().join("")).toBe("The tidexzz");
  });

  it("are kept when the note becomes another while they come", async () => {
    await show([noteOf("n1", "One", paragraph("The tide"))]);
    await caretAtEnd();
    await userEvent.keyboard("{ArrowLeft}{ArrowLeft}ss");
    const editor = editorOf();
    const $alter = () => $getRoot().getFirstDescendant<TextNode>()?.spliceText(8, 0, "!");
    window.addEventListener(
      "beforeinput",
      () => editor.update(() => void $alter(), { discrete: true }),
      { once: true, capture: true },
    );
    await userEvent.keyboard("tt");
    expect(shown()).toBe("The tisstt!de");
    expect(words()).toEqual([shown()]);
  });
});

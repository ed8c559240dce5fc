/** The Markdown of notes as the editor itself makes them. */
import { $getRoot, getNearestEditorFromDOMNode, type ElementNode } from "lexical";
import { afterEach, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { isNode, normalised } from "../../electron/text/notes/note-markdown/nodes.ts";
import { markdownToNote } from "../../electron/text/notes/note-markdown/note-markdown.ts";
import { markdownOf } from "./copy-markdown.ts";
import { clipOf, noteOf, paragraph } from "./notebook-fixture.ts";
import { body, caretAtEnd, clearNotes, quoteBlock, show } from "./note-pane-fixture.tsx";

afterEach(clearNotes);

function editorOf() {
  const editor = getNearestEditorFromDOMNode(body());
  if (!editor) throw new Error("Expected an open note");
  return editor;
}
const rootOf = (json: string) => {
  const state: unknown = JSON.parse(json);
  if (!isNode(state) || !isNode(state.root)) throw new Error("Expected a body");
  return normalised(state.root);
};

const link = { type: "notebook-link", version: 1, target: { kind: "note", id: "n2" }, label: "" };

it("says all that is typed and made in the editor, and gives it back the same", async () => {
  await show(
    [
      noteOf(
        "n1",
        "One",
        quoteBlock("c1"),
        quoteBlock("c1", { words: "It was […] zero." }),
        {
          type: "image",
          version: 1,
          hash: "ab",
          alt: "a [gauge]",
          width: 64,
          height: 48,
          scale: 50,
        },
        paragraph("see ", { ...link, heading: "A # heading" }, { ...link, label: "so" }),
        paragraph(""),
      ),
      noteOf("n2", "Two"),
    ],
    [clipOf("c1", "It was zero.")],
  );
  await caretAtEnd();
  for (const words of [
    "# Tides{Enter}",
    "a **b** *c **d*** ~~e~~ `f|` ==g== https://a.example/?b=c&d www.a.example a@b.example {Enter}",
    "line{Shift>}{Enter}{/Shift}* line{Enter}",
    "שלום and more{Enter}",
    "- one{Enter}{Tab}in it{Enter}- deeper{Enter}{Shift>}{Tab}{/Shift}two{Enter}{Enter}",
    "3. three{Enter}four{Enter}{Enter}",
    "[[ ] to do{Enter}done{Control>}{Enter}{/Control}{Enter}{Enter}",
    "> said{Enter}",
    "> [[!tip]- Ebb **low**{Enter}- in it{Enter}{Enter}more{Enter}{Enter}",
    "$x_1$ and{Enter}$$\\sum_i x_i$$",
    "---{Enter}",
    "see [[[[two{Enter} and [[[[nowhere{Shift>}{Enter}{/Shift} {Enter}",
    "note[[^1]below *here*{Enter}{Enter}",
    "```py {Enter}if x:{Enter}{Tab}y|{Enter}{Enter}{Enter}",
  ])
    await userEvent.keyboard(words);
  await page.getByRole("button", { name: "Insert table" }).click();
  await userEvent.keyboard("a|b{Tab}**c** d{Tab}{Tab}1{Enter}2{Tab}3");
  await expect.poll(() => body().querySelectorAll("td").length).toBeGreaterThan(5);
  const stored = JSON.stringify(editorOf().getEditorState().toJSON());
  const { markdown, isPart } = markdownOf(editorOf());
  expect(isPart).toBe(false);
  expect(rootOf(markdownToNote(markdown))).toEqual(rootOf(stored));
  expect(markdown).not.toMatch(/commonplace-(?:json|node|fields)/);
  expect(markdown).toContain("> It was zero. [¶](<commonplace:quote/c1>)");
  expect(markdown).toContain("[Two › A # heading](<commonplace:note/n2");
});

it("is copied of what is selected, with the footnotes that belong to it", async () => {
  await show([
    noteOf(
      "n1",
      "One",
      paragraph("before"),
      paragraph("words ", { type: "footnote-reference", version: 1, footnote: "f" }),
      paragraph("after"),
      { ...paragraph("below"), type: "footnote", footnote: "f" },
    ),
  ]);
  const editor = editorOf();
  const $selectSecond = () => void $getRoot().getChildAtIndex<ElementNode>(1)?.select(0, 2);
  editor.update($selectSecond, { discrete: true });
  expect(markdownOf(editor)).toEqual({
    markdown: "words [^f]\n\n[^f]: below\n",
    isPart: true,
  });
});

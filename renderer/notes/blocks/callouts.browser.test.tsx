import { $getSelection, $isRangeSelection, getNearestEditorFromDOMNode } from "lexical";
import { afterEach, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { runCommand } from "../../commands.ts";
import { noteOf, paragraph } from "../notebook-fixture.ts";
import { body, caretAtEnd, clearNotes, saved, show, shown } from "../note-pane-fixture.tsx";

afterEach(clearNotes);

const title = (...children: readonly object[]) => ({
  type: "callout-title",
  version: 1,
  children,
});
const callout = (fold: string, ...blocks: readonly object[]) => ({
  type: "callout",
  version: 1,
  kind: "tip",
  fold,
  children: [title(), ...blocks],
});
/** The words of the block of the caret, once the editor knows where it is. */
const caret = () =>
  getNearestEditorFromDOMNode(body())
    ?.getEditorState()
    .read(() => {
      const selection = $getSelection();
      return $isRangeSelection(selection)
        ? selection.anchor.getNode().getTopLevelElement()?.getTextContent()
        : null;
    });
const offset = () =>
  getNearestEditorFromDOMNode(body())
    ?.getEditorState()
    .read(() => {
      const selection = $getSelection();
      return $isRangeSelection(selection) ? selection.anchor.offset : null;
    });
const selected = () =>
  getNearestEditorFromDOMNode(body())
    ?.getEditorState()
    .read(() => $getSelection()?.getTextContent());
const boxes = () => [...body().querySelectorAll<HTMLElement>(".note-callout")];
const box = (name: string) => page.getByRole("note", { name });

it("is typed, takes lists and another kind, and is left by Enter", async () => {
  const { notebook } = await show([noteOf("n1", "One", paragraph(""))]);
  await caretAtEnd();
  await userEvent.keyboard("> [[!tip] Ebb{Enter}- one{Enter}two{Enter}{Enter}");
  await expect.element(box("Tip")).toBeVisible();
  expect(body().querySelectorAll(".note-callout li")).toHaveLength(2);
  await userEvent.click(page.getByRole("button", { name: "Callout: Tip" }));
  await userEvent.click(page.getByRole("menuitemradio", { name: "Warning" }));
  await expect.element(box("Warning")).toBeVisible();
  await userEvent.keyboard("{Enter}after");
  await expect.poll(() => body().lastElementChild?.textContent).toBe("after");
  expect(boxes()[0]?.textContent).toBe("WarningEbbonetwo");
  await saved();
  expect(notebook.notes.get("n1")?.body).toContain('"kind":"warning"');
});

it("comes around the selected blocks and goes by Backspace, with all words left", async () => {
  await show([noteOf("n1", "One", paragraph("a"), paragraph("b"), paragraph("c"))]);
  await caretAtEnd();
  await userEvent.keyboard("{Shift>}{ArrowUp}{ArrowLeft}{/Shift}");
  await expect.poll(selected).toContain("b");
  await userEvent.click(page.getByRole("button", { name: "Text style" }));
  await userEvent.click(page.getByRole("menuitem", { name: "Callout" }));
  await expect.poll(() => boxes()[0]?.textContent).toBe("Notebc");
  await userEvent.keyboard("Title");
  await expect.poll(() => boxes()[0]?.textContent).toBe("NoteTitlebc");
  await userEvent.keyboard("{Home}");
  await expect.poll(offset).toBe(0);
  await userEvent.keyboard("{Backspace}");
  await expect.poll(boxes).toEqual([]);
  expect(shown()).toBe("a Title b c");
});

it("is folded and unfolded, and never keeps the caret in what is hidden", async () => {
  const { notebook } = await show([noteOf("n1", "One", callout("open", paragraph("inside")))]);
  await userEvent.click(page.getByText("inside"));
  const fold = page.getByRole("button", { name: "Show what is in it" });
  await userEvent.click(fold);
  await expect.element(fold).toHaveAttribute("aria-expanded", "false");
  expect(body().querySelector(".note-callout p")?.checkVisibility()).toBe(false);
  await userEvent.keyboard("Title");
  await expect.poll(() => body().querySelector(".note-callout-title")?.textContent).toBe("Title");
  await saved();
  expect(notebook.notes.get("n1")?.body).toContain('"fold":"folded"');
  const toggle = "{Control>}{Enter}{/Control}";
  await userEvent.keyboard(toggle);
  await expect.element(fold).toHaveAttribute("aria-expanded", "true");
  await userEvent.keyboard(toggle);
  await expect.element(fold).toHaveAttribute("aria-expanded", "false");
  runCommand("note.find");
  await userEvent.keyboard("insi");
  await expect.element(fold).toHaveAttribute("aria-expanded", "true");
});

it("is left by arrows at the edge of the note", async () => {
  await show([noteOf("n1", "One", callout("", paragraph("inside")))]);
  await userEvent.click(page.getByText("inside"));
  await userEvent.keyboard("{End}!");
  await expect.poll(shown).toBe("Tipinside!");
  await userEvent.keyboard("{ArrowDown}below");
  await expect.poll(shown).toBe("Tipinside! below");
  await userEvent.click(page.getByText("inside!"));
  await expect.poll(caret).toBe("inside!");
  await userEvent.keyboard("{ArrowUp}");
  await expect.poll(caret).toBe("");
  await userEvent.keyboard("{ArrowUp}above");
  await expect.poll(() => body().firstElementChild?.textContent).toBe("above");
});

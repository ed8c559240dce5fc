import { afterEach, expect, it } from "vitest";
import { cdp, page, userEvent } from "vitest/browser";
import { runCommand } from "../../commands.ts";
import { noteOf, paragraph } from "../notebook-fixture.ts";
import { body, caretAtEnd, clearNotes, saved, show, shown, text } from "../note-pane-fixture.tsx";

afterEach(clearNotes);

const reference = (footnote: string) => ({ type: "footnote-reference", version: 1, footnote });
const footnote = (id: string, words: string) => ({
  ...paragraph(words),
  type: "footnote",
  footnote: id,
});
const numbers = (selector: string) =>
  [...body().querySelectorAll<HTMLElement>(selector)].map((each) => each.dataset["number"]);
const references = () => numbers(".note-footnote-reference");
const footnotes = () =>
  [...body().querySelectorAll<HTMLElement>(".note-footnote")].map(
    (each) =>
      `${numbers(`[data-footnote='${each.dataset["footnote"]}'] > button`)[0]} ${each.textContent}`,
  );

it("[^1] begins one, Enter goes back, and a second before it takes its number", async () => {
  const { notebook } = await show([noteOf("n1", "One", paragraph("Tide"))]);
  await caretAtEnd();
  await userEvent.keyboard("[[^1]about tides{Enter} and more");
  await expect.poll(footnotes).toEqual(["1 about tides"]);
  await userEvent.keyboard("{Home}");
  runCommand("note.footnote");
  await userEvent.keyboard("earlier{Enter}");
  await expect.poll(footnotes).toEqual(["1 earlier", "2 about tides"]);
  expect(references()).toEqual(["1", "2"]);
  expect(shown()).toBe("Tide and more earlier about tides");
  await saved();
  expect(notebook.notes.get("n1")?.body).toContain('"type":"footnote-reference"');
});

it("a click goes from the number to the words, and from theirs back", async () => {
  await show([noteOf("n1", "One", paragraph("A", reference("a"), " end"), footnote("a", "words"))]);
  await userEvent.click(page.getByRole("link", { name: "Footnote 1" }));
  await userEvent.keyboard("!");
  await expect.poll(footnotes).toEqual(["1 words!"]);
  await userEvent.click(page.getByRole("button", { name: "Back to the text of footnote 1" }));
  await userEvent.keyboard("?");
  await expect.poll(shown).toBe("A? end words!");
});

it("Backspace in an empty one takes it and its numbers away; undo brings both back", async () => {
  await show([
    noteOf(
      "n1",
      "One",
      paragraph("A", reference("a"), " B", reference("b"), " C", reference("a")),
      footnote("a", ""),
      footnote("b", "kept"),
    ),
  ]);
  await expect.poll(references).toEqual(["1", "2", "1"]);
  await text.click();
  await userEvent.click(page.getByRole("link", { name: "Footnote 1" }).first());
  await userEvent.keyboard("{Backspace}");
  await expect.poll(footnotes).toEqual(["1 kept"]);
  expect(references()).toEqual(["1"]);
  await userEvent.keyboard("{Control>}z{/Control}");
  await expect.poll(footnotes).toEqual(["1 ", "2 kept"]);
});

it("stays one whatever is typed at its start, and stays behind what is written at the end", async () => {
  await show([
    noteOf("n1", "One", paragraph("A", reference("a")), footnote("a", ""), paragraph("late")),
  ]);
  await userEvent.click(page.getByRole("link", { name: "Footnote 1" }));
  await userEvent.keyboard("# not a heading");
  await expect.poll(footnotes).toEqual(["1 # not a heading"]);
  expect([...body().children].at(-1)?.className).toBe("note-footnote");
});

it("has room for the caret and for composed letters behind its number", async () => {
  await show([noteOf("n1", "One", paragraph(""))]);
  await caretAtEnd();
  await userEvent.keyboard("a[[^1]");
  await expect.poll(() => body().querySelectorAll(".note-footnote").length).toBe(1);
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => getSelection()?.anchorNode?.nodeName).toBe("P");
  // Its type is the provider's, which is Playwright's.
  const browser = cdp() as unknown as {
    readonly send: (method: string, input: object) => Promise<unknown>;
  };
  for (const composed of ["に", "にほ", "にほん"]) {
    const caret = { selectionStart: 1, selectionEnd: 1 };
    await browser.send("Input.imeSetComposition", { text: composed, ...caret });
  }
  await browser.send("Input.insertText", { text: "日本" });
  await expect.poll(() => body().querySelector("p")?.textContent).toBe("a1日本");
  await userEvent.keyboard("{Home}{End}");
  await expect.poll(() => getSelection()?.anchorOffset).toBe(2);
});

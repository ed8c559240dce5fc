import { afterEach, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { noteOf, paragraph } from "../notebook-fixture.ts";
import { caretAtEnd, clearNotes, saved, show } from "../note-pane-fixture.tsx";

afterEach(clearNotes);

const painted = (kind: string) =>
  [...(CSS.highlights.get(`code-${kind}`) ?? [])].map((range) => (range as Range).toString());

it("colours code of a fence with a language, follows typing, and takes another language", async () => {
  const { notebook } = await show([noteOf("n1", "One", paragraph(""))]);
  await caretAtEnd();
  await userEvent.keyboard("```py ");
  await userEvent.keyboard("if x:{Enter}return 11");
  await expect.poll(() => painted("keyword")).toEqual(["if", "return"]);
  await expect.poll(() => painted("number")).toEqual(["11"]);
  await userEvent.keyboard("7");
  await expect.poll(() => painted("number")).toEqual(["117"]);
  await userEvent.click(page.getByRole("button", { name: "Language of the code: Python" }));
  await userEvent.click(page.getByRole("menuitemradio", { name: "Plain text" }));
  await expect.poll(() => painted("keyword")).toEqual([]);
  await saved();
  expect(notebook.notes.get("n1")?.body).not.toContain('"language":"py"');
});

import { afterEach, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { noteOf, paragraph } from "../notebook-fixture.ts";
import { body, caretAtEnd, clearNotes, saved, show } from "../note-pane-fixture.tsx";

afterEach(clearNotes);

const math = (source: string) => ({ type: "math", version: 1, source, display: true });
const formulas = () => [...body().querySelectorAll<HTMLElement>(".note-math")];

it("draws what is typed between dollar signs, and lets it be edited with a look at it", async () => {
  const { notebook } = await show([noteOf("n1", "One", paragraph("Euler "))]);
  await caretAtEnd();
  await userEvent.keyboard("$x_1$ is");
  await expect.poll(() => formulas()[0]?.querySelector("math")?.textContent).toContain("x");
  await userEvent.click(page.elementLocator(formulas()[0] ?? body()));
  const field = page.getByRole("textbox", { name: "Formula in TeX" });
  await expect.element(field).toHaveValue("x_1");
  await userEvent.fill(field, "\\frac{a}{b}");
  await expect.poll(() => document.querySelector(".note-math-preview mfrac")).not.toBeNull();
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await expect.poll(() => formulas()[0]?.querySelector("mfrac")).not.toBeNull();
  await saved();
  expect(notebook.notes.get("n1")?.body).toContain('"source":"\\\\frac{a}{b}"');
});

it("shows a formula that cannot be drawn as it was written, and why", async () => {
  await show([noteOf("n1", "One", paragraph("x"), math("\\frac{a"), paragraph(""))]);
  await expect.poll(() => formulas()[0]?.dataset["error"]).toMatch(/Unexpected end of input/);
  expect(formulas()[0]?.textContent).toBe("\\frac{a");
});

it("sets no style attribute, which the policy of the window would ignore", async () => {
  const written: string[] = [];
  const { setAttribute } = Element.prototype;
  Element.prototype.setAttribute = function (name, value) {
    if (name === "style") written.push(value);
    setAttribute.call(this, name, value);
  };
  await show([
    noteOf(
      "n1",
      "One",
      math("\\sqrt{\\boxed{x}} \\color{red} \\overbrace{a+b}^{n} \\tag{1}"),
      paragraph(""),
    ),
  ]);
  await expect.poll(() => formulas()[0]?.querySelector(".katex-html")).not.toBeNull();
  Element.prototype.setAttribute = setAttribute;
  expect(written).toEqual([]);
});

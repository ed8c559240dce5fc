import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { followChanges } from "../../api.ts";
import { clipOf, noteOf, paragraph } from "../notebook-fixture.ts";
import { body, caretAtEnd, clearNotes, quoteBlock, show, text } from "../note-pane-fixture.tsx";

afterEach(clearNotes);

const preview = page.getByRole("dialog", { name: "Preview" });
const link = {
  type: "notebook-link",
  version: 1,
  target: { kind: "note", id: "n2" },
  label: "",
};
const notes = () => [
  noteOf("n1", "One", paragraph("see ", link), quoteBlock("c1"), paragraph("the end")),
  noteOf("n2", "Datum", paragraph("Zero is a choice.")),
];
const clips = [clipOf("c1", "The longest gap is eleven days.")];

describe("a preview by the pointer", () => {
  it("opens where it rests, stays while it is pointed at, and goes", async () => {
    const { notebook, opened } = await show(notes(), clips);
    onTestFinished(followChanges());
    await page.getByRole("link", { name: "Datum" }).hover();
    await expect.element(preview).toBeVisible();
    await expect.element(preview.getByText("Zero is a choice.")).toBeVisible();
    await preview.getByText("Zero is a choice.").hover();
    notebook.notes.set("n2", {
      ...noteOf("n2", "Datum", paragraph("Zero is a convention.")),
      revision: 1,
    });
    notebook.changed("note");
    await expect.element(preview.getByText("Zero is a convention.")).toBeVisible();
    await preview.getByRole("button", { name: "Datum" }).click();
    await expect.element(preview).not.toBeInTheDocument();
    expect(opened).toEqual([{ kind: "note", id: "n2" }]);
  });

  it("of a heading is of its section, and says so when it is gone", async () => {
    const to = (heading: string) => ({ ...link, heading });
    const heading = (words: string) => ({ ...paragraph(words), type: "heading", tag: "h2" });
    await show([
      noteOf("n1", "One", paragraph("see ", to("Mark"), " or ", to("Gone"))),
      noteOf("n2", "Datum", paragraph("Zero."), heading("Mark"), paragraph("A brass stud.")),
    ]);
    await page.getByRole("link", { name: "Datum › Mark" }).hover();
    await expect.element(preview.getByText("A brass stud.")).toBeVisible();
    expect(preview.element().textContent).toBe("Datum › MarkA brass stud.");
    await page.getByRole("link", { name: "Datum › Gone" }).hover();
    await expect
      .element(preview.getByText("This heading is not in the note any more."))
      .toBeVisible();
  });

  it("opens after a rest of 300 ms, and goes 250 ms after it is left, not while it is pointed at", async () => {
    // The pointer of the test before may rest where this one's link comes to stand.
    await userEvent.unhover(document.body);
    await show(notes(), clips);
    const link = page.getByRole("link", { name: "Datum" });
    await expect.element(link).toBeVisible();
    const root = body();
    const point = (type: string, at: Element, from: Element | null = null) =>
      at.dispatchEvent(
        new PointerEvent(type, { bubbles: true, pointerType: "mouse", relatedTarget: from }),
      );
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    point("pointerover", link.element());
    vi.advanceTimersByTime(299);
    await frame();
    expect(preview.elements()).toHaveLength(0);
    vi.advanceTimersByTime(1);
    await expect.poll(() => preview.elements().length).toBe(1);
    root.dispatchEvent(new PointerEvent("pointerleave", { pointerType: "mouse" }));
    // As React tells entering: the pointer went out of the text, into the preview.
    point("pointerout", root, preview.element());
    vi.advanceTimersByTime(5_000);
    await frame();
    expect(preview.elements()).toHaveLength(1);
    point("pointerout", preview.element(), document.body);
    vi.advanceTimersByTime(249);
    await frame();
    expect(preview.elements()).toHaveLength(1);
    vi.advanceTimersByTime(1);
    await expect.poll(() => preview.elements().length).toBe(0);
  });

  it("needs Ctrl while the note is written in, and Escape closes it", async () => {
    await show(notes(), clips);
    await caretAtEnd();
    await page.getByRole("link", { name: "Datum" }).hover();
    await userEvent.keyboard("{Control>}");
    await expect.element(preview).toBeVisible();
    await userEvent.keyboard("{/Control}{Escape}");
    await expect.element(preview).not.toBeInTheDocument();
    expect(document.activeElement).toBe(body());
  });

  it("shows a quote among its sentences, the words marked", async () => {
    await show(notes(), clips);
    await expect.element(text).toBeVisible();
    await page.getByText("The longest gap is eleven days.").hover();
    await expect
      .poll(() => document.querySelector(".preview-text")?.textContent)
      .toBe("It was so. The longest gap is eleven days. And then.");
    expect(preview.element().querySelector("mark")?.textContent).toBe(
      "The longest gap is eleven days.",
    );
  });
});

describe("a preview by the keyboard", () => {
  it("opens at the caret with Alt+Enter, takes the focus and gives it back", async () => {
    await show([noteOf("n1", "One", paragraph("see ", link)), ...notes().slice(1)]);
    await caretAtEnd();
    await userEvent.keyboard("{Alt>}{Enter}{/Alt}");
    await expect.element(preview).toHaveFocus();
    await userEvent.keyboard("{Escape}");
    await expect.element(preview).not.toBeInTheDocument();
    await expect.poll(() => document.activeElement === body()).toBe(true);
  });
});

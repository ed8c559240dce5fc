import { afterEach, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { runCommand } from "../commands.ts";
import { clipAt } from "./article-fixture.ts";
import { bar, open, span, text, type Opened, eventually } from "./article-view-fixture.tsx";
import { setCaretMode } from "./caret-mode.ts";
import { offsetAt } from "./offsets.ts";
import { select, selectedSpan } from "./selection.ts";

afterEach(() => setCaretMode(false));

/** Where the caret is, as an offset of the text. */
function caretOf({ index }: Opened): number | null {
  const { focusNode, focusOffset } = document.getSelection() ?? {};
  if (!focusNode || focusOffset === undefined) return null;
  return offsetAt(index, focusNode, focusOffset, "start");
}
const drawn = () => document.querySelector<HTMLElement>(".reader-caret");
const keys = (pressed: string) => userEvent.keyboard(pressed);

describe("the caret", () => {
  it("is switched on and off by its command, which says so", async () => {
    const view = await open();
    expect(drawn()).toBeNull();
    runCommand("reader.caret");
    await expect.element(page.getByRole("status")).toHaveTextContent("Caret browsing on");
    await eventually(() => expect(drawn()?.style.visibility).toBe("visible"));
    expect(document.activeElement).toBe(view.root);
    expect(caretOf(view)).toBe(0);
    runCommand("reader.caret");
    await expect.element(page.getByRole("status")).toHaveTextContent("Caret browsing off");
    await eventually(() => expect(drawn()).toBeNull());
  });

  it("moves by letter, word, line, and to the ends of line and article", async () => {
    const view = await open();
    runCommand("reader.caret");
    await eventually(() => expect(drawn()).not.toBeNull());
    await keys("{ArrowRight}{ArrowRight}");
    expect(caretOf(view)).toBe(2);
    await keys("{Control>}{ArrowRight}{/Control}");
    expect(text.slice(caretOf(view) ?? 0).trimStart()).toMatch(/^longest/);
    await keys("{Home}");
    expect(caretOf(view)).toBe(0);
    await keys("{End}");
    const lineEnd = caretOf(view) ?? 0;
    expect(lineEnd).toBeGreaterThan(20);
    await keys("{ArrowDown}{Home}");
    expect(caretOf(view)).toBeGreaterThan(lineEnd - 1);
    await keys("{Control>}{End}{/Control}");
    expect(caretOf(view)).toBe(text.length);
    await keys("{ArrowDown}{ArrowRight}");
    expect(caretOf(view)).toBe(text.length);
    await keys("{Control>}{Home}{/Control}");
    expect(caretOf(view)).toBe(0);
    expect(document.getSelection()?.isCollapsed).toBe(true);
  });

  it("turns pages and stays in sight", async () => {
    const view = await open();
    runCommand("reader.caret");
    await eventually(() => expect(drawn()).not.toBeNull());
    await keys("{PageDown}{PageDown}");
    expect(view.scroller.scrollTop).toBeGreaterThan(300);
    const pane = view.scroller.getBoundingClientRect();
    await eventually(() => {
      const box = drawn()?.getBoundingClientRect();
      expect(box?.top).toBeGreaterThanOrEqual(pane.top);
      expect(box?.bottom).toBeLessThanOrEqual(pane.bottom);
    });
    await keys("{PageUp}{PageUp}{PageUp}");
    expect(caretOf(view)).toBeLessThan(100);
  });

  it("selects with Shift what is then clipped in the colour used last", async () => {
    const view = await open();
    runCommand("reader.caret");
    await eventually(() => expect(drawn()).not.toBeNull());
    await keys("{Control>}{Shift>}{ArrowRight}{ArrowRight}{/Shift}{/Control}");
    expect(selectedSpan(view.index, text)).toMatchObject(span("The longest"));
    await expect.element(bar).toBeVisible();
    await keys("4");
    await expect.element(bar).not.toBeInTheDocument();
    await keys(".");
    await keys("h");
    await eventually(() =>
      expect(view.log.map(([, , , color]) => color)).toEqual(["doubt", "doubt"]),
    );
  });

  it("opens with Enter the clip or the link it stands in", async () => {
    const clip = clipAt(span("machine in the salt"), { color: "idea" });
    const view = await open([clip]);
    runCommand("reader.caret");
    await eventually(() => expect(drawn()).not.toBeNull());
    const { start } = span("in the salt");
    select(view.index, { start, end: start });
    await keys("{Enter}");
    await expect.element(page.getByRole("dialog", { name: "Idea clip" })).toBeVisible();
    await keys("{Escape}");
    const link = span("log of the harbour").start;
    select(view.index, { start: link, end: link });
    await keys("{Enter}");
    expect(view.log).toEqual([["link", "https://harbour.example/log"]]);
  });

  it("is moved by no key while it is off", async () => {
    const view = await open();
    view.root.focus();
    select(view.index, { start: 4, end: 4 });
    await keys("{ArrowRight}{ArrowRight}");
    expect(caretOf(view)).toBe(4);
  });
});

describe("a selection", () => {
  it("snaps off stray spaces and punctuation, and comments with A", async () => {
    const view = await open();
    view.root.focus();
    const { start, end } = span(". For a machine");
    select(view.index, { start, end: end + 1 });
    await expect.element(bar).toBeVisible();
    await keys("a");
    await eventually(() =>
      expect(view.log[0]?.slice(1, 3)).toEqual([
        span("For a machine").start,
        span("For a machine").end,
      ]),
    );
    await expect.element(page.getByRole("textbox", { name: "Comment" })).toHaveFocus();
  });
});

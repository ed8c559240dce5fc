import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { runCommand } from "../commands.ts";
import { articleOf, paragraph } from "./article-fixture.ts";
import { bar, blocks, open, span, text, eventually } from "./article-view-fixture.tsx";
import { boxAt, firstVisible } from "./geometry.ts";
import { selectedSpan } from "./selection.ts";

describe("places", () => {
  const target = span("Paragraph 40.");

  it("opens at a passage a third of the way down and lets it flash once", async () => {
    const view = await open([], { place: target, placeKey: 1 });
    const pane = view.scroller.getBoundingClientRect();
    const top = boxAt(view.index, target.start, "start").top - pane.top;
    expect(Math.abs(top - pane.height / 3)).toBeLessThan(4);
    expect(CSS.highlights.get("flash")?.size).toBe(1);
    await eventually(() => expect(CSS.highlights.has("flash")).toBe(false));
  });

  it("opens where it was left", async () => {
    const view = await open([], { article: articleOf(blocks, { position: target.start }) });
    const pane = view.scroller.getBoundingClientRect();
    const top = boxAt(view.index, target.start, "start").top - pane.top;
    expect(top).toBeGreaterThanOrEqual(0);
    expect(top).toBeLessThan(60);
  });

  it("saves where reading stands once scrolling rests", async () => {
    const view = await open();
    view.scroller.scrollTop = 1_500;
    const [, saved] = await eventually(() => {
      const position = view.log.find(([name]) => name === "position");
      if (!position) throw new Error("Expected the position to be saved");
      return position;
    });
    const line = boxAt(view.index, Number(saved), "start").top;
    const edge = view.scroller.getBoundingClientRect().top;
    expect(line).toBeGreaterThanOrEqual(edge - 15);
    expect(line).toBeLessThan(edge + 70);
  });
});

describe("the line at the top", () => {
  const target = span("Paragraph 40.");

  it("stays there when the text gets larger or the pane narrower", async () => {
    const view = await open([], { article: articleOf(blocks, { position: target.start }) });
    const line = firstVisible(view.index, view.scroller);
    const below = () =>
      boxAt(view.index, line, "start").top - view.scroller.getBoundingClientRect().top;
    const before = below();
    const reader = view.scroller.closest<HTMLElement>(".reader");
    reader?.style.setProperty("--reader-size", "26px");
    await eventually(() => expect(getComputedStyle(view.root).fontSize).toBe("26px"));
    await eventually(() => expect(Math.abs(below() - before)).toBeLessThan(8));
    reader?.style.setProperty("width", "400px");
    await eventually(() => expect(view.root.clientWidth).toBeLessThan(400));
    await eventually(() => expect(Math.abs(below() - before)).toBeLessThan(8));
  });
});

describe("finding", () => {
  it("counts, goes on and back, and leaves the match selected", async () => {
    const view = await open();
    runCommand("reader.find");
    const field = page.getByRole("textbox", { name: "Find in article" });
    await expect.element(field).toHaveFocus();
    await userEvent.keyboard("PAPER KEPT");
    await expect.element(page.getByText("1 of 1")).toBeVisible();
    await userEvent.fill(field, "keepers");
    await expect.element(page.getByText(/^1 of 330$/)).toBeVisible();
    await userEvent.keyboard("{Enter}{Enter}{Shift>}{Enter}{/Shift}");
    await expect.element(page.getByText(/^2 of 330$/)).toBeVisible();
    expect(CSS.highlights.get("find-current")?.size).toBe(1);
    await userEvent.keyboard("{Escape}");
    await expect.element(field).not.toBeInTheDocument();
    expect(CSS.highlights.get("find-current")).toBeUndefined();
    const second = text.indexOf("keepers", text.indexOf("keepers") + 1);
    expect(selectedSpan(view.index, text)).toMatchObject({ start: second, end: second + 7 });
    await expect.element(bar).toBeVisible();
  });
});

describe("the outline", () => {
  it("goes to a heading by the keyboard", async () => {
    const view = await open();
    runCommand("reader.outline");
    await expect.element(page.getByRole("listbox", { name: "Outline" })).toBeVisible();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    await eventually(() => {
      const top = boxAt(view.index, span("Part 23").start, "start").top;
      const edge = view.scroller.getBoundingClientRect().top;
      expect(top - edge).toBeGreaterThan(0);
      expect(top - edge).toBeLessThan(60);
    });
  });

  it("is not there for a text without headings", async () => {
    await open([], { article: articleOf([paragraph("Words alone.")]) });
    await expect.element(page.getByRole("button", { name: "Find in article" })).toBeVisible();
    await expect.element(page.getByRole("button", { name: "Outline" })).not.toBeInTheDocument();
  });
});

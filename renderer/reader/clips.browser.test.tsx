import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { Clip } from "../../electron/api.ts";
import { canRun, runCommand } from "../commands.ts";
import { clipAt, clipOf } from "./article-fixture.ts";
import { clickWord, open, span, text, type Opened, eventually } from "./article-view-fixture.tsx";
import { boxAt, caretUnder } from "./geometry.ts";
import { select } from "./selection.ts";

describe("painted clips", () => {
  const plain = clipOf(text, "The longest gap is eleven days.", { id: "first", createdAt: 1 });
  const doubt = clipOf(text, "eleven days. For a machine", {
    id: "second",
    color: "doubt",
    createdAt: 2,
  });

  it("are one highlight a colour, with what lies over each other apart", async () => {
    await open([plain, doubt]);
    await eventually(() => expect(CSS.highlights.get("clip-doubt")?.size).toBe(1));
    expect(CSS.highlights.get("clip-plain")?.size).toBe(1);
    expect(CSS.highlights.get("clip-under-plain")?.size).toBe(1);
    expect(CSS.highlights.get("clip-idea")?.size).toBe(0);
    const words = [...(CSS.highlights.get("clip-under-plain") ?? [])].map((range) =>
      range.startContainer.textContent?.slice(range.startOffset, range.endOffset),
    );
    expect(words).toEqual(["eleven days."]);
  });

  it("are said in words on their blocks", async () => {
    const view = await open([plain, doubt]);
    await eventually(() =>
      expect(view.index.holders[0]?.ariaDescription).toBe("Clipped: Plain; Doubt"),
    );
  });

  it("open on a click; where two lie, one is chosen first", async () => {
    const view = await open([plain, doubt]);
    await clickWord(view, "longest");
    await expect.element(page.getByRole("dialog", { name: "Plain clip" })).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await clickWord(view, "eleven");
    const choice = page.getByRole("dialog", { name: "2 clips here" });
    await choice.getByRole("button", { name: /^Doubt/ }).click();
    await expect.element(page.getByRole("dialog", { name: "Doubt clip" })).toBeVisible();
  });

  it("do not open on a click beside them", async () => {
    const view = await open([plain]);
    await clickWord(view, "drums");
    await expect.element(page.getByRole("dialog")).not.toBeInTheDocument();
  });

  it("change colour and words, and are deleted, in the editor", async () => {
    const view = await open([plain]);
    await clickWord(view, "longest");
    await page.getByRole("radio", { name: "Idea" }).click();
    await page.getByRole("button", { name: "End a word earlier" }).click();
    await page.getByRole("button", { name: "Delete clip" }).click();
    expect(view.log).toEqual([
      ["change", "first", { color: "idea" }],
      ["change", "first", { range: span("The longest gap is eleven") }],
      ["delete", "first"],
    ]);
    await expect.element(page.getByRole("dialog")).not.toBeInTheDocument();
  });

  it("take other words that are selected for them", async () => {
    const view = await open([plain]);
    await clickWord(view, "longest");
    await page.getByRole("button", { name: "Select other words" }).click();
    select(view.index, span("gap is eleven"));
    const adjust = page.getByRole("toolbar", { name: "Change the words of the clip" });
    await expect.element(adjust).toBeVisible();
    await userEvent.keyboard("{Enter}");
    await eventually(() =>
      expect(view.log).toEqual([["change", "first", { range: span("gap is eleven") }]]),
    );
  });
});

describe("clips as a list", () => {
  const clips = [
    clipOf(text, "changed each Monday", { id: "b", color: "evidence" }),
    clipOf(text, "The longest gap", { id: "a", comment: "Says who?" }),
  ];

  it("stand in the order of the text, in any width, and open by the keyboard", async () => {
    await open(clips, {}, 420);
    await page.getByRole("button", { name: "List of 2 clips in this article" }).click();
    const list = page.getByRole("region", { name: "Clips in this article" });
    const items = list.getByRole("button", { expanded: false });
    await expect.element(items.first()).toHaveFocus();
    await expect.element(items.first()).toHaveTextContent("PlainThe longest gapSays who?");
    await userEvent.keyboard("{ArrowDown}{Enter}");
    await expect.element(list.getByRole("textbox", { name: "Comment" })).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await expect.element(list).not.toBeInTheDocument();
  });

  it("keep those that are lost in this version within reach, without a place in this text", async () => {
    await open([
      ...clips,
      clipAt({ start: 0, end: 5 }, { id: "old", version: "before", quote: "Older" }),
    ]);
    await page.getByRole("button", { name: "List of 3 clips in this article" }).click();
    const list = page.getByRole("region", { name: "Clips in this article" });
    await expect
      .element(list.getByRole("heading", { name: "Not found in this version" }))
      .toBeVisible();
    const lost = list.getByRole("button", { name: /Older/ });
    expect(list.getByRole("button", { expanded: false }).elements().at(-1)).toBe(lost.element());
    await lost.click();
    await expect.element(list.getByRole("textbox", { name: "Comment" })).toBeVisible();
    await expect
      .element(list.getByRole("button", { name: "End a word later" }))
      .not.toBeInTheDocument();
    expect(CSS.highlights.get("clip-plain")?.size).toBe(1);
  });

  it("keep the row that has the focus when a clip gets its place and loses it again", async () => {
    const found = clipOf(text, "The longest gap", { id: "a", version: "before" });
    const placed = (kind: "manual" | "lost"): Clip => {
      const nowhere = kind === "lost" ? { start: null, end: null } : {};
      return { ...found, anchor: { ...found.anchor, version: "version", kind, ...nowhere } };
    };
    const others = clips.filter(({ id }) => id !== "a");
    const view = await open([...others, placed("lost")]);
    await page.getByRole("button", { name: "List of 2 clips in this article" }).click();
    const row = page.getByRole("button", { name: /The longest gap$/ });
    const element = row.element();
    if (element instanceof HTMLElement) element.focus();
    for (const [kind, said] of [
      ["manual", "Attached by hand"],
      ["lost", "Not found in this version"],
    ] as const) {
      view.change(() => [...others, placed(kind)]);
      await expect.poll(() => row.element().textContent).toContain(said);
      expect(row.element()).toBe(element);
      expect(document.activeElement).toBe(element);
    }
  });

  it("go together when several are marked, and the focus stays in the list", async () => {
    const view = await open([...clips, clipOf(text, "eleven days.", { id: "c" })]);
    await page.getByRole("button", { name: "List of 3 clips in this article" }).click();
    await userEvent.keyboard(" {ArrowDown} {Delete}");
    expect(view.log).toEqual([["delete", "a", "c"]]);
    const left = page.getByRole("region", { name: "Clips in this article" });
    await expect.element(left.getByRole("button", { name: /changed each Monday/ })).toHaveFocus();
  });

  it("stand in the margin at their sentences, and never over each other", async () => {
    const crowded = Array.from({ length: 12 }, (_, at) =>
      clipAt(
        { start: at * 4, end: at * 4 + 3 },
        { id: `c${at}`, comment: `Comment ${at} on this` },
      ),
    );
    const view = await open([...crowded, ...clips]);
    const boxes = await eventually(() => {
      const cards = [...document.querySelectorAll(".reader-margin > li")];
      expect(cards).toHaveLength(14);
      return cards.map((card) => card.getBoundingClientRect());
    });
    boxes
      .slice(1)
      .forEach((box, at) => expect(box.top).toBeGreaterThanOrEqual(boxes[at]?.bottom ?? 0));
    const line = boxAt(view.index, 0, "start");
    expect(Math.abs((boxes[0]?.top ?? 0) - line.top)).toBeLessThan(4);
    expect(boxes[0]?.left).toBeGreaterThan(view.root.getBoundingClientRect().right);
  });
});

describe("the ends of an open clip", () => {
  const opened = async () => {
    const clip = clipAt(span("longest gap"), { id: "one", quote: "longest gap" });
    const view = await open([clip]);
    await clickWord(view, "longest", 1);
    await expect.element(page.getByRole("dialog", { name: "Plain clip" })).toBeVisible();
    return view;
  };
  const changes = (view: Opened) => view.log.map(([, , change]) => change);

  it("have handles where its words begin and end", async () => {
    const view = await opened();
    const [start, end] = [...document.querySelectorAll(".reader-handle")].map((handle) =>
      handle.getBoundingClientRect(),
    );
    expect(start?.left).toBeCloseTo(boxAt(view.index, span("longest gap").start, "start").left, -1);
    expect(end?.left).toBeCloseTo(boxAt(view.index, span("longest gap").end, "end").right, -1);
    const box = boxAt(view.index, span("machine").start, "start");
    expect(caretUnder(view.index, box.left + 1, (box.top + box.bottom) / 2)).toBe(
      span("machine").start,
    );
  });

  it("move by words, however fast the keys come", async () => {
    const view = await opened();
    runCommand("clip.endLater");
    runCommand("clip.endLater");
    runCommand("clip.startEarlier");
    await eventually(() =>
      expect(changes(view)).toEqual([
        { range: span("longest gap is") },
        { range: span("longest gap is eleven") },
        { range: span("The longest gap is eleven") },
      ]),
    );
    await expect
      .poll(() => page.getByRole("status").element().textContent)
      .toMatch(/^The clip now has \d+ words/);
  });

  it("move by sentences, and not past each other", async () => {
    const view = await opened();
    runCommand("clip.endSentenceLater");
    await eventually(() =>
      expect(changes(view)).toEqual([{ range: span("longest gap is eleven days.") }]),
    );
    runCommand("clip.startSentenceEarlier");
    const whole = span("The longest gap is eleven days.");
    await eventually(() => expect(changes(view).at(-1)).toEqual({ range: whole }));
    runCommand("clip.endSentenceEarlier");
    runCommand("clip.startSentenceLater");
    expect(changes(view)).toHaveLength(2);
  });

  it("have their commands only while a clip is open", async () => {
    await opened();
    expect(canRun("clip.endLater")).toBe(true);
    await userEvent.keyboard("{Escape}");
    await eventually(() => expect(canRun("clip.endLater")).toBe(false));
  });
});

import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { bar, clickWord, open, span, text, eventually } from "./article-view-fixture.tsx";
import { boxAt } from "./geometry.ts";
import { rangeOf } from "./offsets.ts";
import { select, selectedSpan } from "./selection.ts";

describe("the clip bar", () => {
  it("appears within six frames, a tenth of a second, of letting the mouse go", async () => {
    const view = await open();
    const waits: number[] = [];
    // Frames and not time: a machine that stands still for other reasons draws none meanwhile.
    const letGo = () => {
      let frames = 0;
      const count = () => {
        frames += 1;
        if (document.querySelector(".reader-bar")) waits.push(frames);
        else requestAnimationFrame(count);
      };
      requestAnimationFrame(count);
    };
    window.addEventListener("pointerup", letGo, { capture: true });
    for (const word of ["changed", "machine", "longest"]) {
      await clickWord(view, word, 2);
      await expect.element(bar).toBeVisible();
      await userEvent.keyboard("{Escape}");
      await expect.element(bar).not.toBeInTheDocument();
    }
    window.removeEventListener("pointerup", letGo, { capture: true });
    expect(Math.min(...waits)).toBeLessThanOrEqual(6);
  });

  it("never lies on the selection", async () => {
    const view = await open();
    for (const [word, times] of [
      ["changed", 2],
      ["longest", 4],
      ["keepers", 4],
    ] as const) {
      await clickWord(view, word, times);
      await expect.element(bar).toBeVisible();
      const drawn = bar.element().getBoundingClientRect();
      const selection = rangeOf(view.index, selectedSpan(view.index, text) ?? span(word));
      const { top, bottom } = selection.getBoundingClientRect();
      expect(drawn.bottom <= top || drawn.top >= bottom).toBe(true);
      await userEvent.keyboard("{Escape}");
    }
  });

  it("takes neither focus nor selection", async () => {
    const view = await open();
    await clickWord(view, "changed", 2);
    await expect.element(bar).toBeVisible();
    expect(document.activeElement).toBe(view.root);
    expect(document.getSelection()?.toString().trim()).toBe("changed");
    await expect.element(bar).toBeVisible();
    expect(view.log).toEqual([]);
  });

  it("clips with a press on a colour without ever giving up focus", async () => {
    const view = await open();
    await clickWord(view, "changed", 2);
    await bar.getByRole("button", { name: "Clip as question" }).click();
    const { start, end } = span("changed");
    expect(view.log).toEqual([["create", start, end, "question"]]);
    await expect.element(page.getByRole("status")).toHaveTextContent("Clipped 1 word");
    expect(document.activeElement).toBe(view.root);
    await expect.element(bar).not.toBeInTheDocument();
  });

  it("clips once however often a key is pressed", async () => {
    const view = await open();
    await clickWord(view, "changed", 2);
    await expect.element(bar).toBeVisible();
    const press = () =>
      view.root.dispatchEvent(new KeyboardEvent("keydown", { key: "1", bubbles: true }));
    press();
    press();
    await expect.element(bar).not.toBeInTheDocument();
    expect(view.log.map(([name]) => name)).toEqual(["create"]);
  });

  it("loses no key that comes before it shows", async () => {
    const view = await open();
    const press = (key: string) =>
      view.root.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    select(view.index, span("changed"));
    press("5");
    select(view.index, span("machine"));
    press("2");
    const made = [span("changed"), span("machine")];
    await eventually(() =>
      expect(view.log).toEqual([
        ["create", made[0]?.start, made[0]?.end, "idea"],
        ["create", made[1]?.start, made[1]?.end, "evidence"],
      ]),
    );
    await expect.element(bar).not.toBeInTheDocument();
  });

  it("goes when Escape is pressed, and leaves the selection", async () => {
    const view = await open();
    await clickWord(view, "changed", 2);
    await expect.element(bar).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await expect.element(bar).not.toBeInTheDocument();
    expect(selectedSpan(view.index, text)).toMatchObject(span("changed"));
    await userEvent.keyboard("1");
    expect(view.log).toEqual([]);
  });

  it("comes for a word, its sentence, its paragraph as one clicks on", async () => {
    const view = await open();
    await clickWord(view, "changed", 2);
    expect(selectedSpan(view.index, text)).toMatchObject(span("changed"));
    await clickWord(view, "changed", 3);
    expect(selectedSpan(view.index, text)).toMatchObject(
      span("The drums were changed each Monday."),
    );
    await clickWord(view, "changed", 4);
    const paragraph = span("The drums were changed each Monday. See the log of the harbour.");
    // Without the break behind it, that the browser selects too.
    expect(selectedSpan(view.index, text)).toMatchObject(paragraph);
    await expect.element(bar).toBeVisible();
    await userEvent.keyboard("2");
    const { start, end } = paragraph;
    await eventually(() => expect(view.log).toEqual([["create", start, end, "evidence"]]));
  });
});

describe("without a mouse", () => {
  it("selects sentences, lets them grow, and clips them", async () => {
    const view = await open();
    view.root.focus();
    await userEvent.keyboard(".");
    expect(selectedSpan(view.index, text)).toMatchObject(span("The longest gap is eleven days."));
    await userEvent.keyboard("..,");
    const second = span("For a machine in the salt that is very little.");
    expect(selectedSpan(view.index, text)).toMatchObject(second);
    await userEvent.keyboard("{Shift>}.{/Shift}");
    const grown = { start: second.start, end: span("What the paper kept").end };
    expect(selectedSpan(view.index, text)).toMatchObject(grown);
    await expect.element(bar).toBeVisible();
    await userEvent.keyboard("3");
    await eventually(() =>
      expect(view.log).toEqual([["create", grown.start, grown.end, "question"]]),
    );
  });

  it("adjusts a selection by letters and words", async () => {
    const view = await open();
    view.root.focus();
    await userEvent.keyboard(".");
    await userEvent.keyboard("{Shift>}{ArrowLeft}{ArrowLeft}{/Shift}");
    expect(selectedSpan(view.index, text)).toMatchObject({ start: 0, end: 29 });
    await userEvent.keyboard("{Control>}{Shift>}{ArrowLeft}{/Shift}{/Control}");
    expect(selectedSpan(view.index, text)).toMatchObject(span("The longest gap is eleven"));
    await expect.element(bar).toBeVisible();
  });

  it("quotes with Enter and comments with C", async () => {
    const view = await open();
    view.root.focus();
    await userEvent.keyboard(".");
    await expect.element(bar).toBeVisible();
    await userEvent.keyboard("{Enter}");
    await eventually(() => expect(view.log.map(([name]) => name)).toEqual(["create", "quote"]));
    await userEvent.keyboard(".");
    await expect.element(bar).toBeVisible();
    await userEvent.keyboard("c");
    const comment = page.getByRole("textbox", { name: "Comment" });
    await expect.element(comment).toHaveFocus();
    await userEvent.keyboard("Against the table");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await eventually(() =>
      expect(view.log.at(-1)).toEqual([
        "change",
        expect.any(String),
        { comment: "Against the table" },
      ]),
    );
    expect(document.activeElement).toBe(view.root);
  });

  it("keeps what is selected in sight", async () => {
    const view = await open();
    view.root.focus();
    for (let step = 0; step < 40; step++) await userEvent.keyboard(".");
    const selected = selectedSpan(view.index, text);
    const box = boxAt(view.index, selected?.start ?? 0, "start");
    const pane = view.scroller.getBoundingClientRect();
    expect(box.top).toBeGreaterThanOrEqual(pane.top);
    expect(box.bottom).toBeLessThanOrEqual(pane.bottom);
    expect(view.scroller.scrollTop).toBeGreaterThan(0);
  });

  it("opens a link with Enter instead of quoting", async () => {
    const view = await open();
    view.root.querySelector<HTMLElement>(".reader-link")?.focus();
    await userEvent.keyboard("{Enter}");
    expect(view.log).toEqual([["link", "https://harbour.example/log"]]);
  });
});

import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { runCommand } from "../commands.ts";
import { readPassages } from "../passages.ts";
import { clipAt } from "./article-fixture.ts";
import { bar, clickWord, open, span, text, eventually } from "./article-view-fixture.tsx";
import { select } from "./selection.ts";

/** Copies as a key would, and gives what came to lie on the clipboard; null when nobody took it. */
function copy(): DataTransfer | null {
  const clipboardData = new DataTransfer();
  const event = new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true });
  (document.activeElement ?? document.body).dispatchEvent(event);
  return event.defaultPrevented ? clipboardData : null;
}
/** Begins to drag an element, and gives what the drag carries. */
function drag(element: Element | null | undefined): DataTransfer {
  const dataTransfer = new DataTransfer();
  element?.dispatchEvent(new DragEvent("dragstart", { dataTransfer, bubbles: true }));
  return dataTransfer;
}
const longest = clipAt(span("longest gap"), { id: "one", quote: "longest gap" });
const machine = clipAt(span("machine in the salt"), { id: "two", quote: "machine in the salt" });
const list = () => page.getByRole("button", { name: /^List of \d+ clip/ }).click();

describe("copying", () => {
  it("takes the selected words with their source, in three forms", async () => {
    const view = await open();
    await clickWord(view, "changed", 2);
    await expect.element(bar).toBeVisible();
    const data = copy();
    const { start, end } = span("changed");
    expect(data && readPassages(data)).toEqual([
      { version: "version", start, end, words: "changed" },
    ]);
    expect(data?.getData("text/plain")).toMatch(/^“changed” \(.+, ¶ 2\)$/);
    await expect.element(bar).toBeVisible();
  });

  it("takes the clip where exactly its words are selected", async () => {
    const view = await open([longest]);
    view.root.focus();
    select(view.index, longest);
    const data = copy();
    expect(data && readPassages(data)).toEqual([{ clip: "one", words: "longest gap" }]);
  });

  it("takes the open clip when nothing is selected, and nothing when there is none", async () => {
    const view = await open([longest]);
    view.root.focus();
    expect(copy()).toBeNull();
    await clickWord(view, "longest", 1);
    await expect.element(page.getByRole("dialog", { name: "Plain clip" })).toBeVisible();
    const data = copy();
    expect(data && readPassages(data)).toEqual([{ clip: "one", words: "longest gap" }]);
  });

  it("takes the marked clips of the list in the order of the text", async () => {
    await open([machine, longest]);
    await list();
    await userEvent.keyboard("{ArrowDown} {ArrowUp} ");
    const data = copy();
    expect(data && readPassages(data)?.map(({ words }) => words)).toEqual([
      "longest gap",
      "machine in the salt",
    ]);
    await userEvent.keyboard(" ");
    const rest = copy();
    expect(rest && readPassages(rest)?.map(({ words }) => words)).toEqual(["machine in the salt"]);
  });

  it("leaves fields alone", async () => {
    await open([longest]);
    await clickWordAndComment();
    expect(copy()).toBeNull();
  });

  it("takes the words only by its own command", async () => {
    const view = await open();
    view.root.focus();
    await userEvent.keyboard(".");
    runCommand("reader.copyWords");
    expect(view.log).toEqual([["copy", "The longest gap is eleven days."]]);
  });
});

async function clickWordAndComment() {
  await list();
  await userEvent.keyboard("{Enter}");
  await page.getByRole("textbox", { name: "Comment" }).click();
}

describe("dragging", () => {
  it("carries the selection", async () => {
    const view = await open();
    await clickWord(view, "changed", 2);
    const passages = readPassages(drag(view.root.querySelector("p")));
    expect(passages?.map(({ words }) => words)).toEqual(["changed"]);
  });

  it("carries a clip from the list, and with it those that are marked too", async () => {
    await open([longest, machine]);
    await list();
    const rows = () => document.querySelectorAll(".reader-panel-lists li");
    expect(readPassages(drag(rows()[1]))).toEqual([{ clip: "two", words: "machine in the salt" }]);
    await userEvent.keyboard(" {ArrowDown} ");
    await eventually(() => expect(readPassages(drag(rows()[1]))).toHaveLength(2));
  });

  it("carries a clip by the grip of its editor", async () => {
    const view = await open([longest]);
    await clickWord(view, "longest", 1);
    await expect.element(page.getByRole("dialog", { name: "Plain clip" })).toBeVisible();
    expect(readPassages(drag(document.querySelector(".reader-grip")))).toEqual([
      { clip: "one", words: "longest gap" },
    ]);
  });
});

describe("sending to a note", () => {
  it("sends the selection, else the open clip, else says what to do", async () => {
    const view = await open([longest]);
    view.root.focus();
    runCommand("reader.sendToNote");
    expect(view.log).toEqual([["tell", "Select words or choose a clip first."]]);
    select(view.index, span("The drums"));
    runCommand("reader.sendToNote");
    expect(view.log.at(-1)).toEqual(["send", [{ version: "version", ...span("The drums") }]]);
    document.getSelection()?.collapseToEnd();
    await clickWord(view, "longest", 1);
    await page.getByRole("button", { name: "Send to note…" }).click();
    expect(view.log.at(-1)).toEqual(["send", [{ clip: "one" }]]);
    expect(text.slice(longest.start, longest.end)).toBe("longest gap");
  });
});

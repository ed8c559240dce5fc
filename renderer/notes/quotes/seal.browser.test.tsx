import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { Note } from "../../../electron/api.ts";
import { runCommand } from "../../commands.ts";
import { whenIdle } from "../idle.ts";
import { clipOf, noteOf, paragraph } from "../notebook-fixture.ts";
import { blocks, body, clearNotes, quoteBlock, saved, show, shown } from "../note-pane-fixture.tsx";

const exact = "The longest gap in the record is eleven days, and nobody knows why.";
const clip = clipOf("c1", exact);
const altered = exact.replace("eleven", "twelve");

afterEach(clearNotes);

const noteWith = (...quotes: readonly object[]) =>
  noteOf("n1", "One", paragraph("before"), ...quotes, paragraph("after"));
const field = page.getByRole("textbox", { name: "Words of the quote" });
const dialog = page.getByRole("dialog");
const seal = (name: string) => page.getByRole("button", { name, exact: true });
const stored = (note: Note | undefined) =>
  (JSON.parse(note?.body ?? "null") as { root: { children: object[] } }).root.children;

/** Selects the first quote as arrows do. */
async function chooseQuote() {
  body().focus();
  await userEvent.keyboard("{Control>}{Home}{/Control}{ArrowDown}");
  await expect
    .poll(() => body().querySelector(".note-quote")?.hasAttribute("data-selected"))
    .toBe(true);
}

/** What a copy of the whole note holds. */
async function copyAll(): Promise<DataTransfer> {
  body().focus();
  await userEvent.keyboard("{Control>}a{/Control}");
  const clipboardData = new DataTransfer();
  body().dispatchEvent(
    new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true }),
  );
  return clipboardData;
}

describe("the seal of a quote", () => {
  it("says what is true of the words shown", async () => {
    const cut = quoteBlock("c1", { words: "The longest gap […] is eleven days […]" });
    const kept = quoteBlock("c1", { words: altered, kept: "altered" });
    await show(
      [noteWith(quoteBlock("c1"), cut, quoteBlock("c1", { words: altered }), kept)],
      [clip],
    );
    for (const name of ["verbatim", "marked edit", "altered", "altered, kept"])
      await expect.element(seal(name)).toBeVisible();
    await expect
      .element(page.getByText("4 quotes: 1 verbatim, 1 marked, 1 altered, 1 altered, kept"))
      .toBeVisible();
  });

  it("opens the comparison at its sentence where the source changed", async () => {
    const anchor = { ...clip.anchor, version: "v2", kind: "lost", changed: true } as const;
    const moved = { ...clip, start: 120, anchor: { ...anchor, start: null, end: null } };
    const { compared } = await show([noteWith(quoteBlock("c1"))], [moved]);
    await seal("source changed").click();
    await dialog.getByRole("button", { name: "Compare versions" }).click();
    expect(compared).toEqual([["a1", "v1", "v2", 120]]);
  });

  it("follows its source: changed, confirmed, missing, and back", async () => {
    const { notebook } = await show([noteWith(quoteBlock("c1"))], [clip]);
    const become = (change: object) => {
      notebook.clips.set("c1", { ...clip, ...change });
      notebook.changed("clip");
    };
    await expect.element(seal("verbatim")).toBeVisible();
    const anchor = { ...clip.anchor, kind: "carried", changed: true, words: altered } as const;
    become({ anchor });
    await seal("source changed").click();
    await expect.element(dialog.getByText(exact, { exact: true })).toBeVisible();
    await expect.element(dialog.getByRole("insertion")).toHaveTextContent("twelve");
    become({ anchor: { ...anchor, confirmed: true } });
    await expect.element(seal("verbatim")).toBeVisible();
    become({ deleted: true });
    await expect.element(seal("source missing")).toBeVisible();
    expect(shown()).toContain(exact);
    notebook.clips.delete("c1");
    notebook.changed("clip");
    await expect.element(page.getByText(/not in the notebook any more/)).toBeVisible();
    become({});
    await expect.element(seal("verbatim")).toBeVisible();
  });

  it("shows the differing words on hover, and restores the source's", async () => {
    const { notebook } = await show([noteWith(quoteBlock("c1", { words: altered }))], [clip]);
    await seal("altered").hover();
    await expect.element(dialog.getByRole("deletion")).toHaveTextContent("eleven");
    await expect.element(dialog.getByRole("insertion")).toHaveTextContent("twelve");
    await dialog.getByRole("button", { name: /^Restore/ }).click();
    await expect.element(seal("verbatim")).toBeVisible();
    await expect.poll(() => document.querySelector(".seal-popover")).toBeNull();
    await saved();
    expect(stored(notebook.notes.get("n1"))[1]).toEqual(quoteBlock("c1"));
    body().focus();
    await userEvent.keyboard("{Control>}z{/Control}");
    await expect.element(seal("altered")).toBeVisible();
  });

  it("is kept by its writer until the words change again", async () => {
    const { notebook } = await show([noteWith(quoteBlock("c1", { words: altered }))], [clip]);
    await seal("altered").click();
    await dialog.getByRole("button", { name: "Keep as altered" }).click();
    await expect.element(seal("altered, kept")).toBeVisible();
    await saved();
    const kept = quoteBlock("c1", { words: altered, kept: "altered" });
    expect(stored(notebook.notes.get("n1"))[1]).toEqual(kept);
    await chooseQuote();
    runCommand("note.rename");
    await userEvent.keyboard(" So{Enter}");
    await expect.element(seal("altered")).toBeVisible();
  });

  it("becomes a paragraph of the writer's own with a link to the clip", async () => {
    const { notebook } = await show([noteWith(quoteBlock("c1", { words: altered }))], [clip]);
    await chooseQuote();
    await userEvent.keyboard("{Alt>}{Enter}{/Alt}");
    await dialog.getByRole("button", { name: "Make it a paraphrase" }).click();
    await expect.poll(blocks).toBe("P P P");
    expect(shown()).toBe(`before ${altered} (Penhale 2015, ¶ 2) after`);
    await saved();
    expect(notebook.notes.get("n1")?.body).toContain('"target":{"kind":"clip","id":"c1"}');
    await userEvent.keyboard("{Control>}z{/Control}");
    await expect.poll(blocks).toBe("P FIGURE P");
  });
});

describe("the words of a quote", () => {
  it("are edited in their place, saved as they are typed, and one undo takes them back", async () => {
    const { notebook } = await show([noteWith(quoteBlock("c1"))], [clip]);
    await chooseQuote();
    runCommand("note.rename");
    await expect.element(field).toHaveFocus();
    await expect.element(field).toHaveValue(exact);
    await userEvent.keyboard(" Or so");
    await saved();
    expect(stored(notebook.notes.get("n1"))[1]).toMatchObject({ words: `${exact} Or so` });
    await expect.element(seal("altered")).toBeVisible();
    await userEvent.keyboard(" it seems.{Enter}");
    expect(document.querySelector(".note-quote-edit")).toBeNull();
    await expect.poll(() => document.activeElement).toBe(body());
    expect(shown()).toContain("Or so it seems.");
    await userEvent.keyboard("{Control>}z{/Control}");
    expect(shown()).not.toContain("Or so");
    await expect.element(seal("verbatim")).toBeVisible();
    await userEvent.keyboard("{Control>}{Shift>}z{/Shift}{/Control}");
    expect(shown()).toContain("Or so it seems.");
  });

  it("are as they were after Escape, and never gone", async () => {
    const { notebook } = await show([noteWith(quoteBlock("c1"))], [clip]);
    await page.getByText(/nobody knows why/).dblClick();
    await field.fill("Something else");
    await expect.element(seal("altered")).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await expect.element(seal("verbatim")).toBeVisible();
    await page.getByText(/nobody knows why/).dblClick();
    await field.fill("");
    await userEvent.keyboard("{Enter}");
    expect(shown()).toContain(exact);
    await saved();
    expect(stored(notebook.notes.get("n1"))[1]).toEqual(quoteBlock("c1"));
  });

  it("are marked where they are left out, put in brackets or stressed", async () => {
    const { notebook } = await show([noteWith(quoteBlock("c1"))], [clip]);
    await page.getByText(/nobody knows why/).dblClick();
    const input = () => field.element() as HTMLTextAreaElement;
    const choose = (words: string) => {
      const at = input().value.indexOf(words);
      input().setSelectionRange(at, at + words.length);
    };
    choose("in the record ");
    await userEvent.keyboard("-");
    expect(input().value).toContain("gap […] is eleven");
    choose("nobody");
    await userEvent.keyboard("[[no keeper");
    expect(input().value).toContain("and [no keeper] knows");
    choose("eleven");
    await userEvent.keyboard("{Control>}i{/Control}{Enter}");
    await expect.element(seal("marked edit")).toBeVisible();
    await expect.element(page.getByRole("emphasis")).toHaveTextContent("eleven");
    await saved();
    const words = "The longest gap […] is *eleven* days, and [no keeper] knows why.";
    expect(stored(notebook.notes.get("n1"))[1]).toEqual(quoteBlock("c1", { words }));
  });

  it("are what a copy says, with what was done to them", async () => {
    const stressed = quoteBlock("c1", { words: exact.replace("nobody", "*nobody*") });
    const wrong = quoteBlock("c1", { words: altered, kept: "altered" });
    await show([noteWith(stressed, wrong)], [clip]);
    await expect.element(seal("altered, kept")).toBeVisible();
    const copy = await copyAll();
    const plain = copy.getData("text/plain");
    expect(plain).toContain("*nobody* knows why.” (Penhale 2015, ¶ 2, emphasis added)");
    expect(plain).toContain(`“${altered}” (Penhale 2015, ¶ 2, altered)`);
    expect(copy.getData("text/html")).toContain("<em>nobody</em>");
  });

  it("are copied with what was done to them before their seal is shown", async () => {
    // What the test before left to be done is done, or the page would be asked for time already.
    await new Promise<void>(whenIdle);
    // Not idle until later, so that no seal that takes work is shown.
    const later: IdleRequestCallback[] = [];
    const busy = vi
      .spyOn(window, "requestIdleCallback")
      .mockImplementation((run) => later.push(run));
    const beIdle = () => {
      busy.mockRestore();
      for (const run of later.splice(0)) run({ didTimeout: false, timeRemaining: () => 50 });
    };
    onTestFinished(beIdle);
    const words = exact.replace("nobody", "everybody");
    await show([noteWith(quoteBlock("c1", { words }))], [clip]);
    await expect.element(page.getByText("Penhale 2015, ¶ 2")).toBeVisible();
    const plain = (await copyAll()).getData("text/plain");
    expect(plain).toContain(`“${words}” (Penhale 2015, ¶ 2, altered)`);
    expect(document.querySelector(".note-quote-seal")).toBeNull();
    beIdle();
    await expect.element(seal("altered")).toBeVisible();
  });

  it("are copied as they and their source are today", async () => {
    const { notebook } = await show([noteWith(quoteBlock("c1"))], [clip]);
    await expect.element(seal("verbatim")).toBeVisible();
    await chooseQuote();
    runCommand("note.rename");
    await expect.element(field).toHaveFocus();
    await field.fill(altered);
    await userEvent.keyboard("{Enter}");
    await expect.element(seal("altered")).toBeVisible();
    const before = await copyAll();
    expect(before.getData("text/plain")).toContain(`“${altered}” (Penhale 2015, ¶ 2, altered)`);
    notebook.clips.set("c1", { ...clip, published: "2016" });
    notebook.changed("clip");
    await expect.element(page.getByText("Penhale 2016, ¶ 2")).toBeVisible();
    const after = await copyAll();
    expect(after.getData("text/plain")).toContain(`“${altered}” (Penhale 2016, ¶ 2, altered)`);
  });
});

describe("checking quotes", () => {
  it("walks through what is not verbatim by keys, and ends when all is well", async () => {
    const cut = quoteBlock("c1", { words: "The longest gap […]" });
    const { opened } = await show(
      [noteWith(quoteBlock("c1"), cut, quoteBlock("c1", { words: altered }))],
      [clip],
    );
    await expect.element(seal("altered")).toBeVisible();
    await page.getByRole("button", { name: /^3 quotes/ }).click();
    const panel = page.getByRole("region", { name: "Check quotes" });
    await expect.element(panel).toHaveFocus();
    await expect.element(panel.getByRole("status")).toHaveTextContent("1 of 2");
    const marked = () => body().querySelector(".note-quote[data-checked]")?.textContent;
    expect(marked()).toContain("The longest gap […]");
    await userEvent.keyboard("{ArrowDown}");
    await expect.element(panel.getByRole("status")).toHaveTextContent("2 of 2");
    expect(marked()).toContain("twelve");
    await userEvent.keyboard("{Enter}");
    expect(opened).toEqual([{ kind: "clip", id: "c1" }]);
    for (const left of ["1 of 1", ""]) {
      await panel.getByRole("button", { name: /^Restore/ }).click();
      await expect.element(panel.getByRole("status")).toHaveTextContent(left);
    }
    await expect.element(panel.getByText(/Nothing to look at. 3 quotes/)).toBeVisible();
    await userEvent.keyboard("{Escape}");
    expect(document.querySelector(".check-quotes")).toBeNull();
    expect(document.activeElement).toBe(body());
  });

  it("restores, keeps and paraphrases by keys alone, and takes each back", async () => {
    const other = altered.replace("record", "file");
    await show([noteWith(...[altered, other].map((words) => quoteBlock("c1", { words })))], [clip]);
    await expect.element(page.getByText("2 quotes: 2 altered")).toBeVisible();
    runCommand("note.checkQuotes");
    const panel = page.getByRole("region", { name: "Check quotes" });
    await expect.element(panel).toHaveFocus();
    /** Goes with Tab to a button of the panel and presses it. */
    const press = async (name: string) => {
      const button = panel.getByRole("button", { name });
      await expect.element(button).toBeVisible();
      for (let tabs = 0; document.activeElement !== button.element() && tabs < 20; tabs += 1)
        await userEvent.keyboard("{Tab}");
      await userEvent.keyboard("{Enter}");
      await expect.element(panel).toHaveFocus();
    };
    const undo = async () => {
      await userEvent.keyboard("{Control>}z{/Control}");
      await expect.element(page.getByText("2 quotes: 2 altered")).toBeVisible();
      await expect.element(panel).toHaveFocus();
    };
    await press("Restore the source’s words");
    await expect.element(page.getByText("2 quotes: 1 verbatim, 1 altered")).toBeVisible();
    await undo();
    await press("Keep as altered");
    await expect.element(page.getByText("2 quotes: 1 altered, 1 altered, kept")).toBeVisible();
    await undo();
    await press("Make it a paraphrase");
    await expect.element(page.getByText("1 quote: 1 altered")).toBeVisible();
    await expect.poll(blocks).toBe("P P FIGURE P");
    await undo();
    await expect.poll(blocks).toBe("P FIGURE FIGURE P");
  });
});

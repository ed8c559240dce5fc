import { afterEach, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { writePassages, type QuotedPassage } from "../../passages.ts";
import { clipOf, noteOf, paragraph } from "../notebook-fixture.ts";
import { blocks, body, clearNotes, saved, show, text, title } from "../note-pane-fixture.tsx";

afterEach(clearNotes);

const first = clipOf("c1", "The longest gap is eleven days.");
const second = { ...clipOf("c2", "Nobody wrote it down."), start: 400, end: 421 };

/** What the reader gives to a drag of clips. */
function dragged(): DataTransfer {
  const data = new DataTransfer();
  const passages = [first, second].map(
    ({
      id,
      quote,
      article,
      byline,
      site,
      published,
      articleTitle,
      paragraph: at,
    }): QuotedPassage => ({
      passage: { clip: id },
      words: quote,
      article,
      url: null,
      language: "en",
      source: { byline, site, published, articleTitle, paragraph: at, page: null },
    }),
  );
  writePassages(data, passages);
  return data;
}

const line = () => document.querySelector<HTMLElement>(".note-drop-line");

/** One moment of a drag, over the border of the two paragraphs. */
function drag(type: "dragover" | "drop", keys: DragEventInit = {}): void {
  const below = body().lastElementChild?.getBoundingClientRect();
  const { left = 0, top = 0 } = below ?? {};
  const at = { clientX: left + 20, clientY: top + 1, bubbles: true, cancelable: true };
  body().dispatchEvent(new DragEvent(type, { ...at, dataTransfer: dragged(), ...keys }));
}

async function open() {
  const shown = await show(
    [noteOf("n1", "One", paragraph("before"), paragraph("after"))],
    [first, second],
  );
  await expect.element(text).toBeVisible();
  return shown;
}
const standing = () =>
  [...body().querySelectorAll(":scope > p, :scope > figure > blockquote")].map((each) =>
    each.textContent.trim(),
  );

describe("several clips dragged into a note", () => {
  it("stand in the order of their source, and the focus stays where it was", async () => {
    const { notebook } = await open();
    await title.click();
    drag("dragover");
    expect(line()?.dataset["form"]).toBe("Quote");
    drag("drop");
    expect(line()).toBeNull();
    await expect.poll(standing).toEqual(["before", first.quote, second.quote, "after"]);
    await expect.element(title).toHaveFocus();
    await saved();
    expect(notebook.notes.get("n1")?.body).toMatch(/"c1".*"c2"/);
  });

  it("are words alone with Shift, and links with Alt", async () => {
    await open();
    drag("dragover", { shiftKey: true });
    expect(line()?.dataset["form"]).toBe("Text only");
    drag("drop", { shiftKey: true });
    await expect.poll(standing).toEqual(["before", first.quote, second.quote, "after"]);
    expect(blocks()).toBe("P P P P");
    expect(page.getByRole("link").elements()).toHaveLength(0);
    drag("dragover", { altKey: true });
    expect(line()?.dataset["form"]).toBe("Link only");
    drag("drop", { altKey: true });
    await expect.poll(() => body().querySelectorAll('.note-link[data-kind="clip"]').length).toBe(2);
  });

  it("leave all as it was when Escape ends the drag", async () => {
    const { notebook } = await open();
    drag("dragover");
    expect(line()).not.toBeNull();
    // What the page hears of an Escape: the drag is over, nothing was dropped.
    window.dispatchEvent(new DragEvent("dragend", { bubbles: true }));
    expect(line()).toBeNull();
    expect(standing()).toEqual(["before", "after"]);
    expect(notebook.written).toEqual([]);
  });
});

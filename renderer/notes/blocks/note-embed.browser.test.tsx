import { afterEach, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { noteOf, paragraph } from "../notebook-fixture.ts";
import {
  blocks,
  body,
  caretAtEnd,
  clearNotes,
  menu,
  saved,
  show,
  text,
} from "../note-pane-fixture.tsx";

/** Two open brackets, as the keyboard language of the tests writes them. */
const brackets = "[[[[";

const heading = (words: string, tag = "h2"): object => ({
  type: "heading",
  tag,
  version: 1,
  children: [{ type: "text", version: 1, text: words }],
});
const embed = (note: string, own: object = {}): object => ({
  type: "note-embed",
  version: 1,
  note,
  title: "As it was called",
  ...own,
});
const embedded = () => body().querySelector<HTMLElement>(".note-embed");
const words = () => embedded()?.querySelector(".note-embed-text")?.textContent;

afterEach(clearNotes);

describe("typing ![[", () => {
  it("puts the chosen note in as a block that shows it", async () => {
    const { notebook } = await show([
      noteOf("n1", "One", paragraph("see ")),
      noteOf("n2", "Datum", paragraph("The zero of the chart.")),
    ]);
    await caretAtEnd();
    await userEvent.keyboard(`!${brackets}dat`);
    await expect
      .element(page.getByRole("listbox", { name: "Embed" }).getByRole("option", { name: /Datum/ }))
      .toBeVisible();
    await userEvent.keyboard("{Enter}");
    await expect.poll(words).toBe("The zero of the chart.");
    expect(blocks()).toBe("P SECTION P");
    await userEvent.keyboard("after");
    await saved();
    expect(notebook.notes.get("n1")?.body).toContain('"note":"n2","title":"Datum"');
    expect(body().lastElementChild?.textContent).toBe("after");
    await userEvent.keyboard("{Control>}z{/Control}{Control>}z{/Control}");
    await expect.poll(blocks).toBe("P");
  });

  it("offers no articles, and shows a section where a heading is chosen", async () => {
    await show([
      noteOf("n1", "One", paragraph("")),
      noteOf(
        "n2",
        "The gauge",
        paragraph("Above."),
        heading("Drift"),
        paragraph("It drifts."),
        heading("After"),
        paragraph("Below."),
      ),
    ]);
    await caretAtEnd();
    await userEvent.keyboard(`!${brackets}gauge`);
    const choices = page.getByRole("listbox", { name: "Embed" }).getByRole("option");
    await expect.poll(() => choices.first().element().textContent).toMatch(/^The gauge/);
    expect(document.body.textContent).not.toContain("The gauge at Newlyn");
    await userEvent.keyboard("#dri");
    await expect.poll(() => choices.first().element().textContent).toMatch(/^Drift/);
    await userEvent.keyboard("{Enter}");
    await expect.poll(words).toBe("It drifts.");
    expect(embedded()?.getAttribute("aria-label")).toBe("Embedded: The gauge › Drift");
  });

  it("is closed by hand for a note of that title", async () => {
    await show([
      noteOf("n1", "One", paragraph("before ")),
      noteOf("n2", "Datum", paragraph("The zero.")),
    ]);
    await caretAtEnd();
    await userEvent.keyboard(`!${brackets}Datum]]`);
    await expect.poll(words).toBe("The zero.");
    expect(blocks()).toBe("P SECTION P");
  });
});

describe("an embed", () => {
  it("follows the note that it shows", async () => {
    const { notebook } = await show([
      noteOf("n1", "One", embed("n2"), paragraph("own words")),
      noteOf("n2", "Datum", paragraph("The zero.")),
    ]);
    await expect.poll(words).toBe("The zero.");
    notebook.notes.set("n2", { ...noteOf("n2", "Level", paragraph("Another.")), revision: 1 });
    notebook.changed("note");
    await expect.poll(words).toBe("Another.");
    await expect.element(page.getByRole("link", { name: "Level" })).toBeVisible();
    expect(notebook.written).toEqual([]);
    await expect.element(page.getByText("2 words", { exact: true })).toBeVisible();
  });

  it("opens its note by its title and by Enter; links in it lead on", async () => {
    const { opened } = await show([
      noteOf("n1", "One", paragraph("before"), embed("n2"), paragraph("after")),
      noteOf(
        "n2",
        "Datum",
        paragraph("See ", {
          type: "notebook-link",
          version: 1,
          target: { kind: "article", id: "a1" },
          label: "there",
        }),
      ),
    ]);
    await page.getByRole("link", { name: "Datum" }).click();
    await page.getByRole("link", { name: "there" }).click();
    await text.click({ position: { x: 5, y: 5 } });
    await userEvent.keyboard("{Control>}{Home}{/Control}{ArrowDown}");
    await expect.poll(() => embedded()?.hasAttribute("data-selected")).toBe(true);
    await userEvent.keyboard("{Enter}");
    expect(opened).toEqual([
      { kind: "note", id: "n2" },
      { kind: "article", id: "a1" },
      { kind: "note", id: "n2" },
    ]);
  });

  it("says what is wrong: a note inside itself, one that is gone, a heading that is gone", async () => {
    const { notebook } = await show([
      noteOf("n1", "One", embed("n2"), embed("n3"), embed("n2", { heading: "Drift" })),
      noteOf("n2", "Datum", paragraph("Zero."), embed("n1")),
    ]);
    await expect.poll(words).toContain("A note is not shown inside itself.");
    expect(body().textContent).toContain("This note is not in the notebook.");
    expect(body().textContent).toContain("This heading is not in the note any more.");
    expect(body().textContent).toContain("As it was called");
    notebook.notes.set("n2", { ...noteOf("n2", "Datum"), revision: 1 });
    notebook.changed("note");
    await expect.poll(() => embedded()?.textContent).toContain("Nothing is written in it.");
  });

  it("goes no deeper than three notes", async () => {
    await show([
      noteOf("n1", "One", embed("n2")),
      noteOf("n2", "Two", paragraph("In two."), embed("n3")),
      noteOf("n3", "Three", paragraph("In three."), embed("n4")),
      noteOf("n4", "Four", paragraph("In four."), embed("n5")),
      noteOf("n5", "Five", paragraph("In five.")),
    ]);
    await expect.poll(() => body().textContent).toContain("In four.");
    await expect
      .poll(() => body().textContent)
      .toContain("It is embedded too deep to be shown here.");
    expect(body().textContent).not.toContain("In five.");
  });

  it("shows the beginning of a long text, and all of it on demand", async () => {
    const lines = Array.from({ length: 40 }, (_, at) => paragraph(`Line ${at} of the log.`));
    await show([noteOf("n1", "One", embed("n2"), paragraph("x")), noteOf("n2", "Log", ...lines)]);
    const more = page.getByRole("button", { name: "Show all" });
    await expect.element(more).toBeVisible();
    const height = () => embedded()?.getBoundingClientRect().height ?? 0;
    expect(height()).toBeLessThan(450);
    await more.click();
    await expect.poll(height).toBeGreaterThan(1_000);
    await page.getByRole("button", { name: "Show less" }).click();
    await expect.poll(height).toBeLessThan(450);
  });

  it("keeps what it shows when it is copied", async () => {
    const { notebook } = await show([
      noteOf("n1", "One", embed("n2", { heading: "Drift", headingId: "h1" }), paragraph("x")),
      noteOf("n2", "Datum", heading("Drift"), paragraph("Zero.")),
    ]);
    await expect.poll(words).toBe("Zero.");
    await text.click();
    await userEvent.keyboard("{Control>}a{/Control}");
    const clipboardData = new DataTransfer();
    const event = new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true });
    body().dispatchEvent(event);
    expect(clipboardData.getData("text/plain")).toContain("![[As it was called#Drift]]");
    const onlyHtml = new DataTransfer();
    onlyHtml.setData("text/html", clipboardData.getData("text/html"));
    await caretAtEnd();
    body().dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: onlyHtml, bubbles: true, cancelable: true }),
    );
    await expect.poll(blocks).toMatch(/SECTION.*SECTION/);
    await saved();
    const { root } = JSON.parse(notebook.notes.get("n1")?.body ?? "") as {
      readonly root: { readonly children: readonly { readonly type: string }[] };
    };
    const embeds = root.children.filter(({ type }) => type === "note-embed");
    expect(embeds[1]).toEqual(embeds[0]);
  });
});

it("an embed that is known by its title alone is looked up", async () => {
  const { notebook } = await show([
    noteOf("n1", "One", embed("", { title: "Datum" }), paragraph("x")),
    noteOf("n2", "Datum", paragraph("Zero.")),
  ]);
  await expect.poll(words).toBe("Zero.");
  await caretAtEnd();
  await userEvent.keyboard("y");
  await saved();
  expect(notebook.notes.get("n1")?.body).toContain('"note":"n2"');
  expect(menu.elements()).toHaveLength(0);
});

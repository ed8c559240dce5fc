import { $getRoot, getNearestEditorFromDOMNode } from "lexical";
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

describe("![[ typed in", () => {
  const words = (said: string) => ({ type: "text", version: 1, text: said });
  const item = (...children: readonly object[]) => ({ type: "listitem", version: 1, children });
  const list = (listType: string, ...items: readonly object[]) => ({
    type: "list",
    version: 1,
    listType,
    start: 1,
    tag: listType === "number" ? "ol" : "ul",
    children: items,
  });
  const other = noteOf("n2", "Datum", paragraph("Zero."));
  /** What stands in the note, a line a block. */
  const standing = () =>
    [...body().querySelectorAll<HTMLElement>("p, li, blockquote, section, table, .note-callout")]
      .filter((each) => each.closest(".note-embed") === null || each.tagName === "SECTION")
      .filter((each) => each.querySelector("li, section, p") === null || each.tagName === "SECTION")
      .map((each) => (each.tagName === "SECTION" ? "!" : (each.textContent ?? "").trim()));
  /** Types it behind the words, which are a text of the note. */
  const typeBehind = async (said: string) => {
    const editor = getNearestEditorFromDOMNode(body());
    await new Promise<void>((done) => {
      editor?.update(
        () => {
          for (const each of $getRoot().getAllTextNodes())
            if (each.getTextContent() === said) each.select();
        },
        { onUpdate: () => editor.focus(done) },
      );
    });
    await userEvent.keyboard(` !${brackets}Datum]]`);
    await expect.poll(embedded).not.toBeNull();
  };

  it("an item of a list parts the list there, which goes on counting", async () => {
    const items = ["one", "two", "three"].map((said) => item(words(said)));
    await show([noteOf("n1", "One", list("number", ...items)), other]);
    await typeBehind("two");
    await expect.poll(standing).toEqual(["one", "two", "!", "three"]);
    expect(body().querySelectorAll("ol")[1]?.getAttribute("start")).toBe("3");
    await userEvent.keyboard("and ");
    await expect.poll(standing).toEqual(["one", "two", "!", "and three"]);
  });

  it("an item within an item parts both lists, and an empty item gives way", async () => {
    const inner = item(list("bullet", item(words("a")), item(words("b"))));
    await show([noteOf("n1", "One", list("bullet", item(words("one")), inner)), other]);
    await typeBehind("a");
    await expect.poll(standing).toEqual(["one", "a", "!", "b"]);
    await userEvent.keyboard("{Control>}{End}{/Control}");
    await expect.poll(() => document.getSelection()?.anchorOffset).toBe(1);
    await userEvent.keyboard("{Enter}");
    await userEvent.keyboard(`!${brackets}Datum]]`);
    await expect.poll(standing).toEqual(["one", "a", "!", "b", "!", ""]);
  });

  it("a quotation parts it, and a callout holds it", async () => {
    const quote = { type: "quote", version: 1, children: [words("It is said")] };
    const callout = {
      type: "callout",
      version: 1,
      kind: "tip",
      fold: "",
      children: [
        { type: "callout-title", version: 1, children: [words("Hint")] },
        paragraph("Inside it"),
      ],
    };
    await show([noteOf("n1", "One", quote, callout), other]);
    await typeBehind("It is said");
    await expect.poll(standing).toEqual(["It is said", "!", "Inside it"]);
    await typeBehind("Inside it");
    await expect.poll(() => body().querySelectorAll(".note-callout .note-embed").length).toBe(1);
  });

  it("a cell of a table puts it after the table", async () => {
    const cell = (said: string) => ({
      type: "tablecell",
      version: 1,
      headerState: 0,
      colSpan: 1,
      rowSpan: 1,
      backgroundColor: null,
      children: [paragraph(said)],
    });
    const row = { type: "tablerow", version: 1, children: [cell("low"), cell("high")] };
    const table = { type: "table", version: 1, children: [row] };
    await show([noteOf("n1", "One", table, paragraph("after")), other]);
    await typeBehind("low");
    await expect.poll(() => body().querySelector("td")?.textContent?.trim()).toBe("low");
    expect(embedded()?.closest("table")).toBeNull();
    await userEvent.keyboard("So ");
    await expect.poll(() => body().lastElementChild?.textContent).toBe("So after");
  });

  it("a footnote puts it before the footnotes, which still end the note", async () => {
    const footnote = (id: string, said: string) => ({
      ...paragraph(said),
      type: "footnote",
      footnote: id,
    });
    const mark = (id: string) => ({ type: "footnote-reference", version: 1, footnote: id });
    await show([
      noteOf(
        "n1",
        "One",
        paragraph("It rose", mark("a"), mark("b")),
        footnote("a", "by hand"),
        footnote("b", "by clock"),
      ),
      other,
    ]);
    await typeBehind("by hand");
    await expect.poll(blocks).toBe("P SECTION DIV DIV");
    const said = [...body().querySelectorAll(".note-footnote")].map((each) => each.textContent);
    expect(said.map((words) => words?.trim())).toEqual(["by hand", "by clock"]);
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

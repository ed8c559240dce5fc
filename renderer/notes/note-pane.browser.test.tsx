import { afterEach, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { saveStatus } from "../save-status.ts";
import { noteOf, paragraph } from "./notebook-fixture.ts";
import {
  blocks,
  body,
  caretAtEnd,
  clearNotes,
  paste,
  quoteBlock,
  saved,
  show,
  shown,
  text,
  title,
} from "./note-pane-fixture.tsx";

afterEach(clearNotes);

it("a long note is about as high as it will be once all of it has been drawn", async () => {
  const words = paragraph("The keeper wrote down the level of the sea. ".repeat(12));
  await show([noteOf("n1", "One", ...Array.from({ length: 200 }, () => words))]);
  const promised = body().scrollHeight;
  for (const block of body().children)
    if (block instanceof HTMLElement) block.style.contentVisibility = "visible";
  const high = body().scrollHeight;
  expect(promised).toBeGreaterThan(0.8 * high);
  expect(promised).toBeLessThan(1.2 * high);
});

describe("opening a note", () => {
  it("saves nothing by itself", async () => {
    const { notebook } = await show([
      noteOf("n1", "One", paragraph("words"), quoteBlock("c1"), paragraph("more")),
    ]);
    await expect.element(text).toBeVisible();
    await text.click();
    await userEvent.tab();
    await saved();
    expect(notebook.written).toEqual([]);
  });

  it("asks for the name of a note just made, and of no other", async () => {
    const { showNote } = await show([
      { ...noteOf("n1", "Untitled note"), createdAt: Date.now() },
      noteOf("n2", "Untitled note"),
    ]);
    await expect.element(title).toHaveFocus();
    await userEvent.keyboard("Tides");
    await expect.element(title).toHaveValue("Tides");
    await showNote("n2");
    await expect.element(title).toHaveValue("Untitled note");
    expect(document.activeElement).toBe(document.body);
  });

  it("never saves over a body it cannot read", async () => {
    const { notebook } = await show([{ ...noteOf("n1", "One"), body: '{"root":' }]);
    await expect.element(page.getByText(/could not be opened/)).toBeVisible();
    expect(document.querySelector(".note-body")).toBeNull();
    expect(notebook.written).toEqual([]);
  });
});

describe("tables and lists by keyboard", () => {
  it("moves through cells by Tab and adds a row after the last", async () => {
    await show([noteOf("n1", "One", paragraph("x"))]);
    await caretAtEnd();
    await page.getByRole("button", { name: "Insert table" }).click();
    for (const word of "abcdefghij") await userEvent.keyboard(`${word}{Tab}`);
    const rows = [...body().querySelectorAll("tr")];
    expect(rows.map((row) => row.textContent)).toEqual(["abc", "def", "ghi", "j"]);
  });

  it("ticks an item with Ctrl+Enter and indents with Tab", async () => {
    await show([noteOf("n1", "One", paragraph(""))]);
    await caretAtEnd();
    await userEvent.keyboard("[[ ] one{Control>}{Enter}{/Control}{Enter}two{Tab}");
    const items = [...body().querySelectorAll("li:not(:has(ul))")];
    const said = items.map((item) => getComputedStyle(item, "::before").content.split(" / ")[1]);
    expect(said).toEqual(['"Done:"', '"To do:"']);
    expect(body().querySelector("ul ul")?.textContent).toBe("two");
  });
});

describe("pasting", () => {
  it("takes structure and words, not looks or programs, and a picture as a link", async () => {
    const { said } = await show([noteOf("n1", "One", paragraph(""))]);
    await caretAtEnd();
    paste({
      "text/html":
        '<h2 style="color:red" onclick="x()">Head</h2><p style="text-align:center">a <b>b</b> ' +
        '<a href="javascript:x()">c</a> <a href="https://d.example">d</a>' +
        '<img src="https://e.example/e.png"><script>f</script></p><style>g{}</style>',
      "text/plain": "unused",
    });
    await expect.poll(blocks).toBe("H2 P");
    expect(shown()).toBe("Head a b c d Picture");
    expect(body().innerHTML).not.toMatch(/color|center|javascript|onclick|<img|script/);
    expect([...body().querySelectorAll("a")].map((link) => link.href)).toEqual([
      "https://d.example/",
      "https://e.example/e.png",
    ]);
    expect(said).toEqual([
      "A picture in what you pasted lies elsewhere: only a link to it came in",
    ]);
  });

  it("makes paragraphs of plain text, and a link of an address on words", async () => {
    await show([noteOf("n1", "One", paragraph(""))]);
    await caretAtEnd();
    paste({ "text/plain": "one\nstill one\n\ntwo" });
    await expect.poll(blocks).toBe("P P");
    await userEvent.keyboard("{Shift>}{Home}{/Shift}");
    paste({ "text/plain": "https://example.org/" });
    await expect.poll(() => body().querySelector("a")?.textContent).toBe("two");
  });

  it("splits a huge paragraph without losing a letter", async () => {
    const { notebook } = await show([noteOf("n1", "One", paragraph(""))]);
    await caretAtEnd();
    const sentence = "The record was begun for the boats, not for science. ";
    paste({ "text/plain": sentence.repeat(600) });
    await expect.poll(() => body().children.length).toBeGreaterThan(5);
    await saved();
    const stored = JSON.parse(notebook.notes.get("n1")?.body ?? "{}");
    const words = stored.root.children.flatMap((block: { children: { text: string }[] }) =>
      block.children.map((child) => child.text),
    );
    expect(words.join("")).toBe(sentence.repeat(600));
  });
});

describe("a web link", () => {
  it("is made as an address is typed, changed in its dialog, and never followed by the window", async () => {
    const { notebook } = await show([noteOf("n1", "One", paragraph(""))]);
    await caretAtEnd();
    await userEvent.keyboard("https://example.org/a ");
    await text.getByRole("link", { name: "https://example.org/a" }).click();
    await page.getByRole("button", { name: "Change link" }).click();
    const address = page.getByRole("textbox", { name: "Address" });
    await address.fill("javascript:alert(1)");
    const change = page.getByRole("dialog").getByRole("button", { name: "Change link" });
    await expect.element(change).toBeDisabled();
    await address.fill("https://example.org/b");
    await userEvent.keyboard("{Enter}");
    await expect.poll(shown).toBe("https://example.org/b");
    await saved();
    expect(notebook.notes.get("n1")?.body).toContain('"url":"https://example.org/b"');
  });
});

describe("saving", () => {
  it("keeps the words of a note that is left unsaved, and saves them later", async () => {
    const { notebook, showNote } = await show([noteOf("n1", "One"), noteOf("n2", "Two")]);
    await caretAtEnd();
    notebook.failSaving({ code: "disk-full", message: "the disk is full", advice: "" });
    await userEvent.keyboard("precious");
    await expect.poll(() => saveStatus()).toMatchObject({ reason: "the disk is full" });
    await showNote("n2");
    await expect.poll(shown).toBe("");
    await showNote("n1");
    await expect.poll(shown).toBe("precious");
    await showNote("n2");
    notebook.failSaving(null);
    await expect.poll(() => saveStatus().state, { timeout: 12_000 }).toBe("saved");
    expect(notebook.notes.get("n1")?.body).toContain("precious");
  });

  it("never overwrites what was changed elsewhere, and copies its text to a new note", async () => {
    const { notebook, opened } = await show([noteOf("n1", "One", paragraph("ours"))]);
    await caretAtEnd();
    const theirs = { ...noteOf("n1", "One", paragraph("theirs")), revision: 7 };
    notebook.notes.set("n1", theirs);
    await userEvent.keyboard(" mine");
    await expect.element(page.getByText(/it was changed elsewhere/)).toBeVisible();
    await page.getByRole("button", { name: "Copy my text to a new note" }).click();
    await expect.poll(shown).toBe("theirs");
    expect(notebook.notes.get("n1")).toEqual(theirs);
    const made = opened[0]?.id ?? "";
    expect(notebook.notes.get(made)?.body).toContain("ours mine");
    await saved();
  });

  it("recognises its own save whose answer was lost", async () => {
    const { notebook } = await show([noteOf("n1", "One", paragraph("ours"))]);
    await caretAtEnd();
    notebook.failSaving({ code: "service-gone", message: "gone", advice: "" });
    await userEvent.keyboard(" mine");
    await expect.poll(() => saveStatus().state).toBe("failed");
    const sent = notebook.written.at(-1)?.input as { body: string };
    notebook.notes.set("n1", { ...noteOf("n1", "One"), body: sent.body, revision: 1 });
    await userEvent.keyboard(" too");
    notebook.failSaving(null);
    await saved();
    expect(notebook.notes.get("n1")).toMatchObject({ revision: 2 });
    expect(notebook.notes.get("n1")?.body).toContain("ours mine too");
  });

  it("renames the note as its title is typed, and goes on to the text by Enter", async () => {
    const { notebook } = await show([noteOf("n1", "One", paragraph("words"))]);
    await title.click();
    await userEvent.keyboard("{End} and more{Enter}");
    expect(document.activeElement).toBe(body());
    await saved();
    expect(notebook.notes.get("n1")?.title).toBe("One and more");
    expect(notebook.notes.get("n1")?.revision).toBe(0);
  });
});

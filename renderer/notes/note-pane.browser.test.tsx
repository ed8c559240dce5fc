import { QueryClientProvider } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import "../theme.css";
import type { Note, SourcedClip, Target } from "../../electron/api.ts";
import { queries } from "../api.ts";
import { NavigationContext, type Navigation } from "../navigation.ts";
import { saveStatus } from "../save-status.ts";
import { NotePane } from "./note-pane.tsx";
import { clipOf, noteOf, openFixture, paragraph } from "./notebook-fixture.ts";
import { forgetNote } from "./sessions.ts";

/** Two open brackets, as the keyboard language of the tests writes them. */
const brackets = "[[[[";

function quoteBlock(clip: string) {
  return { type: "clip-quote", version: 1, clip };
}

async function show(notes: readonly Note[], clips: readonly SourcedClip[] = []) {
  const notebook = openFixture(notes, clips);
  const opened: Target[] = [];
  const said: string[] = [];
  const navigation: Navigation = {
    openArticle: (id) => opened.push({ kind: "article", id }),
    openNote: (id) => opened.push({ kind: "note", id }),
    openTarget: (target) => opened.push(target),
    quoteToNote: () => {},
    back: () => {},
    forward: () => {},
    announce: (message) => said.push(message),
  };
  const paneOf = (note: string, quote: { clip: string; key: number } | null = null) => (
    <QueryClientProvider client={queries}>
      <NavigationContext value={navigation}>
        <div style={{ height: 600, width: 430 }}>
          <NotePane note={note} quote={quote} onQuoteDone={() => {}} />
        </div>
      </NavigationContext>
    </QueryClientProvider>
  );
  const first = notes[0]?.id ?? "";
  const screen = await render(paneOf(first));
  const showNote = (note: string, quote?: { clip: string; key: number }) =>
    screen.rerender(paneOf(note, quote ?? null));
  return { notebook, opened, said, showNote };
}

const text = page.getByRole("textbox", { name: "Text of the note" });
const title = page.getByRole("textbox", { name: "Title of the note" });
const menu = page.getByRole("listbox", { name: "Link to" });

function body(): HTMLElement {
  const element = document.querySelector<HTMLElement>(".note-body");
  if (!element) throw new Error("Expected an open note");
  return element;
}
/** The blocks; a quote at the start has an empty picture before it, which only carries the caret. */
const blocks = () =>
  [...body().children]
    .map(({ tagName }) => tagName)
    .filter((tag) => tag !== "IMG")
    .join(" ");
/** All of the text, also what is out of sight and not drawn. */
const shown = () =>
  [...body().children]
    .map(({ textContent }) => textContent)
    .join(" ")
    .replaceAll(/\s+/g, " ")
    .trim();

async function caretAtEnd() {
  await text.click();
  await userEvent.keyboard("{Control>}{End}{/Control}");
}

function paste(data: Readonly<Record<string, string>>) {
  const clipboardData = new DataTransfer();
  for (const [type, value] of Object.entries(data)) clipboardData.setData(type, value);
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  document.activeElement?.dispatchEvent(event);
}

async function saved() {
  await expect.poll(() => saveStatus().state).toBe("saved");
}

beforeEach(() => {
  queries.clear();
});
afterEach(async () => {
  // What one test left unsaved is not another's.
  await Promise.all(["n1", "n2"].map(forgetNote));
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

describe("typing [[", () => {
  it("opens the menu in the same frame", async () => {
    await show([noteOf("n1", "One", paragraph("see ")), noteOf("n2", "Datum, not level")]);
    await caretAtEnd();
    await userEvent.keyboard("[[");
    const beforeFrame = new Promise<boolean>((resolve) => {
      body().addEventListener(
        "beforeinput",
        () =>
          requestAnimationFrame(() => resolve(document.querySelector(".note-link-menu") !== null)),
        { once: true },
      );
    });
    await userEvent.keyboard("[[");
    expect(await beforeFrame).toBe(true);
  });

  it("inserts what Enter chooses, and shows its title of today ever after", async () => {
    const { notebook } = await show([
      noteOf("n1", "One", paragraph("see ")),
      noteOf("n2", "Datum, not level"),
    ]);
    await caretAtEnd();
    await userEvent.keyboard(`${brackets}dat`);
    await expect.element(menu.getByRole("option", { name: /Datum, not level/ })).toBeVisible();
    expect(body().getAttribute("aria-activedescendant")).toBe("note-link-menu-0");
    await userEvent.keyboard("{Enter} now");
    expect(shown()).toBe("see Datum, not level now");
    await saved();
    expect(notebook.notes.get("n1")?.body).toContain('"target":{"kind":"note","id":"n2"}');
    const saves = notebook.written.length;
    notebook.notes.set("n2", noteOf("n2", "The zero"));
    notebook.changed("note");
    await expect.poll(shown).toBe("see The zero now");
    expect(notebook.written).toHaveLength(saves);
  });

  it("makes a note of exactly what was typed with Shift+Enter", async () => {
    const { notebook } = await show([
      noteOf("n1", "One", paragraph("see ")),
      noteOf("n2", "Datum"),
    ]);
    await caretAtEnd();
    await userEvent.keyboard(`${brackets}Dat|the zero{Shift>}{Enter}{/Shift}`);
    await expect.poll(shown).toBe("see the zero");
    expect(notebook.written[0]).toEqual({ name: "notes.create", input: { title: "Dat" } });
  });

  it("leaves the text when Escape closes it", async () => {
    await show([noteOf("n1", "One", paragraph("see ")), noteOf("n2", "Datum")]);
    await caretAtEnd();
    await userEvent.keyboard(`${brackets}dat`);
    await expect.element(menu).toBeVisible();
    await userEvent.keyboard("{Escape}um");
    expect(document.querySelector(".note-link-menu")).toBeNull();
    expect(shown()).toBe("see [[datum");
  });

  it("makes selected words the label", async () => {
    const { notebook } = await show([
      noteOf("n1", "One", paragraph("compare the zero")),
      noteOf("n2", "Datum"),
    ]);
    await caretAtEnd();
    await userEvent.keyboard("{Control>}{Shift>}{ArrowLeft}{/Shift}{/Control}");
    await userEvent.keyboard(brackets);
    await expect.poll(shown).toBe("compare the [[zero]]");
    await userEvent.keyboard(`{Backspace}{Backspace}{Backspace}{Backspace}dat`);
    await expect.element(menu.getByRole("option", { name: /Datum/ })).toBeVisible();
    await userEvent.keyboard("{Enter}");
    expect(shown()).toBe("compare the zero");
    await saved();
    expect(notebook.notes.get("n1")?.body).toContain('"label":"zero"');
  });
});

describe("a link in the text", () => {
  const linked = () =>
    paragraph("see ", {
      type: "notebook-link",
      version: 1,
      target: { kind: "note", id: "n2" },
      label: "",
    });

  it("is deleted as one and comes back by undo", async () => {
    await show([noteOf("n1", "One", linked()), noteOf("n2", "Datum")]);
    await caretAtEnd();
    await userEvent.keyboard("{Backspace}");
    expect(shown()).toBe("see");
    await userEvent.keyboard("{Control>}z{/Control}");
    expect(shown()).toBe("see Datum");
  });

  it("opens on click and, selected by keys, on Enter", async () => {
    const { opened } = await show([noteOf("n1", "One", linked()), noteOf("n2", "Datum")]);
    await page.getByRole("link", { name: "Datum" }).click();
    await caretAtEnd();
    await userEvent.keyboard("{ArrowLeft}{Enter}");
    const target = { kind: "note", id: "n2" };
    expect(opened).toEqual([target, target]);
  });

  it("is dotted once its target is gone", async () => {
    const { notebook } = await show([noteOf("n1", "One", linked()), noteOf("n2", "Datum")]);
    const link = page.getByRole("link", { name: "Datum" });
    await expect.element(link).toHaveAttribute("data-state", "known");
    notebook.notes.delete("n2");
    notebook.changed("note");
    await expect
      .poll(() => body().querySelector(".note-link")?.getAttribute("data-state"))
      .toBe("missing");
  });
});

describe("a quote in the text", () => {
  it("comes in after the caret's block without taking the selection from the article", async () => {
    const { showNote, notebook } = await show(
      [noteOf("n1", "One", paragraph("before"))],
      [clipOf("c1", "The longest gap is eleven days.")],
    );
    await expect.element(text).toBeVisible();
    document.body.append(Object.assign(document.createElement("p"), { textContent: "article" }));
    document.getSelection()?.selectAllChildren(document.body.lastElementChild ?? document.body);
    await showNote("n1", { clip: "c1", key: 1 });
    await expect.poll(blocks).toBe("P FIGURE P");
    await expect.element(page.getByText("Penhale 2015, ¶ 2")).toBeVisible();
    expect(document.getSelection()?.toString()).toBe("article");
    body().focus();
    await userEvent.keyboard("after");
    expect(body().lastElementChild?.textContent).toBe("after");
    await saved();
    expect(notebook.notes.get("n1")?.body).toContain('"clip":"c1"');
  });

  it("is reached by arrows, opened by Enter, removed by Delete, brought back by undo", async () => {
    const { opened } = await show(
      [noteOf("n1", "One", paragraph("before"), quoteBlock("c1"), paragraph("after"))],
      [clipOf("c1", "The longest gap is eleven days.")],
    );
    await text.click();
    await userEvent.keyboard("{Control>}{Home}{/Control}{ArrowDown}");
    expect(body().querySelector(".note-quote")?.hasAttribute("data-selected")).toBe(true);
    await userEvent.keyboard("{Enter}");
    expect(opened).toEqual([{ kind: "clip", id: "c1" }]);
    await userEvent.keyboard("{Delete}");
    expect(blocks()).toBe("P P");
    await userEvent.keyboard("{Control>}z{/Control}");
    expect(blocks()).toBe("P FIGURE P");
  });

  it("keeps its words and says so when the source goes", async () => {
    const clip = clipOf("c1", "The longest gap is eleven days.");
    const { notebook } = await show(
      [noteOf("n1", "One", quoteBlock("c1"), paragraph("x"))],
      [clip],
    );
    await expect.element(page.getByText("verbatim")).toBeVisible();
    notebook.clips.set("c1", { ...clip, deleted: true });
    notebook.changed("clip");
    await expect.element(page.getByText("source missing")).toBeVisible();
    await expect.element(page.getByText("The longest gap is eleven days.")).toBeVisible();
  });

  it("is copied with its source in words and in markup", async () => {
    await show(
      [noteOf("n1", "One", quoteBlock("c1"), paragraph("x"))],
      [clipOf("c1", "The longest gap is eleven days.")],
    );
    await text.click();
    await userEvent.keyboard("{Control>}a{/Control}");
    const clipboardData = new DataTransfer();
    const event = new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true });
    body().dispatchEvent(event);
    expect(clipboardData.getData("text/plain")).toContain(
      "“The longest gap is eleven days.” (Penhale 2015, ¶ 2)",
    );
    const html = clipboardData.getData("text/html");
    expect(html).toContain('<blockquote data-commonplace-clip="c1" cite="urn:uuid:a1">');
    paste({ "text/html": html });
    await expect.poll(blocks).toBe("FIGURE P");
    await expect.element(page.getByText("verbatim")).toBeVisible();
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
    const boxes = [...body().querySelectorAll("[role='checkbox']")];
    expect(boxes.map((box) => box.getAttribute("aria-checked"))).toEqual(["true", "false"]);
    expect(body().querySelector("ul ul")?.textContent).toBe("two");
  });
});

describe("pasting", () => {
  it("takes structure and words, not looks, programs or pictures", async () => {
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
    expect(shown()).toBe("Head a b c d");
    expect(body().innerHTML).not.toMatch(/color|center|javascript|onclick|<img|script/);
    expect([...body().querySelectorAll("a")].map((link) => link.href)).toEqual([
      "https://d.example/",
    ]);
    expect(said).toEqual(["A picture in what you pasted was left out"]);
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

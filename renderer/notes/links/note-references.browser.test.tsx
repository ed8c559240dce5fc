import { $getSelection, getNearestEditorFromDOMNode, KEY_ENTER_COMMAND } from "lexical";
import { afterEach, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { headingWish } from "./heading-wish.ts";
import { clipOf, noteOf, paragraph } from "../notebook-fixture.ts";
import {
  blocks,
  body,
  caretAtEnd,
  clearNotes,
  menu,
  paste,
  quoteBlock,
  saved,
  show,
  shown,
  text,
} from "../note-pane-fixture.tsx";

/** Two open brackets, as the keyboard language of the tests writes them. */
const brackets = "[[[[";

afterEach(clearNotes);

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

  it("takes the notebook's answer when Enter comes before it, and keeps what is typed on", async () => {
    const { notebook } = await show([noteOf("n1", "One", paragraph("see "))]);
    await caretAtEnd();
    await userEvent.keyboard(`${brackets}datum`);
    await expect.element(menu.getByRole("option", { name: /datum/ })).toBeVisible();
    notebook.notes.set("n2", noteOf("n2", "Datum, not level"));
    const editor = getNearestEditorFromDOMNode(body());
    editor?.update(() => $getSelection()?.insertText(", n"), { discrete: true });
    editor?.dispatchCommand(KEY_ENTER_COMMAND, null);
    editor?.update(() => $getSelection()?.insertText(" and on"), { discrete: true });
    await expect.poll(shown).toBe("see Datum, not level and on");
    expect(notebook.written.map(({ name }) => name)).not.toContain("notes.create");
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

describe("closing ]] by hand", () => {
  it("links to the note of that title, keeping what is typed on", async () => {
    const { notebook } = await show([
      noteOf("n1", "One", paragraph("see ")),
      noteOf("n2", "Datum"),
    ]);
    await caretAtEnd();
    await userEvent.keyboard(`${brackets}Datum|the zero]] at once`);
    await expect.poll(shown).toBe("see the zero at once");
    await saved();
    expect(notebook.notes.get("n1")?.body).toContain('"target":{"kind":"note","id":"n2"}');
    await userEvent.keyboard("!");
    expect(shown()).toBe("see the zero at once!");
  });

  it("leaves a dotted link to a note not made yet, which a click makes and opens", async () => {
    const { notebook, opened } = await show([noteOf("n1", "One", paragraph("see "))]);
    await caretAtEnd();
    await userEvent.keyboard(`${brackets}Not yet there]].`);
    const link = page.getByRole("link", { name: "Not yet there" });
    await expect.element(link).toHaveAttribute("data-state", "wanted");
    expect(shown()).toBe("see Not yet there.");
    expect(notebook.written.map(({ name }) => name)).not.toContain("notes.create");
    await link.click();
    await expect.poll(() => opened).toEqual([{ kind: "note", id: "wanted-Not yet there" }]);
    await expect.element(link).toHaveAttribute("data-state", "known");
  });

  it("makes its note once, however often it is clicked before that is known", async () => {
    const { notebook, opened } = await show([noteOf("n1", "One", paragraph("see "))]);
    await caretAtEnd();
    await userEvent.keyboard(`${brackets}Not yet there]].`);
    const there = page.getByRole("link", { name: "Not yet there" });
    await expect.element(there).toHaveAttribute("data-state", "wanted");
    const element = there.element();
    for (let times = 0; times < 3; times += 1)
      element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    await expect.poll(() => opened.length).toBeGreaterThan(0);
    await expect.element(there).toHaveAttribute("data-state", "known");
    expect(notebook.written.filter(({ name }) => name === "notes.create")).toHaveLength(1);
  });

  it("leads to a heading of this note when none is named, and of another when it is", async () => {
    const { notebook } = await show([
      noteOf("n1", "One", paragraph("see ")),
      noteOf("n2", "Datum"),
    ]);
    await caretAtEnd();
    await userEvent.keyboard(
      `${brackets}#Zero]], ${brackets}Datum#Level]], ${brackets}Datum#Mark|it]]`,
    );
    await expect.poll(shown).toBe("see Zero, Datum › Level, it");
    await saved();
    const stored = notebook.notes.get("n1")?.body ?? "";
    expect(stored).toContain('"target":{"kind":"note","id":"n1"},"label":"","heading":"Zero"');
    expect(stored).toContain('"target":{"kind":"note","id":"n2"},"label":"it","heading":"Mark"');
  });

  it("says that several notes are called so, and lets another be chosen without asking for it", async () => {
    const { notebook } = await show([
      noteOf("n1", "One", paragraph("see ")),
      noteOf("n2", "Datum"),
      noteOf("n3", "Datum"),
    ]);
    const which = page.getByRole("listbox", { name: "Which one" }).getByRole("option");
    await caretAtEnd();
    await userEvent.keyboard(`${brackets}Datum]]`);
    await expect.poll(() => which.elements().length).toBe(2);
    await expect.element(page.getByText(/2 notes are called so/)).toBeVisible();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    await expect.poll(() => which.elements().length).toBe(0);
    await userEvent.keyboard(" and");
    expect(shown()).toBe("see Datum and");
    await saved();
    expect(notebook.notes.get("n1")?.body).toContain('"id":"n3"');
    await userEvent.keyboard(` ${brackets}Datum]]`);
    await expect.poll(() => which.elements().length).toBe(2);
    await userEvent.keyboard("{Enter}on");
    await expect.poll(shown).toBe("see Datum and Datum on");
    expect(which.elements()).toHaveLength(0);
  });

  it("does nothing in code", async () => {
    await show([noteOf("n1", "One", paragraph(""))]);
    await caretAtEnd();
    await userEvent.keyboard("``` ");
    await userEvent.keyboard(`${brackets}Not yet]] x`);
    expect(shown()).toContain("[[Not yet]] x");
  });
});

describe("a link to a heading", () => {
  it("is chosen from the menu, shows title and heading, and leads there", async () => {
    const heading = {
      type: "heading",
      tag: "h2",
      version: 1,
      children: [{ type: "text", version: 1, text: "What they miss" }],
    };
    const { notebook, opened, showNote } = await show([
      noteOf("n1", "One", paragraph("see ")),
      noteOf("n2", "Gauges", paragraph("Above."), heading),
    ]);
    await caretAtEnd();
    await userEvent.keyboard(`${brackets}gau#mis`);
    await expect.element(menu.getByRole("option", { name: /What they miss/ })).toBeVisible();
    await userEvent.keyboard("{Enter}");
    await expect.poll(shown).toBe("see Gauges › What they miss");
    await saved();
    expect(notebook.notes.get("n1")?.body).toContain('"heading":"What they miss"');
    await page.getByRole("link", { name: /What they miss/ }).click();
    expect(opened).toEqual([{ kind: "note", id: "n2" }]);
    await showNote("n2");
    await expect.element(page.getByRole("heading", { name: "What they miss" })).toBeVisible();
    await expect.poll(() => headingWish.peek()).toBeNull();
  });

  it("that is gone opens the note and says so", async () => {
    const { said } = await show([noteOf("n1", "One", paragraph("nothing"))]);
    await expect.element(text).toBeVisible();
    headingWish.value = { note: "n1", words: "Gone", ordinal: null };
    await expect.poll(() => said).toEqual(["The heading “Gone” is not in this note any more"]);
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
    await showNote("n1", { clips: ["c1"], key: 1 });
    await expect.poll(blocks).toBe("P FIGURE P");
    await expect.element(page.getByText("Penhale 2015, ¶ 2")).toBeVisible();
    expect(document.getSelection()?.toString()).toBe("article");
    body().focus();
    await userEvent.keyboard("after");
    expect(body().lastElementChild?.textContent).toBe("after");
    await saved();
    expect(notebook.notes.get("n1")?.body).toContain('"clip":"c1"');
    await showNote("n1");
    await showNote("n1", { clips: ["c1"], key: 1 });
    await expect.poll(blocks).toBe("P FIGURE P FIGURE P");
  });

  it("is reached by arrows, opened by Enter, removed by Delete, brought back by undo", async () => {
    const { opened } = await show(
      [noteOf("n1", "One", paragraph("before"), quoteBlock("c1"), paragraph("after"))],
      [clipOf("c1", "The longest gap is eleven days.")],
    );
    await text.click();
    await userEvent.keyboard("{Control>}{Home}{/Control}");
    await expect.poll(() => document.getSelection()?.anchorNode?.textContent).toBe("before");
    await userEvent.keyboard("{ArrowDown}");
    const quote = () => body().querySelector(".note-quote");
    await expect.poll(() => quote()?.hasAttribute("data-selected")).toBe(true);
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

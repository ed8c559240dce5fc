import { afterEach, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { clipOf, noteOf, paragraph } from "../notebook-fixture.ts";
import {
  body,
  caretAtEnd,
  clearNotes,
  quoteBlock,
  saved,
  show,
  shown,
  title,
} from "../note-pane-fixture.tsx";

const choices = page.getByRole("listbox", { name: "Cite" }).getByRole("option");

afterEach(clearNotes);

describe("typing @", () => {
  it("cites what is chosen, with the place that was typed after a comma", async () => {
    const { notebook, opened } = await show([noteOf("n1", "One", paragraph("It rose "))]);
    await caretAtEnd();
    await userEvent.keyboard("@");
    await expect.element(choices.first()).toBeVisible();
    await userEvent.keyboard("pen, p. 4");
    await expect.poll(() => choices.first().element().textContent).toContain("Penhale 2015, p. 4");
    await userEvent.keyboard("{Enter} then fell.");
    expect(shown()).toBe("It rose (Penhale 2015, p. 4) then fell.");
    await saved();
    expect(notebook.notes.get("n1")?.body).toContain(
      '"target":{"kind":"article","id":"a1"},"label":"","cite":true,"locator":"p. 4"',
    );
    await page
      .getByRole("link", { name: "(Penhale 2015, p. 4)" })
      .click({ modifiers: ["Control"] });
    expect(opened).toEqual([{ kind: "article", id: "a1" }]);
  });

  it("leaves words that name nothing, addresses and code as they are", async () => {
    await show([noteOf("n1", "One", paragraph("me"))]);
    await caretAtEnd();
    await userEvent.keyboard("@tides.example");
    expect(choices.elements()).toHaveLength(0);
    await userEvent.keyboard("{Enter}@home by ten{Enter}");
    await expect.poll(shown).toBe("me@tides.example @home by ten");
    await userEvent.keyboard("``` ");
    await userEvent.keyboard("@pen");
    expect(choices.elements()).toHaveLength(0);
    await userEvent.keyboard("{Enter}");
    expect(body().querySelector(".note-link")).toBeNull();
  });

  it("takes what stands around citations in square brackets into them", async () => {
    const { notebook } = await show([noteOf("n1", "One", paragraph("It rose "))]);
    await caretAtEnd();
    await userEvent.keyboard("[[see @pen");
    await expect.poll(() => choices.first().element().textContent).toContain("Penhale 2015");
    await userEvent.keyboard("{Enter}, p. 4; cf. @charts");
    await expect.poll(() => choices.first().element().textContent).toContain("Charts");
    await userEvent.keyboard("{Enter} and passim");
    expect(shown()).toContain("[see (");
    await userEvent.keyboard("].");
    const cited = "It rose (see Penhale 2015b, p. 4; cf. Penhale 2015a and passim).";
    await expect.poll(shown).toBe(cited);
    await saved();
    const stored = notebook.notes.get("n1")?.body;
    expect(stored).toContain('"locator":"p. 4","prefix":"see"');
    expect(stored).toContain('"prefix":"cf.","suffix":"and passim"');
    await userEvent.keyboard("{Control>}z{/Control}{Control>}z{/Control}");
    await expect
      .poll(shown)
      .toContain("[see (Penhale 2015b), p. 4; cf. (Penhale 2015a) and passim");
    await userEvent.keyboard("{Control>}y{/Control}{Control>}y{/Control}");
    await expect.poll(shown).toBe(cited);
  });

  it("leaves a sentence in square brackets as it is, and brackets in code", async () => {
    await show([noteOf("n1", "One", paragraph("It [as "))]);
    await caretAtEnd();
    await userEvent.keyboard("@pen");
    await expect.poll(() => choices.first().element().textContent).toContain("Penhale 2015");
    await userEvent.keyboard("{Enter} and @charts");
    await expect.poll(() => choices.first().element().textContent).toContain("Charts");
    await userEvent.keyboard("{Enter} say]!");
    await expect.poll(shown).toBe("It [as (Penhale 2015b) and (Penhale 2015a) say]!");
  });

  it("leaves the text when Escape closes it", async () => {
    await show([noteOf("n1", "One", paragraph(""))]);
    await caretAtEnd();
    await userEvent.keyboard("@pen");
    await expect.element(choices.first()).toBeVisible();
    await userEvent.keyboard("{Escape}hale{Enter}");
    expect(choices.elements()).toHaveLength(0);
    expect(shown()).toBe("@penhale");
  });
});

const citation = (id: string, own: object = {}): object => ({
  type: "notebook-link",
  version: 1,
  target: { kind: "article", id },
  label: "",
  cite: true,
  ...own,
});

describe("several citations", () => {
  it("share a bracket when another is typed after one, and letters tell them apart", async () => {
    const { notebook } = await show([
      noteOf("n1", "One", paragraph("It rose ", citation("a1", { locator: "p. 4" }))),
    ]);
    await expect.poll(shown).toBe("It rose (Penhale 2015, p. 4)");
    await caretAtEnd();
    await userEvent.keyboard("; @charts");
    await expect.poll(() => choices.first().element().textContent).toContain("Charts");
    await userEvent.keyboard("{Enter}.");
    await expect.poll(shown).toBe("It rose (Penhale 2015b, p. 4; Penhale 2015a).");
    await saved();
    expect(notebook.notes.get("n1")?.body).not.toMatch(/2015|; /);
    await userEvent.keyboard("{Backspace}{Backspace}");
    await expect.poll(shown).toBe("It rose (Penhale 2015, p. 4)");
  });

  it("are added where one is selected, and parted by words between them", async () => {
    await show([noteOf("n1", "One", paragraph("It rose ", citation("a1")))]);
    await caretAtEnd();
    await userEvent.keyboard("{ArrowLeft}@charts");
    await expect.poll(() => choices.first().element().textContent).toContain("Charts");
    await userEvent.keyboard("{Enter}");
    await expect.poll(shown).toBe("It rose (Penhale 2015b; Penhale 2015a)");
    await userEvent.keyboard("{ArrowLeft}{ArrowLeft} but ");
    await expect.poll(shown).toBe("It rose (Penhale 2015b) but (Penhale 2015a)");
  });

  it("have the letters of the works that are quoted too", async () => {
    await show(
      [noteOf("n1", "One", quoteBlock("c1"), paragraph("See ", citation("a2")))],
      [clipOf("c1", "The longest gap is eleven days.")],
    );
    await expect.element(page.getByText("Penhale 2015b, ¶ 2")).toBeVisible();
    await expect.element(page.getByRole("link", { name: "(Penhale 2015a)" })).toBeVisible();
  });

  it("are copied with their letters and brackets, a part of them with its own", async () => {
    await show([noteOf("n1", "One", paragraph("So ", citation("a1"), citation("a2"), "."))]);
    await expect.poll(shown).toBe("So (Penhale 2015b; Penhale 2015a).");
    const copied = () => {
      const clipboardData = new DataTransfer();
      const event = new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true });
      body().dispatchEvent(event);
      return ["text/plain", "text/html"].map((type) =>
        clipboardData.getData(type).replaceAll(/<[^>]*>/g, ""),
      );
    };
    await caretAtEnd();
    await userEvent.keyboard("{Control>}a{/Control}");
    expect(copied()).toEqual(Array(2).fill("So (Penhale 2015b; Penhale 2015a)."));
    await caretAtEnd();
    await userEvent.keyboard("{Shift>}{ArrowLeft}{ArrowLeft}{/Shift}");
    await expect.poll(() => document.getSelection()?.toString()).toContain("2015a");
    expect(copied()).toEqual(Array(2).fill("(Penhale 2015a)."));
  });
});

describe("changing a citation", () => {
  const form = page.getByRole("dialog", { name: "Citation" });
  const field = form.getByRole("textbox", { name: "Page, chapter or section" });

  it("says another place and leaves out the author, by keys alone", async () => {
    const { notebook } = await show([
      noteOf("n1", "One", paragraph("It rose ", citation("a1", { locator: "p. 4" }), ".")),
    ]);
    await caretAtEnd();
    await userEvent.keyboard("{ArrowLeft}");
    await expect.poll(() => document.getSelection()?.anchorOffset).toBe(0);
    await userEvent.keyboard("{ArrowLeft}");
    await expect.poll(() => body().querySelector("[data-selected]")).not.toBeNull();
    await userEvent.keyboard("{Enter}");
    await expect.element(field).toHaveFocus();
    await expect.element(form.getByText("The gauge at Newlyn")).toBeVisible();
    await userEvent.keyboard("ch. 2{Enter}");
    await expect.poll(shown).toBe("It rose (Penhale 2015, ch. 2).");
    expect(document.activeElement).toBe(body());
    await userEvent.keyboard("{ArrowLeft}{Enter}");
    await form.getByRole("checkbox").click();
    await form.getByRole("button", { name: "Done" }).click();
    await expect.poll(shown).toBe("It rose (2015, ch. 2).");
    await saved();
    expect(notebook.notes.get("n1")?.body).toContain('"locator":"ch. 2","authorless":true');
    await userEvent.keyboard("!");
    expect(shown()).toBe("It rose (2015, ch. 2)!.");
    await userEvent.keyboard("{Control>}z{/Control}{Control>}z{/Control}");
    await expect.poll(shown).toBe("It rose (Penhale 2015, ch. 2).");
  });

  it("says what stands before and after it", async () => {
    const { notebook } = await show([noteOf("n1", "One", paragraph("It rose ", citation("a1")))]);
    await page.getByRole("link", { name: "(Penhale 2015)" }).click();
    await field.fill("p. 4");
    await form.getByRole("textbox", { name: "Before it" }).fill("see");
    await form.getByRole("textbox", { name: "After it" }).fill(", emphasis added");
    await userEvent.keyboard("{Enter}");
    await expect.poll(shown).toBe("It rose (see Penhale 2015, p. 4, emphasis added)");
    await saved();
    expect(notebook.notes.get("n1")?.body).toContain('"prefix":"see","suffix":", emphasis added"');
    await page.getByRole("link", { name: /^\(see Penhale 2015/ }).click();
    await expect.element(form.getByRole("textbox", { name: "Before it" })).toHaveValue("see");
  });

  it("opens on a click, counts sections, and holds when one clicks elsewhere", async () => {
    const { opened } = await show([noteOf("n1", "One", paragraph("It rose ", citation("a1")))]);
    await page.getByRole("link", { name: "(Penhale 2015)" }).click();
    await field.fill("3");
    await form.getByRole("button", { name: "§" }).click();
    await title.click();
    await expect.poll(shown).toBe("It rose (Penhale 2015, § 3)");
    await expect.poll(() => form.elements().length).toBe(0);
    expect(opened).toEqual([]);
    await page.getByRole("link", { name: "(Penhale 2015, § 3)" }).click();
    await form.getByRole("button", { name: "Open article" }).click();
    expect(opened).toEqual([{ kind: "article", id: "a1" }]);
  });

  it("is given up by Escape, and adds another work", async () => {
    await show([noteOf("n1", "One", paragraph("It rose ", citation("a1")))]);
    await page.getByRole("link", { name: "(Penhale 2015)" }).click();
    await field.fill("p. 9");
    await userEvent.keyboard("{Escape}");
    await expect.poll(() => form.elements().length).toBe(0);
    expect(shown()).toBe("It rose (Penhale 2015)");
    await page.getByRole("link", { name: "(Penhale 2015)" }).click();
    await form.getByRole("button", { name: "Add another" }).click();
    await userEvent.keyboard("charts");
    await expect.poll(() => choices.first().element().textContent).toContain("Charts");
    await userEvent.keyboard("{Enter}");
    await expect.poll(shown).toBe("It rose (Penhale 2015b; Penhale 2015a)");
  });
});

describe("the tools over a note", () => {
  const insert = async (entry: string) => {
    await page.getByRole("button", { name: "Text style" }).click();
    await page.getByRole("menuitem", { name: entry }).click();
  };

  it("cite an article where the caret is, apart from the word before it", async () => {
    await show([noteOf("n1", "One", paragraph("It rose"))]);
    await caretAtEnd();
    await page.getByRole("button", { name: "Cite article" }).click();
    await expect.element(choices.first()).toBeVisible();
    await userEvent.keyboard("pen{Enter}.");
    await expect.poll(shown).toBe("It rose (Penhale 2015).");
  });

  it("embed a note, and keep what is selected", async () => {
    await show([noteOf("n1", "One", paragraph("above")), noteOf("n2", "Datum", paragraph("zero"))]);
    await caretAtEnd();
    await userEvent.keyboard("{Shift>}{ArrowLeft}{ArrowLeft}{/Shift}");
    await insert("Embed note");
    const embeds = page.getByRole("listbox", { name: "Embed" }).getByRole("option");
    await expect.element(embeds.first()).toBeVisible();
    await userEvent.keyboard("dat{Enter}");
    await expect.element(page.getByRole("region", { name: "Embedded: Datum" })).toBeVisible();
    expect(shown()).toContain("above");
  });
});

import { afterEach, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { noteOf, paragraph } from "../notebook-fixture.ts";
import { body, caretAtEnd, clearNotes, saved, show, shown } from "../note-pane-fixture.tsx";

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
    await page.getByRole("link", { name: "(Penhale 2015, p. 4)" }).click();
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

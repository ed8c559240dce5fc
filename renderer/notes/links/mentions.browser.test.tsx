import { afterEach, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { noteOf, paragraph } from "../notebook-fixture.ts";
import { clearNotes, show } from "../note-pane-fixture.tsx";

afterEach(clearNotes);

const list = page.getByRole("list", { name: /Mentioned/ });

describe("mentions below a note", () => {
  it("are shown in their paragraph and linked one by one or all at once", async () => {
    const { notebook, said, opened } = await show([
      noteOf("n1", "Datum", paragraph("Zero.")),
      noteOf("n2", "Two", paragraph("Above datum."), paragraph("A datum of their own.")),
    ]);
    const words = list.getByRole("button", { name: "Two — Above datum.", exact: true });
    await expect.element(words).toBeVisible();
    await list.getByRole("button", { name: "Link “datum” in Two" }).first().click();
    await expect.poll(() => notebook.written).toHaveLength(1);
    expect(notebook.written[0]?.input).toEqual({
      note: "n1",
      mentions: [{ note: "n2", revision: 0, ordinal: 0 }],
    });
    await expect.poll(() => said).toEqual(["Linked 1 mention."]);
    await page.getByRole("button", { name: "Link all" }).click();
    await expect.poll(() => said.at(-1)).toBe("Linked 2 mentions.");
    await words.click();
    expect(opened).toEqual([{ kind: "note", id: "n2" }]);
  });

  it("are filtered by words, and the arrow keys go from row to row", async () => {
    const many = Array.from({ length: 7 }, (_, at) =>
      noteOf(`m${at}`, `Note ${at}`, paragraph(`Datum number ${at} here.`)),
    );
    await show([noteOf("n1", "Datum", paragraph("Zero.")), ...many]);
    await expect.element(list).toBeVisible();
    await page
      .getByRole("textbox", { name: "Filter these" })

      .fill("number 4");
    await expect.poll(() => list.getByRole("listitem").elements().length).toBe(1);
    await page
      .getByRole("textbox", { name: "Filter these" })

      .fill("number");
    await expect.poll(() => list.getByRole("listitem").elements().length).toBe(7);
    const row = (at: number) => list.getByRole("button", { name: new RegExp(`^Note ${at} `) });
    row(0).element().focus();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowUp}");
    expect(document.activeElement).toBe(row(1).element());
  });
});

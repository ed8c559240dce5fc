import { afterEach, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { runCommand } from "../../commands.ts";
import { clipOf, noteOf, paragraph } from "../notebook-fixture.ts";
import {
  body,
  caretAtEnd,
  clearNotes,
  quoteBlock,
  show,
  shown,
  text,
} from "../note-pane-fixture.tsx";

afterEach(clearNotes);

const bold = (words: string) => ({ type: "text", version: 1, text: words, format: 1 });
const heading = (tag: string, words: string) => ({
  type: "heading",
  version: 1,
  tag,
  children: [{ type: "text", version: 1, text: words }],
});
const field = page.getByRole("textbox", { name: "Find in note" });
const replacement = page.getByRole("textbox", { name: "Replace with" });
const count = () => document.querySelector(".note-find-count")?.textContent;
const painted = () =>
  [...(CSS.highlights.get("note-find-current") ?? [])].map((place) => {
    const range = new Range();
    range.setStart(place.startContainer, place.startOffset);
    range.setEnd(place.endContainer, place.endOffset);
    return range.toString();
  });

async function find(words: string, replacing = false) {
  runCommand(replacing ? "note.replace" : "note.find");
  await expect.element(field).toHaveFocus();
  await userEvent.fill(field, words);
}

it("finds words across formats, counts them and goes round with Enter", async () => {
  await show([
    noteOf("n1", "One", paragraph("The long ", bold("ga"), "p, a gap"), paragraph("GAP")),
  ]);
  await text.click();
  await find("gap");
  await expect.poll(count).toBe("1 of 3");
  expect(painted()).toEqual(["gap"]);
  await userEvent.keyboard("{Enter}{Enter}");
  await expect.poll(count).toBe("3 of 3");
  expect(painted()).toEqual(["GAP"]);
  await userEvent.keyboard("{Enter}{Shift>}{Enter}{/Shift}");
  await expect.poll(count).toBe("3 of 3");
  await userEvent.click(page.getByRole("button", { name: "Match case" }));
  await expect.poll(count).toBe("1 of 2");
});

it("finds nothing that only seems to follow, from block to block or from cell to cell", async () => {
  const cell = (words: string) => ({
    ...paragraph(),
    type: "tablecell",
    children: [paragraph(words)],
  });
  const title = { ...paragraph("tide"), type: "callout-title" };
  const callout = { type: "callout", version: 1, kind: "tip", fold: "", children: [title] };
  await show([
    noteOf(
      "n1",
      "One",
      paragraph("low"),
      paragraph("tide, low", { type: "linebreak", version: 1 }, "tide"),
      {
        type: "table",
        version: 1,
        children: [{ type: "tablerow", version: 1, children: [cell("low"), cell("tide")] }],
      },
      callout,
      callout,
    ),
  ]);
  await text.click();
  await find("low tide");
  // Within a paragraph a line goes on in the next.
  await expect.poll(count).toBe("1 of 1");
  await find("tide");
  await userEvent.click(page.getByRole("button", { name: "Whole words" }));
  await expect.poll(count).toMatch(/ of 5$/);
});

it("finds in a long note what was just typed, as soon as one looks for it", async () => {
  const filler = paragraph("The keeper wrote down the level of the sea. ".repeat(60));
  await show([
    noteOf("n1", "One", paragraph("a gap"), ...Array.from({ length: 45 }, () => filler)),
  ]);
  await caretAtEnd();
  await find("gap");
  await expect.poll(count).toBe("1 of 1");
  await text.click();
  await userEvent.keyboard("{Control>}{Home}{/Control}A gap, ");
  await userEvent.click(field);
  await expect.poll(count).toBe("1 of 2");
  await text.click();
  await userEvent.keyboard("{Control>}{Home}{/Control}A gap, ");
  await expect.poll(count).toMatch(/ of 3$/);
});

it("leaves the match selected when it closes", async () => {
  await show([noteOf("n1", "One", paragraph("first second third"))]);
  await text.click();
  await find("second");
  await userEvent.keyboard("{Escape}");
  await expect.element(text).toHaveFocus();
  expect(document.getSelection()?.toString()).toBe("second");
  expect(CSS.highlights.has("note-find")).toBe(false);
});

it("replaces all as one step to undo, but nothing in quotes", async () => {
  const { said } = await show(
    [
      noteOf(
        "n1",
        "One",
        paragraph("gap, ", bold("ga"), "p and gaps"),
        quoteBlock("c1"),
        paragraph("gap"),
      ),
    ],
    [clipOf("c1", "the gap of 1943")],
  );
  await caretAtEnd();
  await find("gap", true);
  await expect.poll(count).toMatch(/ of 5$/);
  await userEvent.click(page.getByRole("button", { name: "Whole words" }));
  await expect.poll(count).toBe("1 of 4");
  await userEvent.fill(replacement, "hole");
  await userEvent.click(page.getByRole("button", { name: "Replace all" }));
  await expect.poll(shown).toContain("hole, hole and gaps");
  expect(shown()).toContain("the gap of 1943");
  expect(said).toEqual(["Replaced 3 matches; 1 in quotes and links stay as they are"]);
  await text.click();
  await userEvent.keyboard("{Control>}z{/Control}");
  await expect.poll(shown).toContain("gap, gap and gaps");
  expect([...body().children].at(-1)?.textContent).toBe("gap");
});

it("replaces one and goes to the next, and says why words of a quote stay", async () => {
  await show(
    [noteOf("n1", "One", paragraph("gap"), quoteBlock("c1"), paragraph("gap"))],
    [clipOf("c1", "the gap of 1943")],
  );
  await find("gap", true);
  await userEvent.fill(replacement, "gap and gap");
  await userEvent.keyboard("{Enter}");
  await expect.poll(count).toBe("3 of 4");
  await expect.element(page.getByText(/belong to a quote/)).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Replace", exact: true })).toBeDisabled();
});

it("replaces what stands in one text, across formats and alone, each where it stands", async () => {
  await show([
    noteOf(
      "n1",
      "One",
      paragraph("gap gap, ", bold("a g"), "ap of gap"),
      paragraph("gap"),
      paragraph("gapgap"),
    ),
  ]);
  await find("gap", true);
  await userEvent.click(page.getByRole("button", { name: "Replace all" }));
  await expect.poll(shown).toBe(", a of");
  expect(body().querySelectorAll("p").length).toBe(3);
  await text.click();
  await userEvent.keyboard("{Control>}z{/Control}");
  await expect.poll(shown).toBe("gap gap, a gap of gap gap gapgap");
});

it("lists the headings and goes to the one that is chosen", async () => {
  await show([
    noteOf("n1", "One", heading("h2", "Tides"), paragraph("a"), heading("h3", "Stud"), paragraph()),
  ]);
  await caretAtEnd();
  runCommand("note.outline");
  const list = page.getByRole("listbox", { name: "Outline of the note" });
  await expect.element(list).toHaveFocus();
  await expect
    .element(list.getByRole("option", { name: "Stud" }))
    .toHaveAttribute("aria-selected", "true");
  await userEvent.keyboard("{ArrowUp}{Enter}");
  await expect.element(text).toHaveFocus();
  await userEvent.keyboard(" and gauges");
  await expect.poll(shown).toContain("Tides and gauges");
});

it("draws of many headings only those in sight, and goes to one that is typed", async () => {
  const many = Array.from({ length: 300 }, (_, nth) => heading("h2", `Log ${nth}`));
  await show([noteOf("n1", "One", ...many, heading("h2", "Tides"), paragraph())]);
  runCommand("note.outline");
  const list = page.getByRole("listbox", { name: "Outline of the note" });
  await expect.element(list).toHaveFocus();
  expect(list.getByRole("option").elements().length).toBeLessThan(60);
  await userEvent.keyboard("ti");
  await expect.element(list.getByRole("option", { name: "Tides" })).toBeVisible();
  await userEvent.keyboard("{Enter}");
  await expect.element(text).toHaveFocus();
  await userEvent.keyboard(" and gauges");
  await expect.poll(shown).toContain("Tides and gauges");
});

it("counts the writer's own words, and those that are selected", async () => {
  await show(
    [noteOf("n1", "One", paragraph("one two"), quoteBlock("c1"), paragraph("three"))],
    [clipOf("c1", "not mine")],
  );
  const status = page.getByLabelText("Words of the note");
  await expect.element(status).toHaveTextContent("3 words");
  await caretAtEnd();
  await userEvent.keyboard(" four");
  await expect.element(status).toHaveTextContent("4 words");
  await userEvent.keyboard("{Control>}{Shift>}{ArrowLeft}{/Shift}{/Control}");
  await expect.element(status).toHaveTextContent("1 of 4 words selected");
  await userEvent.keyboard("{Control>}z{/Control}");
  await expect.poll(() => status.element().textContent).toBe("3 words");
});

it("counts the words of a link's title, as the notebook does", async () => {
  const link = {
    type: "notebook-link",
    version: 1,
    target: { kind: "note", id: "n2" },
    label: "",
  };
  await show([noteOf("n1", "One", paragraph("see ", link)), noteOf("n2", "The eleven days")], []);
  await expect.element(page.getByLabelText("Words of the note")).toHaveTextContent("4 words");
});

/** What a note's text can hold and what its tools do with it, in the whole app. */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixture.ts";
import { createNote, noteText, runCommand, saved, startWithNotebook } from "./notebook-page.ts";

/** What axe holds against a page, as in access.spec.ts: rules of the standards, not of taste. */
async function violations(page: Page) {
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}

async function checkBothThemes(
  app: Parameters<typeof runCommand>[0],
  page: Page,
  shots: (name: string) => string,
) {
  for (const theme of ["light", "dark"] as const) {
    await runCommand(app, `view.${theme}`);
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    await page.screenshot({ path: shots(theme) });
    expect(await violations(page)).toEqual([]);
  }
}

/** A picture drawn in the page, pasted into the text. */
async function pastePicture(page: Page): Promise<void> {
  await noteText(page).evaluate(async (root) => {
    const canvas = new OffscreenCanvas(320, 120);
    const pen = canvas.getContext("2d");
    if (!pen) throw new Error("Expected a canvas");
    pen.fillStyle = "steelblue";
    for (let x = 0; x < 320; x += 8) pen.fillRect(x, 60 - 50 * Math.sin(x / 40), 6, 60);
    const data = new DataTransfer();
    const picture = await canvas.convertToBlob({ type: "image/png" });
    data.items.add(new File([picture], "tide.png", { type: "image/png" }));
    root.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
}

test("footnotes, pictures, finding and replacing, and all of it after a restart", async ({
  start,
  documents,
}, info) => {
  const { app, page } = await startWithNotebook(start, documents);
  await createNote(app, page, "The long gap");
  const note = noteText(page);
  await page.keyboard.type("## What is known\nThe gauge stood still[^1]");
  await page.keyboard.type("From the harbour log.");
  await page.keyboard.press("Enter");
  await page.keyboard.type(" for a gap of eleven days. A gap is not a zero.\n");
  await pastePicture(page);
  const picture = note.locator(".note-image-picture");
  const drawnWidth = () => picture.evaluate((image: HTMLImageElement) => image.naturalWidth);
  await expect.poll(drawnWidth).toBe(320);

  await page.keyboard.press("Control+h");
  await page.getByRole("textbox", { name: "Find in note" }).fill("gap");
  await expect(page.getByText("1 of 2")).toBeVisible();
  await page.getByRole("textbox", { name: "Replace with" }).fill("silence");
  await checkBothThemes(app, page, (theme) => info.outputPath(`note-${theme}.png`));
  await page.getByRole("button", { name: "Replace all" }).click();
  await expect(note).toContainText("a silence of eleven days. A silence is not a zero.");
  await page.keyboard.press("Escape");

  await saved(page);
  await app.close();
  const again = await (await start()).firstWindow();
  await expect(noteText(again)).toContainText("From the harbour log.");
  await expect(noteText(again).getByRole("link", { name: "Footnote 1" })).toBeVisible();
  await expect
    .poll(() =>
      noteText(again)
        .locator(".note-image-picture")
        .evaluate((image: HTMLImageElement) => image.naturalWidth),
    )
    .toBe(320);
});

test("formulas are drawn and code is coloured under the window's policy", async ({
  start,
  documents,
}, info) => {
  const { app, page } = await startWithNotebook(start, documents);
  await createNote(app, page, "Harmonics");
  const note = noteText(page);
  await page.keyboard.type("The tide is $h(t) = \\sum_i a_i \\cos(\\omega_i t)$ in sum.\n");
  await page.keyboard.type("$$\\int_0^T h\\,dt = \\frac{\\sqrt{a}}{2}$$");
  await expect(note.locator(".katex-html")).toHaveCount(2);
  const font = note.locator(".katex-html .mathnormal").first();
  await expect(font).toHaveCSS("font-family", /KaTeX_Math/);
  expect(
    await page.evaluate(() =>
      document.fonts.ready.then(() => document.fonts.check("16px KaTeX_Math")),
    ),
  ).toBe(true);
  await page.keyboard.type("```py ");
  await page.keyboard.type("for day in gap:\nheight = 'none'  # not 0\n");
  await expect
    .poll(() => page.evaluate(() => [...(CSS.highlights.get("code-keyword") ?? [])].length))
    .toBe(2);
  await checkBothThemes(app, page, (theme) => info.outputPath(`formulas-${theme}.png`));
});

/** Pastes into the text what another program would put on the clipboard. */
async function paste(page: Page, data: Readonly<Record<string, string>>): Promise<void> {
  await noteText(page).evaluate((root, flavours) => {
    const clipboardData = new DataTransfer();
    for (const [type, value] of Object.entries(flavours)) clipboardData.setData(type, value);
    root.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
    );
  }, data);
}

test("what is pasted keeps its structure under the window's policy, also the second time", async ({
  start,
  documents,
}, info) => {
  const { app, page } = await startWithNotebook(start, documents);
  await createNote(app, page, "How to read the log");
  const note = noteText(page);
  await note.click();
  const bold = '<span style="font-weight:700">never</span>';
  await paste(page, { "text/html": `<p>It was ${bold} zero.</p><p>So.</p>`, "text/plain": "x" });
  await expect(note.locator("strong")).toHaveText(["never"]);
  await paste(page, { "text/html": `<h2>Again</h2><p>and ${bold}</p>`, "text/plain": "x" });
  await expect(note.locator("strong")).toHaveText(["never", "never"]);
  await expect(note.locator("h2")).toHaveText("Again");
  const kinds = ["note", "tip", "important", "warning", "caution", "question", "quote", "example"];
  const callouts = kinds.map((kind) => `> [!${kind}]+ On ==the zero==\n> - A gap is not a zero.`);
  await paste(page, {
    "text/plain": `\n${callouts.join("\n\n")}\n> | a | b |\n> | :-: | --- |\n> | 1 | 2 |`,
  });
  await expect(note.getByRole("note")).toHaveCount(kinds.length);
  await checkBothThemes(app, page, (theme) => info.outputPath(`pasted-${theme}.png`));
});

test("keys that mean one thing in the article and another in the note follow the focus", async ({
  start,
  documents,
}) => {
  const { app, page } = await startWithNotebook(start, documents);
  await createNote(app, page, "Keys");
  await page.keyboard.type("# One\nwords");
  await page.keyboard.press("Control+Shift+o");
  await expect(page.getByRole("listbox", { name: "Outline of the note" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+f");
  await expect(page.getByRole("textbox", { name: "Find in note" })).toBeFocused();
});

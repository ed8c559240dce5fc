import { describe, expect, it } from "vitest";
import { render } from "vitest-browser-react";
import { page } from "vitest/browser";
import type { Article, Block } from "../../electron/api.ts";
import { canonicalText } from "../../electron/text/blocks.ts";
import "../theme.css";
import { articleOf, heading, paragraph } from "./article-fixture.ts";
import { ArticlePage } from "./article-page.tsx";
import { textOf } from "./offsets.ts";

const noTags = {
  add: () => undefined,
  remove: () => undefined,
  open: () => undefined,
  suggest: async () => [],
};

interface Asked {
  readonly links: string[];
  readonly blocks: number[];
}

async function draw(blocks: readonly Block[], changes: Partial<Article> = {}): Promise<Asked> {
  const asked: Asked = { links: [], blocks: [] };
  await render(
    <ArticlePage
      article={articleOf(blocks, changes)}
      footer={<p>Linked from</p>}
      onReady={() => undefined}
      versions={{ versions: [], shown: "version", show: () => undefined, compare: () => undefined }}
      tagActions={noTags}
      onOpenLink={(url) => asked.links.push(url)}
      onGoToBlock={(block) => asked.blocks.push(block)}
    >
      {null}
    </ArticlePage>,
  );
  return asked;
}

describe("the head", () => {
  it("names title, author, site, day and length, and leaves out what is not known", async () => {
    await draw([paragraph("Words.")], { byline: [], published: null, site: null, url: null });
    await expect
      .element(page.getByRole("heading", { level: 1 }))
      .toHaveTextContent("The gauge at Newlyn");
    await expect.element(page.getByText("2,310 words")).toBeVisible();
    await expect.element(page.getByText("R. Penhale")).not.toBeInTheDocument();
  });

  it.each([
    ["says its title", ["المد والجزر في ميناء صغير", "كان الميناء"]],
    ["does not", ["كان الميناء"]],
  ])("runs from the right in an article that does, when its text %s", async (_name, lines) => {
    const title = "المد والجزر في ميناء صغير";
    await draw(
      lines.map((line) => paragraph(line)),
      { title, language: "ar" },
    );
    const head = page.getByRole("heading", { level: 1 }).element();
    expect(getComputedStyle(head).direction).toBe("rtl");
  });

  it("draws a text's first line as the title when it is the title, once and letter for letter", async () => {
    const page1: Block = { kind: "pageBreak", label: "1" };
    const blocks = [page1, paragraph("The gauge at Newlyn."), paragraph("Words."), heading("Part")];
    await draw(blocks, { title: "The gauge at Newlyn" });
    await expect.element(page.getByText("The gauge at Newlyn.")).toBeVisible();
    expect(document.querySelectorAll("h1")).toHaveLength(1);
    const text = document.querySelector<HTMLElement>("[role=document]");
    expect(text && textOf(text)).toBe(canonicalText(blocks));
  });

  it("opens the address outside, and shows it before", async () => {
    const asked = await draw([paragraph("Words.")]);
    const source = page.getByRole("button", { name: /Tideway Review/ });
    await expect.element(source).toHaveAttribute("title", "https://tideway.example/gauge");
    await source.click();
    expect(asked.links).toEqual(["https://tideway.example/gauge"]);
  });

  it("says when the title is ours, and what importing changed", async () => {
    await draw([paragraph("Words.")], {
      found: { title: "derived" },
      warnings: ["2 pictures were not in the file.", "1 script was left out."],
    });
    await expect.element(page.getByText("title taken from the text")).toBeVisible();
    await expect.element(page.getByText("1 script was left out.")).not.toBeVisible();
    await page.getByText("2 import notes").click();
    await expect.element(page.getByText("1 script was left out.")).toBeVisible();
  });
});

describe("the text", () => {
  it("has headings one level under the title, whatever level they had", async () => {
    await draw([heading("Part one"), { kind: "heading", level: 4, text: "Deeper", marks: [] }]);
    await expect.element(page.getByRole("heading", { level: 2, name: "Part one" })).toBeVisible();
    await expect.element(page.getByRole("heading", { level: 4, name: "Deeper" })).toBeVisible();
  });

  it("asks for addresses and goes to blocks, but never follows a link itself", async () => {
    const before = window.location.href;
    const asked = await draw([
      paragraph("See the log and the note.", [
        [8, 11, "link", "https://harbour.example/log"],
        [20, 24, "link", "block:7"],
      ]),
    ]);
    await page.getByRole("link", { name: "log" }).click();
    await page.getByRole("link", { name: "note" }).click();
    expect(asked).toEqual({ links: ["https://harbour.example/log"], blocks: [7] });
    expect(window.location.href).toBe(before);
    expect(document.querySelectorAll("a[href]")).toHaveLength(0);
  });

  it("keeps a link one link when marks change inside it", async () => {
    await draw([
      paragraph("See the harbour log here.", [
        [4, 19, "link", "https://harbour.example/log"],
        [8, 22, "strong"],
        [0, 10, "emphasis"],
      ]),
    ]);
    await expect.element(page.getByRole("link")).toHaveTextContent("the harbour log");
  });

  it("names where a picture that is missing would have come from", async () => {
    await draw([
      { kind: "image", hash: null, alt: "The hut in 1921", host: "pictures.example" },
      { kind: "image", hash: "0".repeat(64), alt: "The pier", host: null },
    ]);
    await expect.element(page.getByText("The hut in 1921")).toBeVisible();
    await expect
      .element(page.getByText("Picture not in the file · pictures.example"))
      .toBeVisible();
    // There is no such picture here, so it is named too instead of showing a broken one.
    await expect.element(page.getByText("Picture cannot be shown")).toBeVisible();
  });

  it("draws tables as tables and lists as lists", async () => {
    const item = (text: string, depth: number): Block => ({
      kind: "listItem",
      depth,
      ordered: true,
      number: 3,
      text,
      marks: [],
    });
    await draw([
      {
        kind: "table",
        headerRows: 1,
        rows: [[{ text: "Year", marks: [] }], [{ text: "1938", marks: [] }]],
      },
      item("Paper", 0),
      item("Ink", 1),
      paragraph("And so on."),
    ]);
    await expect.element(page.getByRole("columnheader", { name: "Year" })).toBeVisible();
    await expect.element(page.getByRole("cell", { name: "1938" })).toBeVisible();
    expect(page.getByRole("list").elements()).toHaveLength(1);
    expect(
      page
        .getByRole("listitem")
        .elements()
        .map((each) => each.ariaLevel),
    ).toEqual(["1", "2"]);
  });
});

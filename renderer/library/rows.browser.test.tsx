import { expect, test } from "vitest";
import { render } from "vitest-browser-react";
import type { ArticleRow, SourcedClip } from "../../electron/api.ts";
import "../theme.css";
import "./library.css";
import { ArticleRowView, ClipRowView, rowHeight } from "./rows.tsx";

const article: ArticleRow = {
  id: "a",
  title: "Errata to the 1921 levelling",
  titleDerived: false,
  byline: ["R. Penhale"],
  site: "Ordnance circular",
  published: "1921",
  words: 820,
  clips: 0,
  tags: [],
  excerpt: "The bolt was set in the floor of the hut and its height called zero.",
  addedAt: 0,
  openedAt: 1,
};

async function drawn(row: Partial<ArticleRow>) {
  const { container } = await render(
    <div style={{ width: 292, height: rowHeight, position: "relative" }}>
      <ArticleRowView row={{ ...article, ...row }} />
    </div>,
  );
  await document.fonts.ready;
  const box = (name: string) => container.querySelector(`.library-row-${name}`);
  const text = box("text")?.getBoundingClientRect();
  const excerpt = box("excerpt")?.getBoundingClientRect();
  const foot = box("foot")?.getBoundingClientRect();
  const whole = container.querySelector(".library-row")?.getBoundingClientRect();
  if (!text || !excerpt || !foot || !whole) throw new Error("Expected a whole row");
  return { container, text, excerpt, foot, whole, title: box("title") };
}

test("a title of one line leaves room for a line of the text", async () => {
  const row = await drawn({});
  expect(row.title?.getBoundingClientRect().height).toBe(18);
  expect(row.excerpt.bottom).toBeLessThanOrEqual(row.text.bottom + 0.5);
});

test("a title of two lines takes the room of the text, and a longer one is cut", async () => {
  const row = await drawn({ title: "The gauge at Newlyn: a hundred years of one harbour" });
  expect(row.title?.getBoundingClientRect().height).toBe(36);
  expect(row.excerpt.top).toBeGreaterThanOrEqual(row.text.bottom - 0.5);
  const long = await drawn({ title: "A very long title ".repeat(20) });
  expect(long.title?.getBoundingClientRect().height).toBe(36);
});

test("every row has the same height and its foot at the same place", async () => {
  const one = await drawn({});
  const two = await drawn({
    title: "The gauge at Newlyn: a hundred years of one harbour",
    clips: 7,
    openedAt: null,
  });
  expect(one.foot.top - one.whole.top).toBe(two.foot.top - two.whole.top);
  expect(one.foot.bottom).toBeLessThan(one.whole.bottom);
  expect(one.whole.height).toBe(rowHeight);
});

test("clips are counted in place of words, and what is unread says so", async () => {
  const row = await drawn({ clips: 7, openedAt: null });
  expect(row.container.querySelector(".library-row-amount")?.textContent).toContain("7 clips");
  expect(row.container.querySelector("[aria-label='Unread']")).not.toBeNull();
  const other = await drawn({});
  expect(other.container.querySelector(".library-row-amount")?.textContent).toBe("820 words");
});

test("the date stays whole when names are too long for the line", async () => {
  const row = await drawn({ byline: ["A very long name of an author that goes on and on"] });
  const date = row.container.querySelector(".library-row-source > :last-child");
  expect(date?.textContent).toContain("1921");
  const right = date?.getBoundingClientRect().right ?? Infinity;
  const amount = row.container.querySelector(".library-row-amount")?.getBoundingClientRect();
  expect(right).toBeLessThanOrEqual(amount?.left ?? 0);
});

test("a title made of the first sentence is not said again below it", async () => {
  const row = await drawn({
    title: "The bolt was set",
    titleDerived: true,
    excerpt: "The bolt was set. In the floor.",
  });
  expect(row.container.querySelector(".library-row-excerpt")?.textContent).toBe("In the floor.");
});

test("a clip says its colour, which is a bar beside its words", async () => {
  const quote = "Its height called zero.";
  const clip: SourcedClip = {
    id: "c",
    article: article.id,
    version: "v",
    start: 0,
    end: quote.length,
    quote,
    prefix: "",
    suffix: "",
    color: "doubt",
    comment: "",
    createdAt: 0,
    changedAt: 0,
    anchor: {
      version: "v",
      kind: "same",
      start: 0,
      end: quote.length,
      score: 1,
      changed: false,
      words: null,
      confirmed: false,
    },
    articleTitle: article.title,
    byline: article.byline,
    site: article.site,
    published: article.published,
    paragraph: 1,
    deleted: false,
  };
  const { container } = await render(<ClipRowView row={clip} />);
  expect(container.querySelector("[role=img]")?.getAttribute("aria-label")).toBe("Doubt");
});

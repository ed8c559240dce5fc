import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { render } from "vitest-browser-react";
import { page, userEvent } from "vitest/browser";
import type { Block, Clip } from "../../electron/api.ts";
import { canonicalText } from "../../electron/text/blocks.ts";
import { runCommand } from "../commands.ts";
import "../theme.css";
import type { ReaderActions } from "./actions.ts";
import { articleOf, clipAt, clipOf, heading, paragraph } from "./article-fixture.ts";
import { ArticleView, type ArticleViewProps } from "./article-view.tsx";
import { boxAt } from "./geometry.ts";
import { indexText, rangeOf, type TextIndex } from "./offsets.ts";
import { select, selectedSpan } from "./selection.ts";

const blocks: readonly Block[] = [
  paragraph("The longest gap is eleven days. For a machine in the salt that is very little."),
  heading("What the paper kept"),
  paragraph("The drums were changed each Monday. See the log of the harbour.", [
    [40, 63, "link", "https://harbour.example/log"],
  ]),
  ...Array.from({ length: 60 }, (_, at) =>
    at % 12 === 11
      ? heading(`Part ${at}`)
      : paragraph(`Paragraph ${at}. ${"The ink froze and the keepers wrote. ".repeat(6)}`),
  ),
];
const text = canonicalText(blocks);

type Log = readonly [name: string, ...rest: unknown[]][];

interface Opened {
  readonly index: TextIndex;
  readonly root: HTMLElement;
  readonly scroller: HTMLElement;
  readonly log: Log;
}

/** The view with a notebook of its own: what is clipped, changed or deleted shows at once. */
function Notebook({
  start,
  log,
  ...props
}: Partial<ArticleViewProps> & { start: Clip[]; log: unknown[][] }) {
  const [clips, setClips] = useState(start);
  const [actions] = useState((): ReaderActions => ({
    createClip: async (span, color) => {
      log.push(["create", span.start, span.end, color]);
      const clip = clipAt(span, { color, quote: text.slice(span.start, span.end), createdAt: 9 });
      setClips((before) => [...before, clip]);
      return clip;
    },
    changeClip: async (id, change) => {
      log.push(["change", id, change]);
      const before = clips.find((clip) => clip.id === id);
      const { range, ...rest } = change;
      const after = { ...(before ?? clipAt({ start: 0, end: 1 }, { id })), ...rest, ...range };
      setClips((all) =>
        all.map((clip) => (clip.id === id ? { ...clip, ...rest, ...range } : clip)),
      );
      return after;
    },
    deleteClip: (clip) => {
      log.push(["delete", clip.id]);
      setClips((all) => all.filter(({ id }) => id !== clip.id));
    },
    quoteToNote: (clip) => log.push(["quote", clip.id]),
    copy: (words) => log.push(["copy", words]),
    openLink: (url) => log.push(["link", url]),
    savePosition: (offset) => log.push(["position", offset]),
  }));
  return (
    <ArticleView
      article={articleOf(blocks)}
      place={null}
      placeKey={0}
      textSize={18}
      marginShown
      footer={null}
      {...props}
      clips={clips}
      actions={actions}
    />
  );
}

async function open(
  clips: Clip[] = [],
  props: Partial<ArticleViewProps> = {},
  width = 1_000,
): Promise<Opened> {
  const log: [string, ...unknown[]][] = [];
  const screen = await render(
    <div style={{ width, height: 600 }}>
      <Notebook start={clips} log={log} {...props} />
    </div>,
  );
  const root = screen.container.querySelector<HTMLElement>(".reader-text");
  const scroller = screen.container.querySelector<HTMLElement>(".reader-scroll");
  if (!root || !scroller) throw new Error("Expected the article to be drawn");
  return { root, scroller, index: indexText(root), log };
}

const bar = page.getByRole("toolbar", { name: "Clip the selected words" });
const span = (words: string) => {
  const start = text.indexOf(words);
  return { start, end: start + words.length };
};
/** Presses the mouse where a word is drawn. */
async function clickWord({ index, root }: Opened, words: string, times: 1 | 2 | 3 = 1) {
  const box = boxAt(index, span(words).start, "start");
  const origin = root.getBoundingClientRect();
  const position = { x: box.left + 2 - origin.left, y: (box.top + box.bottom) / 2 - origin.top };
  await [userEvent.click, userEvent.dblClick, userEvent.tripleClick][times - 1]?.(root, {
    position,
  });
}

describe("the clip bar", () => {
  it("appears within 100 ms of letting the mouse go, and never on the selection", async () => {
    const view = await open();
    let shownAfter = Infinity;
    window.addEventListener(
      "pointerup",
      () => {
        const released = performance.now();
        const look = () => {
          if (document.querySelector(".reader-bar")) shownAfter = performance.now() - released;
          else if (performance.now() - released < 1_000) requestAnimationFrame(look);
        };
        look();
      },
      { once: true, capture: true },
    );
    await clickWord(view, "changed", 2);
    await expect.element(bar).toBeVisible();
    await vi.waitFor(() => expect(shownAfter).toBeLessThan(100));
    const drawn = bar.element().getBoundingClientRect();
    const selection = rangeOf(view.index, span("changed")).getBoundingClientRect();
    expect(drawn.bottom <= selection.top || drawn.top >= selection.bottom).toBe(true);
  });

  it("takes neither focus nor selection, and leaves copying alone", async () => {
    const view = await open();
    await clickWord(view, "changed", 2);
    await expect.element(bar).toBeVisible();
    expect(document.activeElement).toBe(view.root);
    expect(document.getSelection()?.toString().trim()).toBe("changed");
    const copied = new Promise<string>((resolve) => {
      document.addEventListener(
        "copy",
        (event) =>
          resolve(`${document.getSelection()?.toString().trim()} ${event.defaultPrevented}`),
        { once: true },
      );
    });
    await userEvent.keyboard("{Control>}c{/Control}");
    expect(await copied).toBe("changed false");
    await expect.element(bar).toBeVisible();
    expect(view.log).toEqual([]);
  });

  it("clips with a press on a colour without ever giving up focus", async () => {
    const view = await open();
    await clickWord(view, "changed", 2);
    await bar.getByRole("button", { name: "Clip as question" }).click();
    const { start, end } = span("changed");
    expect(view.log).toEqual([["create", start, end, "question"]]);
    await expect.element(page.getByRole("status")).toHaveTextContent("Clipped 1 word");
    expect(document.activeElement).toBe(view.root);
    await expect.element(bar).not.toBeInTheDocument();
  });

  it("goes when Escape is pressed, and leaves the selection", async () => {
    const view = await open();
    await clickWord(view, "changed", 2);
    await expect.element(bar).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await expect.element(bar).not.toBeInTheDocument();
    expect(selectedSpan(view.index, text)).toMatchObject(span("changed"));
    await userEvent.keyboard("1");
    expect(view.log).toEqual([]);
  });

  it("selects a whole paragraph without the break behind it", async () => {
    const view = await open();
    await clickWord(view, "changed", 3);
    await expect.element(bar).toBeVisible();
    await userEvent.keyboard("2");
    const { start, end } = span("The drums were changed each Monday. See the log of the harbour.");
    await vi.waitFor(() => expect(view.log).toEqual([["create", start, end, "evidence"]]));
  });
});

describe("without a mouse", () => {
  it("selects sentences, lets them grow, and clips them", async () => {
    const view = await open();
    view.root.focus();
    await userEvent.keyboard(".");
    expect(selectedSpan(view.index, text)).toMatchObject(span("The longest gap is eleven days."));
    await userEvent.keyboard("..,");
    const second = span("For a machine in the salt that is very little.");
    expect(selectedSpan(view.index, text)).toMatchObject(second);
    await userEvent.keyboard("{Shift>}.{/Shift}");
    const grown = { start: second.start, end: span("What the paper kept").end };
    expect(selectedSpan(view.index, text)).toMatchObject(grown);
    await expect.element(bar).toBeVisible();
    await userEvent.keyboard("3");
    await vi.waitFor(() =>
      expect(view.log).toEqual([["create", grown.start, grown.end, "question"]]),
    );
  });

  it("adjusts a selection by letters and words", async () => {
    const view = await open();
    view.root.focus();
    await userEvent.keyboard(".");
    await userEvent.keyboard("{Shift>}{ArrowLeft}{ArrowLeft}{/Shift}");
    expect(selectedSpan(view.index, text)).toMatchObject({ start: 0, end: 29 });
    await userEvent.keyboard("{Control>}{Shift>}{ArrowLeft}{/Shift}{/Control}");
    expect(selectedSpan(view.index, text)).toMatchObject(span("The longest gap is eleven"));
    await expect.element(bar).toBeVisible();
  });

  it("quotes with Enter and comments with C", async () => {
    const view = await open();
    view.root.focus();
    await userEvent.keyboard(".");
    await expect.element(bar).toBeVisible();
    await userEvent.keyboard("{Enter}");
    await vi.waitFor(() => expect(view.log.map(([name]) => name)).toEqual(["create", "quote"]));
    await userEvent.keyboard(".");
    await expect.element(bar).toBeVisible();
    await userEvent.keyboard("c");
    const comment = page.getByRole("textbox", { name: "Comment" });
    await expect.element(comment).toHaveFocus();
    await userEvent.keyboard("Against the table");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await vi.waitFor(() =>
      expect(view.log.at(-1)).toEqual([
        "change",
        expect.any(String),
        { comment: "Against the table" },
      ]),
    );
    expect(document.activeElement).toBe(view.root);
  });

  it("keeps what is selected in sight", async () => {
    const view = await open();
    view.root.focus();
    for (let step = 0; step < 40; step++) await userEvent.keyboard(".");
    const selected = selectedSpan(view.index, text);
    const box = boxAt(view.index, selected?.start ?? 0, "start");
    const pane = view.scroller.getBoundingClientRect();
    expect(box.top).toBeGreaterThanOrEqual(pane.top);
    expect(box.bottom).toBeLessThanOrEqual(pane.bottom);
    expect(view.scroller.scrollTop).toBeGreaterThan(0);
  });

  it("opens a link with Enter instead of quoting", async () => {
    const view = await open();
    view.root.querySelector<HTMLElement>(".reader-link")?.focus();
    await userEvent.keyboard("{Enter}");
    expect(view.log).toEqual([["link", "https://harbour.example/log"]]);
  });
});

describe("painted clips", () => {
  const plain = clipOf(text, "The longest gap is eleven days.", { id: "first", createdAt: 1 });
  const doubt = clipOf(text, "eleven days. For a machine", {
    id: "second",
    color: "doubt",
    createdAt: 2,
  });

  it("are one highlight a colour, with what lies over each other apart", async () => {
    await open([plain, doubt]);
    await vi.waitFor(() => expect(CSS.highlights.get("clip-doubt")?.size).toBe(1));
    expect(CSS.highlights.get("clip-plain")?.size).toBe(1);
    expect(CSS.highlights.get("clip-overlap")?.size).toBe(1);
    expect(CSS.highlights.get("clip-idea")?.size).toBe(0);
    const words = [...(CSS.highlights.get("clip-overlap") ?? [])].map((range) =>
      range.startContainer.textContent?.slice(range.startOffset, range.endOffset),
    );
    expect(words).toEqual(["eleven days."]);
  });

  it("are said in words on their blocks", async () => {
    const view = await open([plain, doubt]);
    await vi.waitFor(() =>
      expect(view.index.holders[0]?.ariaDescription).toBe("Clipped: Plain; Doubt"),
    );
  });

  it("open on a click; where two lie, one is chosen first", async () => {
    const view = await open([plain, doubt]);
    await clickWord(view, "longest");
    await expect.element(page.getByRole("dialog", { name: "Plain clip" })).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await clickWord(view, "eleven");
    const choice = page.getByRole("dialog", { name: "2 clips here" });
    await choice.getByRole("button", { name: /^Doubt/ }).click();
    await expect.element(page.getByRole("dialog", { name: "Doubt clip" })).toBeVisible();
  });

  it("do not open on a click beside them", async () => {
    const view = await open([plain]);
    await clickWord(view, "drums");
    await expect.element(page.getByRole("dialog")).not.toBeInTheDocument();
  });

  it("change colour and words, and are deleted, in the editor", async () => {
    const view = await open([plain]);
    await clickWord(view, "longest");
    await page.getByRole("radio", { name: "Idea" }).click();
    await page.getByRole("button", { name: "End a word earlier" }).click();
    await page.getByRole("button", { name: "Delete clip" }).click();
    expect(view.log).toEqual([
      ["change", "first", { color: "idea" }],
      ["change", "first", { range: span("The longest gap is eleven") }],
      ["delete", "first"],
    ]);
    await expect.element(page.getByRole("dialog")).not.toBeInTheDocument();
  });

  it("take other words that are selected for them", async () => {
    const view = await open([plain]);
    await clickWord(view, "longest");
    await page.getByRole("button", { name: "Select other words" }).click();
    select(view.index, span("gap is eleven"));
    const adjust = page.getByRole("toolbar", { name: "Change the words of the clip" });
    await expect.element(adjust).toBeVisible();
    await userEvent.keyboard("{Enter}");
    await vi.waitFor(() =>
      expect(view.log).toEqual([["change", "first", { range: span("gap is eleven") }]]),
    );
  });
});

describe("clips as a list", () => {
  const clips = [
    clipOf(text, "changed each Monday", { id: "b", color: "evidence" }),
    clipOf(text, "The longest gap", { id: "a", comment: "Says who?" }),
  ];

  it("stand in the order of the text, in any width, and open by the keyboard", async () => {
    await open(clips, {}, 420);
    await page.getByRole("button", { name: "List of 2 clips in this article" }).click();
    const list = page.getByRole("region", { name: "Clips in this article" });
    const items = list.getByRole("button", { expanded: false });
    await expect.element(items.first()).toHaveFocus();
    await expect.element(items.first()).toHaveTextContent("PlainThe longest gapSays who?");
    await userEvent.keyboard("{ArrowDown}{Enter}");
    await expect.element(list.getByRole("textbox", { name: "Comment" })).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await expect.element(list).not.toBeInTheDocument();
  });

  it("stand in the margin at their sentences, and never over each other", async () => {
    const crowded = Array.from({ length: 12 }, (_, at) =>
      clipAt(
        { start: at * 4, end: at * 4 + 3 },
        { id: `c${at}`, comment: `Comment ${at} on this` },
      ),
    );
    const view = await open([...crowded, ...clips]);
    const boxes = await vi.waitFor(() => {
      const cards = [...document.querySelectorAll(".reader-margin > li")];
      expect(cards).toHaveLength(14);
      return cards.map((card) => card.getBoundingClientRect());
    });
    boxes
      .slice(1)
      .forEach((box, at) => expect(box.top).toBeGreaterThanOrEqual(boxes[at]?.bottom ?? 0));
    const line = boxAt(view.index, 0, "start");
    expect(Math.abs((boxes[0]?.top ?? 0) - line.top)).toBeLessThan(4);
    expect(boxes[0]?.left).toBeGreaterThan(view.root.getBoundingClientRect().right);
  });
});

describe("places", () => {
  const target = span("Paragraph 40.");

  it("opens at a passage a third of the way down and lets it flash once", async () => {
    const view = await open([], { place: target, placeKey: 1 });
    const pane = view.scroller.getBoundingClientRect();
    const top = boxAt(view.index, target.start, "start").top - pane.top;
    expect(Math.abs(top - pane.height / 3)).toBeLessThan(4);
    expect(CSS.highlights.get("flash")?.size).toBe(1);
    await vi.waitFor(() => expect(CSS.highlights.has("flash")).toBe(false), { timeout: 3_000 });
  });

  it("opens where it was left", async () => {
    const view = await open([], { article: articleOf(blocks, { position: target.start }) });
    const pane = view.scroller.getBoundingClientRect();
    const top = boxAt(view.index, target.start, "start").top - pane.top;
    expect(top).toBeGreaterThanOrEqual(0);
    expect(top).toBeLessThan(60);
  });

  it("saves where reading stands once scrolling rests", async () => {
    const view = await open();
    view.scroller.scrollTop = 1_500;
    const [, saved] = await vi.waitFor(() => {
      const position = view.log.find(([name]) => name === "position");
      if (!position) throw new Error("Expected the position to be saved");
      return position;
    }, 3_000);
    const line = boxAt(view.index, Number(saved), "start").top;
    const edge = view.scroller.getBoundingClientRect().top;
    expect(line).toBeGreaterThanOrEqual(edge - 15);
    expect(line).toBeLessThan(edge + 70);
  });
});

describe("finding", () => {
  it("counts, goes on and back, and leaves the match selected", async () => {
    const view = await open();
    runCommand("reader.find");
    const field = page.getByRole("textbox", { name: "Find in article" });
    await expect.element(field).toHaveFocus();
    await userEvent.keyboard("PAPER KEPT");
    await expect.element(page.getByText("1 of 1")).toBeVisible();
    await userEvent.fill(field, "keepers");
    await expect.element(page.getByText(/^1 of 330$/)).toBeVisible();
    await userEvent.keyboard("{Enter}{Enter}{Shift>}{Enter}{/Shift}");
    await expect.element(page.getByText(/^2 of 330$/)).toBeVisible();
    expect(CSS.highlights.get("find-current")?.size).toBe(1);
    await userEvent.keyboard("{Escape}");
    await expect.element(field).not.toBeInTheDocument();
    expect(CSS.highlights.get("find-current")).toBeUndefined();
    const second = text.indexOf("keepers", text.indexOf("keepers") + 1);
    expect(selectedSpan(view.index, text)).toMatchObject({ start: second, end: second + 7 });
    await expect.element(bar).toBeVisible();
  });
});

describe("the outline", () => {
  it("goes to a heading by the keyboard", async () => {
    const view = await open();
    runCommand("reader.outline");
    await expect.element(page.getByRole("listbox", { name: "Outline" })).toBeVisible();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    await vi.waitFor(() => {
      const top = boxAt(view.index, span("Part 23").start, "start").top;
      const edge = view.scroller.getBoundingClientRect().top;
      expect(top - edge).toBeGreaterThan(0);
      expect(top - edge).toBeLessThan(60);
    });
  });

  it("is not there for a text without headings", async () => {
    await open([], { article: articleOf([paragraph("Words alone.")]) });
    await expect.element(page.getByRole("button", { name: "Find in article" })).toBeVisible();
    await expect.element(page.getByRole("button", { name: "Outline" })).not.toBeInTheDocument();
  });
});

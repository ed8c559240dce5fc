import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { render } from "vitest-browser-react";
import type { Block } from "../../electron/api.ts";
import { canonicalText } from "../../electron/text/blocks.ts";
import { anyBlocks, heading, paragraph } from "./article-fixture.ts";
import { ArticleText } from "./article-text.tsx";
import { indexText, offsetAt, offsetsOf, rangeOf, staticRangeOf, textOf } from "./offsets.ts";

async function drawn(blocks: readonly Block[]) {
  const screen = await render(
    <ArticleText
      blocks={blocks}
      head={null}
      headBlocks={0}
      label="Text"
      describedBy="none"
      onReady={() => undefined}
    />,
  );
  const root = screen.container.querySelector<HTMLElement>(".reader-text");
  if (!root) throw new Error("Expected the text to be drawn");
  return { root, unmount: screen.unmount };
}

describe("the drawn article", () => {
  it("has exactly the canonical text, whatever the blocks are", async () => {
    await fc.assert(
      fc.asyncProperty(anyBlocks, async (blocks) => {
        const { root, unmount } = await drawn(blocks);
        expect(textOf(root)).toBe(canonicalText(blocks));
        await unmount();
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it("has every holder at its own offset", async () => {
    await fc.assert(
      fc.asyncProperty(anyBlocks, async (blocks) => {
        const { root, unmount } = await drawn(blocks);
        const text = canonicalText(blocks);
        const index = indexText(root);
        expect(index.length).toBe(text.length);
        index.holders.forEach((holder, at) => {
          const own = holder.dataset["void"] === undefined ? holder.textContent : "";
          const start = index.starts[at] ?? -1;
          expect(text.slice(start, start + own.length)).toBe(own);
        });
        await unmount();
      }),
      { numRuns: 80 },
    );
  }, 60_000);

  it("gives every span back as the same span", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyBlocks,
        fc.array(fc.nat(), { minLength: 2, maxLength: 12 }),
        async (blocks, picks) => {
          const { root, unmount } = await drawn(blocks);
          const index = indexText(root);
          const places = picks.map((pick) => pick % (index.length + 1)).sort((a, b) => a - b);
          for (const start of places) {
            for (const end of places) {
              if (end < start) continue;
              expect(offsetsOf(index, rangeOf(index, { start, end }))).toEqual({ start, end });
              const fixed = staticRangeOf(index, { start, end });
              expect(offsetAt(index, fixed.startContainer, fixed.startOffset, "start")).toBe(start);
              expect(offsetAt(index, fixed.endContainer, fixed.endOffset, "end")).toBe(end);
            }
          }
          await unmount();
        },
      ),
      { numRuns: 80 },
    );
  }, 60_000);

  it("counts in UTF-16 units across marks, pictures and tables", async () => {
    const { root } = await drawn([
      paragraph("One 👩‍👩‍👧 two three", [[4, 16, "strong"]]),
      { kind: "image", hash: null, alt: "A hut", host: "pictures.example" },
      {
        kind: "table",
        headerRows: 1,
        rows: [
          [
            { text: "Year", marks: [] },
            { text: "Days", marks: [] },
          ],
          [
            { text: "1938", marks: [] },
            { text: "31", marks: [] },
          ],
        ],
      },
    ]);
    const index = indexText(root);
    const text = textOf(root);
    expect(text).toBe("One 👩‍👩‍👧 two three\n\nYear\tDays\n1938\t31");
    const start = text.indexOf("two");
    expect(rangeOf(index, { start, end: start + 3 }).toString()).toBe("two");
    const days = text.indexOf("Days");
    expect(rangeOf(index, { start: days, end: days + 4 }).toString()).toBe("Days");
  });
});

describe("a range outside the text", () => {
  it("is cut to what it covers of the text", async () => {
    const { root } = await drawn([paragraph("First words."), heading("Then a heading")]);
    const index = indexText(root);
    const everything = document.createRange();
    everything.selectNodeContents(document.body);
    expect(offsetsOf(index, everything)).toEqual({ start: 0, end: index.length });
  });

  it("ends with the block before when it ends between blocks", async () => {
    const { root } = await drawn([paragraph("First words."), paragraph("Second words.")]);
    const index = indexText(root);
    const section = root.firstElementChild;
    const range = document.createRange();
    if (section) range.setStart(section, 0);
    if (section) range.setEnd(section, 1);
    expect(offsetsOf(index, range)).toEqual({ start: 0, end: "First words.".length });
  });

  it("is no span of the text at all when it does not touch it", async () => {
    const { root } = await drawn([paragraph("First words.")]);
    const elsewhere = document.createElement("p");
    elsewhere.textContent = "Elsewhere";
    document.body.append(elsewhere);
    const range = document.createRange();
    range.selectNodeContents(elsewhere);
    expect(offsetsOf(indexText(root), range)).toBeNull();
    elsewhere.remove();
  });
});

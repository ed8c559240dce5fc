import { expect, it } from "vitest";
import fc from "fast-check";
import { clipAt } from "./article-fixture.ts";
import { clipsAt, clipTable } from "./clip-table.ts";
import { colors } from "./colors.ts";
import { clipColors } from "../../electron/entities.ts";
import { paintingOf } from "./paint.ts";

it("paints a clip that lies alone in its own colour", () => {
  const { spans, overlaps } = paintingOf([clipAt({ start: 3, end: 9 }, { color: "idea" })]);
  expect(spans).toEqual([{ start: 3, end: 9, color: "idea" }]);
  expect(overlaps).toEqual([]);
});

it("puts the last made of two as long on top and says which lies under it, and where", () => {
  const { spans, overlaps } = paintingOf([
    clipAt({ start: 0, end: 10 }, { color: "doubt", createdAt: 2 }),
    clipAt({ start: 5, end: 15 }, { color: "plain", createdAt: 1 }),
  ]);
  expect(spans).toEqual([
    { start: 0, end: 10, color: "doubt" },
    { start: 10, end: 15, color: "plain" },
  ]);
  expect(overlaps).toEqual([{ start: 5, end: 10, color: "plain" }]);
});

it("never hides a clip under a longer one that was made after it", () => {
  const { spans, overlaps } = paintingOf([
    clipAt({ start: 5, end: 10 }, { color: "idea", createdAt: 1 }),
    clipAt({ start: 0, end: 20 }, { color: "plain", createdAt: 2 }),
  ]);
  expect(spans.map(({ color }) => color)).toEqual(["plain", "idea", "plain"]);
  expect(overlaps).toEqual([{ start: 5, end: 10, color: "plain" }]);
});

it("shows the outer clip again after the one within it", () => {
  const { spans, overlaps } = paintingOf([
    clipAt({ start: 0, end: 20 }, { color: "plain", createdAt: 1 }),
    clipAt({ start: 5, end: 10 }, { color: "method", createdAt: 2 }),
  ]);
  expect(spans.map(({ color }) => color)).toEqual(["plain", "method", "plain"]);
  expect(overlaps).toEqual([{ start: 5, end: 10, color: "plain" }]);
});

const anyClips = fc.array(
  fc
    .tuple(fc.nat(60), fc.integer({ min: 1, max: 20 }), fc.nat(5), fc.nat(9))
    .map(([start, length, color, createdAt]) =>
      clipAt({ start, end: start + length }, { color: clipColors[color] ?? "plain", createdAt }),
    ),
  { maxLength: 25 },
);

it("paints every unit that is in a clip once, and no other", () => {
  fc.assert(
    fc.property(anyClips, (clips) => {
      const { spans, overlaps, deep } = paintingOf(clips);
      for (let unit = 0; unit < 85; unit++) {
        const holds = ({ start, end }: { start: number; end: number }) =>
          start <= unit && unit < end;
        const here = clips.filter(holds);
        const shortest = Math.min(...here.map(({ start, end }) => end - start));
        const above = here.filter(({ start, end }) => end - start === shortest);
        const latest = Math.max(...above.map(({ createdAt }) => createdAt));
        const seen = spans.filter(holds);
        expect(seen).toHaveLength(here.length === 0 ? 0 : 1);
        for (const { color } of seen) {
          expect(
            above.filter((clip) => clip.createdAt === latest).map((clip) => clip.color),
          ).toContain(color);
        }
        expect(overlaps.filter(holds)).toHaveLength(here.length > 1 ? 1 : 0);
        expect(deep.filter(holds)).toHaveLength(here.length > 2 ? 1 : 0);
      }
    }),
  );
});

it("finds exactly the clips that hold a unit, in the order of the text", () => {
  fc.assert(
    fc.property(anyClips, (clips) => {
      const table = clipTable(clips);
      for (let unit = 0; unit < 85; unit++) {
        const expected = table.clips.filter(({ start, end }) => start <= unit && unit < end);
        expect(clipsAt(table, unit)).toEqual(expected);
      }
    }),
  );
});

it("has the colours in the order of the number keys", () => {
  expect(colors).toEqual(clipColors);
});

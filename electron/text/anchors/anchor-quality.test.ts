import { expect, test } from "vitest";
import { carryClips } from "./anchor.ts";
import { judge, type Tally } from "./test-anchor-fit.ts";
import { clipSome, EditHistory, fateOf, seeded, spanOf, type Fate } from "./test-edit-history.ts";

const horizons = [1, 5, 10, 20];

function measure(histories: number): ReadonlyMap<number, Record<Fate["kind"], Tally>> {
  const empty = (): Tally => ({ all: 0, right: 0, wrong: 0 });
  const results = new Map(
    horizons.map((horizon) => [
      horizon,
      { kept: empty(), edited: empty(), torn: empty(), gone: empty(), unclear: empty() },
    ]),
  );
  for (let seed = 1; seed <= histories; seed += 1) {
    const history = new EditHistory(seed, 30);
    const before = history.render();
    const clipped = clipSome(before, 80, seeded(seed + 10_000));
    const clips = clipped.map((words) => {
      const { start, end } = spanOf(words, before);
      const { text } = before;
      return {
        start,
        end,
        quote: text.slice(start, end),
        prefix: text.slice(Math.max(0, start - 64), start),
        suffix: text.slice(end, end + 64),
      };
    });
    for (let revision = 1; revision <= Math.max(...horizons); revision += 1) {
      history.revise(6);
      const tallies = results.get(revision);
      if (tallies === undefined) continue;
      const after = history.render();
      const anchors = carryClips(before, after, clips);
      for (const [index, words] of clipped.entries()) {
        const anchor = anchors[index];
        if (anchor === undefined) throw new Error("Expected an anchor for each clip.");
        const fate = fateOf(words, before, after);
        judge(fate, anchor, tallies[fate.kind]);
      }
    }
  }
  return results;
}

test("clips keep to their words through histories of edits whose truth is known", () => {
  const results = measure(60);
  const share = (part: number, { all }: Tally) => (all === 0 ? 0 : part / all);
  console.table(
    [...results].map(([revisions, { kept, edited, torn, gone, unclear }]) => ({
      revisions,
      kept: kept.all,
      "kept right": share(kept.right, kept).toFixed(4),
      "kept wrong": share(kept.wrong, kept).toFixed(4),
      edited: edited.all,
      "edited right": share(edited.right, edited).toFixed(4),
      "edited wrong": share(edited.wrong, edited).toFixed(4),
      torn: torn.all,
      "torn wrong": share(torn.wrong, torn).toFixed(4),
      gone: gone.all,
      "gone placed": share(gone.wrong, gone).toFixed(4),
      unclear: unclear.all,
    })),
  );
  for (const [, { kept, edited, gone }] of results) {
    expect(share(kept.right, kept)).toBeGreaterThanOrEqual(0.995);
    expect(share(edited.wrong, edited)).toBeLessThanOrEqual(0.02);
    expect(share(gone.wrong, gone)).toBeLessThanOrEqual(0.015);
  }
});

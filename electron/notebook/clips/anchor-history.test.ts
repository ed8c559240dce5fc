import { expect, test } from "vitest";
import { judge, type Tally } from "../../text/anchors/test-anchor-fit.ts";
import {
  clipSome,
  EditHistory,
  fateOf,
  seeded,
  spanOf,
  type Fate,
} from "../../text/anchors/test-edit-history.ts";
import { addArticle, addVersion, newNotebook } from "../test-notebook.ts";

const versions = 5;
const revisionsEach = 2;

/** Imports an article that is edited again and again, and judges its clips in each of its versions. */
async function measure(histories: number): Promise<Record<Fate["kind"], Tally>> {
  const empty = (): Tally => ({ all: 0, right: 0, wrong: 0 });
  const tally = {
    kept: empty(),
    edited: empty(),
    torn: empty(),
    gone: empty(),
    unclear: empty(),
  };
  const notebook = newNotebook();
  for (let seed = 1; seed <= histories; seed += 1) {
    const history = new EditHistory(seed + 500, 30);
    const before = history.render();
    const article = await addArticle(notebook, before.text.split("\n"), { title: `No. ${seed}` });
    const clipped = clipSome(before, 40, seeded(seed + 20_000)).map((words) => {
      const { start, end } = spanOf(words, before);
      const { version } = article;
      return {
        words,
        id: notebook.clips.create({ version, start, end, color: "plain", comment: "" }).id,
      };
    });
    for (let version = 2; version <= versions; version += 1) {
      history.revise(6 * revisionsEach);
      const after = history.render();
      await addVersion(notebook, article.id, after.text.split("\n"));
      const clips = new Map(
        notebook.clips.ofArticle({ article: article.id }).map((clip) => [clip.id, clip]),
      );
      for (const { words, id } of clipped) {
        const anchor = clips.get(id)?.anchor;
        if (anchor === undefined) throw new Error("Expected an anchor for each clip.");
        const fate = fateOf(words, before, after);
        const { start, end, changed } = anchor;
        const how = start === null || end === null ? "lost" : "carried";
        judge(fate, { how, start: start ?? 0, end: end ?? 0, changed }, tally[fate.kind]);
      }
    }
  }
  expect((await notebook.check()).findings).toEqual([]);
  return tally;
}

test("clips keep to their words through the versions of a notebook, without drifting", async () => {
  const { kept, edited, gone } = await measure(12);
  const share = (part: number, { all }: Tally) => (all === 0 ? 0 : part / all);
  expect(Math.min(kept.all, edited.all, gone.all)).toBeGreaterThan(50);
  expect(share(kept.right, kept)).toBeGreaterThanOrEqual(0.995);
  expect(share(edited.wrong, edited)).toBeLessThanOrEqual(0.02);
  expect(share(gone.wrong, gone)).toBeLessThanOrEqual(0.015);
});

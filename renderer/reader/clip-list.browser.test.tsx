import { expect, it } from "vitest";
import { render } from "vitest-browser-react";
import { page } from "vitest/browser";
import { clipAt } from "./article-fixture.ts";
import type { ClipActions } from "./actions.ts";
import { ClipList } from "./clip-list.tsx";

const actions: ClipActions = {
  showOwn() {},
  change() {},
  earlier: () => null,
  quote() {},
  copy() {},
  remove() {},
  nudge() {},
  adjust() {},
  settle: null,
  send() {},
  drag() {},
};

it("draws of very many clips some hundred, and more when asked, with the focus on the first of them", async () => {
  const clips = Array.from({ length: 1_000 }, (_each, at) =>
    clipAt({ start: at * 10, end: at * 10 + 5 }, { id: `clip-${at}`, quote: `words ${at}` }),
  );
  await render(
    <ClipList
      clips={clips}
      lost={[]}
      active={null}
      marks={new Set()}
      onMark={() => {}}
      actions={actions}
      onActivate={() => {}}
      onClose={() => {}}
    />,
  );
  await expect.element(page.getByRole("heading", { name: "1,000 clips" })).toBeVisible();
  const rows = () => document.querySelectorAll(".reader-panel-item");
  expect(rows()).toHaveLength(400);
  await page.getByRole("button", { name: "Show more of 1,000" }).click();
  await expect.poll(() => rows().length).toBe(800);
  await expect.poll(() => document.activeElement?.textContent).toContain("words 400");
});

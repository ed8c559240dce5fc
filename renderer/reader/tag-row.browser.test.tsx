import { useState } from "react";
import { flushSync } from "react-dom";
import { expect, it } from "vitest";
import { render } from "vitest-browser-react";
import { page, userEvent } from "vitest/browser";
import type { Tag } from "../../electron/api.ts";
import { runCommand } from "../commands.ts";
import "../theme.css";
import { TagRow } from "./tag-row.tsx";

const known = ["harbours", "tide gauges", "tides"].map((name, at) => ({
  id: `tag-${name}`,
  name,
  articles: at + 1,
}));

/** A row over tags of its own, and what was opened. */
function Row({ start, opened }: { start: readonly string[]; opened: string[] }) {
  const [tags, setTags] = useState<readonly Tag[]>(
    start.map((name) => ({ id: `tag-${name}`, name })),
  );
  const [actions] = useState(() => ({
    add: (name: string) => setTags((all) => [...all, { id: `tag-${name}`, name }]),
    remove: (tag: Tag) => setTags((all) => all.filter(({ id }) => id !== tag.id)),
    open: (tag: Tag) => void opened.push(tag.name),
    suggest: async (query: string) => known.filter(({ name }) => name.includes(query)),
  }));
  return <TagRow tags={tags} actions={actions} />;
}

async function draw(...start: readonly string[]) {
  const opened: string[] = [];
  await render(<Row start={start} opened={opened} />);
  return opened;
}
const names = () =>
  [...document.querySelectorAll(".reader-tag-name")].map((each) => each.textContent ?? "");
const field = page.getByRole("combobox", { name: "Add a tag" });
const add = page.getByRole("button", { name: "Add tag" });

it("adds what is typed, one after the other, without a pointer", async () => {
  await draw();
  await add.click();
  await expect.element(field).toHaveFocus();
  await userEvent.keyboard("Lighthouses{Enter}");
  await userEvent.keyboard("#Salt,");
  await expect.poll(names).toEqual(["Lighthouses", "Salt"]);
  await userEvent.keyboard("{Escape}");
  await expect.element(add).toHaveFocus();
});

it("offers known tags, the arrows choose among them, and Enter takes the first", async () => {
  await draw("harbours");
  await add.click();
  await userEvent.keyboard("tide");
  const offers = page.getByRole("option");
  await expect
    .poll(() => offers.elements().map((each) => each.textContent))
    .toEqual(["tide gauges2 articles", "tides3 articles", "tidenew tag"]);
  await userEvent.keyboard("{ArrowDown}{Enter}");
  await expect.poll(names).toEqual(["harbours", "tides"]);
  await expect
    .poll(() => offers.elements().map((each) => each.textContent))
    .toEqual(["tide gauges2 articles"]);
});

it("never adds a tag that is there already", async () => {
  await draw("Tides");
  await add.click();
  await userEvent.keyboard("TIDES{Enter}");
  await expect.element(field).toHaveValue("");
  expect(names()).toEqual(["Tides"]);
});

it("takes the last tag away by Backspace, and any by Delete on it", async () => {
  await draw("a", "b", "c");
  await add.click();
  await userEvent.keyboard("{Backspace}");
  await expect.poll(names).toEqual(["a", "b"]);
  await userEvent.keyboard("{Escape}");
  await expect.element(add).toHaveFocus();
  const first = page.getByRole("button", { name: "a", exact: true });
  if (first.element() instanceof HTMLElement) (first.element() as HTMLElement).focus();
  await userEvent.keyboard("{ArrowRight}{ArrowLeft}{Delete}");
  await expect.poll(names).toEqual(["b"]);
  await expect.element(page.getByRole("button", { name: "b", exact: true })).toHaveFocus();
});

it("opens a tag's articles, and is opened by its command", async () => {
  const opened = await draw("a");
  await page.getByRole("button", { name: "a", exact: true }).click();
  expect(opened).toEqual(["a"]);
  expect(runCommand("article.tag")).toBe(true);
  await expect.element(field).toHaveFocus();
});

it("takes what is typed with Enter at once, not what was offered for less", async () => {
  await draw();
  await add.click();
  await expect.element(page.getByRole("option").first()).toBeVisible();
  const input = field.element() as HTMLInputElement;
  // In one go, before any answer is there.
  const type = (words: string) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, words);
    flushSync(() => input.dispatchEvent(new Event("input", { bubbles: true })));
    flushSync(() =>
      input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true })),
    );
  };
  type("Salt");
  type("tides");
  await expect.poll(names).toEqual(["Salt", "tides"]);
});

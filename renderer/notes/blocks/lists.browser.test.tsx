import { afterEach, expect, it } from "vitest";
import { body, caretAtEnd, clearNotes, paste, show } from "../note-pane-fixture.tsx";
import { noteOf, paragraph } from "../notebook-fixture.ts";

afterEach(clearNotes);

it("shows a list of thousands of items without keeping the window waiting", async () => {
  await show([noteOf("n1", "One", paragraph(""))]);
  await caretAtEnd();
  const items = Array.from({ length: 4_000 }, (_, nth) => `${nth + 1}. item ${nth}`);
  paste({ "text/plain": items.join("\n") });
  await expect.poll(() => body().querySelectorAll("li").length).toBe(4_000);
  // By these numbers, were they there, the page would count all of the list for each item.
  expect(body().querySelectorAll("li[value]").length).toBe(0);
});

it("counts the items of a list, and not those that only hold another list", async () => {
  await show([noteOf("n1", "One", paragraph(""))]);
  await caretAtEnd();
  paste({ "text/plain": "3. three\n   1. within\n   2. it\n4. four\n5. five" });
  await expect.poll(() => body().querySelectorAll("li").length).toBe(6);
  const outer = [...body().querySelectorAll<HTMLElement>(".note-body > ol > li")];
  expect(body().querySelector("ol")?.start).toBe(3);
  expect(outer.map((item) => getComputedStyle(item).display)).toEqual([
    "list-item",
    "block",
    "list-item",
    "list-item",
  ]);
});

it("is a list to assistive technology too, and tells what is done only of what can be", async () => {
  await show([noteOf("n1", "One", paragraph(""))]);
  await caretAtEnd();
  paste({ "text/plain": "- [x] done\n- [ ] to do\n  - [ ] within it" });
  await expect.poll(() => body().querySelectorAll("li").length).toBe(4);
  expect(body().querySelector("[role], [aria-checked]")).toBeNull();
  const boxes = [...body().querySelectorAll("li")].map((item) => {
    const { content, display } = getComputedStyle(item, "::before");
    return display === "none" ? "" : content.split(" / ")[1];
  });
  expect(boxes).toEqual(['"Done:"', '"To do:"', "", '"To do:"']);
});

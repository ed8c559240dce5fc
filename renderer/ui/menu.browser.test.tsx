import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import "../theme.css";
import { MenuButton } from "./menu.tsx";

const groups = [
  {
    title: "Order by",
    chosen: "title",
    entries: [
      { id: "added", label: "Newest" },
      { id: "title", label: "Title" },
    ],
  },
  { title: "More", entries: [{ id: "reverse", label: "Reverse", keys: "Mod+R" }] },
];

test("the menu opens by key, walks by arrows, and says what was chosen", async () => {
  const chosen: string[] = [];
  await render(
    <MenuButton label="Order" groups={groups} onAction={(id) => chosen.push(id)}>
      Title
    </MenuButton>,
  );
  await userEvent.tab();
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("menu", { name: "Order" })).toBeVisible();
  await userEvent.keyboard("{Home}{Enter}");
  expect(chosen).toEqual(["added"]);
  await expect.poll(() => page.getByRole("menu").elements()).toHaveLength(0);
  expect(document.activeElement).toBe(page.getByRole("button", { name: "Order" }).element());
});

test("the one in use is checked, a plain action is not", async () => {
  await render(
    <MenuButton label="Order" groups={groups} onAction={() => undefined}>
      Title
    </MenuButton>,
  );
  await page.getByRole("button").click();
  const checked = page.getByRole("menuitemradio", { checked: true });
  await expect.element(checked).toHaveTextContent("Title");
  await expect.element(page.getByRole("menuitem", { name: /Reverse/ })).toBeVisible();
});

test("Escape closes it without choosing", async () => {
  const chosen: string[] = [];
  await render(
    <MenuButton label="Order" groups={groups} onAction={(id) => chosen.push(id)}>
      Title
    </MenuButton>,
  );
  await page.getByRole("button").click();
  await expect.element(page.getByRole("menu")).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await expect.poll(() => page.getByRole("menu").elements()).toHaveLength(0);
  expect(chosen).toEqual([]);
});

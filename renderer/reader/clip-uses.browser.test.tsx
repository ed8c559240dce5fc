import { QueryClientProvider } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { queries } from "../api.ts";
import { NavigationContext, type Navigation } from "../navigation.ts";
import { ClipUses } from "./clip-uses.tsx";

const navigation: Navigation = {
  openArticle: () => undefined,
  openTag: () => undefined,
  readVersion: () => undefined,
  stayInVersion: () => undefined,
  compareVersions: () => undefined,
  openNote: () => undefined,
  openTarget: () => undefined,
  quoteToNote: () => undefined,
  back: () => undefined,
  forward: () => undefined,
  announce: () => undefined,
};

test("a clip that many notes quote names some, then all, and counts what is beyond them", async () => {
  const quotedIn = Array.from({ length: 30 }, (_each, at) => ({
    note: `n${at}`,
    title: `Note ${at}`,
    before: "",
    words: "so",
    after: "",
  }));
  const linking = { note: "l1", title: "Linking", before: "", words: "so", after: "" };
  const told = { linkedFrom: [linking], linkedTotal: 1, quotedIn, quotedTotal: 2_000, quotes: [] };
  const bridge = { call: async () => ({ ok: true, value: told }), on: () => () => undefined };
  Object.defineProperty(window, "commonplace", { value: bridge, configurable: true });
  queries.clear();
  await render(
    <QueryClientProvider client={queries}>
      <NavigationContext value={navigation}>
        <ClipUses clip="c1" />
      </NavigationContext>
    </QueryClientProvider>,
  );
  const notes = page.getByRole("button", { name: /^Note \d+$/ });
  await expect.poll(() => notes.elements().length).toBe(12);
  await expect.element(page.getByText("Linked from:Linking")).toBeVisible();
  await page.getByRole("button", { name: "18 more notes" }).click();
  await expect.poll(() => notes.elements().length).toBe(30);
  await expect.element(page.getByRole("button", { name: "Note 12" })).toHaveFocus();
  await expect.element(page.getByText("and more: 2,000 quotes in all")).toBeVisible();
});

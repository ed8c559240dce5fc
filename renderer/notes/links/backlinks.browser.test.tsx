import { QueryClientProvider } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import type { Backlink, Backlinks as Told } from "../../../electron/api.ts";
import { queries } from "../../api.ts";
import { NavigationContext, type Navigation } from "../../navigation.ts";
import { Backlinks } from "./backlinks.tsx";

const rows = (count: number): readonly Backlink[] =>
  Array.from({ length: count }, (_each, at) => ({
    note: `n${at}`,
    title: `Note ${at}`,
    before: "It says ",
    words: "so",
    after: ".",
  }));

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

async function show(told: Told) {
  const answers: Readonly<Record<string, unknown>> = {
    "links.back": told,
    "notebook.info": { readOnly: false },
  };
  const bridge = {
    call: async (name: string) => ({ ok: true, value: answers[name] }),
    on: () => () => undefined,
  };
  Object.defineProperty(window, "commonplace", { value: bridge, configurable: true });
  queries.clear();
  await render(
    <QueryClientProvider client={queries}>
      <NavigationContext value={navigation}>
        <Backlinks target={{ kind: "article", id: "a1" }} />
      </NavigationContext>
    </QueryClientProvider>,
  );
}

test("what is quoted more often than can be listed is counted, and says what is listed", async () => {
  await show({
    linkedFrom: rows(1),
    linkedTotal: 1,
    quotedIn: rows(4),
    quotedTotal: 12_345,
    quotes: [],
  });
  const rest = page.getByText(/are listed/);
  await expect.element(page.getByRole("button", { name: "Linked from 1" })).toBeVisible();
  expect(rest.elements()).toEqual([]);
  await page.getByRole("button", { name: "Quoted in 12,345" }).click();
  await expect.element(rest).toHaveTextContent("The 4 in the notes changed last are listed.");
});

import { expect, it } from "vitest";
import { render } from "vitest-browser-react";
import { page, userEvent } from "vitest/browser";
import type { Article, MetadataChanges } from "../../electron/api.ts";
import "../theme.css";
import { articleOf } from "./article-fixture.ts";
import type { EarlierLine } from "./earlier-states.ts";
import { DetailsDialog } from "./details-dialog.tsx";

/** The form over an article, and what it asked for. */
async function draw(
  changes: Partial<Article> = {},
  failure = "",
  earlier: readonly EarlierLine[] = [],
) {
  const saved: MetadataChanges[] = [];
  const used: string[] = [];
  const restored: string[] = [];
  const closed: true[] = [];
  await render(
    <DetailsDialog
      article={articleOf([], { names: [{ given: "R.", family: "Penhale" }], ...changes })}
      onClose={() => closed.push(true)}
      onSave={async (each) => {
        saved.push(each);
        return failure;
      }}
      onUseFound={(field) => used.push(field)}
      earlier={earlier}
      onRestore={(group) => restored.push(group)}
    />,
  );
  return { saved, used, closed, restored };
}
const field = (name: string) => page.getByRole("textbox", { name, exact: true });

it("says where each value was found, and gives back what an import found", async () => {
  const { used } = await draw({
    found: { title: "derived", site: "you", published: "JSON-LD" },
    edited: { site: { text: "Tideway", found: "meta" }, url: { text: null, found: null } },
  });
  await expect.element(page.getByText("From the words of the text")).toBeVisible();
  await expect.element(page.getByText("From JSON-LD")).toBeVisible();
  await expect.element(page.getByText(/The import found “Tideway” \(meta\)/)).toBeVisible();
  await expect.element(page.getByText(/the import found nothing/)).toBeVisible();
  await page.getByRole("button", { name: /Use what the import found again/ }).click();
  expect(used).toEqual(["site"]);
});

it("saves only what was typed, with authors added and taken out", async () => {
  const { saved } = await draw();
  await field("Site or journal").fill("The Gauge");
  await page.getByRole("button", { name: "Add author" }).click();
  await userEvent.keyboard("Mara{Tab}Quill");
  await page.getByRole("button", { name: "Remove author 1" }).click();
  await page.getByRole("button", { name: "Save details" }).click();
  expect(saved).toEqual([{ site: "The Gauge", names: [{ given: "Mara", family: "Quill" }] }]);
});

it("keeps what cannot be taken, and says why beside it", async () => {
  const { saved } = await draw();
  await field("Published").fill("2019-02-30");
  await expect.element(page.getByText(/Not a date yet/)).toBeVisible();
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByText(/“2019-02-30” is not a date/)).toBeVisible();
  await expect.element(field("Published")).toHaveAttribute("aria-invalid", "true");
  expect(saved).toEqual([]);
  await field("Published").fill("2019");
  await expect.element(page.getByText("Understood as 2019.")).toBeVisible();
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => saved).toEqual([{ published: "2019" }]);
});

it("stays open with what was typed when saving fails, and closes by Escape", async () => {
  const { closed } = await draw({}, "The disk is full.");
  await field("Title").fill("Other");
  await page.getByRole("button", { name: "Save details" }).click();
  await expect.element(page.getByRole("alert")).toHaveTextContent("The disk is full.");
  await expect.element(field("Title")).toHaveValue("Other");
  expect(closed).toEqual([]);
  await userEvent.keyboard("{Escape}");
  expect(closed).toEqual([true]);
});

it("tells how details were, and restoring them drops what was typed over them", async () => {
  const line = (group: string, said: string): EarlierLine => ({
    group,
    at: Date.now(),
    said,
    fields: ["site"],
  });
  const { restored } = await draw({ site: "Weekly" }, "", [
    line("g3", "site or journal “Daily”"),
    line("g2", "no site or journal"),
    line("g1", "site or journal “Hourly”"),
  ]);
  await userEvent.fill(field("Site or journal"), "Yearly");
  const lines = page.getByRole("list", { name: "Earlier" }).getByRole("listitem");
  await expect.element(lines.first().getByText(/Earlier: site or journal “Daily”/)).toBeVisible();
  await page.getByRole("button", { name: "Show 1 more" }).click();
  await expect.element(lines.nth(2).getByText(/Hourly/)).toBeVisible();
  await page.getByRole("button", { name: "Restore no site or journal" }).click();
  expect(restored).toEqual(["g2"]);
  await expect.element(field("Site or journal")).toHaveValue("Weekly");
});

import { expect, it, vi } from "vitest";
import { render } from "vitest-browser-react";
import { userEvent } from "vitest/browser";
import { Outline, type OutlineHeading } from "./outline.tsx";
import "../theme.css";
import "./reader.css";

const headingsOf = (count: number): readonly OutlineHeading[] =>
  Array.from({ length: count }, (_each, at) => ({
    text: `Section ${at + 1}`,
    level: (at % 3) + 1,
    start: at * 10,
  }));

it("draws of thousands of headings only those in sight, and goes to any of them", async () => {
  const onGo = vi.fn<(heading: OutlineHeading) => void>();
  const headings = headingsOf(5_000);
  const screen = await render(<Outline headings={headings} reading={() => 40_005} onGo={onGo} />);
  await screen.getByRole("button", { name: "Outline" }).click();
  const list = screen.getByRole("listbox", { name: "Outline" });
  // Opened where reading stands, to choose from at once.
  await expect.element(list).toHaveFocus();
  const here = list.getByRole("option", { name: "Section 4001", exact: true });
  await expect.element(here).toBeVisible();
  await expect.element(here).toHaveAttribute("aria-selected", "true");
  expect(list.getByRole("option").all().length).toBeLessThan(100);
  await userEvent.keyboard("{End}{Enter}");
  expect(onGo).toHaveBeenCalledWith(
    expect.objectContaining({ text: "Section 5000", start: 49_990 }),
  );
});

it("draws all of a few headings", async () => {
  const screen = await render(
    <Outline headings={headingsOf(12)} reading={() => 0} onGo={() => {}} />,
  );
  await screen.getByRole("button", { name: "Outline" }).click();
  await expect.element(screen.getByRole("option", { name: "Section 12" })).toBeVisible();
  expect(screen.getByRole("option").all()).toHaveLength(12);
});

import { QueryClientProvider } from "@tanstack/react-query";
import { beforeEach, expect, it } from "vitest";
import { render } from "vitest-browser-react";
import { page, userEvent } from "vitest/browser";
import type { Bridge, ComparedRow, Outcome } from "../../electron/api.ts";
import { queries } from "../api.ts";
import "../theme.css";
import { CompareView } from "./compare-view.tsx";
import type { Side } from "./compared-row.tsx";

/** A sentence of each version of a text of more than a million letters; every second one is edited. */
const sentence = (at: number, word: string) =>
  `Sentence ${at} tells how the keeper ${word} the log. ${"The ink froze. ".repeat(5)}\n`;
const total = 9_000;
const parts = (word: string) =>
  Array.from({ length: total }, (_each, at) => sentence(at, at % 2 === 0 ? "kept" : word));
const sideOf = (id: string, number: number, word: string): Side => ({
  id,
  number,
  text: parts(word).join(""),
  clips: [],
  paragraph: () => 1,
});
const [from, to] = [sideOf("old", 1, "wrote"), sideOf("new", 2, "burned")];
const startsOf = (word: string) => {
  let start = 0;
  return parts(word).map((each) => {
    const span = { start, end: start + each.length, text: each };
    start = span.end;
    return span;
  });
};
const [olds, news] = [startsOf("wrote"), startsOf("burned")];
const rows = olds.map((before, at): ComparedRow => ({
  kind: at % 2 === 0 ? "same" : "edited",
  sentences: 1,
  from: before,
  to: news[at] ?? null,
  words:
    at % 2 === 0
      ? null
      : [
          { kind: "removed", text: "wrote" },
          { kind: "added", text: " burned" },
        ],
}));

let asked: number[] = [];
beforeEach(() => {
  queries.clear();
  asked = [];
  const bridge: Bridge = {
    call: async (_name, input) => {
      const { offset, limit } = input as unknown as { offset: number; limit: number };
      asked.push(offset);
      const changesBefore = rows.slice(0, offset).filter(({ kind }) => kind !== "same").length;
      const value = { total, rows: rows.slice(offset, offset + limit), changesBefore, counts };
      // The only call of this view.
      return { ok: true, value } as unknown as Outcome<never>;
    },
    on: () => () => undefined,
    importDropped: async () => ({ ok: true, value: null }),
    ready: () => undefined,
  };
  Object.defineProperty(window, "commonplace", { value: bridge, configurable: true });
});
const counts = { same: total / 2, edited: total / 2, moved: 0, added: 0, removed: 0 };
const view = page.getByRole("region", { name: "Versions of The log" });
const drawn = () => document.querySelectorAll("[data-row]").length;
const current = () => document.querySelector("[data-current=true]")?.getAttribute("data-row");

async function open(width: number, first: number | null = null, older: Side = from) {
  await render(
    <QueryClientProvider client={queries}>
      <div style={{ width, height: 600 }}>
        <CompareView
          title="The log"
          versions={[]}
          from={older}
          to={to}
          comparison={{ total, counts }}
          first={first}
          onPair={() => undefined}
          onClip={() => undefined}
          onClose={() => undefined}
        />
      </div>
    </QueryClientProvider>,
  );
  await expect.poll(drawn).toBeGreaterThan(0);
}

it("draws of a text of a million letters only what is near, and goes round to its last change", async () => {
  expect(from.text.length).toBeGreaterThan(1_000_000);
  await open(1_000);
  await userEvent.keyboard("n");
  await expect.poll(current).toBe("1");
  await userEvent.keyboard("nn");
  await expect.poll(current).toBe("5");
  await userEvent.keyboard("ppp");
  await expect.poll(current).toBe(String(total - 1));
  await expect.poll(() => document.activeElement?.getAttribute("data-row")).toBe(String(total - 1));
  expect(drawn()).toBeLessThan(400);
  expect(asked.length).toBeLessThan(20);
});

it("says which of all changes one is at", async () => {
  await open(1_000);
  await userEvent.keyboard("nn");
  await expect.element(view.getByText("Change 2 of 4,500")).toBeVisible();
  await userEvent.keyboard("ppp");
  await expect.element(view.getByText("Change 4,499 of 4,500")).toBeVisible();
});

it("begins at the change that was asked for", async () => {
  await open(1_000, 6_001);
  await expect.poll(current).toBe("6001");
  await expect.poll(() => document.activeElement?.getAttribute("data-row")).toBe("6001");
  await expect.element(view.getByText("Change 3,001 of 4,500")).toBeVisible();
});

it("paints clips in the words of both texts", async () => {
  const start = from.text.indexOf("rote the log");
  // Nothing else of a clip matters here.
  const clip = { id: "c1", color: "idea", quote: "rote", comment: "", start, end: start + 9 };
  const clips = [{ ...clip, anchor: { kind: "same" } }] as unknown as Side["clips"];
  await open(1_000, 1, { ...from, clips });
  const marks = () => [...document.querySelectorAll(".versions-mark")];
  await expect.poll(() => marks().map((mark) => mark.textContent)).toEqual(["rote"]);
});

it("puts the texts side by side, and one under the other where it is narrow", async () => {
  await open(1_000);
  const edited = view.getByRole("group", { name: "Edited" }).first().element();
  const tops = () =>
    [...edited.querySelectorAll(".versions-cell")].map((cell) => cell.getBoundingClientRect().top);
  const [left, right] = tops();
  expect(left).toBe(right);
  const box = document.querySelector<HTMLElement>(".versions")?.parentElement;
  if (box) box.style.width = "400px";
  await expect.poll(() => (tops()[1] ?? 0) > (tops()[0] ?? 0)).toBe(true);
});

import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import "../theme.css";
import { VirtualList, type OpenedBy } from "./virtual-list.tsx";

interface Shown {
  readonly total: number;
  readonly opened?: (row: string, by: OpenedBy) => void;
  readonly typed?: (text: string) => void;
  readonly ranges?: (first: number, end: number) => void;
  readonly selected?: number;
  readonly selectedKey?: string;
  readonly of?: string;
}

const rowHeight = 40;
const nothing = () => undefined;
const rowAt = (index: number) => `row ${index}`;

function List({ total, opened, typed, ranges, selected = -1, selectedKey, of }: Shown) {
  return (
    <div style={{ height: 400, width: 300 }}>
      <VirtualList
        label="Rows"
        total={total}
        rowHeight={rowHeight}
        rowAt={rowAt}
        renderRow={(row) => <span>{row}</span>}
        selected={selected}
        selectedKey={selectedKey ?? null}
        of={of}
        onOpen={opened ?? nothing}
        onRange={ranges ?? nothing}
        {...(typed ? { onType: typed } : {})}
      />
    </div>
  );
}

const list = () => page.getByRole("listbox").element();
/** The row that keys act on, as assistive technology is told. */
const active = () =>
  document.getElementById(list().getAttribute("aria-activedescendant") ?? "")?.textContent ?? null;
const isInSight = (text: string) => {
  const row = page.getByRole("option").filter({ hasText: text }).element().getBoundingClientRect();
  const box = list().getBoundingClientRect();
  return row.top >= box.top - 0.5 && row.bottom <= box.bottom + 0.5;
};

test("only rows in sight are drawn, and each says where it is among all", async () => {
  await render(<List total={100_000} />);
  const rows = page.getByRole("option").elements();
  expect(rows.length).toBeLessThan(30);
  expect(rows[2]?.getAttribute("aria-setsize")).toBe("100000");
  expect(rows[2]?.getAttribute("aria-posinset")).toBe("3");
});

test("arrows, pages, Home and End move the active row and keep it in sight", async () => {
  await render(<List total={1_000} />);
  await userEvent.tab();
  expect(document.activeElement).toBe(list());
  expect(active()).toBe("row 0");
  await userEvent.keyboard("{ArrowDown}");
  expect(active()).toBe("row 1");
  await userEvent.keyboard("{ArrowDown}{PageDown}");
  expect(active()).toBe("row 12");
  expect(isInSight("row 12")).toBe(true);
  await userEvent.keyboard("{End}");
  expect(active()).toBe("row 999");
  expect(isInSight("row 999")).toBe(true);
  await userEvent.keyboard("{ArrowDown}");
  expect(active()).toBe("row 999");
  await userEvent.keyboard("{PageUp}");
  expect(active()).toBe("row 989");
  await userEvent.keyboard("{Home}");
  expect(active()).toBe("row 0");
});

test("a million rows are reached to the very last, and back to the first", async () => {
  await render(<List total={1_000_000} />);
  await userEvent.tab();
  await userEvent.keyboard("{End}");
  expect(active()).toBe("row 999999");
  expect(isInSight("row 999999")).toBe(true);
  await userEvent.keyboard("{ArrowUp}{ArrowUp}");
  expect(active()).toBe("row 999997");
  await userEvent.keyboard("{Home}");
  expect(active()).toBe("row 0");
  expect(isInSight("row 0")).toBe(true);
});

test("scrolling a million rows a little moves by that distance, dragging the bar by its share", async () => {
  await render(<List total={1_000_000} />);
  const box = list();
  const firstInSight = () => {
    const top = box.getBoundingClientRect().top;
    return page
      .getByRole("option")
      .elements()
      .find((row) => row.getBoundingClientRect().bottom > top + 1)?.textContent;
  };
  const scrolled = () =>
    new Promise<void>((resolve) =>
      box.addEventListener("scroll", () => requestAnimationFrame(() => resolve()), { once: true }),
    );
  let done = scrolled();
  box.scrollTop += rowHeight * 3;
  await done;
  expect(firstInSight()).toBe("row 3");
  done = scrolled();
  box.scrollTop = (box.scrollHeight - box.clientHeight) / 2;
  await done;
  const middle = Number(firstInSight()?.slice(4));
  expect(Math.abs(middle - 500_000)).toBeLessThan(20);
  done = scrolled();
  box.scrollTop += rowHeight;
  await done;
  expect(firstInSight()).toBe(`row ${middle + 1}`);
});

test("Enter, Space and a click open a row, and each says which it was", async () => {
  const opened: string[] = [];
  await render(<List total={50} opened={(row, by) => opened.push(`${row} ${by}`)} />);
  await page.getByText("row 3", { exact: true }).click();
  await userEvent.keyboard("{ArrowDown}{Enter}");
  await userEvent.keyboard(" ");
  expect(opened).toEqual(["row 3 click", "row 4 enter", "row 4 space"]);
});

test("typed letters go to type-ahead, shortcuts do not", async () => {
  const typed: string[] = [];
  await render(<List total={50} typed={(text) => typed.push(text)} />);
  await userEvent.tab();
  await userEvent.keyboard("s{Control>}k{/Control}");
  expect(typed).toEqual(["s"]);
});

test("the rows in sight are asked for, and those after a jump", async () => {
  const ranges: (readonly [number, number])[] = [];
  const keep = (first: number, end: number) => void ranges.push([first, end]);
  await render(<List total={10_000} ranges={keep} />);
  expect(ranges.at(-1)).toEqual([0, 16]);
  await userEvent.tab();
  await userEvent.keyboard("{End}");
  await expect.poll(() => ranges.at(-1)).toEqual([9_984, 10_000]);
});

test("the open row is brought into sight and becomes the active one", async () => {
  const { rerender } = await render(<List total={1_000} />);
  await rerender(<List total={1_000} selected={500} selectedKey="a" />);
  expect(isInSight("row 500")).toBe(true);
  expect(active()).toBe("row 500");
  expect(
    page
      .getByRole("option", { selected: true })
      .elements()
      .map((row) => row.textContent),
  ).toEqual(["row 500"]);
});

test("a list that became shorter than where one was shows its end", async () => {
  const { rerender } = await render(<List total={1_000} />);
  await userEvent.tab();
  await userEvent.keyboard("{End}");
  await rerender(<List total={20} />);
  await expect.poll(() => page.getByRole("option").elements().at(-1)?.textContent).toBe("row 19");
  expect(active()).toBe("row 19");
});

test("a selected row that comes into reach while scrolling does not pull the list to it", async () => {
  const { rerender } = await render(<List total={1_000} selected={-1} selectedKey="a" />);
  await userEvent.tab();
  await userEvent.keyboard("{PageDown}{PageDown}");
  await rerender(<List total={1_000} selected={500} selectedKey="a" />);
  expect(active()).toBe("row 20");
  expect(isInSight("row 20")).toBe(true);
});

test("a list of something else starts at its first row", async () => {
  const { rerender } = await render(<List total={1_000} of="titles" />);
  await userEvent.tab();
  await userEvent.keyboard("{End}");
  await rerender(<List total={1_000} of="dates" />);
  expect(active()).toBe("row 0");
  expect(isInSight("row 0")).toBe(true);
});

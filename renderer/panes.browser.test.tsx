import { afterEach, expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { focusedPane, focusPane, keepFocus, rememberFocus } from "./panes.ts";

interface Shown {
  readonly article: string | null;
}

function Panes({ article }: Shown) {
  return (
    <>
      <div id="pane-library" tabIndex={-1} onFocus={(e) => rememberFocus("library", e.target)}>
        <button type="button">Order</button>
        <div role="listbox" aria-label="Articles" tabIndex={0} />
      </div>
      <div id="pane-reader" tabIndex={-1} onFocus={(e) => rememberFocus("reader", e.target)}>
        {article === null ? null : (
          <div
            key={article}
            data-pane-focus=""
            id={article}
            role="textbox"
            aria-label="Text"
            tabIndex={0}
          />
        )}
      </div>
    </>
  );
}

let stop = () => {};
afterEach(() => stop());

async function panes(shown: Shown) {
  const drawn = await render(<Panes {...shown} />);
  stop = keepFocus();
  return (next: Shown) => drawn.rerender(<Panes {...next} />);
}
const focused = () => document.activeElement?.id ?? "";

test("a pane gives the focus to its list, and later to what had it last", async () => {
  await panes({ article: "one" });
  focusPane("library");
  expect(document.activeElement?.getAttribute("role")).toBe("listbox");
  document.querySelector("button")?.focus();
  focusPane("reader");
  expect(focused()).toBe("one");
  expect(focusedPane()).toBe("reader");
  focusPane("library");
  expect(document.activeElement?.textContent).toBe("Order");
});

test("the focus stays in a pane whose content is replaced", async () => {
  const show = await panes({ article: "one" });
  focusPane("reader");
  await show({ article: "two" });
  await expect.poll(focused).toBe("two");
});

test("a pane with nothing in it yet takes the focus until there is something", async () => {
  const show = await panes({ article: null });
  focusPane("reader");
  expect(focused()).toBe("pane-reader");
  await show({ article: "one" });
  await expect.poll(focused).toBe("one");
});

test("focus that went elsewhere meanwhile is not taken back", async () => {
  const show = await panes({ article: null });
  focusPane("reader");
  focusPane("library");
  await show({ article: "one" });
  await userEvent.keyboard("x");
  expect(document.activeElement?.getAttribute("role")).toBe("listbox");
});

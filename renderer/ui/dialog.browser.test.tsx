import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import "../theme.css";
import { Dialog } from "./dialog.tsx";

afterEach(() => page.viewport(1_280, 800));

test.each(["small", "form", "wide", "full"] as const)(
  "a %s dialog stays within a small window, with its buttons",
  async (size) => {
    await page.viewport(420, 480);
    await render(
      <Dialog
        open
        title="Details"
        size={size}
        onClose={() => undefined}
        actions={<button type="button">Save details</button>}
      >
        <div style={{ height: 900 }}>{"A line of words that is long. ".repeat(20)}</div>
      </Dialog>,
    );
    const { left, right } = page.getByRole("dialog").element().getBoundingClientRect();
    expect([left >= 0, right <= 420]).toEqual([true, true]);
    const button = page.getByRole("button", { name: "Save details" }).element();
    button.scrollIntoView();
    const box = button.getBoundingClientRect();
    expect([box.left >= 0, box.right <= 420, box.bottom <= 480]).toEqual([true, true, true]);
  },
);

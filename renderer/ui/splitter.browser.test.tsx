import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { useState } from "react";
import "../theme.css";
import { Splitter } from "./splitter.tsx";

function Panes({ pane }: { readonly pane: "before" | "after" }) {
  const [width, setWidth] = useState(300);
  return (
    <div style={{ display: "flex", height: 200, width: 800 }}>
      <div style={pane === "before" ? { width } : { flex: 1 }} />
      <Splitter
        label="Width"
        pane={pane}
        value={width}
        min={200}
        max={500}
        initial={300}
        onChange={setWidth}
      />
      <div style={pane === "before" ? { flex: 1 } : { width }} />
    </div>
  );
}

const splitter = () => page.getByRole("separator", { name: "Width" }).element();
const width = () => Number(splitter().getAttribute("aria-valuenow"));

test("arrow keys move the line, Shift further, and not past its ends", async () => {
  await render(<Panes pane="before" />);
  await userEvent.tab();
  expect(document.activeElement).toBe(splitter());
  await userEvent.keyboard("{ArrowRight}");
  expect(width()).toBe(316);
  await userEvent.keyboard("{Shift>}{ArrowLeft}{/Shift}");
  expect(width()).toBe(252);
  await userEvent.keyboard("{End}{ArrowRight}");
  expect(width()).toBe(500);
  await userEvent.keyboard("{Home}{ArrowLeft}");
  expect(width()).toBe(200);
});

test("for a pane after the line, left makes it wider", async () => {
  await render(<Panes pane="after" />);
  await userEvent.tab();
  await userEvent.keyboard("{ArrowLeft}");
  expect(width()).toBe(316);
});

test("the mouse drags the line, also when it leaves it, and a double click resets it", async () => {
  await render(<Panes pane="before" />);
  const at = splitter().getBoundingClientRect();
  const press = (type: string, clientX: number) =>
    splitter().dispatchEvent(
      new PointerEvent(type, { clientX, pointerId: 1, button: 0, bubbles: true }),
    );
  // A made-up pointer cannot be captured; that the browser does so for a real one is its own.
  splitter().setPointerCapture = () => undefined;
  press("pointerdown", at.x);
  press("pointermove", at.x + 60);
  await expect.poll(width).toBe(360);
  press("pointermove", at.x + 900);
  await expect.poll(width).toBe(500);
  press("pointerup", at.x + 900);
  press("pointermove", at.x);
  await page.getByRole("separator").dblClick();
  await expect.poll(width).toBe(300);
});

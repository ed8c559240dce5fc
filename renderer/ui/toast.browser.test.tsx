import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { flushSync } from "react-dom";
import "../theme.css";
import { Dialog } from "./dialog.tsx";
import { clearToasts, showToast, ToastRegion } from "./toast.tsx";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  flushSync(() => clearToasts());
  vi.useRealTimers();
});

const texts = () =>
  [...document.querySelectorAll(".ui-toast-text")].map((toast) => toast.textContent);
const pass = (ms: number) => flushSync(() => void vi.advanceTimersByTime(ms));

test("a message is shown and spoken, and goes after eight seconds", async () => {
  await render(<ToastRegion />);
  flushSync(() => showToast("12 imported"));
  expect(texts()).toEqual(["12 imported"]);
  expect(page.getByRole("status").element().textContent).toBe("12 imported");
  pass(7_900);
  expect(texts()).toEqual(["12 imported"]);
  pass(200);
  expect(texts()).toEqual([]);
});

test("it waits while its button has focus, and goes after that", async () => {
  const pressed: string[] = [];
  await render(
    <>
      <ToastRegion />
      <button type="button">Elsewhere</button>
    </>,
  );
  flushSync(() =>
    showToast("Note moved to trash", { label: "Undo", onPress: () => pressed.push("x") }),
  );
  const undo = page.getByRole("button", { name: "Undo" }).element();
  flushSync(() => (undo as HTMLElement).focus());
  pass(60_000);
  expect(texts()).toEqual(["Note moved to trash"]);
  flushSync(() =>
    (page.getByRole("button", { name: "Elsewhere" }).element() as HTMLElement).focus(),
  );
  pass(8_100);
  expect(texts()).toEqual([]);
});

test("its button acts once and takes the message away", async () => {
  vi.useRealTimers();
  const pressed: string[] = [];
  await render(<ToastRegion />);
  flushSync(() =>
    showToast("Clip deleted", { label: "Undo", onPress: () => pressed.push("undo") }),
  );
  await userEvent.click(page.getByRole("button", { name: "Undo" }));
  expect(pressed).toEqual(["undo"]);
  expect(texts()).toEqual([]);
});

test("of many messages the last three stay", async () => {
  await render(<ToastRegion />);
  flushSync(() => {
    for (const text of ["a", "b", "c", "d"]) showToast(text);
  });
  expect(texts()).toEqual(["b", "c", "d"]);
});

test("the newest goes by Escape, and what is left is not spoken again", async () => {
  vi.useRealTimers();
  await render(<ToastRegion />);
  const status = page.getByRole("status").element();
  const undo = { label: "Undo", onPress: () => undefined };
  flushSync(() => showToast("Clip deleted", undo));
  const spoken = status.firstChild;
  flushSync(() => showToast("Clip deleted", undo));
  expect(status.textContent).toBe("Clip deleted");
  expect(status.firstChild).not.toBe(spoken);
  await userEvent.keyboard("{Escape}");
  expect(texts()).toEqual(["Clip deleted"]);
  expect(status.textContent).toBe("");
  await userEvent.keyboard("{Escape}");
  expect(texts()).toEqual([]);
});

test("what only says the same again, or of the same topic, takes the place of the last", async () => {
  await render(<ToastRegion />);
  flushSync(() => {
    for (const text of ["Open for reading only", "Copied", "Open for reading only"])
      showToast(text);
  });
  expect(texts()).toEqual(["Copied", "Open for reading only"]);
  flushSync(() => {
    showToast("Undone: add clip", { label: "Redo", onPress: () => undefined }, "undo");
    showToast("Redone: add clip", null, "undo");
  });
  expect(texts()).toEqual(["Copied", "Open for reading only", "Redone: add clip"]);
});

test("focus returns to where it was when a message goes, and the next one passes by itself", async () => {
  await render(
    <>
      <button type="button">Work</button>
      <ToastRegion />
    </>,
  );
  const focus = (name: string) =>
    flushSync(() => {
      const found = page.getByRole("button", { name }).element();
      if (found instanceof HTMLElement) found.focus();
    });
  focus("Work");
  flushSync(() => showToast("Note moved to trash", { label: "Undo", onPress: () => undefined }));
  focus("Undo");
  const pressed = new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true });
  flushSync(() => void document.activeElement?.dispatchEvent(pressed));
  expect(texts()).toEqual([]);
  expect(document.activeElement?.textContent).toBe("Work");
  flushSync(() => showToast("Saved a copy"));
  pass(8_100);
  expect(texts()).toEqual([]);
});

test("over a dialog it lies above it, can be pressed, and the dialog stays", async () => {
  vi.useRealTimers();
  const pressed: string[] = [];
  await render(
    <>
      <Dialog
        open
        title="Details"
        size="full"
        onClose={() => pressed.push("closed")}
        actions={<button type="button">Save</button>}
      >
        words
      </Dialog>
      <ToastRegion />
    </>,
  );
  flushSync(() =>
    showToast("Clip deleted", { label: "Undo", onPress: () => pressed.push("undo") }),
  );
  const boxOf = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
  const toast = boxOf(".ui-toast");
  expect(toast?.bottom).toBeLessThanOrEqual(boxOf(".ui-dialog-title")?.bottom ?? 0);
  await userEvent.click(page.getByRole("button", { name: "Undo" }));
  expect(pressed).toEqual(["undo"]);
});

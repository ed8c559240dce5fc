import { afterEach, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import { noteOf, paragraph } from "./notebook-fixture.ts";
import { body, caretAtEnd, clearNotes, show } from "./note-pane-fixture.tsx";

afterEach(clearNotes);

it("goes to the end of a long note and back by keys, also selecting", async () => {
  const lines = Array.from({ length: 80 }, (_each, at) => paragraph(`Line ${at} of it`));
  await show([noteOf("n1", "One", ...lines)]);
  await caretAtEnd();
  await userEvent.keyboard("{Control>}{Home}{/Control}Begin ");
  await expect.poll(() => body().firstElementChild?.textContent).toBe("Begin Line 0 of it");
  await userEvent.keyboard("{Control>}{End}{/Control}.");
  await expect.poll(() => body().lastElementChild?.textContent).toBe("Line 79 of it.");
  await userEvent.keyboard("{Control>}{Shift>}{Home}{/Shift}{/Control}x");
  await expect.poll(() => body().textContent).toBe("x");
});

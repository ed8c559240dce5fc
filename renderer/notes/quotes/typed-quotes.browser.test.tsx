import { afterEach, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { clipOf, noteOf, paragraph } from "../notebook-fixture.ts";
import { body, caretAtEnd, clearNotes, paste, show, shown } from "../note-pane-fixture.tsx";

const words = "nobody on the mainland knew why";
const quotation = `They wrote that “${words}”`;
const chip = page.getByRole("group", { name: "Quotation found" });
const link = page.getByRole("link", { name: "(Penhale 2015, ¶ 2)" });

afterEach(clearNotes);

async function pasted() {
  await show([noteOf("n1", "One", paragraph("Before. "))], [clipOf("c1", words)]);
  await caretAtEnd();
  paste({ "text/plain": quotation });
  await expect.element(chip).toBeVisible();
}

it("takes back a link in the instant that Tab made it, then the chip, then the paste", async () => {
  await pasted();
  await userEvent.keyboard("{Tab}{Control>}z{/Control}");
  await expect.poll(shown).toBe(`Before. ${quotation}`);
  await expect.element(chip).toBeVisible();
  await userEvent.keyboard("{Control>}z{/Control}");
  await expect.element(chip).not.toBeInTheDocument();
  expect(shown()).toBe(`Before. ${quotation}`);
  await userEvent.keyboard("{Control>}z{/Control}");
  await expect.poll(shown).toBe("Before.");
});

it("takes back a link that was pressed and undone between two frames", async () => {
  await pasted();
  const press = (init: KeyboardEventInit) =>
    body().dispatchEvent(
      new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init }),
    );
  press({ key: "Tab", code: "Tab" });
  press({ key: "z", code: "KeyZ", ctrlKey: true });
  // Whatever was still asked for has been answered when a later question is.
  await window.commonplace.call("notes.get", { id: "n1" });
  await new Promise((resolve) => requestAnimationFrame(resolve));
  expect(shown()).toBe(`Before. ${quotation}`);
  await expect.element(chip).toBeVisible();
  await userEvent.keyboard("{Tab}");
  await expect.element(link).toBeVisible();
});

it("keeps what is typed at once behind the link", async () => {
  await pasted();
  await userEvent.keyboard("{Tab} indeed");
  await expect.poll(shown).toBe(`Before. ${quotation} (Penhale 2015, ¶ 2) indeed`);
});

import { afterEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { registerCommand, type CommandId } from "./commands.ts";
import { followKeys } from "./keys.ts";

const ran: CommandId[] = [];
const undone: (() => void)[] = [];

/** A window with a field, an editor and a button, in which these commands can be run. */
async function window_(...ids: readonly CommandId[]) {
  undone.push(followKeys());
  for (const id of ids) undone.push(registerCommand(id, () => ran.push(id)));
  await render(
    <>
      <input aria-label="Field" />
      <div role="textbox" aria-label="Editor" contentEditable suppressContentEditableWarning />
      <button type="button">Button</button>
    </>,
  );
}
const focus = (name: string) => (page.getByLabelText(name).element() as HTMLElement).focus();

afterEach(() => {
  for (const undo of undone.splice(0)) undo();
  ran.length = 0;
});

test("a shortcut runs its command wherever the focus is", async () => {
  await window_("palette.open", "view.notes");
  await userEvent.keyboard("{Control>}k{/Control}");
  focus("Editor");
  await userEvent.keyboard("{Control>}.{/Control}");
  expect(ran).toEqual(["palette.open", "view.notes"]);
});

test("zooming in is reached on every keyboard", async () => {
  await window_("view.zoomIn");
  const press = (key: string, shiftKey: boolean) =>
    window.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey, ctrlKey: true }));
  press("=", false);
  press("+", true);
  press("+", false);
  expect(ran).toHaveLength(3);
});

test("Undo is the field's own while one types, and the notebook's elsewhere", async () => {
  await window_("history.undo", "history.redo");
  focus("Field");
  await userEvent.keyboard("{Control>}zy{/Control}");
  focus("Editor");
  await userEvent.keyboard("{Control>}zy{/Control}");
  expect(ran).toEqual([]);
  page
    .getByRole("button")
    .element()
    .dispatchEvent(
      new KeyboardEvent("keydown", { key: "z", ctrlKey: true, bubbles: true, cancelable: true }),
    );
  expect(ran).toEqual(["history.undo"]);
});

test("a question mark opens the sheet of shortcuts, but in a field it is a question mark", async () => {
  await window_("help.shortcuts");
  focus("Field");
  await userEvent.keyboard("?");
  expect(ran).toEqual([]);
  expect((page.getByLabelText("Field").element() as HTMLInputElement).value).toBe("?");
  (page.getByRole("button").element() as HTMLElement).focus();
  await userEvent.keyboard("?");
  expect(ran).toEqual(["help.shortcuts"]);
});

test("a key whose command nobody can run now is left to others", async () => {
  await window_();
  const event = new KeyboardEvent("keydown", { key: "k", ctrlKey: true, cancelable: true });
  window.dispatchEvent(event);
  expect(event.defaultPrevented).toBe(false);
});

test("while a dialog waits, only what belongs to the window runs", async () => {
  await window_("note.create", "view.zoomIn", "go.nextPane");
  const veil = document.createElement("div");
  veil.className = "ui-veil";
  document.body.append(veil);
  undone.push(() => veil.remove());
  await userEvent.keyboard("{Control>}n={/Control}");
  expect(ran).toEqual(["view.zoomIn"]);
  // To a message that shows above the dialog, and back.
  await userEvent.keyboard("{F6}");
  expect(ran).toEqual(["view.zoomIn", "go.nextPane"]);
});

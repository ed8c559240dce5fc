import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { useState } from "react";
import "../theme.css";
import { Choices, type ChoiceGroup } from "./choices.tsx";
import { Overlay } from "./overlay.tsx";

const fruit = ["apple", "apricot", "banana", "cherry"];

interface PickerProps {
  readonly chosen: (fruit: string) => void;
  readonly first?: string | undefined;
}

function Picker({ chosen, first = "" }: PickerProps) {
  const [typed, setTyped] = useState(first);
  const choice = (name: string) => ({ key: name, content: name, choose: () => chosen(name) });
  const groups: readonly ChoiceGroup[] = [
    { title: "A", choices: fruit.slice(0, 2).map(choice) },
    { title: "Others", detail: "2", choices: fruit.slice(2).map(choice) },
  ];
  const matching = groups.map((group) => ({
    ...group,
    choices: group.choices.filter(({ key }) => key.includes(typed)),
  }));
  return (
    <Choices
      label="Fruit"
      placeholder="Type"
      value={typed}
      onChange={setTyped}
      groups={matching.filter((group) => group.choices.length > 0)}
    />
  );
}

function Window({ chosen, first }: PickerProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Open
      </button>
      {open ? (
        <Overlay label="Fruit" onClose={() => setOpen(false)} selectsWords={first !== undefined}>
          <Picker chosen={chosen} first={first} />
        </Overlay>
      ) : null}
    </>
  );
}

const field = () => page.getByRole("combobox").element();
const active = () =>
  document.getElementById(field().getAttribute("aria-activedescendant") ?? "")?.textContent;

test("arrows walk through all groups and round, and Enter chooses", async () => {
  const chosen: string[] = [];
  await render(<Window chosen={(name) => chosen.push(name)} />);
  await page.getByRole("button").click();
  expect(document.activeElement).toBe(field());
  expect(active()).toBe("apple");
  await userEvent.keyboard("{ArrowDown}{ArrowDown}{Enter}{ArrowUp}{ArrowUp}{ArrowUp}{Enter}");
  expect(chosen).toEqual(["banana", "cherry"]);
});

test("typing makes the best match active again", async () => {
  const chosen: string[] = [];
  await render(<Window chosen={(name) => chosen.push(name)} />);
  await page.getByRole("button").click();
  await userEvent.keyboard("{ArrowDown}{ArrowDown}a{Enter}");
  expect(chosen).toEqual(["apple"]);
});

test("nothing that matches means nothing to choose, and Enter does no harm", async () => {
  const chosen: string[] = [];
  await render(<Window chosen={(name) => chosen.push(name)} />);
  await page.getByRole("button").click();
  await userEvent.keyboard("xyz{ArrowDown}{Enter}");
  expect(chosen).toEqual([]);
  expect(field().getAttribute("aria-activedescendant")).toBeNull();
});

test("Escape and a click beside it close the overlay and give the focus back", async () => {
  await render(<Window chosen={() => undefined} />);
  const opener = page.getByRole("button").element();
  const open = async () => {
    (opener as HTMLElement).focus();
    await userEvent.keyboard("{Enter}");
    await expect.element(page.getByRole("dialog")).toBeVisible();
  };
  await open();
  await userEvent.keyboard("{Tab}");
  expect(document.activeElement).toBe(field());
  await userEvent.keyboard("{Escape}");
  await expect.poll(() => page.getByRole("dialog").elements()).toHaveLength(0);
  expect(document.activeElement).toBe(opener);
  await open();
  await userEvent.click(document.body, { position: { x: 5, y: 300 } });
  await expect.poll(() => page.getByRole("dialog").elements()).toHaveLength(0);
  expect(document.activeElement).toBe(opener);
});

test("the pointer chooses what it is on", async () => {
  const chosen: string[] = [];
  await render(<Window chosen={(name) => chosen.push(name)} />);
  await page.getByRole("button").click();
  await page.getByRole("option", { name: "cherry" }).click();
  expect(chosen).toEqual(["cherry"]);
  expect(document.activeElement).toBe(field());
});

test("Enter waits for the choices for what was typed last", async () => {
  const chosen: string[] = [];
  const answers: (() => void)[] = [];
  function Asking() {
    const [typed, setTyped] = useState("");
    const [answered, setAnswered] = useState("");
    const choose = () => chosen.push(answered);
    return (
      <Choices
        label="Fruit"
        placeholder="Type"
        value={typed}
        onChange={(value) => {
          setTyped(value);
          answers.push(() => setAnswered(value));
        }}
        groups={[{ title: "", choices: [{ key: answered, content: answered, choose }] }]}
        pending={answered !== typed}
      />
    );
  }
  await render(<Asking />);
  await page.getByRole("combobox").click();
  await userEvent.keyboard("ap{Enter}");
  answers[0]?.();
  await expect.poll(active).toBe("a");
  answers[1]?.();
  await expect.poll(() => chosen).toEqual(["ap"]);
  // Who has typed on meanwhile did not mean that.
  await userEvent.keyboard("p{Enter}l");
  answers[3]?.();
  await expect.poll(active).toBe("appl");
  expect(chosen).toEqual(["ap"]);
});

test("words that an overlay opens with are typed over", async () => {
  await render(<Window chosen={() => {}} first="apricot" />);
  await userEvent.click(page.getByRole("button", { name: "Open" }));
  await expect.element(field()).toHaveValue("apricot");
  await userEvent.keyboard("ban");
  await expect.element(field()).toHaveValue("ban");
});

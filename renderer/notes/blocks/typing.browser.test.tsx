/** What keys make of blocks, as a tree in one line: kinds, texts, nothing else. */
import { $isElementNode, $getRoot, getNearestEditorFromDOMNode, type LexicalNode } from "lexical";
import { afterEach, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { body, caretAtEnd, clearNotes, show } from "../note-pane-fixture.tsx";
import { noteOf, paragraph } from "../notebook-fixture.ts";
import { MOVE_LINES_COMMAND } from "./move-lines.ts";

afterEach(clearNotes);

function editorOf() {
  const editor = getNearestEditorFromDOMNode(body());
  if (!editor) throw new Error("Expected an open note");
  return editor;
}

const names: Readonly<Record<string, string>> = { paragraph: "p", listitem: "li", tablecell: "td" };
function drawn(node: LexicalNode): string {
  if (!$isElementNode(node))
    return node.getType() === "text" ? node.getTextContent() : `<${node.getType()}>`;
  const type = node.getType();
  return `${names[type] ?? type}(${node.getChildren().map(drawn).join(" ")})`;
}
const tree = () => editorOf().read(() => $getRoot().getChildren().map(drawn).join(" "));

/** Opens an empty note and types, each stretch when the page has taken the one before. */
async function typed(...stretches: readonly string[]) {
  await show([noteOf("n1", "One", paragraph(""))]);
  await caretAtEnd();
  await typeOn(...stretches);
}
async function typeOn(...stretches: readonly string[]) {
  for (const stretch of stretches) {
    await userEvent.keyboard(stretch);
    // The page tells of a caret that moved in a turn of its own, before it draws again.
    await drawnAgain();
    await drawnAgain();
  }
}
const drawnAgain = () => new Promise((resolve) => requestAnimationFrame(resolve));
const undo = "{Control>}z{/Control}";

describe("Markdown that is typed", () => {
  it("makes a table of two lines and Enter, and gives them back when it is undone", async () => {
    await typed("Level{Enter}", "| Port | **mm** |{Enter}", "| --- | --: |{Enter}");
    await expect
      .poll(tree)
      .toBe("p(Level) table(tablerow(td(p(Port)) td(p(mm))) tablerow(td(p()) td(p()))) p()");
    await typeOn("Newlyn{Tab}4");
    await expect.poll(tree).toContain("tablerow(td(p(Newlyn)) td(p(4)))");
    const cell = body().querySelector<HTMLElement>("td:last-child p");
    expect(cell?.style.textAlign).toBe("right");
    await typeOn(undo, undo, undo);
    await expect.poll(tree).toContain("p(| --- | --: |)");
  });

  it("makes no table of lines that have other numbers of columns", async () => {
    await typed("| a | b |{Enter}", "| --- |{Enter}", "c");
    expect(tree()).toBe("p(| a | b |) p(| --- |) p(c)");
  });

  it("asks for a formula after two signs and Enter", async () => {
    await typed("$${Enter}");
    await expect.element(page.getByRole("textbox", { name: "Formula in TeX" })).toHaveFocus();
    await typeOn("x^2", "{Control>}{Enter}{/Control}");
    await expect.poll(tree).toBe("<math> p()");
  });

  it("counts with a bracket too, and makes a link of a picture that lies elsewhere", async () => {
    await typed("1) one{Enter}{Enter}", "![[a gauge](https://a.example/b.png)", undo);
    await expect.poll(tree).toBe("list(li(one)) p(![a gauge](https://a.example/b.png))");
  });

  it("leaves the lines of a cell lines", async () => {
    const cell = { type: "tablecell", version: 1, headerState: 0, children: [paragraph("")] };
    const row = { type: "tablerow", version: 1, children: [cell] };
    await show([noteOf("n1", "One", { type: "table", version: 1, children: [row] })]);
    await userEvent.click(body().querySelector("td p") ?? body());
    await typeOn("- a{Enter}", "# b");
    expect(tree()).toContain("td(p(- a) p(# b))");
  });
});

describe("Backspace at the start", () => {
  it("of a heading makes text of it", async () => {
    await typed("## a", "{Home}", "{Backspace}");
    await expect.poll(tree).toBe("p(a)");
  });

  it("of what follows a callout goes on in it", async () => {
    await typed("> [[!note] T{Enter}", "one{Enter}{Enter}", "two", "{Home}", "{Backspace}");
    await expect.poll(tree).toBe("callout(callout-title(T) p(onetwo))");
  });
});

describe("code by keys", () => {
  it("is set in and out by Tab, a line or several", async () => {
    await typed("```js{Enter}", "a{Enter}b", "{Shift>}{ArrowUp}{/Shift}", "{Tab}");
    await expect.poll(tree).toBe("code(<tab> a <linebreak> <tab> b)");
    await typeOn("{Shift>}{Tab}{/Shift}");
    await expect.poll(tree).toBe("code(a <linebreak> b)");
    await typeOn("{Control>}{End}{/Control}", "{Enter}   c", "{Shift>}{Tab}{/Shift}", "d");
    await expect.poll(tree).toBe("code(a <linebreak> b <linebreak>  cd)");
  });
});

describe("moving lines", () => {
  const move = (direction: "up" | "down") =>
    editorOf().dispatchCommand(MOVE_LINES_COMMAND, direction);

  it("takes an item with all that lies under it", async () => {
    await typed("- a{Enter}", "{Tab}", "b{Enter}", "{Shift>}{Tab}{/Shift}", "c");
    move("up");
    await expect.poll(tree).toBe("list(li(c) li(a) li(list(li(b))))");
    await typeOn("{ArrowDown}");
    move("up");
    await expect.poll(tree).toBe("list(li(a) li(list(li(b))) li(c))");
    await typeOn(undo);
    await expect.poll(tree).toBe("list(li(c) li(a) li(list(li(b))))");
  });

  it("takes lines of code, and blocks past tables and callouts but never past footnotes", async () => {
    await typed("```js{Enter}", "a{Enter}b");
    move("up");
    await expect.poll(tree).toBe("code(b <linebreak> a)");
    await typeOn("{Control>}{End}{/Control}", "{ArrowDown}", "after[[^1]", "words", "{Enter}");
    await expect.poll(tree).toContain("footnote(words)");
    move("down");
    move("up");
    await expect
      .poll(tree)
      .toBe("p(after <footnote-reference>) code(b <linebreak> a) footnote(words)");
  });
});

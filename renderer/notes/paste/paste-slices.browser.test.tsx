/** A long paste is one thing, whatever happens while it comes in. All texts are our own. */
import { $createParagraphNode, $getRoot, getNearestEditorFromDOMNode, UNDO_COMMAND } from "lexical";
import { afterEach, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import { readNoteBody } from "../../../electron/text/notes/note-body.ts";
import { noteOf, paragraph } from "../notebook-fixture.ts";
import { body, caretAtEnd, clearNotes, paste, show, shown } from "../note-pane-fixture.tsx";
import { flushNotes } from "../saving.ts";

afterEach(clearNotes);

const sentence = "The record was begun for the boats, not for science.";
const lines = Array.from({ length: 3_000 }, (_, nth) => `Day ${nth}: ${sentence}`);
/** Takes many times as long to be made into nodes as is done at once. */
const long = {
  "text/html": lines.map((line) => `<p><b>${line.slice(0, 3)}</b>${line.slice(3)}</p>`).join("\n"),
  "text/plain": lines.join("\n\n"),
};
const whole = lines.join(" ");

async function showWith(text: string) {
  const shownNotes = await show([
    noteOf("n1", "One", paragraph(text)),
    noteOf("n2", "Two", paragraph("other")),
  ]);
  await caretAtEnd();
  return shownNotes;
}

/** Pastes a long text; only some of it is in when this ends. */
async function begin() {
  paste(long);
  // What is pasted is shown at the end of the event, before anything else can happen.
  await Promise.resolve();
  expect(body().children.length).toBeLessThan(lines.length);
}

/** What tells a long text from another, short enough to be shown where they differ. */
const digest = (text: string) => {
  let sum = 0;
  for (let at = 0; at < text.length; at++) sum = (sum * 31 + text.charCodeAt(at)) % 1_000_000_007;
  return `${text.slice(0, 40)} … ${text.slice(-40)} (${text.length}, ${sum})`;
};
const shownDigest = () => digest(shown());

const editor = () => {
  const found = getNearestEditorFromDOMNode(body());
  if (!found) throw new Error("Expected an open note");
  return found;
};
const storedWords = (stored: string | undefined) =>
  (readNoteBody(stored ?? "")?.text ?? "").replaceAll(/\s+/g, " ").trim();

it("saves all of it when the window is about to close", async () => {
  const { notebook } = await showWith("before");
  await begin();
  await flushNotes();
  expect(digest(storedWords(notebook.notes.get("n1")?.body))).toBe(digest(`before ${whole}`));
});

it("saves all of it when another note is opened", async () => {
  const { notebook, showNote } = await showWith("before");
  await begin();
  await showNote("n2");
  await expect.poll(shown).toBe("other");
  await expect
    .poll(() => digest(storedWords(notebook.notes.get("n1")?.body)))
    .toBe(digest(`before ${whole}`));
});

it("is undone whole while it comes in, and done again whole", async () => {
  await showWith("before");
  await begin();
  body().dispatchEvent(new KeyboardEvent("keydown", { key: "z", ctrlKey: true, bubbles: true }));
  await expect.poll(shown).toBe("before");
  await userEvent.keyboard("{Control>}{Shift>}z{/Shift}{/Control}");
  await expect.poll(shownDigest).toBe(digest(`before ${whole}`));
  await userEvent.keyboard("{Control>}z{/Control}");
  await expect.poll(shown).toBe("before");
});

it("is undone whole from the menu, too", async () => {
  await showWith("before");
  await begin();
  editor().dispatchCommand(UNDO_COMMAND, undefined);
  await expect.poll(shown).toBe("before");
});

it("has what is typed while it comes in behind it, as a step of its own", async () => {
  await showWith("before");
  await begin();
  await userEvent.keyboard(" after");
  await expect.poll(shownDigest).toBe(digest(`before ${whole} after`));
  await userEvent.keyboard("{Control>}z{/Control}");
  await expect.poll(shownDigest).toBe(digest(`before ${whole}`));
});

it("goes whole when all is deleted while it comes in", async () => {
  await showWith("before");
  await begin();
  await userEvent.keyboard("{Control>}a{/Control}{Delete}");
  await expect.poll(shown).toBe("");
  await userEvent.keyboard("{Control>}z{/Control}");
  await expect.poll(shownDigest).toBe(digest(`before ${whole}`));
});

it("has a second paste behind it", async () => {
  await showWith("before");
  await begin();
  paste(long);
  await expect.poll(shownDigest).toBe(digest(`before ${whole} ${whole}`));
});

it("goes on at the end of the note when the block it comes before is taken away", async () => {
  await showWith("before");
  await begin();
  editor().update(() => $getRoot().clear().append($createParagraphNode()).selectStart(), {
    discrete: true,
  });
  await expect.poll(() => shown().slice(-sentence.length - 10)).toBe(`Day 2999: ${sentence}`);
});

it("stands between what was before the caret and what was after it", async () => {
  await showWith("before after");
  for (let nth = 0; nth < 5; nth++) await userEvent.keyboard("{ArrowLeft}");
  await begin();
  await expect.poll(shownDigest).toBe(digest(`before ${whole} after`));
});

it("leaves nothing empty before it at the start of a paragraph", async () => {
  await showWith("after");
  await userEvent.keyboard("{Control>}{Home}{/Control}");
  await begin();
  await expect.poll(shownDigest).toBe(digest(`${whole} after`));
  expect(body().firstElementChild?.textContent).toBe(lines[0]);
});

it("keeps the order of paragraphs so long that they are parted", async () => {
  await showWith("");
  const paragraphs = Array.from({ length: 40 }, (_, nth) =>
    Array.from({ length: 400 }, (_each, at) => `${nth}.${at} ${sentence}`).join(" "),
  );
  paste({ "text/plain": paragraphs.join("\n\n") });
  await expect.poll(shownDigest).toBe(digest(paragraphs.join(" ")));
});

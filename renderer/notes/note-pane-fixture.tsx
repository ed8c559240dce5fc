/** The pane of a note as the tests use it: shown in a notebook in memory, looked at, typed into. */
import { QueryClientProvider } from "@tanstack/react-query";
import { expect } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import "../theme.css";
import type { Note, SourcedClip, Target } from "../../electron/api.ts";
import { queries } from "../api.ts";
import { NavigationContext, type Navigation } from "../navigation.ts";
import { saveStatus } from "../save-status.ts";
import { NotePane } from "./note-pane.tsx";
import { openFixture } from "./notebook-fixture.ts";
import { forgetNote } from "./sessions.ts";

/** Shows the first of these notes. */
export async function show(notes: readonly Note[], clips: readonly SourcedClip[] = []) {
  const notebook = openFixture(notes, clips);
  const opened: Target[] = [];
  const compared: (readonly unknown[])[] = [];
  const said: string[] = [];
  const navigation: Navigation = {
    openArticle: (id) => opened.push({ kind: "article", id }),
    openTag: () => undefined,
    readVersion: () => undefined,
    stayInVersion: () => undefined,
    compareVersions: (...asked) => compared.push(asked),
    openNote: (id) => opened.push({ kind: "note", id }),
    openTarget: (target) => opened.push(target),
    quoteToNote: () => {},
    back: () => {},
    forward: () => {},
    announce: (message) => said.push(message),
  };
  const paneOf = (note: string, quote: { clips: readonly string[]; key: number } | null = null) => (
    <QueryClientProvider client={queries}>
      <NavigationContext value={navigation}>
        <div style={{ height: 600, width: 430 }}>
          <NotePane note={note} quote={quote} onQuoteDone={() => {}} />
        </div>
      </NavigationContext>
    </QueryClientProvider>
  );
  const first = notes[0]?.id ?? "";
  const screen = await render(paneOf(first));
  const showNote = (note: string, quote?: { clips: readonly string[]; key: number }) =>
    screen.rerender(paneOf(note, quote ?? null));
  return { notebook, opened, compared, said, showNote };
}

export const text = page.getByRole("textbox", { name: "Text of the note" });
export const title = page.getByRole("textbox", { name: "Title of the note" });
export const menu = page.getByRole("listbox", { name: "Link to" });

/** The text of the open note. */
export function body(): HTMLElement {
  const element = document.querySelector<HTMLElement>(".note-body");
  if (!element) throw new Error("Expected an open note");
  return element;
}
/** The blocks; a quote at the start has an empty picture before it, which only carries the caret. */
export const blocks = () =>
  [...body().children]
    .map(({ tagName }) => tagName)
    .filter((tag) => tag !== "IMG")
    .join(" ");
/** All of the text, also what is out of sight and not drawn; without the numbers of footnotes. */
export const shown = () =>
  [...body().children]
    .map((block) => {
      const copy = block.cloneNode(true);
      if (copy instanceof Element)
        for (const number of copy.querySelectorAll(".note-footnote-number")) number.remove();
      return copy.textContent;
    })
    .join(" ")
    .replaceAll(/\s+/g, " ")
    .trim();

/** Puts the caret at the end of the text. */
export async function caretAtEnd() {
  await text.click();
  await userEvent.keyboard("{Control>}{End}{/Control}");
}

/** Pastes data by type where the focus is. */
export function paste(data: Readonly<Record<string, string>>) {
  const clipboardData = new DataTransfer();
  for (const [type, value] of Object.entries(data)) clipboardData.setData(type, value);
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  document.activeElement?.dispatchEvent(event);
}

/** Ends when everything written is saved. */
export async function saved() {
  await expect.poll(() => saveStatus().state).toBe("saved");
}

/** A quote as it is stored. */
export function quoteBlock(
  clip: string,
  own: { readonly words?: string; readonly kept?: "altered" } = {},
): object {
  return { type: "clip-quote", version: 1, clip, ...own };
}

/** Forgets what a test asked and left unsaved, so that it is not another's. */
export async function clearNotes(): Promise<void> {
  queries.clear();
  await Promise.all(["n1", "n2"].map(forgetNote));
}

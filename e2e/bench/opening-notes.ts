/** Opening long notes, to the caret, against the same text as plain markup in an editable element. */
import type { Page } from "playwright-core";
import { join } from "node:path";
import { fillNotebook, textStyle, viewOf, withApp } from "./app.ts";
import { makeArticle, makeVocabulary } from "./generate.ts";
import { interleaved, ms, type Row } from "./measure.ts";
import { plainBody } from "./note-bodies.ts";

const words = 100_000;
const rounds = 4;
const seed = 11;

/** Uses `place` for its files and leaves it to the caller. */
export async function openingNotes(place: string): Promise<readonly Row[]> {
  const { paragraphs } = makeArticle(makeVocabulary(30_000, seed), seed, words);
  const folder = join(place, "notebook");
  await fillNotebook(folder, async (notebook) => {
    const note = (title: string, texts: readonly string[]): string => {
      const { id } = notebook.notes.create({ title });
      notebook.notes.save({ id, base: 0, body: plainBody(texts) });
      return id;
    };
    note("Long note", paragraphs);
    notebook.view.set(viewOf({ section: "notes", note: note("Short note", ["A few words."]) }));
  });
  return withApp(place, folder, async ({ app, bare }) => {
    const open = async () => {
      const took = await openNote(app, "Long note", paragraphs.length);
      await openNote(app, "Short note", 1);
      return took;
    };
    await open();
    await showPlain(bare, paragraphs);
    const times = await interleaved(rounds, {
      note: open,
      plain: () => showPlain(bare, paragraphs),
    });
    return [
      {
        what: `Opening a note of ${words.toLocaleString("en")} words`,
        ours: ms(times.note),
        peer: `innerHTML of its text: ${ms(times.plain)}`,
        ratio: times.note / times.plain,
      },
    ];
  });
}

/** From the press on its row until its text is on the screen and takes keys, in ms. */
async function openNote(page: Page, title: string, blocks: number): Promise<number> {
  await page.bringToFront();
  const shown = page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        window.addEventListener(
          "pointerdown",
          ({ timeStamp }) => {
            const look = () => {
              const text = document.querySelector<HTMLElement>(".note-body[contenteditable=true]");
              if (text?.childElementCount !== wanted) return requestAnimationFrame(look);
              text.focus();
              // A task after the frame's callbacks runs when the frame has been handed over.
              return requestAnimationFrame(() =>
                setTimeout(() => resolve(performance.now() - timeStamp)),
              );
            };
            requestAnimationFrame(look);
          },
          { once: true, capture: true },
        );
      }),
    blocks,
  );
  await page.getByRole("option").filter({ hasText: title }).click();
  return shown;
}

/** From setting the markup until it is on the screen and takes keys, in ms. */
async function showPlain(page: Page, paragraphs: readonly string[]): Promise<number> {
  await page.bringToFront();
  await page.setContent(`<body style="${textStyle}"></body>`);
  const html = paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join("");
  return page.evaluate(
    (markup) =>
      new Promise<number>((resolve) => {
        requestAnimationFrame(() => {
          const started = performance.now();
          document.body.innerHTML = `<div contenteditable>${markup}</div>`;
          document.querySelector<HTMLElement>("div")?.focus();
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)));
        });
      }),
    html,
  );
}

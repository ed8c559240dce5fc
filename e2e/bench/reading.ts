/** Opening an article of a megabyte with a thousand clips, against the same text as plain markup. */
import type { Page } from "playwright-core";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { clipColors } from "../../electron/entities.ts";
import type { Notebook } from "../../electron/notebook/notebook.ts";
import { canonicalText } from "../../electron/text/blocks.ts";
import { fillNotebook, textStyle, viewOf, withApp } from "./app.ts";
import { asText, makeArticle, makeVocabulary, type GeneratedArticle } from "./generate.ts";
import { interleaved, ms, type Row } from "./measure.ts";

/** Each is opened once, as what was open before may be kept; the first is not counted. */
const longArticles = 4;
const clipsEach = 1_000;
const bytes = 1_000_000;
const seed = 99;

function longArticle(index: number): GeneratedArticle {
  const vocabulary = makeVocabulary(30_000, seed);
  // About six letters and a space a word, and then cut to the paragraph that crosses the line.
  const whole = makeArticle(vocabulary, seed + index, bytes / 4);
  const paragraphs: string[] = [];
  let length = 0;
  for (const paragraph of whole.paragraphs) {
    if (length > bytes) break;
    paragraphs.push(paragraph);
    length += paragraph.length + 1;
  }
  return { ...whole, title: `Long article ${index}`, paragraphs };
}

function clipEverywhere(notebook: Notebook, id: string): void {
  const article = notebook.articles.get({ id });
  if (!article) throw new Error("Expected the article that was just imported");
  const step = Math.floor(canonicalText(article.blocks).length / clipsEach);
  for (let index = 0; index < clipsEach; index++) {
    const start = index * step + 40;
    const color = clipColors[index % clipColors.length] ?? "plain";
    notebook.clips.create({ version: article.version, start, end: start + 90, color, comment: "" });
  }
}

/** Uses `place` for its files and leaves it to the caller. */
export async function reading(place: string): Promise<readonly Row[]> {
  const articles = Array.from({ length: longArticles }, (_, index) => longArticle(index));
  const files = join(place, "files");
  mkdirSync(files, { recursive: true });
  const folder = join(place, "notebook");
  await fillNotebook(folder, async (notebook, add) => {
    const paths = articles.map((article, index) => {
      const path = join(files, `${index}.txt`);
      writeFileSync(path, asText(article));
      return path;
    });
    await add(paths);
    const { rows } = notebook.articles.list({
      offset: 0,
      limit: 100,
      sort: "title",
      descending: false,
      filter: "all",
      words: "",
    });
    for (const { id } of rows) clipEverywhere(notebook, id);
    notebook.view.set(viewOf({}));
  });
  return withApp(place, folder, async ({ app, bare }) => {
    await openArticle(app, 0);
    await showPlain(bare, articles[0]);
    const times = await interleaved(longArticles - 1, {
      reader: (round) => openArticle(app, round + 1),
      plain: (round) => showPlain(bare, articles[round + 1]),
    });
    return [
      {
        what: "Opening 1 MB with 1,000 clips",
        ours: ms(times.reader),
        peer: `innerHTML of its text, no clips: ${ms(times.plain)}`,
        ratio: times.reader / times.plain,
      },
    ];
  });
}

/** From the press on its row until it and its clips are on the screen, in milliseconds. */
async function openArticle(page: Page, index: number): Promise<number> {
  await page.bringToFront();
  const title = `Long article ${index}`;
  const row = page.getByRole("option").filter({ hasText: title });
  await row.waitFor();
  const shown = page.evaluate(
    ({ wanted, clips }) =>
      new Promise<number>((resolve) => {
        window.addEventListener(
          "pointerdown",
          ({ timeStamp }) => {
            const look = () => {
              const text = document.querySelector(".reader-text")?.textContent ?? "";
              const painted = [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0);
              // A task after the frame's callbacks runs when the frame has been handed over.
              if (text.startsWith(wanted) && painted >= clips)
                setTimeout(() => resolve(performance.now() - timeStamp));
              else requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
          },
          { once: true, capture: true },
        );
      }),
    { wanted: title, clips: clipsEach },
  );
  await row.click();
  return shown;
}

/** From setting the markup until it is on the screen, in milliseconds. */
async function showPlain(page: Page, article: GeneratedArticle | undefined): Promise<number> {
  await page.bringToFront();
  await page.setContent(`<body style="${textStyle}"></body>`);
  const html = (article?.paragraphs ?? []).map((paragraph) => `<p>${paragraph}</p>`).join("");
  return page.evaluate(
    (markup) =>
      new Promise<number>((resolve) => {
        requestAnimationFrame(() => {
          const started = performance.now();
          document.body.innerHTML = markup;
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)));
        });
      }),
    html,
  );
}

/** Typing in a note of 10,000 words, against a bare editable element with the same text. */
import type { Page } from "playwright-core";
import { join } from "node:path";
import { fillNotebook, textStyle, viewOf, withApp } from "./app.ts";
import { makeArticle, makeVocabulary } from "./generate.ts";
import { interleaved, median, ms, type Row } from "./measure.ts";

const words = 10_000;
const keysPerRound = 60;
const rounds = 5;
const seed = 5;

function bodyOf(paragraphs: readonly string[]): string {
  const element = { direction: null, format: "", indent: 0, version: 1 };
  return JSON.stringify({
    root: {
      ...element,
      type: "root",
      children: paragraphs.map((text) => ({
        ...element,
        type: "paragraph",
        textFormat: 0,
        textStyle: "",
        children: [
          { type: "text", version: 1, detail: 0, format: 0, mode: "normal", style: "", text },
        ],
      })),
    },
  });
}

/** Uses `place` for its files and leaves it to the caller. */
export async function typing(place: string): Promise<readonly Row[]> {
  const { paragraphs } = makeArticle(makeVocabulary(30_000, seed), seed, words);
  const folder = join(place, "notebook");
  await fillNotebook(folder, async (notebook) => {
    const { id } = notebook.notes.create({ title: "Ten thousand words" });
    notebook.notes.save({ id, base: 0, body: bodyOf(paragraphs) });
    notebook.view.set(viewOf({ section: "notes", note: id }));
  });
  return withApp(place, folder, async ({ app, bare }) => {
    const html = paragraphs.map((text) => `<p>${text}</p>`).join("");
    await bare.setContent(
      `<body style="${textStyle}"><div contenteditable id="bare">${html}</div></body>`,
    );
    await app.locator(".note-body p").nth(2).waitFor();
    const work = { editor: [] as number[], bare: [] as number[] };
    const type = async (page: Page, paragraph: string, into: number[]) => {
      const { latency, taskMs } = await typeSome(page, paragraph);
      into.push(taskMs);
      return latency;
    };
    // Both have been typed in before anything counts.
    await typeSome(app, ".note-body p");
    await typeSome(bare, "#bare p");
    const times = await interleaved(rounds, {
      editor: () => type(app, ".note-body p", work.editor),
      bare: () => type(bare, "#bare p", work.bare),
    });
    const [ours, floor] = [median(work.editor), median(work.bare)];
    return [
      {
        what: "Typing at 10,000 words, key to frame",
        ours: ms(times.editor),
        peer: `bare contenteditable: ${ms(times.bare)}`,
        ratio: times.editor / times.bare,
      },
      {
        what: "Typing at 10,000 words, work a key",
        ours: ms(ours),
        peer: `bare contenteditable: ${ms(floor)}`,
        ratio: ours / floor,
      },
    ];
  });
}

/**
 * Types in the third paragraph, a key at a time. The median from key to frame, and what the page's
 * main thread did for each key all told, in milliseconds.
 */
export async function typeSome(
  page: Page,
  paragraph: string,
): Promise<{ readonly latency: number; readonly taskMs: number }> {
  await page.bringToFront();
  const typedIn = page.locator(paragraph).nth(2);
  const lengthBefore = (await typedIn.textContent())?.length ?? 0;
  await typedIn.click();
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const taskSeconds = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0;
  };
  const heard = await page.evaluateHandle(() => {
    const latencies: number[] = [];
    const stop = new AbortController();
    window.addEventListener(
      "keydown",
      ({ timeStamp }) =>
        requestAnimationFrame(() =>
          setTimeout(() => latencies.push(performance.now() - timeStamp)),
        ),
      { capture: true, signal: stop.signal },
    );
    return { latencies, stop };
  });
  const before = await taskSeconds();
  for (let key = 0; key < keysPerRound; key++)
    await page.keyboard.press("abcdefg hij klmnop"[key % 18] ?? "a");
  const taskMs = ((await taskSeconds()) - before) * 1_000;
  const latencies = await heard.evaluate(({ latencies, stop }) => {
    stop.abort();
    return latencies;
  });
  await session.detach();
  const typed = ((await typedIn.textContent())?.length ?? 0) - lengthBefore;
  if (typed !== keysPerRound) throw new Error(`Expected ${keysPerRound} letters, found ${typed}`);
  return { latency: median(latencies), taskMs: taskMs / keysPerRound };
}

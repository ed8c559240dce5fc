/** Typing in a note with a thousand quotes and links, against the same words as plain paragraphs. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { canonicalText } from "../../electron/text/blocks.ts";
import type { Notebook } from "../../electron/notebook/notebook.ts";
import { fillNotebook, viewOf, withApp } from "./app.ts";
import { makeArticle, makeVocabulary } from "./generate.ts";
import { rowsOfKeys, typeByTurns, typeSome } from "./keys.ts";
import type { Row } from "./measure.ts";
import { bodyOf, linkOf, paragraphOf, textOf } from "./note-bodies.ts";

const references = 1_000;
const quoteUnits = 160;
/** The first paragraphs have neither quotes nor links: there the keys are pressed. */
const plainParagraphs = 3;
const rounds = 5;
const seed = 7;

/** Uses `place` for its files and leaves it to the caller. */
export async function typingAmongQuotes(place: string): Promise<readonly Row[]> {
  const { paragraphs } = makeArticle(makeVocabulary(30_000, seed), seed, 10_000);
  const [without, among] = [join(place, "without"), join(place, "among")];
  const file = join(place, "source.txt");
  mkdirSync(place, { recursive: true });
  writeFileSync(file, paragraphs.join("\n\n"));
  for (const folder of [without, among])
    await fillNotebook(join(folder, "notebook"), async (notebook, add) => {
      await add([file]);
      const clips = clipAll(notebook);
      const other = notebook.notes.create({ title: "Linked to" }).id;
      const { id } = notebook.notes.create({ title: "To write in" });
      const body = bodyOf(
        folder === among ? live(paragraphs, clips, other) : flat(paragraphs, clips),
      );
      notebook.notes.save({ id, base: 0, body });
      notebook.view.set(viewOf({ section: "notes", note: id }));
    });
  return withApp(without, join(without, "notebook"), ({ app: plain }) =>
    withApp(among, join(among, "notebook"), async ({ app: quoting }) => {
      const text = ".note-body > p";
      await plain.locator(text).nth(2).waitFor();
      await quoting.getByText(/1,000 quotes: /).waitFor();
      const typed = await typeByTurns(
        rounds,
        () => typeSome(quoting, text),
        () => typeSome(plain, text),
      );
      return rowsOfKeys("Typing among 1,000 quotes and 1,000 links", "as plain words", typed);
    }),
  );
}

interface Clipped {
  /** As it is shown. */
  readonly words: string;
  readonly block: object;
}

/** Every second one edited, of these every second one without marks. */
function clipAll(notebook: Notebook): readonly Clipped[] {
  const [row] = notebook.articles.list({
    offset: 0,
    limit: 1,
    sort: "added",
    descending: true,
    filter: "all",
    words: "",
  }).rows;
  const article = row && notebook.articles.get({ id: row.id });
  if (!article) throw new Error("Expected the article that was imported");
  const { length } = canonicalText(article.blocks);
  const step = Math.floor((length - quoteUnits) / references);
  return Array.from({ length: references }, (_, nth) => {
    const start = nth * step;
    const { id, quote } = notebook.clips.create({
      version: article.version,
      start,
      end: start + quoteUnits,
      color: "plain",
      comment: "",
    });
    const block = { type: "clip-quote", version: 1, clip: id };
    if (nth % 2 === 0) return { words: quote, block };
    const cut = quote.slice(0, quote.lastIndexOf(" "));
    const words = nth % 4 === 1 ? `${cut} […]` : cut;
    return { words, block: { ...block, words } };
  });
}

/** The quotes spread among the paragraphs, and as many links inside these. */
function live(
  paragraphs: readonly string[],
  clips: readonly Clipped[],
  linked: string,
): readonly object[] {
  const each = shareOf(paragraphs);
  return paragraphs.flatMap((text, nth) => {
    if (nth < plainParagraphs) return [paragraphOf(textOf(text))];
    const words = text.split(" ");
    const step = Math.max(1, Math.floor(words.length / each));
    const runs = Array.from({ length: each }, (_, run) => {
      const [label = "", ...rest] = words.slice(run * step, (run + 1) * step);
      return [linkOf(linked, label), textOf(` ${rest.join(" ")} `)];
    }).flat();
    return [paragraphOf(...runs), ...quotesAfter(nth, each, clips).map(({ block }) => block)];
  });
}

/** The same words without anything to follow. */
function flat(paragraphs: readonly string[], clips: readonly Clipped[]): readonly object[] {
  const each = shareOf(paragraphs);
  return paragraphs.flatMap((text, nth) =>
    [text, ...quotesAfter(nth, each, clips).map(({ words }) => words)].map((words) =>
      paragraphOf(textOf(words)),
    ),
  );
}

const shareOf = (paragraphs: readonly string[]): number =>
  Math.ceil(references / Math.max(1, paragraphs.length - plainParagraphs));

function quotesAfter(nth: number, each: number, clips: readonly Clipped[]): readonly Clipped[] {
  const before = (nth - plainParagraphs) * each;
  return nth < plainParagraphs ? [] : clips.slice(before, before + each);
}

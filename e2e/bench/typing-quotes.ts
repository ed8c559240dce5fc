/** Typing in a note with a thousand quotes, against the same note without them. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { canonicalText } from "../../electron/text/blocks.ts";
import type { Notebook } from "../../electron/notebook/notebook.ts";
import { fillNotebook, viewOf, withApp } from "./app.ts";
import { makeArticle, makeVocabulary } from "./generate.ts";
import { interleaved, median, ms, type Row } from "./measure.ts";
import { typeSome } from "./typing.ts";

const quotes = 1_000;
const quoteUnits = 160;
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
      const made = folder === among ? clipAll(notebook) : [];
      const { id } = notebook.notes.create({ title: "Among quotes" });
      notebook.notes.save({ id, base: 0, body: bodyOf(paragraphs, made) });
      notebook.view.set(viewOf({ section: "notes", note: id }));
    });
  return withApp(without, join(without, "notebook"), ({ app: plain }) =>
    withApp(among, join(among, "notebook"), async ({ app: quoting }) => {
      const text = ".note-body > p";
      await plain.locator(text).nth(2).waitFor();
      await quoting.getByText(/1,000 quotes: /).waitFor();
      const work = { among: [] as number[], without: [] as number[] };
      const type = async (page: typeof plain, into: number[]) => {
        const { latency, taskMs } = await typeSome(page, text);
        into.push(taskMs);
        return latency;
      };
      await typeSome(plain, text);
      await typeSome(quoting, text);
      const times = await interleaved(rounds, {
        among: () => type(quoting, work.among),
        without: () => type(plain, work.without),
      });
      const [ours, floor] = [median(work.among), median(work.without)];
      return [
        {
          what: "Typing among 1,000 quotes, key to frame",
          ours: ms(times.among),
          peer: `without quotes: ${ms(times.without)}`,
          ratio: times.among / times.without,
        },
        {
          what: "Typing among 1,000 quotes, work a key",
          ours: ms(ours),
          peer: `without quotes: ${ms(floor)}`,
          ratio: ours / floor,
        },
      ];
    }),
  );
}

/** A quote as it is stored: every second one edited, of these every second one without marks. */
function clipAll(notebook: Notebook): readonly object[] {
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
  const step = Math.floor((length - quoteUnits) / quotes);
  return Array.from({ length: quotes }, (_, nth) => {
    const start = nth * step;
    const { id, quote } = notebook.clips.create({
      version: article.version,
      start,
      end: start + quoteUnits,
      color: "plain",
      comment: "",
    });
    const block = { type: "clip-quote", version: 1, clip: id };
    if (nth % 2 === 0) return block;
    const cut = quote.slice(0, quote.lastIndexOf(" "));
    return { ...block, words: nth % 4 === 1 ? `${cut} […]` : cut };
  });
}

/** The paragraphs, with the quotes spread among them from the fourth on. */
function bodyOf(paragraphs: readonly string[], made: readonly object[]): string {
  const element = { direction: null, format: "", indent: 0, version: 1 };
  const each = Math.ceil(made.length / Math.max(1, paragraphs.length - 3));
  const children = paragraphs.flatMap((text, nth) => [
    {
      ...element,
      type: "paragraph",
      children: [{ type: "text", version: 1, format: 0, mode: "normal", style: "", text }],
    },
    ...(nth < 3 ? [] : made.slice((nth - 3) * each, (nth - 2) * each)),
  ]);
  return JSON.stringify({ root: { ...element, type: "root", children } });
}

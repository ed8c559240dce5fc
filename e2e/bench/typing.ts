/** Typing in notes of 10,000 and 100,000 words, against a bare editable element with the same text. */
import { join } from "node:path";
import { fillNotebook, textStyle, viewOf, withApp } from "./app.ts";
import { makeArticle, makeVocabulary } from "./generate.ts";
import { rowOfFrames, rowsOfKeys, typeByTurns, typeSome } from "./keys.ts";
import type { Row } from "./measure.ts";
import { plainBody } from "./note-bodies.ts";

const rounds = 5;
const seed = 5;
/** As fast as anybody types: with no rest, several keys fall into one frame, and all but one wait for it. */
const pace = { keys: 60, restMs: 60 };
/** Long enough for the note to be saved several times while it is written in. */
const throughSaves = { keys: 150, restMs: 30 };

/** Uses `place` for its files and leaves it to the caller. */
export async function typing(place: string): Promise<readonly Row[]> {
  return [
    ...(await typingAmong(join(place, "short"), 10_000)),
    ...(await typingAmong(join(place, "long"), 100_000)),
  ];
}

async function typingAmong(place: string, words: number): Promise<readonly Row[]> {
  const { paragraphs } = makeArticle(makeVocabulary(30_000, seed), seed, words);
  const folder = join(place, "notebook");
  await fillNotebook(folder, async (notebook) => {
    const { id } = notebook.notes.create({ title: "To write in" });
    notebook.notes.save({ id, base: 0, body: plainBody(paragraphs) });
    notebook.view.set(viewOf({ section: "notes", note: id }));
  });
  return withApp(place, folder, async ({ app, bare }) => {
    const html = paragraphs.map((text) => `<p>${text}</p>`).join("");
    await bare.setContent(
      `<body style="${textStyle}"><div contenteditable id="bare">${html}</div></body>`,
    );
    await app.locator(".note-body p").nth(2).waitFor();
    const at = `${words.toLocaleString("en")} words`;
    const [text, floor] = [".note-body > p", "#bare p"];
    const quick = await typeByTurns(
      rounds,
      () => typeSome(app, text),
      () => typeSome(bare, floor),
    );
    const paced = await typeByTurns(
      3,
      () => typeSome(app, text, pace),
      () => typeSome(bare, floor, pace),
    );
    const saving = await typeByTurns(
      2,
      () => typeSome(app, text, throughSaves),
      () => typeSome(bare, floor, throughSaves),
    );
    const peer = "bare contenteditable";
    return [
      ...rowsOfKeys(`Typing at ${at}`, peer, quick),
      ...rowsOfKeys(`Typing at ${at} at a person's pace`, peer, paced),
      rowOfFrames(`Typing at ${at} at a person's pace`, peer, paced),
      ...rowsOfKeys(`Typing at ${at} while saving`, peer, saving),
    ];
  });
}

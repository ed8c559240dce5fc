/**
 * How long it takes to carry 1,000 clips to a new version of a megabyte of text, by itself and in the
 * whole of adding a version to a notebook: run it with Node and read the tables. Nothing is asserted;
 * times depend on the machine.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { ArticleDraft } from "../../electron/api.ts";
import { openNotebook, type Notebook } from "../../electron/notebook/notebook.ts";
import { carryClips, type ClipWords } from "../../electron/text/anchors/anchor.ts";
import { makeVocabulary, randomFrom } from "./generate.ts";

const size = 1_000_000;
const vocabulary = makeVocabulary(30_000, 7);

function prose(seed: number): string {
  const random = randomFrom(seed);
  const sentence = () => {
    const words = Array.from({ length: 6 + Math.floor(random() * 24) }, () =>
      vocabulary.draw(random),
    );
    const text = words.join(" ");
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  };
  let text = "";
  while (text.length < size)
    text += `${Array.from({ length: 2 + Math.floor(random() * 6) }, sentence).join(" ")}\n`;
  return text;
}

function clipsOf(text: string, count: number, seed: number): readonly ClipWords[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => {
    const at = Math.floor(random() * (text.length - 800));
    const start = text.indexOf(" ", at) + 1;
    const end = text.indexOf(" ", start + 12 + Math.floor(random() * 300));
    return {
      start,
      end,
      quote: text.slice(start, end),
      prefix: text.slice(Math.max(0, start - 64), start),
      suffix: text.slice(end, end + 64),
    };
  });
}

/** Each word with a chance of `share` left out, changed or followed by a new one. */
function edited(text: string, share: number, seed: number): string {
  const random = randomFrom(seed);
  return text.replace(/[a-z]+ ?/g, (word) => {
    if (random() >= share) return word;
    const kind = random();
    if (kind < 0.3) return "";
    return kind < 0.7 ? `${vocabulary.draw(random)} ` : `${word}${vocabulary.draw(random)} `;
  });
}

/** The same paragraphs in another order. */
function shuffled(text: string, seed: number): string {
  const random = randomFrom(seed);
  return text
    .split("\n")
    .map((line) => ({ line, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ line }) => line)
    .join("\n");
}

const text = prose(1);
const clips = clipsOf(text, 1_000, 2);
const cases: readonly (readonly [string, string])[] = [
  ["3 % of words edited", edited(text, 0.03, 3)],
  ["one paragraph added", `A new first paragraph.\n${text}`],
  ["10 % of words edited", edited(text, 0.1, 4)],
  ["30 % of words edited", edited(text, 0.3, 5)],
  ["paragraphs shuffled, 3 % edited", edited(shuffled(text, 6), 0.03, 7)],
  ["second half cut", text.slice(0, text.length >> 1)],
  ["another text", prose(8)],
];
console.table(
  cases.map(([name, to]) => {
    const times: number[] = [];
    let anchors = carryClips({ text }, { text: to }, []);
    for (let round = 0; round < 3; round += 1) {
      const begin = performance.now();
      anchors = carryClips({ text }, { text: to }, clips);
      times.push(performance.now() - begin);
    }
    const count = (how: string) => anchors.filter((anchor) => anchor.how === how).length;
    return {
      case: name,
      "first ms": Math.round(times[0] ?? 0),
      "best ms": Math.round(Math.min(...times)),
      carried: count("carried"),
      exact: count("exact"),
      fuzzy: count("fuzzy"),
      lost: count("lost"),
    };
  }),
);

function draftOf(body: string): ArticleDraft {
  return {
    title: "A long article",
    byline: [],
    names: [],
    site: null,
    published: null,
    url: null,
    language: "en",
    identifiers: {},
    abstract: null,
    fields: {},
    found: {},
    mediaType: "text/plain",
    importer: "text",
    importerVersion: 1,
    blocks: body
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => ({ kind: "paragraph", text: line, marks: [] })),
    images: [],
    warnings: [],
  };
}

async function origin({ files }: Notebook, name: string) {
  const staged = await files.stageBytes(Buffer.from(name));
  return { ...(await files.keep(staged, "txt")), fileName: name, job: null };
}

/** Each case as the next version of one article: all of it, and the longest the loop was held up. */
async function wholePath(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "commonplace-bench-"));
  const notebook = openNotebook({ folder: path.join(folder, "Notebook"), mode: "create" });
  try {
    const { article, version } = await notebook.articles.add(
      draftOf(text),
      await origin(notebook, "first"),
    );
    for (const { start, end } of clips)
      notebook.clips.create({ version, start, end, color: "plain", comment: "" });
    const rows: object[] = [];
    for (const [name, to] of cases) {
      const original = await origin(notebook, name);
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      const begin = performance.now();
      const added = await notebook.articles.addVersion(article, draftOf(to), original);
      const all = performance.now() - begin;
      // What held the loop up at the very end is noticed by the next turn of it.
      await new Promise((resolve) => setTimeout(resolve, 20));
      delay.disable();
      const read = performance.now();
      notebook.clips.ofArticle({ article });
      rows.push({
        case: name,
        "version ms": Math.round(all),
        "held up ms": Math.round(delay.max / 1e6),
        "clips read ms": Math.round(performance.now() - read),
        ...added.clips,
      });
    }
    console.table(rows);
  } finally {
    notebook.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

await wholePath();

/** What the menus of `[[`, `![[` and `@` ask at each key, in a notebook of 100,000 articles and 50,000 notes. */
import { join } from "node:path";
import { wrapDatabase } from "../../electron/notebook/database.ts";
import { openFullText } from "../../electron/notebook/search/fulltext.ts";
import { openNotebook, type Notebook } from "../../electron/notebook/notebook.ts";
import { openFile } from "../../electron/notebook/storage/opening.ts";
import { orderKey } from "../../electron/text/tokens.ts";
import { makeVocabulary, randomFrom, type Vocabulary } from "./generate.ts";
import { median, ms, type Row } from "./measure.ts";

const articleCount = 100_000;
const noteCount = 50_000;
const clipCount = 200_000;
const seed = 11;
const rounds = 60;
const limit = 20;
/** A frame; what takes longer is seen. */
const frameMs = 1_000 / 60;

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Fills the tables that are read, and no texts: those are not. */
function fill(folder: string, vocabulary: Vocabulary): void {
  const file = openFile({ folder, mode: "create" });
  const { sqlite } = file;
  const database = wrapDatabase(sqlite, { readOnly: false, now: Date.now });
  const fullText = openFullText(database);
  const random = randomFrom(seed);
  const words = (least: number, most: number) => {
    const count = least + Math.floor(random() * (most - least + 1));
    return capital(Array.from({ length: count }, () => vocabulary.draw(random)).join(" "));
  };
  const addArticle = sqlite.prepare(
    `insert into article (id, title, title_derived, byline, published, identifiers, found, excerpt, words,
       added_at, title_order, byline_order, site_order, published_order)
     values (:id, :title, 0, :byline, :published, '{}', '{}', '', 0, :at, :order, '', '', '')`,
  );
  const addFile = sqlite.prepare(
    `insert into file (hash, extension, media_type, size, added_at) values (?, 'txt', 'text/plain', 1, 0)`,
  );
  const addVersion = sqlite.prepare(
    `insert into version (id, article_key, number, file_key, file_name, importer, importer_version,
       imported_at, words, length, text_hash, warnings)
     values (?, ?, 1, ?, 'a.txt', 'text', 1, 0, 0, 0, '', '[]')`,
  );
  const addNote = sqlite.prepare(
    `insert into note (id, title, title_order, excerpt, words, revision, created_at, changed_at, recent_at)
     values (:id, :title, :order, '', 0, 0, :at, :at, :at)`,
  );
  const addHeading = sqlite.prepare(
    `insert into note_heading (note_key, position, id, level, words) values (?, ?, ?, 2, ?)`,
  );
  const addClip = sqlite.prepare(
    `insert into clip (id, article_key, version_key, "start", "end", quote, prefix, suffix, paragraph,
       color, comment, created_at, changed_at)
     values (?, ?, ?, 0, 1, ?, '', '', 1, 'plain', '', 0, 0)`,
  );
  sqlite.transaction(() => {
    for (let at = 0; at < articleCount; at += 1) {
      const title = words(4, 9);
      const byline = JSON.stringify([words(2, 2)]);
      const published = `${1950 + (at % 75)}-05-12`;
      const id = database.newId();
      const row = { id, title, byline, published, at, order: orderKey(title) };
      const articleKey = addArticle.run(row).lastInsertRowid;
      const fileKey = addFile.run(String(at)).lastInsertRowid;
      const versionKey = addVersion.run(database.newId(), articleKey, fileKey).lastInsertRowid;
      for (let clip = 0; clip < clipCount / articleCount; clip += 1) {
        const quote = words(8, 24);
        const clipKey = Number(
          addClip.run(database.newId(), articleKey, versionKey, quote).lastInsertRowid,
        );
        fullText.putClip(clipKey, { quote, comment: "" });
      }
    }
    for (let at = 0; at < noteCount; at += 1) {
      const title = words(2, 6);
      const id = database.newId();
      const key = addNote.run({ id, title, at, order: orderKey(title) }).lastInsertRowid;
      for (let heading = 0; heading < 6; heading += 1)
        addHeading.run(key, heading, database.newId(), words(2, 5));
    }
  })();
  while (fullText.mergeStep(2_000));
  file.close();
}

/** What is typed, from the common to the rare. */
function queries(vocabulary: Vocabulary): Readonly<Record<string, readonly string[]>> {
  const word = (rank: number) => vocabulary.words[rank] ?? "";
  return {
    "[[ nothing yet": [""],
    "[[ one letter": ["t", "a", "s", "b", "x"],
    "[[ a word begun": [word(40).slice(0, 3), word(400).slice(0, 3), word(4_000).slice(0, 4)],
    "[[ two words": [`${word(5)} ${word(300)}`, `${word(20)} ${word(1_000)}`],
    "[[ letters strewn about": ["brsn", "tlomp", "qzx"],
    "[[Note# headings": [`${word(30)}#`, `${word(400)}#${word(10).slice(0, 2)}`],
    "[[Article^ clips": [`${word(30)}^`, `${word(400)}^${word(10)}`],
    "[[^ clips by words": [`^${word(3)}`, `^${word(300)}`, `^${word(5).slice(0, 2)}`],
  };
}

/** Processor time in ms: whatever else runs on the machine does not count. */
function timesOf(asked: readonly string[], ask: (query: string) => unknown): readonly number[] {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1)
    for (const query of asked) {
      const started = process.cpuUsage();
      ask(query);
      const { user, system } = process.cpuUsage(started);
      times.push((user + system) / 1_000);
    }
  return times;
}

function rowOf(what: string, times: readonly number[]): Row {
  const sorted = times.toSorted((a, b) => a - b);
  const slow = sorted[Math.floor(sorted.length * 0.95)] ?? 0;
  return {
    what: `Suggesting for ${what}`,
    ours: `${ms(median(times))}, p95 ${ms(slow)}`,
    peer: `a frame: ${ms(frameMs)}`,
    ratio: slow / frameMs,
  };
}

function measure(notebook: Notebook, vocabulary: Vocabulary): readonly Row[] {
  const links = Object.entries(queries(vocabulary)).map(([what, asked]) =>
    rowOf(
      what,
      timesOf(asked, (query) => notebook.links.suggest({ query, limit })),
    ),
  );
  const cited = ["", "t", "th", "1987", `${vocabulary.words[300] ?? ""} 19`, "brsn"];
  const cites = rowOf(
    "@",
    timesOf(cited, (query) => notebook.links.cite({ query, limit })),
  );
  return [...links, cites];
}

/** Uses `place` for its files and leaves it to the caller. */
export function suggesting(place: string): Promise<readonly Row[]> {
  const vocabulary = makeVocabulary(30_000, seed);
  const folder = join(place, "notebook");
  fill(folder, vocabulary);
  const notebook = openNotebook({ folder, mode: "open" });
  try {
    const first = performance.now();
    notebook.links.suggest({ query: "a", limit });
    const named = performance.now();
    notebook.links.cite({ query: "a", limit });
    const cited = performance.now();
    console.error(`  titles read in ${ms(named - first)}, authors in ${ms(cited - named)}`);
    return Promise.resolve(measure(notebook, vocabulary));
  } finally {
    notebook.close();
  }
}

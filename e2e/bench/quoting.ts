/** Looking up quotations in a notebook of 100,000 articles. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { openNotebook, type Notebook } from "../../electron/notebook/notebook.ts";
import { fillNotebook } from "./fill.ts";
import { randomFrom } from "./generate.ts";
import { median, ms, type Row } from "./measure.ts";
import { proseSource } from "./prose.ts";

const articleCount = 100_000;
const rounds = 100;
const openedMs = 6_000;
const seed = 7;

type Random = () => number;
/** Makes a quotation from the words of an article's text; null when they do not lend themselves. */
type Make = (words: readonly string[], random: Random) => string | null;

const pick = (words: readonly string[], count: number, random: Random): readonly string[] => {
  const from = Math.floor(random() * Math.max(1, words.length - count));
  return words.slice(from, from + count);
};
const common = new Set(
  "the of and to in a is that for it was on with as be at by this had not".split(" "),
);
const strange = "zoological";
const made: Random = randomFrom(99);

/** What is looked up: whether it is in the notebook, and how it is made. */
const kinds: Readonly<Record<string, { readonly isThere: boolean; readonly make: Make }>> = {
  "5 words, verbatim": { isThere: true, make: (words, random) => pick(words, 5, random).join(" ") },
  "40 words, verbatim": {
    isThere: true,
    make: (words, random) => pick(words, 40, random).join(" "),
  },
  "200 words, verbatim": {
    isThere: true,
    make: (words, random) => pick(words, 200, random).join(" "),
  },
  "5 words, the middle one changed": {
    isThere: true,
    make: (words, random) => pick(words, 5, random).with(2, strange).join(" "),
  },
  "5 words, the first one changed": {
    isThere: true,
    make: (words, random) => pick(words, 5, random).with(0, strange).join(" "),
  },
  "5 words, the last one changed": {
    isThere: true,
    make: (words, random) => pick(words, 5, random).with(4, strange).join(" "),
  },
  "words with apostrophes and numbers": {
    isThere: true,
    make(words, random) {
      const at = words.findIndex((word, index) => index > 3 + random() * 300 && /[’\d]/.test(word));
      return at < 0 ? null : words.slice(at - 3, at + 4).join(" ");
    },
  },
  "40 words, each tenth changed": {
    isThere: true,
    make: (words, random) =>
      pick(words, 40, random)
        .map((word, at) => (at % 10 === 5 ? strange : word))
        .join(" "),
  },
  "40 words, two omissions marked": {
    isThere: true,
    make: (words, random) =>
      pick(words, 40, random).toSpliced(26, 4, "[…]").toSpliced(10, 3, "…").join(" "),
  },
  "5 words, all very common": {
    isThere: true,
    make(words) {
      for (let at = 0; at + 5 <= words.length; at += 1) {
        const five = words.slice(at, at + 5);
        if (five.every((word) => common.has(word))) return five.join(" ");
      }
      return null;
    },
  },
  "5 words, not there": {
    isThere: false,
    make: (words) => shuffled(pick(words, 5, made)).join(" "),
  },
  "40 words, not there": {
    isThere: false,
    make: (words) => shuffled(pick(words, 40, made)).join(" "),
  },
  "5 very common words, not there": {
    isThere: false,
    make: () =>
      Array.from({ length: 5 }, () => [...common][Math.floor(made() * common.size)]).join(" "),
  },
};

function shuffled(words: readonly string[]): readonly string[] {
  return words
    .map((word) => ({ word, at: made() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ word }) => word);
}

/** Uses `place` for its files and leaves it to the caller; `QUOTING_NOTEBOOK` keeps them in another. */
export async function quoting(place: string): Promise<readonly Row[]> {
  const folder = process.env["QUOTING_NOTEBOOK"] ?? join(place, "quoting");
  const textOf = proseSource(seed);
  if (!existsSync(join(folder, "notebook.commonplace"))) fillNotebook(folder, articleCount, textOf);
  const notebook = openNotebook({ folder, mode: "open" });
  try {
    const rows: Row[] = [];
    // What a notebook reads for its lists once it is open would count as ours.
    await setTimeout(openedMs);
    await notebook.quotations.find({ text: "The first question reads what words are common." });
    for (const [what, { isThere, make }] of Object.entries(kinds))
      rows.push(await measured(notebook, what, isThere, questions(textOf, make, what)));
    const unspaced = questions(
      textOf,
      (words, random) => part(words.join(""), 12, random),
      "unspaced",
      49,
    );
    rows.push(await measured(notebook, "12 Chinese letters, verbatim", true, unspaced));
    const changed = questions(
      textOf,
      (words, random) => {
        const letters = Array.from(part(words.join(""), 14, random));
        return letters.with(7, "龜").join("");
      },
      "changed",
      49,
    );
    rows.push(await measured(notebook, "14 Chinese letters, one changed", true, changed));
    return rows;
  } finally {
    notebook.close();
  }
}

const part = (text: string, letters: number, random: Random): string => {
  const from = Math.floor(random() * (text.length - letters));
  return text.slice(from, from + letters);
};

/** Quotations from articles all over the notebook; every 50th is written without spaces. */
function questions(
  textOf: (index: number) => string,
  make: Make,
  name: string,
  rest: number | null = null,
): readonly string[] {
  const random = randomFrom(name.length);
  const found: string[] = [];
  for (let tries = 0; found.length < rounds && tries < rounds * 20; tries += 1) {
    const index =
      Math.floor(random() * (articleCount / 50)) * 50 + (rest ?? Math.floor(random() * 49));
    const quotation = make(textOf(index).split(/\s+/), random);
    if (quotation !== null) found.push(quotation);
  }
  return found;
}

async function measured(
  notebook: Notebook,
  what: string,
  isThere: boolean,
  quotations: readonly string[],
): Promise<Row> {
  const times: number[] = [];
  let found = 0;
  for (const text of quotations) {
    // What it computes rather than how long it takes: others may be busy on this machine. Of this thread:
    // those that collect garbage and compile keep nobody waiting.
    const before = process.threadCpuUsage();
    const answer = await notebook.quotations.find({ text });
    const { user, system } = process.threadCpuUsage(before);
    times.push((user + system) / 1_000);
    if (answer !== null) found += 1;
  }
  const ordered = times.toSorted((a, b) => a - b);
  const share = (part: number) => ms(ordered[Math.floor(ordered.length * part)] ?? 0);
  return {
    what: `Looking up ${what} (${found} of ${quotations.length} found)`,
    ours: ms(median(times)),
    peer: `computing: p95 ${share(0.95)}, p99 ${share(0.99)}${isThere ? "" : ", none expected"}`,
    ratio: null,
  };
}

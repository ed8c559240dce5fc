/**
 * Whatever a person does in whatever order: each undo gives back exactly what was, each redo exactly what
 * had been made of it, also after the notebook was closed and opened; and everything that is kept in step
 * is in step.
 */
import { cpSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import fc from "fast-check";
import { expect, test } from "vitest";
import { NotebookError } from "../../api.ts";
import { openFile } from "../storage/opening.ts";
import { differences, dumpNotebook, type Dumped } from "./test-dump.ts";
import {
  addArticle,
  addNote,
  addVersion,
  clipWords,
  newClock,
  newFolder,
  noteBody,
} from "../test-notebook.ts";
import {
  happenings,
  minuteMs,
  openAt,
  pick,
  reopen,
  titles,
  verbs,
  words,
  type Open,
} from "./test-verbs.ts";

/** A notebook with something of everything in it. */
async function template(): Promise<string> {
  const folder = join(newFolder(), "Template");
  openFile({ folder, mode: "create" }).close();
  const { notebook } = openAt(folder, newClock());
  const text = [
    "The sea rises at the harbour gauge.",
    "No winter storm was higher.",
    "Sea and sky.",
  ];
  const one = await addArticle(notebook, text, { title: "Ledger", byline: ["Ada Byron"] });
  const two = await addArticle(notebook, ["Storm tides rise in winter."], { title: "Letter" });
  await addArticle(notebook, ["A harbour without a gauge."], { title: "Memoir" });
  const clip = clipWords(notebook, one, "sea rises", "so it does");
  const late = clipWords(notebook, one, "winter storm");
  const other = clipWords(notebook, two, "Storm tides");
  const { version } = await addVersion(notebook, one.id, [
    "The sea falls at the harbour gauge.",
    "No winter storm was any higher.",
    "Sea and sky.",
  ]);
  notebook.clips.reattach({ clip: clip.id, version, start: 4, end: 13 });
  notebook.articles.tag({ ids: [one.id, two.id], name: "water" });
  notebook.articles.tag({ ids: [one.id], name: "archive" });
  const tides = addNote(notebook, "Tides", "Tides of winter.", [{ quote: clip.id }]);
  notebook.notes.save({ id: tides, base: 1, body: noteBody("Tides again.", [{ quote: late.id }]) });
  const piers = addNote(
    notebook,
    "Piers",
    { heading: "Old ones" },
    ["See ", { link: { kind: "note", id: tides } }, { link: { kind: "article", id: one.id } }],
    [{ quote: other.id }],
    { embed: tides },
    "Of Tides and storms nothing else is known.",
  );
  notebook.notes.setAliases({ id: piers, aliases: ["Ports"] });
  notebook.close();
  return folder;
}

/** One thing that a person does: which, and to what, by numbers that choose among what there is. */
interface Step {
  readonly verb: keyof typeof verbs | keyof typeof happenings;
  readonly a: number;
  readonly b: number;
  readonly minutes: number;
}
/** What else is as it was: what is found, suggested, counted and offered. */
function answers({ notebook }: Open): object {
  const found = words.map((query) => {
    const { articles, clips, notes } = notebook.search.find({ query, limit: 50 });
    return [articles, clips, notes].map((hits) => hits.map(({ id }) => id).toSorted());
  });
  const { trash: _, ...info } = notebook.info();
  return {
    found,
    info,
    suggested: titles.map((query) =>
      notebook.links
        .suggest({ query, limit: 50 })
        .map(({ id, title }) => [id, title].join(" "))
        .toSorted(),
    ),
    tags: notebook.tags.list({ offset: 0, limit: 50, words: "" }),
    quotations: notebook.quotes.states({ limit: 100 }),
    articles: notebook.articles.list({
      offset: 0,
      limit: 50,
      sort: "added",
      descending: false,
      filter: "all",
      words: "",
      tag: null,
    }).rows,
  };
}
interface State {
  readonly dump: Dumped;
  readonly answers: object;
}
const stateOf = (open: Open): State => ({
  dump: dumpNotebook(open.sqlite),
  answers: answers(open),
});
const same = (before: State, now: State, what: string) => {
  expect([what, ...differences(before.dump, now.dump)]).toEqual([what]);
  expect([what, now.answers]).toEqual([what, before.answers]);
};

/** More of them look further: what they find is not made smaller then, which takes long. */
const wanted = process.env["PROPERTY_RUNS"];
const runs = { numRuns: Number(wanted ?? 5), endOnFailure: wanted !== undefined };

const steps = fc.array(
  fc.record({
    verb: fc.constantFrom(...(Object.keys(verbs) as (keyof typeof verbs)[])),
    a: fc.nat(1_000),
    b: fc.nat(1_000),
    minutes: fc.constantFrom(0, 0, 3, 60),
  }),
  { minLength: 1, maxLength: 14 },
);

const mixed = fc.array(
  fc.record({
    verb: fc.constantFrom(
      ...(Object.keys(verbs) as (keyof typeof verbs)[]),
      ...(Object.keys(happenings) as (keyof typeof happenings)[]),
      ...(["save", "undo", "redo", "undoOne"] as const),
    ),
    a: fc.nat(1_000),
    b: fc.nat(1_000),
    minutes: fc.constantFrom(0, 0, 3, 60),
  }),
  { minLength: 1, maxLength: 24 },
);

/** Does a thing; nothing where it is refused for a reason that a person is told. */
async function does(open: Open, { verb, a, b, minutes }: Step): Promise<void> {
  open.clock.pass(minutes * minuteMs);
  try {
    await { ...verbs, ...happenings }[verb](open, a, b);
  } catch (error) {
    if (!(error instanceof NotebookError)) throw error;
  }
}

/** The code of what refused it. */
async function refusal(open: Open, { verb, a, b }: Step): Promise<string> {
  try {
    await { ...verbs, ...happenings }[verb](open, a, b);
    return "nothing";
  } catch (error) {
    if (error instanceof NotebookError) return error.code;
    throw error;
  }
}

const refusals = ["nothing", "disk-full", "bad-request", "not-found", "note-conflict"];

/** Lets a few more statements write; the next finds the disk full. Returns what ends that. */
function failWriting({ sqlite }: Open, after: number): () => void {
  // All statements are prepared when a notebook opens, and have this in common.
  const methods = Object.getPrototypeOf(sqlite.prepare("select 1")) as Record<
    "run" | "get" | "all",
    (...values: unknown[]) => unknown
  >;
  const { run, get, all } = methods;
  let left = after;
  const failing = (method: (...values: unknown[]) => unknown) =>
    function statement(this: Sqlite.Statement, ...values: unknown[]): unknown {
      if (!this.readonly && (left -= 1) < 0)
        throw new Sqlite.SqliteError("database or disk is full", "SQLITE_FULL");
      return method.apply(this, values);
    };
  Object.assign(methods, { run: failing(run), get: failing(get), all: failing(all) });
  return () => void Object.assign(methods, { run, get, all });
}

/** They are several changes, each whole. */
const inSteps: ReadonlySet<string> = new Set([
  "importOne",
  "importVersion",
  "complete",
  "purge",
  "monthGoesBy",
  "reopen",
]);

async function withCopy(source: string, run: (open: Open) => Promise<void>): Promise<void> {
  const folder = join(newFolder(), "Notebook");
  cpSync(source, folder, { recursive: true });
  const open = openAt(folder, newClock(Date.UTC(2026, 1, 1)));
  try {
    await run(open);
    expect((await open.notebook.check()).findings).toEqual([]);
  } finally {
    open.notebook.close();
  }
}

test(
  "undoing everything leads back through every state, redoing everything forth again",
  { timeout: 300_000 },
  async () => {
    const source = await template();
    const property = fc.asyncProperty(steps, fc.boolean(), (done, closes) =>
      withCopy(source, async (open) => {
        while (open.notebook.history.undo({ group: null }) !== null);
        // What is behind the template's beginning is not of interest.
        const states = [stateOf(open)];
        const groups: string[] = [];
        for (const step of done) {
          await does(open, step);
          const [last] = open.notebook.history.list({ limit: 50 }).filter(({ canUndo }) => canUndo);
          const state = stateOf(open);
          if (last === undefined || last.id === groups.at(-1)) states[states.length - 1] = state;
          else {
            groups.push(last.id);
            states.push(state);
          }
        }
        if (closes) reopen(open);
        for (const [at, group] of [...groups.entries()].toReversed()) {
          expect(open.notebook.history.undo({ group: null })?.group).toBe(group);
          const before = states[at];
          if (before !== undefined) same(before, stateOf(open), `undone ${at}`);
        }
        expect(open.notebook.history.undo({ group: null })).toBe(null);
        if (closes) reopen(open);
        for (const [at, group] of groups.entries()) {
          expect(open.notebook.history.redo()?.group).toBe(group);
          const after = states[at + 1];
          if (after !== undefined) same(after, stateOf(open), `redone ${at}`);
        }
      }),
    );
    await fc.assert(property, runs);
  },
);

test(
  "whatever comes between, one undo and its redo lead back, and all that is kept in step is",
  { timeout: 300_000 },
  async () => {
    const source = await template();
    const property = fc.asyncProperty(mixed, fc.nat(1_000), (done, which) =>
      withCopy(source, async (open) => {
        for (const step of done) {
          await does(open, step);
          expect([step.verb, ...(await open.notebook.check()).findings]).toEqual([step.verb]);
        }
        const now = stateOf(open);
        // Titles and citations are remembered beside the notebook: a fresh start knows no better.
        reopen(open);
        same(now, stateOf(open), "opened again");
        const group = pick(
          open.notebook.history.list({ limit: 60 }).filter(({ canUndo }) => canUndo),
          which,
        )?.id;
        if (group === undefined) return;
        try {
          open.notebook.history.undo({ group });
        } catch (error) {
          if (error instanceof NotebookError) return;
          throw error;
        }
        expect(open.notebook.history.redo()?.group).toBe(group);
        same(now, stateOf(open), "undone and redone");
        const left = new Set<string>();
        for (;;) {
          const next = open.notebook.history.undo({ group: null });
          if (next === null) break;
          expect(left.has(next.group)).toBe(false);
          left.add(next.group);
        }
        expect((await open.notebook.check()).findings).toEqual([]);
        while (open.notebook.history.redo() !== null);
      }),
    );
    await fc.assert(property, runs);
  },
);

test(
  "a disk that fails in the middle of anything leaves all as it was, is told of, and is no hindrance later",
  { timeout: 300_000 },
  async () => {
    const source = await template();
    const failed = new Set<string>();
    const property = fc.asyncProperty(mixed, fc.infiniteStream(fc.nat(12)), (done, after) =>
      withCopy(source, async (open) => {
        for (const step of done) {
          const before = stateOf(open);
          const mend = failWriting(open, after.next().value);
          const code = await refusal(open, step).finally(mend);
          expect(refusals).toContain(code);
          if (code !== "disk-full") continue;
          failed.add(step.verb);
          if (!inSteps.has(step.verb)) same(before, stateOf(open), `failing at ${step.verb}`);
          expect([step.verb, ...(await open.notebook.check()).findings]).toEqual([step.verb]);
          await does(open, step);
        }
      }),
    );
    await fc.assert(property, runs);
    expect(failed.size).toBeGreaterThan(5);
  },
);

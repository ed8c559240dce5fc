/**
 * The notebook without windows: the same core, straight from the sources on Node 24, or as
 * `commonplace import …` in the packaged app. Exit codes: 0 all is well, 1 something was refused or
 * found wrong, 2 the words were not understood.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { NotebookError } from "./api.ts";
import { shownArticle } from "./cli-article.ts";
import { runImport } from "./cli-import.ts";
import { shownNote } from "./cli-note.ts";
import { runQuotes } from "./cli-quotes.ts";
import {
  exitCodeOf,
  jsonOfQuotation,
  linesOfQuotation,
  summaryOfVerification,
} from "./cli-verify.ts";
import { commandHelp, generalHelp, lineOfArticle, lineOfHit } from "./cli-text.ts";
import { sameWorks, type Article, type ImportOptions, type SearchHit } from "./entities.ts";
import { forkImporter } from "./import/fork.ts";
import { createPool } from "./import/pool.ts";
import { relayImporters } from "./importer-relay.ts";
import { importPaths, resumeImport } from "./importing.ts";
import type { ImporterEvent } from "./messages.ts";
import { openNotebook, type Notebook } from "./notebook/notebook.ts";
import type { OpenMode } from "./messages.ts";
import { utilityPort } from "./parent-port.ts";
import { dataFolder, readStored, withOpened, writeStored } from "./settings.ts";
import { verifyFile } from "./verify.ts";
import { canonicalText } from "./text/blocks.ts";

/** The words were not understood: a sentence for the person, exit code 2. */
class UsageError extends Error {}

const common = {
  notebook: { type: "string" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const satisfies ParseArgsOptionsConfig;

const options = {
  import: {
    ...common,
    resume: { type: "boolean", default: false },
    tags: { type: "boolean", default: false },
    same: { type: "string", default: "version" },
  },
  list: common,
  show: { ...common, markdown: { type: "boolean", default: false } },
  clip: {
    ...common,
    exact: { type: "string" },
    start: { type: "string" },
    end: { type: "string" },
    comment: { type: "string", default: "" },
  },
  search: { ...common, limit: { type: "string", default: "20" } },
  original: { ...common, to: { type: "string" }, replace: { type: "boolean", default: false } },
  check: common,
  quotes: common,
  verify: common,
} as const satisfies Record<string, ParseArgsOptionsConfig>;
type CommandWord = keyof typeof options;

interface Words {
  readonly values: { readonly [name: string]: string | boolean | undefined };
  readonly positionals: readonly string[];
}

// Whoever reads our lines may have seen enough (`… | head`): the work goes on without them.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

const write = (line: string) => void process.stdout.write(`${line}\n`);
const complain = (line: string) => void process.stderr.write(`${line}\n`);

const commands: Record<CommandWord, (words: Words) => Promise<number>> = {
  async import({ values, positionals }) {
    const resumes = values["resume"] === true;
    if (resumes) none(positionals);
    else if (positionals.length === 0) throw new UsageError("Name at least one file or folder.");
    const options = importOptions(values);
    const json = values["json"] === true;
    return withNotebook(values, resumes ? "open" : "create", async (notebook) => {
      const pool = createPool({ spawn: importerSpawner() });
      try {
        return await runImport(
          (how) =>
            resumes
              ? resumeImport(cutShort(notebook), how)
              : importPaths(positionals, { ...how, options }),
          { notebook, pool, json },
        );
      } finally {
        pool.close();
      }
    });
  },

  async list({ values, positionals }) {
    none(positionals);
    return withNotebook(values, "open", async (notebook) => {
      const limit = 500;
      for (let offset = 0; ; offset += limit) {
        const { rows } = notebook.articles.list({
          offset,
          limit,
          sort: "added",
          descending: true,
          filter: "all",
          words: "",
        });
        for (const row of rows) write(values["json"] ? JSON.stringify(row) : lineOfArticle(row));
        if (rows.length < limit) return 0;
      }
    });
  },

  async show({ values, positionals }) {
    const id = one(positionals, "an article's or a note's id");
    const markdown = values["markdown"] === true;
    const form = values["json"] ? "json" : markdown ? "markdown" : "text";
    return withNotebook(values, "open", async (notebook) => {
      const note = shownNote(notebook, id, form);
      if (note !== null) {
        write(note);
        return 0;
      }
      const article = known(notebook, id, "article or note");
      if (markdown) throw new UsageError("Only notes are shown as Markdown.");
      write(shownArticle(notebook, article, form === "json"));
      return 0;
    });
  },

  async clip({ values, positionals }) {
    const id = one(positionals, "an article's id");
    const wanted = wantedSpan(values);
    return withNotebook(values, "open", async (notebook) => {
      const article = known(notebook, id);
      const range = spanIn(canonicalText(article.blocks), wanted);
      const clip = notebook.clips.create({
        version: article.version,
        ...range,
        color: "plain",
        comment: String(values["comment"] ?? ""),
      });
      write(values["json"] ? JSON.stringify(clip) : `${clip.id}  “${clip.quote}”`);
      return 0;
    });
  },

  async search({ values, positionals }) {
    if (positionals.length === 0) throw new UsageError("Say what to search for.");
    const limit = wholeNumber(values["limit"], "--limit");
    if (limit < 1 || limit > 200) throw new UsageError("Expected --limit between 1 and 200.");
    return withNotebook(values, "open", async (notebook) => {
      const found = notebook.search.find({ query: positionals.join(" "), limit });
      for (const hit of [...found.articles, ...found.clips, ...found.notes])
        write(values["json"] ? JSON.stringify(plainHit(hit)) : lineOfHit(hit));
      return 0;
    });
  },

  async original({ values, positionals }) {
    const id = one(positionals, "an article's id");
    const { to, replace } = values;
    if (typeof to !== "string" || to === "") throw new UsageError("Say where with --to FILE.");
    return withNotebook(values, "open", async (notebook) => {
      const written = await notebook.originals.export({
        article: id,
        to: path.resolve(to),
        replace: replace === true,
      });
      write(values["json"] ? JSON.stringify(written) : written.path);
      return 0;
    });
  },

  async check({ values, positionals }) {
    none(positionals);
    return withNotebook(values, "open", async (notebook) => {
      const result = await notebook.check();
      if (values["json"]) write(JSON.stringify(result));
      else {
        for (const finding of result.findings) write(`${finding.check}: ${finding.message}`);
        const { articles, clips, notes, files } = result.checked;
        write(
          `${result.ok ? "All is well" : `${result.findings.length} found wrong`}: ` +
            `${articles} articles, ${clips} clips, ${notes} notes, ${files} files checked.`,
        );
      }
      return result.ok ? 0 : 1;
    });
  },

  async verify({ values, positionals }) {
    const file = path.resolve(one(positionals, "a document"));
    return withNotebook(values, "open", async (notebook) => {
      const pool = createPool({ spawn: importerSpawner() });
      try {
        const result = await verifyFile(file, { notebook, pool });
        for (const each of result.quotations)
          for (const line of values["json"] ? [jsonOfQuotation(each)] : linesOfQuotation(each))
            write(line);
        if (!values["json"]) write(summaryOfVerification(result));
        return exitCodeOf(result);
      } finally {
        pool.close();
      }
    });
  },

  async quotes({ values, positionals }) {
    const note = positionals.length === 0 ? null : one(positionals, "a note's id");
    return withNotebook(values, "open", (notebook) =>
      runQuotes(notebook, note, values["json"] === true),
    );
  },
};

const plainHit = ({ kind, id, title, segments, article, at }: SearchHit) => ({
  kind,
  id,
  title,
  segments,
  article,
  at,
});

type Span = { readonly start: number; readonly end: number };

/** What to clip, as it was asked for: by words or by offsets. */
function importOptions(values: Words["values"]): ImportOptions {
  const same = sameWorks.find((word) => word === values["same"]);
  if (same === undefined) throw new UsageError("Expected --same version, both or skip.");
  return { tagFolders: values["tags"] === true, same };
}

function wantedSpan(values: Words["values"]): { readonly exact: string } | Span {
  const exact = values["exact"];
  if (typeof exact !== "string") {
    if (values["start"] === undefined && values["end"] === undefined)
      throw new UsageError("Say what to clip: --exact TEXT, or --start N --end N.");
    const start = wholeNumber(values["start"], "--start");
    return { start, end: wholeNumber(values["end"], "--end") };
  }
  if (exact === "") throw new UsageError("Expected some words after --exact.");
  return { exact };
}

/** The span in a text; words must stand in it exactly once, for we never guess. */
function spanIn(text: string, wanted: { readonly exact: string } | Span): Span {
  if (!("exact" in wanted)) return wanted;
  const { exact } = wanted;
  const start = text.indexOf(exact);
  if (start < 0) throw new NotebookError("not-found", "These words do not stand in the article.");
  if (text.includes(exact, start + 1))
    throw new NotebookError(
      "bad-request",
      "These words stand in the article more than once.",
      "Say which by --start and --end, or give more of the words around them.",
    );
  return { start, end: start + exact.length };
}

/** The newest import that was cut short. */
function cutShort(notebook: Notebook): string {
  const job = notebook.imports.jobs().find(({ left }) => left > 0);
  if (job) return job.id;
  throw new NotebookError("not-found", "No import of this notebook was cut short.");
}

function known(notebook: Notebook, id: string, what = "article"): Article {
  const article = notebook.articles.get({ id });
  if (!article) throw new NotebookError("not-found", `There is no ${what} with the id ${id}.`);
  return article;
}

function wholeNumber(value: string | boolean | undefined, name: string): number {
  if (typeof value !== "string" || !/^\d{1,10}$/.test(value))
    throw new UsageError(`Expected a whole number after ${name}.`);
  return Number(value);
}

function one(positionals: readonly string[], what: string): string {
  const [first, ...more] = positionals;
  if (first === undefined || more.length > 0)
    throw new UsageError(`Expected ${what}, and only that.`);
  return first;
}

function none(positionals: readonly string[]): void {
  if (positionals.length > 0) throw new UsageError(`Unexpected: ${positionals.join(" ")}.`);
}

/** In Electron main starts the importers for us; in plain Node we fork them ourselves. */
function importerSpawner() {
  const port = utilityPort();
  if (!port) return forkImporter;
  const { spawn, hear } = relayImporters((order) => port.postMessage(order));
  port.on("message", ({ data }) => hear(data as ImporterEvent));
  return spawn;
}

/** Opens the notebook named, or the one last opened; `create` makes one where there is none. */
async function withNotebook(
  values: Words["values"],
  mode: "open" | "create",
  run: (notebook: Notebook) => Promise<number>,
): Promise<number> {
  const stored = readStored(dataFolder());
  const named = values["notebook"];
  const place = typeof named === "string" ? path.resolve(named) : stored.recent[0]?.folder;
  if (!place) throw new UsageError("No notebook was opened before: name one with --notebook DIR.");
  const folder = place.endsWith(".commonplace") ? path.dirname(place) : place;
  const there = existsSync(path.join(folder, "notebook.commonplace"));
  const opening: OpenMode = mode === "create" && !there ? "create" : "open";
  const notebook = openNotebook({ folder, mode: opening });
  try {
    const { id, name } = notebook.info();
    const last = stored.recent[0];
    if (last?.folder !== folder || last.id !== id)
      writeStored(dataFolder(), {
        ...withOpened(stored, { id, name, folder }),
        open: stored.open,
      });
    return await run(notebook);
  } finally {
    notebook.close();
  }
}

async function main(argv: readonly string[]): Promise<number> {
  const [word = "help", ...rest] = argv;
  if (word === "help" || word === "--help") {
    write(generalHelp);
    return argv.length === 0 ? 2 : 0;
  }
  if (!Object.hasOwn(commands, word))
    throw new UsageError(`There is no command named ${word}. Try --help.`);
  const command = word as CommandWord;
  const words = understand(command, rest);
  if (words.values["help"]) {
    write(commandHelp[command]);
    return 0;
  }
  return commands[command](words);
}

function understand(command: CommandWord, rest: readonly string[]): Words {
  try {
    const config: ParseArgsOptionsConfig = options[command];
    const { values, positionals } = parseArgs({
      args: [...rest],
      options: config,
      allowPositionals: true,
    });
    // No option may be given twice, so no value is a list.
    return { values: values as Words["values"], positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = error instanceof UsageError ? 2 : 1;
  if (error instanceof NotebookError) complain(`${error.message} ${error.advice}`.trim());
  else if (error instanceof UsageError) complain(error.message);
  else {
    complain("Something went wrong inside Commonplace; nothing that was saved is lost.");
    complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}
// A utility process lives until it is told to leave: its port keeps it awake.
if (utilityPort()) process.exit();

/**
 * The notebook service: the one process that owns the open notebook and the only SQLite there is.
 * Main starts it as a utility process; calls come checked, answers and events go back.
 */
import {
  NotebookError,
  type EntityKind,
  type EventName,
  type Events,
  type Handlers,
  type ServiceCalls,
} from "./api.ts";
import { formatNames } from "./import/index.ts";
import { createPool } from "./import/pool.ts";
import { relayImporters } from "./importer-relay.ts";
import type { FromService, RequestName, Requests, ToService } from "./messages.ts";
import { openNotebook, type Notebook } from "./notebook/notebook.ts";
import { outcomeOf } from "./outcome.ts";
import { parentPort } from "./parent-port.ts";
import { runImports } from "./service-imports.ts";
import { verifyFile } from "./verify.ts";
import { csvHead, reportCsv, reportText } from "./text/import-report.ts";

const port = parentPort<ToService, FromService>();
const send = <Name extends EventName>(name: Name, value: Events[Name]) =>
  port.send({ kind: "event", name, value });

let open: Notebook | null = null;
let openFolder: string | null = null;
const importers = relayImporters((order) => port.send(order));
const pool = createPool({ spawn: importers.spawn });
const imports = runImports(pool, (job) => send("importing", job));

const notebook = (): Notebook => {
  if (open) return open;
  throw new NotebookError("no-notebook", "No notebook is open.", "Open one first.");
};

/** Changes are told at most this often, so that a thousand imports do not redraw a thousand times. */
const tellEveryMs = 60;
const changed = new Set<EntityKind>();
let telling: NodeJS.Timeout | null = null;
function noteChange(kinds: readonly EntityKind[]): void {
  for (const kind of kinds) changed.add(kind);
  telling ??= setTimeout(() => {
    telling = null;
    const told = [...changed];
    changed.clear();
    send("changed", { kinds: told });
  }, tellEveryMs);
}

const handlers: Handlers<ServiceCalls> = {
  "notebook.info": () => notebook().info(),
  "notebook.check": () => notebook().check(),
  "view.get": () => notebook().view.get(),
  "view.set": (input) => notebook().view.set(input),
  "articles.list": (input) => notebook().articles.list(input),
  "articles.get": (input) => notebook().articles.get(input),
  "articles.usage": (input) => notebook().articles.usage(input),
  "articles.setPosition": (input) => notebook().articles.setPosition(input),
  "articles.delete": (input) => notebook().articles.delete(input),
  "articles.edit": (input) => notebook().articles.edit(input),
  "articles.useFound": (input) => notebook().articles.useFound(input),
  "articles.tag": (input) => notebook().articles.tag(input),
  "articles.untag": (input) => notebook().articles.untag(input),
  "tags.list": (input) => notebook().tags.list(input),
  "tags.get": (input) => notebook().tags.get(input),
  "tags.suggest": (input) => notebook().tags.suggest(input),
  "tags.rename": (input) => notebook().tags.rename(input),
  "tags.delete": (input) => notebook().tags.delete(input),
  "versions.list": (input) => notebook().versions.list(input),
  "versions.compare": (input) => notebook().versions.compare(input),
  "versions.placeOf": (input) => notebook().versions.placeOf(input),
  "clips.ofArticle": async (input) => {
    await notebook().clips.prepare(input);
    return notebook().clips.ofArticle(input);
  },
  "clips.list": (input) => notebook().clips.list(input),
  "clips.attention": (input) => notebook().clips.attention(input),
  "clips.nextAttention": (input) => notebook().clips.nextAttention(input),
  "clips.get": (input) => notebook().clips.get(input),
  "clips.create": (input) => notebook().clips.create(input),
  "clips.update": (input) => notebook().clips.update(input),
  "clips.reattach": (input) => notebook().clips.reattach(input),
  "clips.confirm": (input) => notebook().clips.confirm(input),
  "clips.delete": (input) => notebook().clips.delete(input),
  "notes.list": (input) => notebook().notes.list(input),
  "notes.get": (input) => notebook().notes.get(input),
  "notes.create": (input) => notebook().notes.create(input),
  "notes.rename": (input) => notebook().notes.rename(input),
  "notes.aliases": (input) => notebook().notes.aliases(input),
  "notes.setAliases": (input) => notebook().notes.setAliases(input),
  "notes.save": (input) => notebook().notes.save(input),
  "notes.addImage": ({ note, bytes }) => notebook().noteImages.add(note, bytes),
  "notes.delete": (input) => notebook().notes.delete(input),
  "links.suggest": (input) => notebook().links.suggest(input),
  "links.titles": (input) => notebook().links.titles(input),
  "links.embedded": (input) => notebook().links.embedded(input),
  "links.cite": (input) => notebook().links.cite(input),
  "links.want": (input) => notebook().links.want(input),
  "links.mentions": (input) => notebook().links.mentions(input),
  "links.linkMentions": (input) => notebook().links.linkMentions(input),
  "links.passage": (input) => notebook().links.passage(input),
  "links.back": (input) => notebook().links.back(input),
  "quotes.states": (input) => notebook().quotes.states(input),
  "search.find": (input) => notebook().search.find(input),
  "quotations.find": (input) => notebook().quotations.find(input),
  "history.undo": (input) => notebook().history.undo(input),
  "history.redo": () => notebook().history.redo(),
  "history.list": (input) => notebook().history.list(input),
  "history.next": () => notebook().history.next(),
  "history.of": (input) => notebook().history.of(input),
  "revisions.list": (input) => notebook().revisions.list(input),
  "revisions.get": (input) => notebook().revisions.get(input),
  "revisions.restore": (input) => notebook().revisions.restore(input),
  "revisions.name": (input) => notebook().revisions.name(input),
  "trash.list": (input) => notebook().trash.list(input),
  "trash.restore": (input) => notebook().trash.restore(input),
  "trash.losses": (input) => notebook().trash.losses(input),
  "trash.purge": (input) => notebook().trash.purge(input),
  "trash.empty": () => notebook().trash.empty(),
  "history.useEarlier": (input) => notebook().history.useEarlier(input),
  "import.jobs": () => notebook().imports.jobs(),
  "import.report": (input) => notebook().imports.report(input),
  "import.folders": (input) => notebook().importTags.names(input),
  "import.tagFolders": (input) => notebook().importTags.add(input),
  "import.cancel": ({ job }) => {
    imports.cancel(job);
    return null;
  },
  "import.answer": ({ job, choice }) => {
    imports.answer(job, choice);
    return null;
  },
  "import.resume": async ({ job }) => {
    await imports.resume(notebook(), job);
    return null;
  },
  "import.dismiss": ({ job }) => {
    notebook().imports.dismiss(job);
    return null;
  },
};

const requests: {
  readonly [Name in RequestName]: (
    input: Requests[Name]["input"],
  ) => Requests[Name]["result"] | Promise<Requests[Name]["result"]>;
} = {
  formats: () => formatNames,
  async open({ folder, mode }) {
    // The next one is opened first: if that fails, nothing is taken away from the person.
    if (folder === openFolder) await closeOpen();
    const next = openNotebook({ folder, mode, onChange: noteChange });
    await closeOpen();
    open = next;
    openFolder = folder;
    imports.resumePaused(next);
    return next.info();
  },
  async close() {
    await closeOpen();
    return null;
  },
  import: ({ paths, options }) => imports.start(notebook(), paths, options),
  reportText: (input) => reportPart(input),
  original: ({ article }) => notebook().originals.of(article),
  exportOriginal: (input) => notebook().originals.export({ ...input, replace: true }),
  verify: ({ path }) => verifyFile(path, { notebook: notebook(), pool }),
  image: ({ hash }) => notebook().files.image(hash),
};

/** Lines told at a time: few enough that nothing else waits long for them. */
const reportLines = 1_000;

function reportPart({
  form,
  ...asked
}: Requests["reportText"]["input"]): Requests["reportText"]["result"] {
  const { total, rows } = notebook().imports.report({ ...asked, limit: reportLines });
  const next = asked.offset + rows.length < total && rows.length > 0;
  const lines = form === "csv" ? reportCsv(rows) : `${reportText(rows)}\n`;
  return {
    text: form === "csv" && asked.offset === 0 ? csvHead + lines : lines,
    total,
    next: next ? asked.offset + rows.length : null,
  };
}

async function closeOpen(): Promise<void> {
  await imports.leaveAll();
  open?.close();
  open = null;
  openFolder = null;
}

/** Main has checked name and input against the contract; the tables are asked by own keys only. */
async function handle(message: ToService): Promise<void> {
  switch (message.kind) {
    case "importer.message":
    case "importer.exit":
      return importers.hear(message);
    case "call":
    case "request": {
      const table: object = message.kind === "call" ? handlers : requests;
      const run = Object.hasOwn(table, message.name)
        ? (table as Record<string, (input: unknown) => unknown>)[message.name]
        : undefined;
      const outcome = await outcomeOf(() => run?.(message.input));
      return port.send({ kind: "reply", id: message.id, outcome });
    }
  }
}

port.listen((message) => void handle(message));

/**
 * The contract between the window and the rest: every call with its input schema and result type,
 * every event, every error code. A call is one line here, one line in a handler table, one function.
 *
 * Inputs are checked in main before anything else sees them. Results are plain structured-clone values.
 */
import { z } from "zod";
import type {
  Article,
  ArticleRow,
  Backlinks,
  CheckResult,
  Clip,
  Comparison,
  ImportJob,
  ImportReport,
  Note,
  NotebookInfo,
  NoteRow,
  SearchResult,
  SourcedClip,
  Suggestion,
  TagRow,
  TargetTitle,
  Undoable,
  Version,
  View,
} from "./entities.ts";
import { clipColors, importFilters } from "./entities.ts";

export type * from "./entities.ts";

// ---- pieces of schema ----

const id = z.string().max(64);
const line = z.string().max(2_000);
const text = z.string().max(1_000_000);
const offset = z.int().min(0).max(0x7fffffff);
const color = z.enum(clipColors);
const tagName = z.string().max(200);
const nothing = z.strictObject({});
const written = line.nullable().optional();
const named = z.record(z.string().max(200), z.string().max(20_000).nullable());
const metadataChanges = z.strictObject({
  title: line.optional(),
  names: z
    .array(
      z.strictObject({
        given: line,
        family: line,
        particle: line.exactOptional(),
        suffix: line.exactOptional(),
      }),
    )
    .max(2_000)
    .optional(),
  site: written,
  published: written,
  url: z.string().max(8_000).nullable().optional(),
  language: written,
  abstract: z.string().max(100_000).nullable().optional(),
  identifiers: named.optional(),
  fields: named.optional(),
});
const target = z.strictObject({ kind: z.enum(["note", "article", "clip"]), id });
const reportLines = { job: id, filter: z.enum(importFilters), words: line };
const page = { offset: offset, limit: z.int().min(1).max(500) };

/** A call: what it takes, and (in its type only) what it gives. */
export interface Call<Schema extends z.ZodType, Result> {
  readonly input: Schema;
  readonly result?: Result;
}
const gives =
  <Result>() =>
  <Schema extends z.ZodType>(input: Schema): Call<Schema, Result> => ({ input });

// ---- calls answered by the notebook service ----

export const serviceCalls = {
  "notebook.info": gives<NotebookInfo>()(nothing),
  "notebook.check": gives<CheckResult>()(nothing),
  "view.get": gives<View>()(nothing),
  "view.set": gives<null>()(
    z.strictObject({
      section: z.enum(["articles", "unread", "clips", "notes", "tags", "tag"]),
      tag: id.nullable().default(null),
      article: id.nullable(),
      note: id.nullable(),
      sort: z.enum(["added", "title", "byline", "site", "published", "words", "clips"]),
      descending: z.boolean(),
    }),
  ),

  /** Rows `offset` to `offset + limit` of the list, and how many there are in all. */
  "articles.list": gives<{ readonly total: number; readonly rows: readonly ArticleRow[] }>()(
    z.strictObject({
      ...page,
      sort: z.enum(["added", "title", "byline", "site", "published", "words", "clips"]),
      descending: z.boolean(),
      filter: z.enum(["all", "unread", "clipped"]),
      /** Words that title, byline, site or tags must contain; empty for all. */
      words: line,
      /** Only articles with this tag; null for all. */
      tag: id.nullable().default(null),
    }),
  ),
  /** With its newest version unless one is named; null when there is none. */
  "articles.get": gives<Article | null>()(z.strictObject({ id, version: id.optional() })),
  "articles.setPosition": gives<null>()(z.strictObject({ id, position: offset })),
  "articles.delete": gives<Undoable>()(z.strictObject({ id })),
  /** Writes over what imports found; null when that changes nothing. Refuses what is no date, address … */
  "articles.edit": gives<Undoable | null>()(z.strictObject({ id, changes: metadataChanges })),
  /** Gives fields back what imports found of them; null when nobody had written them. */
  "articles.useFound": gives<Undoable | null>()(
    z.strictObject({ id, fields: z.array(line).min(1).max(200) }),
  ),
  /** Gives articles a tag, made when there is none of that name; null when all have it already. */
  "articles.tag": gives<Undoable | null>()(
    z.strictObject({ ids: z.array(id).min(1).max(10_000), name: tagName }),
  ),
  /** Takes a tag from articles; null when none of them has it. */
  "articles.untag": gives<Undoable | null>()(
    z.strictObject({ ids: z.array(id).min(1).max(10_000), tag: id }),
  ),

  /** By name; only those that an article outside the trash has. */
  "tags.list": gives<{ readonly total: number; readonly rows: readonly TagRow[] }>()(
    z.strictObject({ ...page, words: line }),
  ),
  /** Null when there is no such tag, or no article has it any more. */
  "tags.get": gives<TagRow | null>()(z.strictObject({ id })),
  /** Tags to choose from, best first: those most used for an empty query. */
  "tags.suggest": gives<readonly TagRow[]>()(
    z.strictObject({ query: line, limit: z.int().min(1).max(50) }),
  ),
  /** Under a name that another tag has the two become one. */
  "tags.rename": gives<Undoable>()(z.strictObject({ id, name: tagName })),
  "tags.delete": gives<Undoable>()(z.strictObject({ id })),

  /** Newest first. */
  "versions.list": gives<readonly Version[]>()(z.strictObject({ article: id })),
  "versions.compare": gives<Comparison>()(z.strictObject({ from: id, to: id, ...page })),

  /** At their places in a version, the newest unless one is named; those lost in it come last. */
  "clips.ofArticle": gives<readonly Clip[]>()(
    z.strictObject({ article: id, version: id.optional() }),
  ),
  "clips.list": gives<{ readonly total: number; readonly rows: readonly SourcedClip[] }>()(
    z.strictObject({ ...page, words: line }),
  ),
  /** The clips that are known, in the order asked for; unknown ids are left out. */
  "clips.get": gives<readonly SourcedClip[]>()(z.strictObject({ ids: z.array(id).max(10_000) })),
  "clips.create": gives<Clip>()(
    z.strictObject({ version: id, start: offset, end: offset, color, comment: text }),
  ),
  "clips.update": gives<Clip>()(
    z.strictObject({
      id,
      color: color.optional(),
      comment: text.optional(),
      range: z.strictObject({ start: offset, end: offset }).optional(),
    }),
  ),
  /** Puts a clip at a place of a version that it was not made on. */
  "clips.reattach": gives<Clip>()(
    z.strictObject({ clip: id, version: id, start: offset, end: offset }),
  ),
  /** Says that a clip belongs where it was carried to, although other words stand there. */
  "clips.confirm": gives<Clip>()(z.strictObject({ clip: id, version: id })),
  "clips.delete": gives<Undoable>()(z.strictObject({ ids: z.array(id).min(1).max(10_000) })),

  "notes.list": gives<{ readonly total: number; readonly rows: readonly NoteRow[] }>()(
    z.strictObject({ ...page, words: line }),
  ),
  "notes.get": gives<Note | null>()(z.strictObject({ id })),
  "notes.create": gives<Note>()(z.strictObject({ title: line })),
  "notes.rename": gives<null>()(z.strictObject({ id, title: line })),
  /** Compare and set: refused with `note-conflict` unless `base` is the stored revision. */
  "notes.save": gives<{ readonly revision: number }>()(
    z.strictObject({ id, base: z.int().min(0), body: z.string().max(16_000_000) }),
  ),
  "notes.delete": gives<Undoable>()(z.strictObject({ id })),

  "links.suggest": gives<readonly Suggestion[]>()(
    z.strictObject({ query: line, limit: z.int().min(1).max(50) }),
  ),
  /** In the order asked for; unknown targets come back as missing. */
  "links.titles": gives<readonly TargetTitle[]>()(
    z.strictObject({ targets: z.array(target).max(10_000) }),
  ),
  "links.back": gives<Backlinks>()(z.strictObject({ target })),

  "search.find": gives<SearchResult>()(
    z.strictObject({ query: line, limit: z.int().min(1).max(200) }),
  ),

  /** Takes back one change group, or the last one not yet taken back; null when there is none. */
  "history.undo": gives<{ readonly label: string } | null>()(
    z.strictObject({ group: id.nullable() }),
  ),

  "import.jobs": gives<readonly ImportJob[]>()(nothing),
  /** Lines of a report in the order in which the files were done; `words` must all be in a line. */
  "import.report": gives<ImportReport>()(z.strictObject({ ...page, ...reportLines })),
  /** The folders below the chosen one that its articles came from, as tags; up to 200 names. */
  "import.folders": gives<readonly string[]>()(z.strictObject({ job: id })),
  /** Gives its articles those names as tags; null when all have them already. */
  "import.tagFolders": gives<Undoable | null>()(z.strictObject({ job: id })),
  "import.cancel": gives<null>()(z.strictObject({ job: id })),
  /** Goes on with an import that was cut short: one whose `left` is not 0. */
  "import.resume": gives<null>()(z.strictObject({ job: id })),
  /** Ends such an import instead: its report names each file that was not reached. */
  "import.dismiss": gives<null>()(z.strictObject({ job: id })),
} as const;

// ---- calls answered by main ----

export interface RecentNotebook {
  readonly id: string;
  readonly name: string;
  /** Where it is, shortened for display; never an input. */
  readonly place: string;
  readonly missing: boolean;
}

/** Why no notebook is open although one was asked for, and what can be done about it. */
export interface NotebookProblem {
  readonly code: ErrorCode;
  readonly name: string;
  readonly message: string;
  readonly advice: string;
  readonly choices: readonly ("retry" | "readOnly" | "showFolder")[];
}

export const defaultSettings = {
  theme: "system" as "light" | "dark" | "system",
  /** Reading size in px. */
  textSize: 18,
  zoom: 1,
  libraryWidth: 292,
  notesWidth: 430,
  libraryShown: true,
  notesShown: true,
  marginShown: true,
};
export type Settings = Readonly<typeof defaultSettings>;
export type Platform = "mac" | "windows" | "linux";

/** A kind of file that can be imported, as dialogs and the drop zone name it. */
export interface FormatName {
  readonly label: string;
  /** Lower case, without the dot. */
  readonly extensions: readonly string[];
}

export interface AppState {
  readonly platform: Platform;
  readonly version: string;
  readonly settings: Settings;
  readonly recent: readonly RecentNotebook[];
  readonly formats: readonly FormatName[];
  /** The open notebook; null on the start page. */
  readonly notebook: NotebookInfo | null;
  readonly problem: NotebookProblem | null;
}

export const settingsSchema = z.strictObject({
  theme: z.enum(["light", "dark", "system"]),
  textSize: z.number().min(14).max(28),
  zoom: z.number().min(0.5).max(3),
  libraryWidth: z.number().min(180).max(800),
  notesWidth: z.number().min(240).max(1_600),
  libraryShown: z.boolean(),
  notesShown: z.boolean(),
  marginShown: z.boolean(),
});

export const mainCalls = {
  "app.state": gives<AppState>()(nothing),
  "app.set": gives<null>()(settingsSchema.partial()),
  "app.quit": gives<null>()(nothing),
  "app.toggleFullScreen": gives<null>()(nothing),
  /** These ask for a folder in the system's own dialog; false when the person thought better of it. */
  "notebook.create": gives<boolean>()(nothing),
  "notebook.choose": gives<boolean>()(nothing),
  "notebook.openSample": gives<boolean>()(nothing),
  "notebook.openRecent": gives<boolean>()(z.strictObject({ id })),
  "notebook.forgetRecent": gives<null>()(z.strictObject({ id })),
  "notebook.close": gives<null>()(nothing),
  /** Answers the open problem with one of its choices. */
  "notebook.resolve": gives<boolean>()(
    z.strictObject({ choice: z.enum(["retry", "readOnly", "showFolder"]) }),
  ),
  /** Asks for files or a folder, then imports; null when nothing was chosen. */
  "import.choose": gives<string | null>()(z.strictObject({ folder: z.boolean() })),
  /** Asks where, then writes those lines as a table for spreadsheets; the file's name, or null. */
  "import.exportReport": gives<string | null>()(z.strictObject(reportLines)),
  /** Puts those lines on the clipboard as text; how many there were. */
  "import.copyReport": gives<number>()(z.strictObject(reportLines)),
  /** Opens what an article was imported from in its own program; shows its folder for other kinds. */
  "original.show": gives<"opened" | "folder">()(z.strictObject({ article: id })),
  /** Asks where, then writes it there byte for byte; the file's name, or null. */
  "original.export": gives<string | null>()(z.strictObject({ article: id })),
  /** Opens an http, https or mailto address outside, after a dialog that names its host. */
  "link.open": gives<boolean>()(z.strictObject({ url: z.string().max(8_000) })),
  "clipboard.write": gives<null>()(z.strictObject({ text })),
} as const;

// ---- types made from the tables ----

export type ServiceCalls = typeof serviceCalls;
export type MainCalls = typeof mainCalls;
export type Calls = ServiceCalls & MainCalls;
export type CallName = keyof Calls;
export type Input<Name extends CallName> = z.input<Calls[Name]["input"]>;
export type Result<Name extends CallName> = Exclude<Calls[Name]["result"], undefined>;
/** One function per call of a table; what a process must supply to answer it. */
export type Handlers<Table> = {
  readonly [Name in keyof Table]: Table[Name] extends Call<infer Schema, infer Output>
    ? (input: z.output<Schema>) => Output | Promise<Output>
    : never;
};

// ---- events ----

/** `articleList`: which articles there are and what lists show of them, but not what one says. */
export type EntityKind =
  | "article"
  | "articleList"
  | "clip"
  | "note"
  | "link"
  | "tag"
  | "import"
  | "view";
export interface Events {
  /** Something of these kinds is no longer as it was: whoever shows it asks again. */
  readonly changed: { readonly kinds: readonly EntityKind[] };
  readonly importing: ImportJob;
  /** A menu item was chosen, or the window must act: an id of the command table. */
  readonly command: { readonly id: string };
  readonly state: AppState;
  /** The window closes or another notebook comes: save what is open, then answer with `ready()`. */
  readonly closing: Record<string, never>;
}
export type EventName = keyof Events;

// ---- errors ----

export type ErrorCode =
  | "bad-request"
  | "not-found"
  | "note-conflict"
  | "read-only"
  | "disk-full"
  | "io"
  | "no-notebook"
  | "service-gone"
  | "notebook-missing"
  | "notebook-foreign"
  | "notebook-newer"
  | "notebook-locked"
  | "notebook-read-only"
  | "notebook-damaged"
  | "notebook-exists"
  | "internal";

/** How a failure crosses a process border: a code to act on, a sentence to show, advice to follow. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly advice: string;
}
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure };

/** A failure that was foreseen. Anything else thrown is a bug and crosses as `internal`. */
export class NotebookError extends Error {
  readonly code: ErrorCode;
  readonly advice: string;
  constructor(code: ErrorCode, message: string, advice = "") {
    super(message);
    this.name = "NotebookError";
    this.code = code;
    this.advice = advice;
  }
}

/** What the preload script puts on `window.commonplace`; it never changes for a feature. */
export interface Bridge {
  call<Name extends CallName>(name: Name, input: Input<Name>): Promise<Outcome<Result<Name>>>;
  /** Returns the function that stops listening. */
  on<Name extends EventName>(name: Name, listen: (event: Events[Name]) => void): () => void;
  /** Imports dropped files by their place on disk, which the page never learns; the job's id. */
  importDropped(files: readonly unknown[]): Promise<Outcome<string | null>>;
  /** Says that everything open is saved and the window may close. */
  ready(): void;
}

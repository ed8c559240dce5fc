/**
 * The contract between the window and the rest: every call with its input schema and result type,
 * every event, every error code. A call is one line in a table of `contract/`, one line in a handler
 * table, one function.
 *
 * Inputs are checked in main before anything else sees them. Results are plain structured-clone values.
 */
import type { z } from "zod";
import { articleCalls } from "./contract/article-calls.ts";
import type { Call } from "./contract/call.ts";
import { clipCalls } from "./contract/clip-calls.ts";
import type { Outcome } from "./contract/errors.ts";
import { historyCalls } from "./contract/history-calls.ts";
import { mainCalls, type AppState } from "./contract/main-calls.ts";
import { noteCalls } from "./contract/note-calls.ts";
import { notebookCalls } from "./contract/notebook-calls.ts";
import { quotationCalls } from "./contract/quotation-calls.ts";
import type { ImportJob } from "./entities.ts";

export type * from "./entities.ts";
export * from "./contract/errors.ts";
export * from "./contract/main-calls.ts";

/** Calls answered by the notebook service. */
export const serviceCalls = {
  ...notebookCalls,
  ...articleCalls,
  ...clipCalls,
  ...noteCalls,
  ...quotationCalls,
  ...historyCalls,
} as const;

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

/** `noteText`: what a note says was changed, and not by its editor. `articleList`: which articles there are and what lists show of them, but not what one says. */
export type EntityKind =
  | "article"
  | "articleList"
  | "clip"
  | "note"
  | "noteText"
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
  /** What the system asked for, such as importing a file opened with the app, could not be done. */
  readonly failed: { readonly message: string; readonly advice: string };
  /** The window closes or another notebook comes: save what is open, then answer with `ready()`. */
  readonly closing: Record<string, never>;
}
export type EventName = keyof Events;

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

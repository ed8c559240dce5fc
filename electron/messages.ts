/** What main and its child processes (the notebook service, the command line) say to each other. */
import type { EventName, Events, FormatName, Outcome } from "./api.ts";
import type { ImportFilter, ImportOptions, NotebookInfo, Verification } from "./entities.ts";

export type OpenMode = "open" | "create" | "readOnly";

/** What main asks of the service beside the calls of the contract. */
export interface Requests {
  readonly open: {
    readonly input: { readonly folder: string; readonly mode: OpenMode };
    readonly result: NotebookInfo;
  };
  readonly close: { readonly input: null; readonly result: null };
  /** Imports files and folders; the job's id. */
  readonly import: {
    readonly input: { readonly paths: readonly string[]; readonly options: ImportOptions };
    readonly result: string;
  };
  /** What can be imported; known without a notebook. */
  readonly formats: { readonly input: null; readonly result: readonly FormatName[] };
  /** Lines of an import's report, some at a time, as text or as lines of a table. */
  readonly reportText: {
    readonly input: {
      readonly job: string;
      readonly filter: ImportFilter;
      readonly words: string;
      readonly offset: number;
      readonly form: "text" | "csv";
    };
    /** How many lines there are in all, and where the next part begins; null after the last. */
    readonly result: {
      readonly text: string;
      readonly total: number;
      readonly next: number | null;
    };
  };
  /** The file that an article was imported from. Throws `not-found`. */
  readonly original: {
    readonly input: { readonly article: string };
    readonly result: {
      readonly path: string;
      readonly fileName: string;
      readonly extension: string;
    };
  };
  /** Writes it somewhere else, checked against its hash; a file of that name is replaced. */
  readonly exportOriginal: {
    readonly input: { readonly article: string; readonly to: string };
    readonly result: { readonly path: string; readonly fileName: string };
  };
  /** Looks up the quotations of a document, which is not imported. */
  readonly verify: {
    readonly input: { readonly path: string };
    readonly result: Verification;
  };
  /** Where a picture of the open notebook lies on disk; null when there is none of that hash. */
  readonly image: {
    readonly input: { readonly hash: string };
    readonly result: { readonly path: string; readonly type: string } | null;
  };
}
export type RequestName = keyof Requests;

export type ToService =
  | { readonly kind: "call"; readonly id: number; readonly name: string; readonly input: unknown }
  | {
      readonly kind: "request";
      readonly id: number;
      readonly name: RequestName;
      readonly input: unknown;
    }
  | ImporterEvent;

export type FromService =
  | { readonly kind: "reply"; readonly id: number; readonly outcome: Outcome<unknown> }
  | {
      readonly kind: "event";
      readonly name: EventName;
      readonly value: Events[EventName];
    }
  | ImporterOrder;

/** Only main may start processes in Electron: a child orders importers and hears of them through it. */
export type ImporterOrder =
  | { readonly kind: "importer.spawn"; readonly importer: number }
  | { readonly kind: "importer.post"; readonly importer: number; readonly message: unknown }
  | { readonly kind: "importer.kill"; readonly importer: number };
export type ImporterEvent =
  | { readonly kind: "importer.message"; readonly importer: number; readonly message: unknown }
  | { readonly kind: "importer.exit"; readonly importer: number; readonly code: number | null };

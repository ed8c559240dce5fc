import { z } from "zod";
import type {
  CheckResult,
  ImportJob,
  ImportReport,
  NotebookInfo,
  SearchResult,
  Undoable,
  View,
} from "../entities.ts";
import { sameWorks } from "../entities.ts";
import { id, line, nothing, reportLines, page, gives } from "./call.ts";

/** Calls on the notebook as a whole: view, search, history, imports. */
export const notebookCalls = {
  "notebook.info": gives<NotebookInfo>()(nothing),
  "notebook.check": gives<CheckResult>()(nothing),

  "view.get": gives<View>()(nothing),
  "view.set": gives<null>()(
    z.strictObject({
      section: z.enum(["articles", "unread", "clips", "notes", "tags", "tag", "trash"]),
      tag: id.nullable().default(null),
      article: id.nullable(),
      note: id.nullable(),
      sort: z.enum(["added", "title", "byline", "site", "published", "words", "clips"]),
      descending: z.boolean(),
    }),
  ),

  "search.find": gives<SearchResult>()(
    z.strictObject({ query: line, limit: z.int().min(1).max(200) }),
  ),

  "import.jobs": gives<readonly ImportJob[]>()(nothing),
  /** Lines of a report in the order in which the files were done; `words` must all be in a line. */
  "import.report": gives<ImportReport>()(z.strictObject({ ...page, ...reportLines })),
  /** The folders below the chosen one that its articles came from, as tags; up to 200 names. */
  "import.folders": gives<readonly string[]>()(z.strictObject({ job: id })),
  /** Gives its articles those names as tags; null when all have them already. */
  "import.tagFolders": gives<Undoable | null>()(z.strictObject({ job: id })),
  "import.cancel": gives<null>()(z.strictObject({ job: id })),
  /** Answers an import's question, for the files held back and all that come after them. */
  "import.answer": gives<null>()(z.strictObject({ job: id, choice: z.enum(sameWorks) })),
  /** Goes on with an import that was cut short: one whose `left` is not 0. */
  "import.resume": gives<null>()(z.strictObject({ job: id })),
  /** Ends such an import instead: its report names each file that was not reached. */
  "import.dismiss": gives<null>()(z.strictObject({ job: id })),
} as const;

import { z } from "zod";
import type {
  ChangeGroup,
  Earlier,
  HistoryNext,
  Revisions,
  RevisionView,
  TrashLosses,
  TrashRow,
  Undoable,
} from "../entities.ts";
import { gives, id, line, nothing, page, target } from "./call.ts";

const revision = z.int().min(0);
const targets = z.strictObject({ targets: z.array(target).min(1).max(10_000) });

/** Calls on what was done and how things were. */
export const historyCalls = {
  /** Takes back one change group, or the last one not yet taken back; null when there is none. */
  "history.undo": gives<Undoable | null>()(z.strictObject({ group: id.nullable() })),
  /** Does again what was undone last, unless something else was done since; null when there is none. */
  "history.redo": gives<Undoable | null>()(nothing),
  /** Newest first, from before a group on when one is named. */
  "history.list": gives<readonly ChangeGroup[]>()(
    z.strictObject({ limit: z.int().min(1).max(500), before: id.nullable().default(null) }),
  ),
  "history.next": gives<HistoryNext>()(nothing),
  /** How a clip or an article was before each of its edits, newest first. */
  "history.of": gives<readonly Earlier[]>()(z.strictObject({ id })),
  /** Gives a clip or an article back the fields that an edit replaced; null when they are so. */
  "history.useEarlier": gives<Undoable | null>()(z.strictObject({ id, group: id })),

  "revisions.list": gives<Revisions>()(z.strictObject({ note: id })),
  /** A version of a note with what has changed since. */
  "revisions.get": gives<RevisionView>()(z.strictObject({ note: id, revision })),
  /** Compare and set: refused with `note-conflict` unless `base` is the stored revision. */
  "revisions.restore": gives<Undoable>()(z.strictObject({ note: id, revision, base: revision })),
  /** Keeps a version for ever under a name; null lets time take it away. */
  "revisions.name": gives<null>()(z.strictObject({ note: id, revision, name: line.nullable() })),

  /** What was thrown away last first. */
  "trash.list": gives<{ readonly total: number; readonly rows: readonly TrashRow[] }>()(
    z.strictObject(page),
  ),
  /** A clip brings its article along. */
  "trash.restore": gives<Undoable>()(targets),
  /** What would be lost if these went for good. */
  "trash.losses": gives<TrashLosses>()(targets),
  /** Not to be undone. */
  "trash.purge": gives<null>()(targets),
  "trash.empty": gives<null>()(nothing),
} as const;

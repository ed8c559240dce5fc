import { z } from "zod";
import type { ChangeGroup, Earlier, HistoryNext, Undoable } from "../entities.ts";
import { gives, id, nothing } from "./call.ts";

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
} as const;

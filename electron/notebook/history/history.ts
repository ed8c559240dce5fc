import type { EntityKind, Undoable } from "../../api.ts";
import { NotebookError } from "../../api.ts";
import type { Database } from "../database.ts";
import { fieldsOf, openHistoryRows, type GroupRow } from "./history-rows.ts";

export type Verb =
  | "article.add"
  | "article.delete"
  | "article.edit"
  | "article.complete"
  | "version.add"
  | "tag.put"
  | "tag.found"
  | "tag.rename"
  | "tag.delete"
  | "clip.create"
  | "clip.update"
  | "clip.delete"
  | "clip.reattach"
  | "clip.confirm"
  | "note.create"
  | "note.rename"
  | "note.alias"
  | "note.delete"
  | "note.body"
  | "article.restore"
  | "clip.restore"
  | "note.restore"
  | "note.link";

/** One change to one entity. `before` and `after` hold only the fields that changed. */
export interface Change {
  readonly verb: Verb;
  readonly entity: string;
  readonly before: object | null;
  readonly after: object | null;
}

/**
 * Takes one change back, inside the transaction of the undo, or makes it again, inside that of the redo.
 * `before` and `after` are those of the change; `at` is when it is, or was, taken back. What is no longer
 * in the notebook is left alone.
 */
export type TakeBack = (
  entity: string,
  before: Readonly<Record<string, unknown>>,
  touched: Set<EntityKind>,
  after: Readonly<Record<string, unknown>>,
  at: number,
) => void;

export interface RecordOptions {
  /** Whether an undo may take it back; false for what is only a record. True when left out. */
  readonly undoable?: boolean;
  /** The group that the changes belong to, begun by the first record that names it. */
  readonly group?: string;
  /**
   * Joins the group recorded last when that was the same kind of change to the same thing a moment ago:
   * a title or a comment is saved again and again while it is written, and is one change. It is called
   * what the last of them is called.
   */
  readonly continues?: boolean;
}

/** The append-only record of what was done, the way back, and the way forth again. */
export interface History {
  /**
   * Writes a group of changes, inside the caller's transaction. `label` says what was done as a menu
   * would: "delete 3 clips". What was undone before it can no longer be redone.
   */
  record(label: string, changes: readonly Change[], options?: RecordOptions): Undoable;
  /** Makes a group that was written as a mere record undoable, inside the caller's transaction. */
  allowUndo(group: string, label: string): void;
  /** Makes the group in which a thing was made, by this verb, a mere record from now on. */
  settle(verb: Verb, entity: string): void;
  /**
   * Says how a verb is taken back, and how it is done again; each noun does so for its own when the
   * notebook opens. A group with a verb that cannot be done again is not redone.
   */
  undoes(verb: Verb, takeBack: TakeBack, again?: TakeBack): void;
  /**
   * Takes back one group, or the last one that stands; null when there is none, or it has been taken
   * back already. Throws `bad-request` for an older group that something later builds on.
   */
  undo(input: { readonly group: string | null }): Undoable | null;
  /** Does again what was taken back last, unless something else was done since; null when there is none. */
  redo(): Undoable | null;
  /** Takes everything that was recorded of a thing out of the record: it is gone for good. */
  forget(entity: string): void;
}

/** Changes of one kind to one thing are one change while they follow each other within this time. */
const sittingMs = 2 * 60_000;

/** Prepares the change log of an open notebook. */
export function openHistory(database: Database): History {
  const rows = openHistoryRows(database);
  const ways = new Map<Verb, { readonly back: TakeBack; readonly again: TakeBack | null }>();
  /** What was recorded last, for what continues it. */
  let last: { readonly key: string; readonly group: string; readonly at: number } | null = null;

  const wayOf = (verb: Verb) => {
    const way = ways.get(verb);
    if (way === undefined) throw new RangeError(`Expected a way to undo ${verb}.`);
    return way;
  };
  /** The group that a record is a part of by itself. */
  const continued = (key: string): string | null =>
    last !== null && last.key === key && database.now() - last.at < sittingMs ? last.group : null;

  const takeBack = (group: GroupRow, touched: Set<EntityKind>) => {
    const changes = rows.changesOf(group.key);
    const at = database.now();
    for (const { verb, entity, before, after } of changes)
      wayOf(verb).back(entity, fieldsOf(before), touched, fieldsOf(after), at);
    rows.markUndone(
      group.key,
      at,
      changes.every(({ verb }) => wayOf(verb).again !== null),
    );
    last = null;
  };

  /** Makes what cannot be taken back any more a mere record: it would stand in the way of all before it. */
  const passLast = (touched: Set<EntityKind>) => {
    const stuck = rows.last();
    if (stuck !== undefined) rows.pass(stuck.key);
    touched.add("tag");
  };

  return {
    record(label, changes, options = {}) {
      const undoable = options.undoable ?? true;
      const key = options.continues === true ? sittingKey(changes) : null;
      const joined = options.group === undefined && key !== null ? continued(key) : null;
      const id = options.group ?? joined ?? database.newId();
      rows.add({ id, label, undoable }, changes);
      if (joined !== null) rows.relabel(joined, label);
      if (undoable) rows.endRedo();
      if (undoable || options.group === undefined)
        last = key === null ? null : { key, group: id, at: database.now() };
      return { group: id, label };
    },
    allowUndo(group, label) {
      rows.allowUndo(group, label);
      rows.endRedo();
    },
    settle: (verb, entity) => rows.settle(verb, entity),
    undoes(verb, back, again) {
      ways.set(verb, { back, again: again ?? null });
    },
    undo({ group }) {
      const undone = (touched: Set<EntityKind>) => {
        const found = group === null ? rows.last() : rows.byId(group);
        if (found === undefined) return notFound(group);
        if (found.undoneAt !== null) return null;
        const { id, label } = found;
        if (found.undoable === 0)
          throw new NotebookError("bad-request", `This cannot be undone: ${label}.`);
        const later = group === null ? null : rows.buildsOn(found.key);
        if (later !== null)
          throw new NotebookError(
            "bad-request",
            `“${sentence(label)}” cannot be undone by itself: “${sentence(later)}” came later and builds on it.`,
            "Undo the later change first.",
          );
        takeBack(found, touched);
        return { group: id, label };
      };
      try {
        return database.write(undone);
      } catch (error) {
        if (group === null && isRefused(error)) database.write(passLast);
        throw error;
      }
    },
    redo() {
      return database.write((touched) => {
        const found = rows.lastUndone();
        if (found === undefined) return null;
        const at = found.undoneAt ?? database.now();
        for (const { verb, entity, before, after } of rows.changesOf(found.key).toReversed())
          wayOf(verb).again?.(entity, fieldsOf(before), touched, fieldsOf(after), at);
        rows.markDone(found.key);
        last = null;
        return { group: found.id, label: found.label };
      });
    },
    forget(entity) {
      rows.forget(entity);
      last = null;
    },
  };
}

/** What changes must have in common to be one; null for those that never are. */
function sittingKey(changes: readonly Change[]): string | null {
  const [change, ...others] = changes;
  if (change === undefined || others.length > 0) return null;
  return [change.verb, change.entity, ...Object.keys(change.after ?? {})].join(" ");
}

function isRefused(error: unknown): boolean {
  return error instanceof NotebookError && error.code === "bad-request";
}

function sentence(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1);
}

function notFound(group: string | null): null {
  if (group === null) return null;
  throw new NotebookError("not-found", "What should be undone is not in this notebook.");
}

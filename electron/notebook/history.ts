import type { EntityKind, Undoable } from "../api.ts";
import { NotebookError } from "../api.ts";
import type { Database } from "./database.ts";

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
  | "note.delete";

/** One change to one entity. `before` and `after` hold only the fields that changed. */
export interface Change {
  readonly verb: Verb;
  readonly entity: string;
  readonly before: object | null;
  readonly after: object | null;
}

/** Takes one change back, inside the transaction of the undo; `after` is what the change made of it. */
export type TakeBack = (
  entity: string,
  before: Readonly<Record<string, unknown>>,
  touched: Set<EntityKind>,
  after: Readonly<Record<string, unknown>>,
) => void;

/** The append-only record of what was done, and the way back. */
export interface History {
  /**
   * Writes a group of changes, inside the caller's transaction. `label` says what was done as a menu
   * would: "delete 3 clips". A group that is not undoable is only a record.
   */
  record(
    label: string,
    changes: readonly Change[],
    options?: { readonly undoable: boolean; readonly group?: string },
  ): Undoable;
  /** Makes a group that was written as a mere record undoable, inside the caller's transaction. */
  allowUndo(group: string, label: string): void;
  /** Says how a verb is taken back; each noun does so for its own when the notebook opens. */
  undoes(verb: Verb, takeBack: TakeBack): void;
  /** Takes back one group, or the last one that stands; null when there is none. */
  undo(input: { readonly group: string | null }): { readonly label: string } | null;
}

interface GroupRow {
  readonly key: number;
  readonly label: string;
  readonly undoable: number;
  readonly undoneAt: number | null;
}
interface ChangeRow {
  readonly verb: Verb;
  readonly entity: string;
  readonly before: string | null;
  readonly after: string | null;
}

const groupColumns = `group_key as "key", label, undoable, undone_at as undoneAt`;

/** Prepares the change log of an open notebook. */
export function openHistory(database: Database): History {
  const { sqlite } = database;
  const addGroup = sqlite.prepare<[{ id: string; label: string; at: number; undoable: number }]>(
    `insert into change_group (id, label, made_at, undoable) values (:id, :label, :at, :undoable)
     on conflict (id) do nothing`,
  );
  const groupById = sqlite.prepare<[string], GroupRow>(
    `select ${groupColumns} from change_group where id = ?`,
  );
  const lastGroup = sqlite.prepare<[], GroupRow>(
    `select ${groupColumns} from change_group
     where undoable = 1 and undone_at is null order by group_key desc limit 1`,
  );
  const addChange = sqlite.prepare<[number, string, string, string, string | null, string | null]>(
    `insert into change (group_key, verb, kind, entity, before, after) values (?, ?, ?, ?, ?, ?)`,
  );
  const changesOf = sqlite.prepare<[number], ChangeRow>(
    `select verb, entity, before, after from change where group_key = ? order by change_key desc`,
  );
  const markUndone = sqlite.prepare<[number, number]>(
    `update change_group set undone_at = ? where group_key = ?`,
  );
  const setUndoable = sqlite.prepare<[string, string]>(
    `update change_group set undoable = 1, label = ? where id = ?`,
  );
  const takeBacks = new Map<Verb, TakeBack>();

  return {
    record(label, changes, options = { undoable: true }) {
      const id = options.group ?? database.newId();
      addGroup.run({ id, label, at: database.now(), undoable: Number(options.undoable) });
      const group = groupById.get(id);
      if (group === undefined) throw new RangeError(`Expected the change group ${id}.`);
      for (const { verb, entity, before, after } of changes)
        addChange.run(group.key, verb, verb.split(".")[0] ?? "", entity, json(before), json(after));
      return { group: id, label };
    },
    allowUndo: (group, label) => void setUndoable.run(label, group),
    undoes(verb, takeBack) {
      takeBacks.set(verb, takeBack);
    },
    undo({ group }) {
      return database.write((touched) => {
        const found = group === null ? lastGroup.get() : groupById.get(group);
        if (found === undefined) return notFound(group);
        if (found.undoneAt !== null) return null;
        if (found.undoable === 0)
          throw new NotebookError("bad-request", `This cannot be undone: ${found.label}.`);
        for (const { verb, entity, before, after } of changesOf.all(found.key)) {
          const takeBack = takeBacks.get(verb);
          if (takeBack === undefined) throw new RangeError(`Expected a way to undo ${verb}.`);
          takeBack(entity, fieldsOf(before), touched, fieldsOf(after));
        }
        markUndone.run(database.now(), found.key);
        return { label: found.label };
      });
    },
  };
}

function json(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

/** Written by `record` from an object, so it reads back as one. */
function fieldsOf(json: string | null): Readonly<Record<string, unknown>> {
  return JSON.parse(json ?? "{}") as Readonly<Record<string, unknown>>;
}

function notFound(group: string | null): null {
  if (group === null) return null;
  throw new NotebookError("not-found", "What should be undone is not in this notebook.");
}

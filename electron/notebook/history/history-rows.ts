import type { Database } from "../database.ts";
import type { Change, Verb } from "./history.ts";

/** A group of changes that were made, and are taken back, together. */
export interface GroupRow {
  readonly key: number;
  readonly id: string;
  readonly label: string;
  readonly madeAt: number;
  readonly undoable: number;
  readonly undoneAt: number | null;
  /** Not null while it can be redone: the group with the highest is redone first. */
  readonly redoOrder: number | null;
}
/** A change as it is stored. */
export interface ChangeRow {
  readonly verb: Verb;
  readonly entity: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The columns of a {@link GroupRow}. */
export const groupColumns = `change_group.group_key as "key", change_group.id, change_group.label,
  change_group.made_at as madeAt, change_group.undoable, change_group.undone_at as undoneAt,
  change_group.redo_order as redoOrder`;

/** They take back no more than they did themselves: what came later can stay. */
const independent: ReadonlySet<Verb> = new Set<Verb>([
  "article.add",
  "article.complete",
  "version.add",
  "tag.found",
]);

/** A change, and one to the same thing that came later and stands. */
interface LaterRow extends Omit<ChangeRow, "entity"> {
  readonly laterVerb: Verb;
  readonly laterBefore: string | null;
  readonly laterAfter: string | null;
  readonly label: string;
}

/** Prepares reading and writing the change log. All but the reading runs inside a transaction. */
export function openHistoryRows(database: Database) {
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
  const lastUndone = sqlite.prepare<[], GroupRow>(
    `select ${groupColumns} from change_group
     where redo_order is not null order by redo_order desc limit 1`,
  );
  const addChange = sqlite.prepare<[number, string, string, string, string | null, string | null]>(
    `insert into change (group_key, verb, kind, entity, before, after) values (?, ?, ?, ?, ?, ?)`,
  );
  const changesOf = sqlite.prepare<[number], ChangeRow>(
    `select verb, entity, before, after from change where group_key = ? order by change_key desc`,
  );
  const markUndone = sqlite.prepare<[{ key: number; at: number; redoable: number }]>(
    `update change_group set undone_at = :at,
       redo_order = iif(:redoable, (select coalesce(max(redo_order), 0) + 1 from change_group
         where redo_order is not null), null)
     where group_key = :key`,
  );
  const markDone = sqlite.prepare<[number]>(
    `update change_group set undone_at = null, redo_order = null where group_key = ?`,
  );
  const endRedo = sqlite.prepare<[]>(
    `update change_group set redo_order = null where redo_order is not null`,
  );
  const setUndoable = sqlite.prepare<[string, string]>(
    `update change_group set undoable = 1, label = ? where id = ?`,
  );
  const setLabel = sqlite.prepare<[string, string]>(
    `update change_group set label = ? where id = ?`,
  );
  const settle = sqlite.prepare<[{ verb: Verb; entity: string }]>(
    `update change_group set undoable = 0, redo_order = null
     where undoable = 1 and group_key in (
       select group_key from change where entity = :entity and verb = :verb)`,
  );
  const laterOnes = sqlite.prepare<[number], LaterRow>(
    `select mine.verb, mine.before, mine.after, later.verb as laterVerb,
       later.before as laterBefore, later.after as laterAfter, change_group.label
     from change mine cross join change later on later.entity = mine.entity
       and later.group_key > mine.group_key
       cross join change_group on change_group.group_key = later.group_key
     where mine.group_key = ? and change_group.undone_at is null
     order by later.group_key desc`,
  );
  const tagDeletedSince = sqlite
    .prepare<[{ tag: string; key: number }], string>(
      `select label from change cross join change_group using (group_key)
       where entity = :tag and verb = 'tag.delete' and group_key > :key and undone_at is null
       order by group_key desc limit 1`,
    )
    .pluck();
  const groupsOf = sqlite
    .prepare<[string], number>(`select distinct group_key from change where entity = ?`)
    .pluck();
  const dropChanges = sqlite.prepare<[string]>(`delete from change where entity = ?`);
  const pass = sqlite.prepare<[number]>(`update change_group set undoable = 0 where group_key = ?`);
  const settleEmpty = sqlite.prepare<[number]>(
    `update change_group set undoable = 0, redo_order = null where group_key = ?
       and not exists (select 1 from change where change.group_key = change_group.group_key)`,
  );

  return {
    add(
      { id, label, undoable }: { id: string; label: string; undoable: boolean },
      changes: readonly Change[],
    ): void {
      addGroup.run({ id, label, at: database.now(), undoable: Number(undoable) });
      const group = groupById.get(id);
      if (group === undefined) throw new RangeError(`Expected the change group ${id}.`);
      for (const { verb, entity, before, after } of changes)
        addChange.run(group.key, verb, verb.split(".")[0] ?? "", entity, json(before), json(after));
    },
    byId: (id: string) => groupById.get(id),
    /** The last group that can be taken back. */
    last: () => lastGroup.get(),
    /** The group that would be done again. */
    lastUndone: () => lastUndone.get(),
    /** The changes of a group, last first. */
    changesOf: (key: number): readonly ChangeRow[] => changesOf.all(key),
    markUndone: (key: number, at: number, redoable: boolean) =>
      void markUndone.run({ key, at, redoable: Number(redoable) }),
    markDone: (key: number) => void markDone.run(key),
    endRedo: () => void endRedo.run(),
    allowUndo: (id: string, label: string) => void setUndoable.run(label, id),
    relabel: (id: string, label: string) => void setLabel.run(label, id),
    settle: (verb: Verb, entity: string) => void settle.run({ verb, entity }),

    /** Makes a group a mere record. */
    pass: (key: number) => void pass.run(key),

    /** The label of the last group that stands and would lose its ground with this one; null for none. */
    buildsOn(key: number): string | null {
      const later = laterOnes.all(key).find(loses);
      if (later !== undefined) return later.label;
      const tags = new Set(changesOf.all(key).flatMap((change) => [...tagsIn(change)]));
      for (const tag of tags) {
        const label = tagDeletedSince.get({ tag, key });
        if (label !== undefined) return label;
      }
      return null;
    },

    /** Takes a thing out of all groups; those that have nothing left are mere records. */
    forget(entity: string): void {
      const groups = groupsOf.all(entity);
      dropChanges.run(entity);
      for (const key of groups) settleEmpty.run(key);
    },
  };
}

/** The fields of a change; none for what had no such state. */
export function fieldsOf(text: string | null): Readonly<Record<string, unknown>> {
  // Written by `add` from an object, so it reads back as one.
  return JSON.parse(text ?? "{}") as Readonly<Record<string, unknown>>;
}

function json(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

/** Whether the later change would lose its ground with the one before it. */
function loses({ verb, laterVerb, ...row }: LaterRow): boolean {
  if (independent.has(verb) || independent.has(laterVerb)) return false;
  if (verb.endsWith(".create")) return true;
  if (verb === "tag.put") {
    const [mine, later] = [
      tagsIn({ verb, ...row }),
      tagsIn({ verb: laterVerb, before: row.laterBefore, after: row.laterAfter }),
    ];
    return [...mine].some((tag) => later.has(tag));
  }
  return overlap(fieldsOf(row.before ?? row.after), fieldsOf(row.laterBefore ?? row.laterAfter));
}

/** The tags that were given or taken, by their ids; by their names in changes of older notebooks. */
function tagsIn({ verb, before, after }: Omit<ChangeRow, "entity">): ReadonlySet<string> {
  if (verb !== "tag.put") return new Set();
  const [taken, given] = [before, after].map((state) => {
    const { tags } = fieldsOf(state) as { readonly tags?: readonly (string | { id: string })[] };
    return (tags ?? []).map((tag) => (typeof tag === "string" ? tag : tag.id));
  });
  // Older changes list all that the article had: what is in both was left alone.
  return new Set([
    ...(taken ?? []).filter((tag) => given?.includes(tag) !== true),
    ...(given ?? []).filter((tag) => taken?.includes(tag) !== true),
  ]);
}

function overlap(one: object, other: object): boolean {
  return Object.keys(one).some((field) => Object.hasOwn(other, field));
}

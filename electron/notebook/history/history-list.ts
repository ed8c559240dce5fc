import type { ChangeGroup, Earlier, HistoryNext } from "../../api.ts";
import type { Database } from "../database.ts";
import { fieldsOf, groupColumns, type GroupRow } from "./history-rows.ts";

/** Earlier states of one thing that are told; older ones stay in the notebook. */
const mostEarlier = 50;

/** The SQL of the last groups, newest first. Exported for the test of its query plan. */
export const groupsSql = `
  select ${groupColumns}, (select count(*) from change where change.group_key = change_group.group_key) as changes
  from change_group where group_key < coalesce(
    (select group_key from change_group where id = :before), 9223372036854775807)
  order by group_key desc limit :limit`;

/** The SQL of the states that edits of a thing replaced, newest first. Exported for the same reason. */
export const earlierSql = `
  select change_group.id as "group", change_group.made_at as at, change.before
  from change cross join change_group using (group_key)
  where change.entity = :id and change.verb in ('clip.update', 'article.edit')
    and change_group.undone_at is null
    and not exists (select 1 from change first where first.group_key = change.group_key
      and first.entity = change.entity and first.change_key < change.change_key)
  order by change.change_key desc limit ${mostEarlier}`;

/** The articles of a group's clips, and those that were tagged in it; by title, at most two. */
const articlesSql = `
  select distinct title from (
    select article_key from change join clip on clip.id = entity
      where group_key = :key and change.kind = 'clip'
    union all select article_key from change join article on article.id = entity
      where group_key = :key and change.kind = 'tag')
  join article using (article_key) limit 2`;
/** What changes more than this is told by its number; nobody looks through so much for a title. */
const mostNamed = 20;

/** Prepares reading the record of what was done. */
export function openHistoryList({ sqlite, read }: Database) {
  const groups = sqlite.prepare<
    [{ limit: number; before: string | null }],
    GroupRow & { changes: number }
  >(groupsSql);
  const articlesOf = sqlite.prepare<[{ key: number }], string>(articlesSql).pluck();
  const lastLabel = sqlite
    .prepare<[], string>(
      `select label from change_group where undoable = 1 and undone_at is null
       order by group_key desc limit 1`,
    )
    .pluck();
  const lastUndone = sqlite.prepare<[], { id: string; label: string }>(
    `select id, label from change_group where redo_order is not null
     order by redo_order desc limit 1`,
  );
  const earlier = sqlite.prepare<[{ id: string }], { group: string; at: number; before: string }>(
    earlierSql,
  );

  const articleOf = (key: number): string | null => {
    const [title, ...others] = articlesOf.all({ key });
    return others.length > 0 ? null : (title ?? null);
  };

  return {
    /** The groups of changes, newest first, from before one of them on when it is named. */
    list(input: {
      readonly limit: number;
      readonly before?: string | null | undefined;
    }): readonly ChangeGroup[] {
      return read(() => {
        const next = lastUndone.get()?.id;
        return groups
          .all({ limit: input.limit, before: input.before ?? null })
          .map(({ key, id, label, madeAt, undoable, undoneAt, changes }) => ({
            id,
            label,
            article: changes > mostNamed ? null : articleOf(key),
            madeAt,
            undoneAt,
            changes,
            canUndo: undoable === 1 && undoneAt === null,
            canRedo: id === next,
          }));
      });
    },

    /** What undo and redo would do now, as menus say it. */
    next(): HistoryNext {
      return read(() => ({
        undo: lastLabel.get() ?? null,
        redo: lastUndone.get()?.label ?? null,
      }));
    },

    /** How a clip or an article was before each edit that stands, newest first. */
    of({ id }: { readonly id: string }): readonly Earlier[] {
      return read(() =>
        earlier
          .all({ id })
          .map(({ group, at, before }) => ({ group, at, fields: fieldsOf(before) })),
      );
    },
  };
}

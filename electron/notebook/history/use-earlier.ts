import type { Undoable } from "../../api.ts";
import { NotebookError } from "../../api.ts";
import type { openClips } from "../clips/clips.ts";
import type { Database } from "../database.ts";
import type { Metadata } from "../articles/metadata.ts";
import { fieldsOf } from "./history-rows.ts";

interface EditRow {
  readonly verb: "clip.update" | "article.edit";
  readonly before: string;
}

/** Prepares bringing back what an edit of a clip or an article replaced. */
export function openUseEarlier(
  { sqlite, read }: Database,
  nouns: {
    readonly clips: Pick<ReturnType<typeof openClips>, "setBack">;
    readonly metadata: Pick<Metadata, "useEarlier">;
  },
) {
  const editOf = sqlite.prepare<[{ id: string; group: string }], EditRow>(
    `select verb, before from change
     where entity = :id and verb in ('clip.update', 'article.edit')
       and group_key = (select group_key from change_group where id = :group)
     order by change_key limit 1`,
  );
  /**
   * Makes the fields that one edit replaced what they were before it: an edit of its own, to be undone
   * like any. Null when they are so already. Throws `not-found` for what is not there, or in the trash.
   */
  return ({ id, group }: { readonly id: string; readonly group: string }): Undoable | null => {
    const edit = read(() => editOf.get({ id, group }));
    if (edit === undefined)
      throw new NotebookError("not-found", "This earlier state is not in the notebook any more.");
    const fields = fieldsOf(edit.before);
    return edit.verb === "article.edit"
      ? nouns.metadata.useEarlier(id, fields)
      : // Recorded by `clips.update` from a clip.
        nouns.clips.setBack(id, fields);
  };
}

/** The command that opens an article's details, and what saving them means. */
import { useState } from "react";
import type { Article, EditableField, MetadataChanges } from "../../electron/api.ts";
import { call, useCall } from "../api.ts";
import { useCommand } from "../commands.ts";
import { failureText, showFailure } from "../failure.ts";
import { useNavigation } from "../navigation.ts";
import { DetailsDialog } from "./details-dialog.tsx";
import { articleLines } from "./earlier-states.ts";

export function ArticleDetails({ article }: { readonly article: Article }) {
  const { announce } = useNavigation();
  const [open, setOpen] = useState(false);
  useCommand("article.edit", () => setOpen(true));
  const { id } = article;
  const { data: earlier } = useCall("history.of", { id }, { enabled: open });
  const restore = (group: string) => {
    call("history.useEarlier", { id, group })
      .then((undoable) => {
        if (undoable) announce("The details are as they were earlier", undoable);
      })
      .catch(showFailure);
  };
  const save = async (changes: MetadataChanges) => {
    try {
      const undoable = await call("articles.edit", { id, changes: plain(changes) });
      setOpen(false);
      if (undoable) announce("Details saved", undoable);
      return "";
    } catch (error) {
      return failureText(error);
    }
  };
  const useFound = (field: EditableField) => {
    call("articles.useFound", { id, fields: [field] })
      .then((undoable) => {
        if (undoable) announce("The import's finding is used again", undoable);
      })
      .catch(showFailure);
  };
  return open ? (
    <DetailsDialog
      article={article}
      onClose={() => setOpen(false)}
      onSave={save}
      onUseFound={useFound}
      earlier={articleLines(article, earlier ?? [])}
      onRestore={restore}
    />
  ) : null;
}

/** The same changes with lists that the contract may keep. */
function plain({ names, ...rest }: MetadataChanges) {
  return { ...rest, ...(names === undefined ? {} : { names: [...names] }) };
}

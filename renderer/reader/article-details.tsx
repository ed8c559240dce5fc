/** The command that opens an article's details, and what saving them means. */
import { useState } from "react";
import type { Article, EditableField, MetadataChanges } from "../../electron/api.ts";
import { call } from "../api.ts";
import { useCommand } from "../commands.ts";
import { failureText, showFailure } from "../failure.ts";
import { useNavigation } from "../navigation.ts";
import { DetailsDialog } from "./details-dialog.tsx";

export function ArticleDetails({ article }: { readonly article: Article }) {
  const { announce } = useNavigation();
  const [open, setOpen] = useState(false);
  useCommand("article.edit", () => setOpen(true));
  const { id } = article;
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
    />
  ) : null;
}

/** The same changes with lists that the contract may keep. */
function plain({ names, ...rest }: MetadataChanges) {
  return { ...rest, ...(names === undefined ? {} : { names: [...names] }) };
}

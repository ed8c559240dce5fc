/** Over the articles of one tag: which it is, the way back to all tags, and what can be done to it. */
import { ArrowLeft, Ellipsis } from "lucide-react";
import { useState } from "react";
import type { TagRow } from "../../electron/api.ts";
import { call } from "../api.ts";
import { failureText, showFailure } from "../failure.ts";
import { useNavigation } from "../navigation.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { MenuButton } from "../ui/menu.tsx";
import { TextField } from "../ui/text-field.tsx";

export interface TagHeadProps {
  readonly tag: TagRow;
  /** Shows the list of all tags. */
  readonly onBack: () => void;
}

export function TagHead({ tag, onBack }: TagHeadProps) {
  const navigation = useNavigation();
  const [renaming, setRenaming] = useState(false);
  const remove = () => {
    call("tags.delete", { id: tag.id })
      .then((undoable) => {
        onBack();
        navigation.announce(`Tag “${tag.name}” deleted`, undoable);
      })
      .catch(showFailure);
  };
  return (
    <div className="library-tag-head">
      <IconButton
        label="All tags"
        icon={<ArrowLeft size={16} strokeWidth={1.5} />}
        onPress={onBack}
      />
      <h2 className="library-tag-name" title={tag.name}>
        {tag.name}
      </h2>
      <MenuButton
        label="What to do with this tag"
        variant="icon"
        onAction={(id) => (id === "rename" ? setRenaming(true) : remove())}
        groups={[
          {
            title: tag.name,
            entries: [
              { id: "rename", label: "Rename tag…" },
              { id: "delete", label: "Delete tag" },
            ],
          },
        ]}
      >
        <Ellipsis size={16} strokeWidth={1.5} />
      </MenuButton>
      {renaming ? <RenameTag tag={tag} onClose={() => setRenaming(false)} /> : null}
    </div>
  );
}

interface RenameTagProps {
  readonly tag: TagRow;
  readonly onClose: () => void;
}

function RenameTag({ tag, onClose }: RenameTagProps) {
  const navigation = useNavigation();
  const [name, setName] = useState(tag.name);
  const [failure, setFailure] = useState("");
  const rename = () => {
    if (name.trim() === tag.name) return onClose();
    call("tags.rename", { id: tag.id, name })
      .then((undoable) => {
        onClose();
        navigation.announce(
          undoable.merged ? `“${tag.name}” and “${name.trim()}” are one tag now` : "Tag renamed",
          undoable,
        );
      })
      .catch((error: unknown) => setFailure(failureText(error)));
  };
  return (
    <Dialog
      open
      title="Rename tag"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" onPress={rename}>
            Rename tag
          </Button>
        </>
      }
    >
      <TextField
        label="Name of the tag"
        value={name}
        // The dialog was opened to type in it.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onChange={setName}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) rename();
        }}
      />
      <p className="library-tag-hint">
        Under the name of another tag the two become one, with all their articles.
      </p>
      <p role="alert" className="library-tag-failure">
        {failure}
      </p>
    </Dialog>
  );
}

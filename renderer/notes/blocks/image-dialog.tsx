/** Asks for the words that describe a picture. */
import { $getNodeByKey, type LexicalEditor, type NodeKey } from "lexical";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { $isImageNode } from "./image-node.ts";

export interface ImageDialogProps {
  readonly editor: LexicalEditor;
  readonly image: NodeKey;
  readonly onClose: () => void;
}

export function ImageDialog({ editor, image, onClose }: ImageDialogProps) {
  const [alt, setAlt] = useState(() =>
    editor.read(() => {
      const node = $getNodeByKey(image);
      return $isImageNode(node) ? node.getPicture().alt : "";
    }),
  );
  const save = () => {
    editor.update(() => {
      const node = $getNodeByKey(image);
      if ($isImageNode(node)) node.setPicture({ alt: alt.trim() });
    });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Describe the picture"
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" onPress={save}>
            Save description
          </Button>
        </>
      }
    >
      <TextField
        label="What it shows"
        placeholder="What it shows, for who cannot see it"
        value={alt}
        onChange={setAlt}
        // The dialog was opened to write this.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onKeyDown={(event) => {
          if (event.key === "Enter") save();
        }}
      />
      <p className="note-image-hint">Press + or - while the picture is selected to resize it.</p>
    </Dialog>
  );
}

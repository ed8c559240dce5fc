/** Changes, opens or removes the web link at the caret. */
import { $isLinkNode, TOGGLE_LINK_COMMAND } from "@lexical/link";
import { $findMatchingParent, $getSelection, $isRangeSelection, type LexicalEditor } from "lexical";
import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/text-field.tsx";
import { isAddress, OPEN_ADDRESS_COMMAND } from "./web-link.ts";

export interface WebLinkDialogProps {
  readonly editor: LexicalEditor;
  readonly address: string;
  readonly onClose: () => void;
}

export function WebLinkDialog({ editor, address, onClose }: WebLinkDialogProps) {
  const [value, setValue] = useState(address);
  const isWrong = !isAddress(value.trim());
  const save = () => {
    if (isWrong) return;
    editor.update(() => {
      const selection = $getSelection();
      if (!$isRangeSelection(selection)) return;
      $findMatchingParent(selection.anchor.getNode(), $isLinkNode)?.setURL(value.trim());
    });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Web link"
      actions={
        <>
          <Button
            onPress={() => {
              editor.dispatchCommand(TOGGLE_LINK_COMMAND, null);
              onClose();
            }}
          >
            Remove link
          </Button>
          <Button
            isDisabled={isWrong}
            onPress={() => {
              onClose();
              editor.dispatchCommand(OPEN_ADDRESS_COMMAND, value.trim());
            }}
          >
            Open
          </Button>
          <Button variant="primary" isDisabled={isWrong} onPress={save}>
            Change link
          </Button>
        </>
      }
    >
      <TextField
        label="Address"
        value={value}
        onChange={setValue}
        // The dialog was opened to change this.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onKeyDown={(event) => {
          if (event.key === "Enter") save();
        }}
      />
      {isWrong ? (
        <p className="note-hint">An address starts with https://, http:// or mailto:</p>
      ) : null}
    </Dialog>
  );
}

/** Changes, opens or removes the web link at the caret. */
import { $createLinkNode, $isLinkNode, TOGGLE_LINK_COMMAND } from "@lexical/link";
import {
  $createTextNode,
  $findMatchingParent,
  $getSelection,
  $isRangeSelection,
  type LexicalEditor,
} from "lexical";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/text-field.tsx";
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
    editor.update(() => $changeAddress(value.trim()));
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

function $changeAddress(url: string): void {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return;
  const link = $findMatchingParent(selection.anchor.getNode(), $isLinkNode);
  if (!link) return;
  const isBare = link.getTextContent() === link.getURL();
  const changed = $createLinkNode(url);
  // One that was made while typing would go back to what its words say: an own link takes its place.
  changed.append(...(isBare ? [$createTextNode(url)] : link.getChildren()));
  link.replace(changed);
  changed.selectEnd();
}

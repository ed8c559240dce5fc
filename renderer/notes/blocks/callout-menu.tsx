/** What can be done to the callout of the caret: another kind, folding, taking it away. */
import type { LexicalEditor } from "lexical";
import {
  calloutKindOf,
  calloutKinds,
  calloutName,
  type CalloutFold,
} from "../../../electron/text/notes/callouts.ts";
import { MenuButton } from "../../ui/menu.tsx";
import { CHANGE_CALLOUT_COMMAND } from "./callouts.ts";

export interface CalloutMenuProps {
  readonly editor: LexicalEditor;
  readonly kind: string;
  readonly fold: CalloutFold;
  /** After each choice. */
  readonly onDone: () => void;
}

export function CalloutMenu({ editor, kind, fold, onDone }: CalloutMenuProps) {
  const actions =
    fold === ""
      ? [{ id: "open", label: "Let it be folded" }]
      : [
          { id: fold === "open" ? "folded" : "open", label: fold === "open" ? "Fold" : "Unfold" },
          { id: "plain", label: "Never fold it" },
        ];
  return (
    <MenuButton
      label={`Callout: ${calloutName(kind)}`}
      groups={[
        { title: "Kind of callout", chosen: calloutKindOf(kind), entries: kindEntries },
        { title: "Callout", entries: [...actions, { id: "unwrap", label: "Turn into text" }] },
      ]}
      onAction={(id) => {
        if (id === "unwrap") editor.dispatchCommand(CHANGE_CALLOUT_COMMAND, "unwrap");
        else if (id === "open" || id === "folded" || id === "plain")
          editor.dispatchCommand(CHANGE_CALLOUT_COMMAND, { fold: id === "plain" ? "" : id });
        else editor.dispatchCommand(CHANGE_CALLOUT_COMMAND, { kind: id });
        onDone();
      }}
    >
      <span className="note-language">{calloutName(kind)}</span>
    </MenuButton>
  );
}

const kindEntries = Object.entries(calloutKinds).map(([id, label]) => ({ id, label }));

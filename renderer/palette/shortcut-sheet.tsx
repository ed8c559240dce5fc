/** All commands that have keys, as a sheet to look at. Made from the command table. */
import { commands, keysLabel, type Command } from "../commands.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Keys } from "../ui/keys.tsx";
import "./palette.css";

export interface ShortcutSheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

interface Row {
  readonly label: string;
  readonly keys: readonly string[];
}

const menus: Readonly<Record<Command["menu"], string>> = {
  file: "File",
  edit: "Edit and find",
  view: "View",
  go: "Go",
  note: "Notes and articles",
  help: "Help",
};

/** Keys that belong to a place and not to a command. */
const places: readonly { readonly title: string; readonly rows: readonly Row[] }[] = [
  {
    title: "In a list",
    rows: [
      { label: "Move", keys: ["ArrowUp", "ArrowDown"] },
      { label: "Open beside the list", keys: ["Space"] },
      { label: "Open and go there", keys: ["Enter"] },
      { label: "Filter", keys: ["Type"] },
      { label: "Move to trash", keys: ["Delete"] },
    ],
  },
];

export function ShortcutSheet({ open, onClose }: ShortcutSheetProps) {
  const withKeys = commands.filter((command: Command) => command.keys.length > 0);
  const groups = Object.entries(menus).map(([menu, title]) => ({
    title,
    rows: withKeys.filter((command) => command.menu === menu) as readonly Row[],
  }));
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Keyboard shortcuts"
      size="wide"
      actions={<Button onPress={onClose}>Close</Button>}
    >
      <div className="palette-sheet">
        {[...groups, ...places]
          .filter((group) => group.rows.length > 0)
          .map((group) => (
            <section key={group.title} className="palette-sheet-group">
              <h3 className="palette-sheet-title">{group.title}</h3>
              <dl className="palette-sheet-list">
                {group.rows.map((row) => (
                  <SheetRow key={row.label} row={row} />
                ))}
              </dl>
            </section>
          ))}
      </div>
    </Dialog>
  );
}

function SheetRow({ row }: { readonly row: Row }) {
  return (
    <div className="palette-sheet-row">
      <dt>{row.label}</dt>
      <dd className="palette-sheet-keys">
        {row.keys.map((keys) => (
          <span key={keys}>
            <Keys keys={keys} />
            <span className="unseen">{keysLabel(keys)}</span>
          </span>
        ))}
      </dd>
    </div>
  );
}

/** The tools over a note. They act on the selection and leave it and the focus where they are. */
import {
  getExtensionDependencyFromEditor,
  INSERT_HORIZONTAL_RULE_COMMAND,
} from "@lexical/extension";
import { useSignalValue } from "@lexical/react/useExtensionSignalValue";
import { AtSign, Bold, Heading, Italic, Link, List, ListChecks, Table } from "lucide-react";
import { FORMAT_TEXT_COMMAND, type LexicalCommand, type LexicalEditor } from "lexical";
import { useState } from "react";
import { Toolbar as AriaToolbar } from "react-aria-components";
import { keysFor } from "../commands.ts";
import { IconButton } from "../ui/button.tsx";
import { MenuButton } from "../ui/menu.tsx";
import { SET_BLOCK_COMMAND } from "./blocks/block-kind.ts";
import { CalloutMenu } from "./blocks/callout-menu.tsx";
import { CALLOUT_COMMAND } from "./blocks/callouts.ts";
import { SET_CODE_LANGUAGE_COMMAND } from "./blocks/code-highlighting.ts";
import { languageNames, languageOf } from "./blocks/code-tokens.ts";
import { blockLabels, FormatStateExtension, type BlockKind } from "./format-state.ts";
import { FOOTNOTE_COMMAND } from "./blocks/footnotes.ts";
import { OPEN_CITE_MENU_COMMAND } from "./links/cite-menu.ts";
import { OPEN_EMBED_MENU_COMMAND, OPEN_LINK_MENU_COMMAND } from "./links/link-menu.ts";
import { FORMULA_COMMAND } from "./blocks/math.ts";
import { NoteOutline } from "./outline.tsx";
import {
  CHANGE_TABLE_COMMAND,
  NEW_TABLE_COMMAND,
  tableActions,
  type TableAction,
} from "./blocks/tables.ts";
import { WebLinkDialog } from "./links/web-link-dialog.tsx";

const icon = { size: 16, strokeWidth: 1.5 } as const;
const inMenu = [
  "paragraph",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "number",
  "quote",
  "code",
] as const;

export function Toolbar({ editor }: { readonly editor: LexicalEditor }) {
  const { output } = getExtensionDependencyFromEditor(editor, FormatStateExtension);
  const format = useSignalValue(output.format);
  const [editing, setEditing] = useState<string | null>(null);
  /** Does something and goes on in the text, for those who came here by keys. */
  const act = (run: () => void) => () => {
    run();
    editor.focus();
  };
  const block = (kind: BlockKind) =>
    act(() => void editor.dispatchCommand(SET_BLOCK_COMMAND, kind));
  const { address } = format;
  return (
    <>
      <AriaToolbar className="note-tools" aria-label="Format">
        <MenuButton
          label="Text style"
          variant="icon"
          groups={[
            {
              title: "Text style",
              chosen: format.block,
              entries: inMenu.map((id) => ({ id, label: blockLabels[id] })),
            },
            { title: "Insert", entries: inserts },
          ]}
          onAction={(id) => {
            const command = menus[id];
            if (command) act(() => editor.dispatchCommand(command, undefined))();
            else if (id === "rule")
              act(() => editor.dispatchCommand(INSERT_HORIZONTAL_RULE_COMMAND))();
            else if (id === "footnote") act(() => editor.dispatchCommand(FOOTNOTE_COMMAND))();
            else if (id === "callout") act(() => editor.dispatchCommand(CALLOUT_COMMAND))();
            else if (id === "formula") editor.dispatchCommand(FORMULA_COMMAND, { display: false });
            else if (id === "display") editor.dispatchCommand(FORMULA_COMMAND, { display: true });
            // The other entries are kinds of block.
            else block(id as BlockKind)();
          }}
        >
          <Heading {...icon} />
        </MenuButton>
        <Tool
          label="Bold"
          keys="Mod+B"
          pressed={format.bold}
          icon={<Bold {...icon} />}
          onPress={act(() => editor.dispatchCommand(FORMAT_TEXT_COMMAND, "bold"))}
        />
        <Tool
          label="Italic"
          keys="Mod+I"
          pressed={format.italic}
          icon={<Italic {...icon} />}
          onPress={act(() => editor.dispatchCommand(FORMAT_TEXT_COMMAND, "italic"))}
        />
        <Tool
          label="Bulleted list"
          pressed={format.block === "bullet"}
          icon={<List {...icon} />}
          onPress={block("bullet")}
        />
        <Tool
          label="Check list"
          pressed={format.block === "check"}
          icon={<ListChecks {...icon} />}
          onPress={block("check")}
        />
        {format.language === null ? null : (
          <MenuButton
            label={`Language of the code: ${languageLabel(format.language)}`}
            groups={[
              {
                title: "Language of the code",
                chosen: languageOf(format.language) ?? "",
                entries: languages,
              },
            ]}
            onAction={(id) => act(() => editor.dispatchCommand(SET_CODE_LANGUAGE_COMMAND, id))()}
          >
            <span className="note-language">{languageLabel(format.language)}</span>
          </MenuButton>
        )}
        {format.callout === null ? null : (
          <CalloutMenu
            editor={editor}
            kind={format.callout}
            fold={format.fold}
            onDone={() => editor.focus()}
          />
        )}
        {format.inTable ? (
          <MenuButton
            label="Table"
            variant="icon"
            groups={tableGroups}
            onAction={(id) =>
              act(() => editor.dispatchCommand(CHANGE_TABLE_COMMAND, id as TableAction))()
            }
          >
            <Table {...icon} />
          </MenuButton>
        ) : (
          <Tool
            label="Insert table"
            icon={<Table {...icon} />}
            onPress={act(() => editor.dispatchCommand(NEW_TABLE_COMMAND))}
          />
        )}
        {address === null ? (
          <Tool
            label="Link"
            keys="[["
            icon={<Link {...icon} />}
            onPress={act(() => editor.dispatchCommand(OPEN_LINK_MENU_COMMAND))}
          />
        ) : (
          <Tool
            label="Change link"
            pressed
            icon={<Link {...icon} />}
            onPress={() => setEditing(address)}
          />
        )}
        <Tool
          label="Cite article"
          keys="@"
          icon={<AtSign {...icon} />}
          onPress={act(() => editor.dispatchCommand(OPEN_CITE_MENU_COMMAND))}
        />
        <NoteOutline editor={editor} />
      </AriaToolbar>
      {editing === null ? null : (
        <WebLinkDialog
          editor={editor}
          address={editing}
          onClose={() => {
            setEditing(null);
            editor.focus();
          }}
        />
      )}
    </>
  );
}

const languages = Object.entries(languageNames).map(([id, label]) => ({ id, label }));

function languageLabel(stored: string): string {
  const known = languageOf(stored);
  return known === null ? stored : languageNames[known];
}

const inserts = [
  { id: "link", label: "Link", keys: "[[" },
  { id: "embed", label: "Embed note", keys: "![[" },
  { id: "cite", label: "Cite article", keys: "@" },
  { id: "rule", label: "Horizontal rule" },
  { id: "callout", label: "Callout" },
  { id: "footnote", label: "Footnote", keys: keysFor("note.footnote") },
  { id: "formula", label: "Formula in the line" },
  { id: "display", label: "Formula on its own line" },
];

/** Entries that open a menu at the caret. */
const menus: Readonly<Record<string, LexicalCommand<void>>> = {
  link: OPEN_LINK_MENU_COMMAND,
  embed: OPEN_EMBED_MENU_COMMAND,
  cite: OPEN_CITE_MENU_COMMAND,
};

const tableGroups = [
  { title: "Rows", keys: ["rowAbove", "rowBelow", "headerRow", "deleteRow"] },
  {
    title: "Columns",
    keys: ["columnBefore", "columnAfter", "alignLeft", "alignCenter", "alignRight", "deleteColumn"],
  },
  { title: "Table", keys: ["deleteTable"] },
].map(({ title, keys }) => ({
  title,
  entries: keys.map((id) => ({ id, label: tableActions[id as TableAction] })),
}));

/** A button that does not take the focus when it is clicked, so that the selection stays in sight. */
function Tool(props: Parameters<typeof IconButton>[0]) {
  return <IconButton {...props} preventFocusOnPress />;
}

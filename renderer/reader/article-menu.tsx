/** What can be done with the article as a whole, in one menu. */
import { Ellipsis } from "lucide-react";
import { commands, keysFor, runCommand, type CommandId } from "../commands.ts";
import { MenuButton, type MenuEntry } from "../ui/menu.tsx";

const groups: readonly (readonly CommandId[])[] = [
  ["article.edit", "article.tag"],
  ["article.showOriginal", "article.exportOriginal"],
  ["article.delete"],
];

function entry(id: CommandId): MenuEntry {
  const label = commands.find((command) => command.id === id)?.label ?? "";
  const keys = keysFor(id);
  return { id, label, ...(keys === "" ? {} : { keys }) };
}

export function ArticleMenu() {
  return (
    <MenuButton
      label="Article"
      variant="icon"
      // What a command does may move the focus: the menu gives its own back first.
      onAction={(id) => setTimeout(() => runCommand(id))}
      groups={groups.map((ids, at) => ({ title: titles[at] ?? "", entries: ids.map(entry) }))}
    >
      <Ellipsis size={16} strokeWidth={1.5} aria-hidden="true" />
    </MenuButton>
  );
}

const titles = ["Article", "The file it came from", "Trash"];

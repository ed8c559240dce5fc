/** The menu bar, made from the command table; a chosen item is a command sent to the page. */
import { Menu, type MenuItemConstructorOptions } from "electron";
import { commands, type Command, type MenuName } from "./commands.ts";

const labels: readonly (readonly [MenuName, string])[] = [
  ["file", "&File"],
  ["edit", "&Edit"],
  ["view", "&View"],
  ["go", "&Go"],
  ["note", "&Note"],
  ["help", "&Help"],
];

/** A key combination of the table as Electron writes it. */
export function accelerator(keys: string): string {
  return keys
    .replace("Mod", "CommandOrControl")
    .replace("ArrowLeft", "Left")
    .replace("ArrowRight", "Right")
    .replace(/\+=$/, "+Plus");
}

/** What commands are called now in place of their names in the table, by id. */
export type MenuNames = Readonly<Record<string, string>>;

/**
 * The middle of Edit: the system's own, since they act on whatever has the focus, and after `Paste` ours
 * that pastes words alone. To a page the system's one is any paste of words, which may be Markdown.
 */
const editingWith = (pastePlain: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] => [
  { type: "separator" },
  { role: "cut" },
  { role: "copy" },
  { role: "paste" },
  ...pastePlain,
  { role: "selectAll" },
];

export function menuTemplate(
  mac: boolean,
  run: (id: string) => void,
  names: MenuNames,
): MenuItemConstructorOptions[] {
  const item = (each: Command): MenuItemConstructorOptions[] => [
    ...(each.separated ? [{ type: "separator" } as const] : []),
    {
      id: each.id,
      label: names[each.id] ?? each.label,
      // The page hears keys first and acts on them itself; the menu only shows them.
      registerAccelerator: false,
      ...(each.keys[0] === undefined ? {} : { accelerator: accelerator(each.keys[0]) }),
      click: () => run(each.id),
    },
  ];
  const menus = labels.map(([name, label]): MenuItemConstructorOptions => {
    const items = commands.filter((each) => each.menu === name).flatMap(item);
    if (name !== "edit") return { label, submenu: items };
    // Undo, redo, and what the table has third.
    const [undoing, pastePlain, rest] = [items.slice(0, 2), items.slice(2, 3), items.slice(3)];
    return { label, submenu: [...undoing, ...editingWith(pastePlain), ...rest] };
  });
  return mac ? [{ role: "appMenu" }, ...menus, { role: "windowMenu" }] : menus;
}

/** Shows the menu bar; again when a command gets another name, since Electron's items keep theirs. */
export function setMenu(mac: boolean, run: (id: string) => void, names: MenuNames = {}): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(mac, run, names)));
}

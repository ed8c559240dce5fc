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

/** What stands in the middle of Edit: the system's own, since they act on whatever has the focus. */
const editing: readonly MenuItemConstructorOptions[] = [
  { type: "separator" },
  { role: "cut" },
  { role: "copy" },
  { role: "paste" },
  { role: "pasteAndMatchStyle" },
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
    return {
      label,
      submenu: name === "edit" ? [...items.slice(0, 2), ...editing, ...items.slice(2)] : items,
    };
  });
  return mac ? [{ role: "appMenu" }, ...menus, { role: "windowMenu" }] : menus;
}

/** Shows the menu bar; again when a command gets another name, since Electron's items keep theirs. */
export function setMenu(mac: boolean, run: (id: string) => void, names: MenuNames = {}): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(mac, run, names)));
}

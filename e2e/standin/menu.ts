/** Electron's `Menu`. There is no menu bar: items are clicked by id, as tests do, and keys go to the page. */
import { onlyKnown, strict } from "./strict.ts";
import { BrowserWindow } from "./window.ts";

interface ItemTemplate {
  readonly id?: string;
  readonly label?: string;
  readonly role?: string;
  readonly type?: "normal" | "separator" | "submenu" | "checkbox" | "radio";
  readonly accelerator?: string;
  readonly registerAccelerator?: boolean;
  readonly enabled?: boolean;
  readonly visible?: boolean;
  readonly checked?: boolean;
  readonly submenu?: readonly ItemTemplate[];
  readonly click?: (item: object, window: BrowserWindow | null, event: object) => void;
}

const knownKeys = [
  "id",
  "label",
  "role",
  "type",
  "accelerator",
  "registerAccelerator",
  "enabled",
  "visible",
  "checked",
  "submenu",
  "click",
];

interface MenuItem extends Omit<ItemTemplate, "submenu" | "click"> {
  readonly submenu: AppMenu | null;
  enabled: boolean;
  checked: boolean;
  click(): void;
}

class AppMenu {
  readonly items: readonly MenuItem[];

  constructor(template: readonly ItemTemplate[]) {
    this.items = template.map(makeItem);
  }

  /** Looks in submenus too; null when no item has this id. */
  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }
}

function makeItem(template: ItemTemplate): MenuItem {
  onlyKnown("menu item", template, knownKeys);
  const { label, role, submenu, click } = template;
  // As in Electron: an item that is only a name could never do anything.
  if (label === undefined && role === undefined && template.type !== "separator")
    throw new TypeError("Expected a menu item to have a label, a role or the type separator");
  if (template.accelerator && template.registerAccelerator !== false)
    throw new Error("stand-in: accelerators that the menu itself acts on are not there");
  const item: MenuItem = strict("MenuItem", {
    id: "",
    label: "",
    role: "",
    type: submenu ? "submenu" : "normal",
    accelerator: "",
    visible: true,
    ...template,
    enabled: template.enabled ?? true,
    checked: template.checked ?? false,
    submenu: submenu ? strict("Menu", new AppMenu(submenu)) : null,
    click() {
      if (!item.enabled) return;
      if (!click) throw new Error(`stand-in: the menu role ${role} is not there`);
      click(item, BrowserWindow.getFocusedWindow(), {});
    },
  });
  return item;
}

let applicationMenu: AppMenu | null = null;

/** Electron's `Menu` class, as far as it is used. */
export const Menu = strict("Menu", {
  buildFromTemplate: (template: readonly ItemTemplate[]): AppMenu =>
    strict("Menu", new AppMenu(template)),
  setApplicationMenu(menu: AppMenu | null): void {
    applicationMenu = menu;
  },
  getApplicationMenu: (): AppMenu | null => applicationMenu,
});

/** A button that opens a menu. */
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import {
  Button as AriaButton,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
} from "react-aria-components";
import { Keys, keyShortcuts } from "./keys.tsx";
import "./floating.css";
import "./ui.css";

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly icon?: ReactNode;
  readonly keys?: string | undefined;
  readonly disabled?: boolean;
}

export interface MenuGroup {
  readonly title: string;
  readonly entries: readonly MenuEntry[];
  /** For a group of which one is chosen: the id of that one. Leave out for plain actions. */
  readonly chosen?: string;
}

export interface MenuButtonProps {
  /** What the menu is for; also the button's name when it shows an icon only. */
  readonly label: string;
  readonly children: ReactNode;
  readonly groups: readonly MenuGroup[];
  readonly onAction: (id: string) => void;
  readonly variant?: "quiet" | "icon";
  /** For a menu that a command opens too; both or none. */
  readonly isOpen?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
}

/** A button with a popover menu: arrows, Home, End, type-ahead, Enter, Escape as in any menu. */
export function MenuButton({
  label,
  children,
  groups,
  onAction,
  variant = "quiet",
  ...opening
}: MenuButtonProps) {
  return (
    <MenuTrigger {...opening}>
      <AriaButton
        aria-label={label}
        className={variant === "icon" ? "ui-icon-button" : "ui-button ui-button-quiet"}
      >
        {children}
      </AriaButton>
      <Popover className="ui-popover" placement="bottom end" offset={4}>
        <Menu className="ui-menu" aria-label={label} onAction={(key) => onAction(String(key))}>
          {groups.map((group) => (
            <Group key={group.title} group={group} />
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function Group({ group }: { readonly group: MenuGroup }) {
  const chosen =
    group.chosen === undefined
      ? {}
      : ({ selectionMode: "single", selectedKeys: [group.chosen] } as const);
  return (
    <MenuSection className="ui-menu-group" {...chosen}>
      <Header className="ui-menu-title">{group.title}</Header>
      {group.entries.map((entry) => (
        <MenuItem
          key={entry.id}
          id={entry.id}
          textValue={entry.label}
          className="ui-menu-item"
          isDisabled={entry.disabled ?? false}
          {...(entry.keys === undefined ? {} : { "aria-keyshortcuts": keyShortcuts(entry.keys) })}
        >
          {({ isSelected }) => (
            <>
              {group.chosen === undefined ? (
                entry.icon
              ) : (
                <span className="ui-menu-check">
                  {isSelected ? <Check size={14} strokeWidth={1.5} /> : null}
                </span>
              )}
              <span className="ui-menu-label">{entry.label}</span>
              {entry.keys === undefined ? null : <Keys keys={entry.keys} />}
            </>
          )}
        </MenuItem>
      ))}
    </MenuSection>
  );
}

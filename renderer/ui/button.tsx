/** Buttons. Their shortcut is shown, never bound here: the command table does that. */
import type { ReactNode, Ref } from "react";
import {
  Button as AriaButton,
  Tooltip,
  TooltipTrigger,
  type ButtonProps as AriaButtonProps,
} from "react-aria-components";
import { Keys, keyShortcuts } from "./keys.tsx";
import "./floating.css";

interface Common extends Omit<AriaButtonProps, "className" | "style" | "children"> {
  /** A shortcut of the command table that does the same. */
  readonly keys?: string | undefined;
  readonly ref?: Ref<HTMLButtonElement>;
}

export interface ButtonProps extends Common {
  readonly variant?: "plain" | "primary" | "quiet";
  readonly children: ReactNode;
}

/** A button with words. `primary` is for the one likely next step of a view. */
export function Button({ variant = "plain", keys, children, ...rest }: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      className={`ui-button ui-button-${variant}`}
      {...(keys === undefined ? {} : { "aria-keyshortcuts": keyShortcuts(keys) })}
    >
      {children}
      {keys === undefined ? null : <Keys keys={keys} />}
    </AriaButton>
  );
}

export interface IconButtonProps extends Common {
  /** What it does, for the tooltip and assistive technology. */
  readonly label: string;
  /** A lucide icon, 16 px. */
  readonly icon: ReactNode;
  /** For a button that stays in: whether it is. Leave out for one that just acts. */
  readonly pressed?: boolean;
}

/** A button with an icon only; its name and shortcut show in a tooltip on hover and focus. */
export function IconButton({ label, icon, pressed, keys, ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <AriaButton
        {...rest}
        className="ui-icon-button"
        aria-label={label}
        {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
        {...(keys === undefined ? {} : { "aria-keyshortcuts": keyShortcuts(keys) })}
      >
        {icon}
      </AriaButton>
      <Tooltip className="ui-tooltip" offset={6}>
        {label}
        {keys === undefined ? null : <Keys keys={keys} />}
      </Tooltip>
    </TooltipTrigger>
  );
}

/** One line of text to type. */
import { X } from "lucide-react";
import type { KeyboardEventHandler, ReactNode, Ref } from "react";
import "./ui.css";

export interface TextFieldProps {
  /** Its name for assistive technology; the placeholder is what the eye sees. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly icon?: ReactNode;
  /** `search` has a button that empties it, and Escape does so too before it does anything else. */
  readonly kind?: "text" | "search";
  readonly variant?: "boxed" | "bare";
  readonly onKeyDown?: KeyboardEventHandler<HTMLInputElement>;
  readonly ref?: Ref<HTMLInputElement>;
  readonly autoFocus?: boolean;
  /** For a field that steers a list below it (a combobox). */
  readonly list?: { readonly id: string; readonly active: string | undefined };
}

/** A controlled text field. Its caller gives it focus through `ref`. */
export function TextField({
  label,
  value,
  onChange,
  placeholder,
  icon,
  kind = "text",
  variant = "boxed",
  onKeyDown,
  ref,
  autoFocus,
  list,
}: TextFieldProps) {
  const clearable = kind === "search" && value !== "";
  const combobox = list && {
    role: "combobox",
    "aria-expanded": true,
    "aria-controls": list.id,
    "aria-autocomplete": "list" as const,
    "aria-activedescendant": list.active,
  };
  return (
    <div className={`ui-field ui-field-${variant}`}>
      {icon}
      <input
        {...combobox}
        ref={ref}
        className="ui-field-input"
        type="text"
        aria-label={label}
        value={value}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        // Only in surfaces that the person has just opened to type in.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={autoFocus}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (clearable && event.key === "Escape") {
            event.stopPropagation();
            event.preventDefault();
            onChange("");
            return;
          }
          onKeyDown?.(event);
        }}
      />
      {clearable ? (
        <button
          type="button"
          className="ui-field-clear"
          aria-label="Clear"
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChange("")}
        >
          <X size={14} strokeWidth={1.5} />
        </button>
      ) : null}
    </div>
  );
}

/** A short list to choose from while the focus stays in a field above it: the popup of a combobox. */
import {
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from "react";
import { TextField } from "./text-field.tsx";
import "./floating.css";
import "./ui.css";

export interface Choice {
  readonly key: string;
  readonly content: ReactNode;
  /** What happens when it is chosen; `event` tells of Shift and the like. */
  readonly choose: (event: KeyboardEvent | MouseEvent) => void;
}

export interface ChoiceGroup {
  /** Empty for a group that needs no name. */
  readonly title: string;
  /** Beside the title: how many there are in all. */
  readonly detail?: string;
  readonly choices: readonly Choice[];
}

export interface ChoicesProps {
  readonly label: string;
  readonly placeholder: string;
  readonly icon?: ReactNode;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly groups: readonly ChoiceGroup[];
  /** The choices are still those for what was typed before: Enter waits for the others. */
  readonly pending?: boolean;
  /** Under the list, or in its place when there is nothing to choose. */
  readonly foot?: ReactNode;
  /** Sees keys first; true when it took one. */
  readonly onKey?: (event: KeyboardEvent) => boolean;
}

const pageSize = 8;

/** The field with its choices: arrows move, Enter or a click chooses. */
export function Choices(props: ChoicesProps) {
  const { label, placeholder, icon, value, onChange, groups, pending = false, foot, onKey } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const all = groups.flatMap((group) => group.choices);
  const [active, setActive] = useState<{ value: string; at: number } | null>(null);
  // Other words, other choices: the first one is the best again.
  const isMoved = active?.value === value;
  const at = isMoved ? Math.min(active.at, Math.max(0, all.length - 1)) : 0;
  const activeKey = all[at]?.key;
  const wished = useRef<{ readonly value: string; readonly event: KeyboardEvent } | null>(null);
  const grant = useEffectEvent(() => {
    const wish = wished.current;
    wished.current = null;
    if (wish?.value === value) all[at]?.choose(wish.event);
  });
  useEffect(() => {
    if (!pending) grant();
  }, [pending, value]);

  useEffect(() => {
    list.current?.querySelector("[aria-selected='true']")?.scrollIntoView({ block: "nearest" });
  }, [activeKey]);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (onKey?.(event) || event.nativeEvent.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      // Whoever types fast must not be taken to what was there before.
      if (pending && !isMoved) wished.current = { value, event };
      else all[at]?.choose(event);
      return;
    }
    const to = {
      ArrowDown: (at + 1) % all.length,
      ArrowUp: (at - 1 + all.length) % all.length,
      PageDown: Math.min(at + pageSize, all.length - 1),
      PageUp: Math.max(at - pageSize, 0),
    }[event.key];
    if (to === undefined || all.length === 0) return;
    event.preventDefault();
    setActive({ value, at: to });
  };

  const placeOf = new Map(all.map((choice, index) => [choice.key, index] as const));
  return (
    <>
      <div className="ui-choices-field">
        <TextField
          label={label}
          variant="bare"
          placeholder={placeholder}
          icon={icon}
          value={value}
          onChange={onChange}
          onKeyDown={onKeyDown}
          list={{ id, active: activeKey === undefined ? undefined : `${id}-${activeKey}` }}
        />
      </div>
      <div
        ref={list}
        id={id}
        className="ui-choices"
        role="listbox"
        aria-label={label}
        tabIndex={-1}
      >
        {groups.map((group) => (
          <div key={group.title} role="group" aria-label={group.title === "" ? label : group.title}>
            {group.title === "" ? null : (
              <div className="ui-choices-title" aria-hidden="true">
                {group.title}
                <span>{group.detail}</span>
              </div>
            )}
            {group.choices.map((choice) => {
              const own = placeOf.get(choice.key) ?? 0;
              return (
                // Keys are the field's: it owns the list and keeps the focus.
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
                <div
                  key={choice.key}
                  id={`${id}-${choice.key}`}
                  className="ui-choice"
                  role="option"
                  aria-selected={own === at}
                  tabIndex={-1}
                  onPointerMove={() => {
                    if (own !== at) setActive({ value, at: own });
                  }}
                  onPointerDown={(event) => event.preventDefault()}
                  onClick={(event) => choice.choose(event)}
                >
                  {choice.content}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      {foot === undefined ? null : <div className="ui-choices-foot">{foot}</div>}
    </>
  );
}

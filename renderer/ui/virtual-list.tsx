/**
 * A listbox of any length. Only the rows in sight are drawn; focus stays on the list itself and
 * `aria-activedescendant` names the row that keys act on.
 */
import {
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
} from "react";
import { useRowWindow } from "./row-window.ts";
import "./ui.css";

/** What was done to open a row: Enter means to go there, the others to stay in the list. */
export type OpenedBy = "enter" | "space" | "click";

export interface VirtualListProps<Row> {
  readonly label: string;
  readonly total: number;
  /** In px; the same for all. */
  readonly rowHeight: number;
  /** Null while the row is on its way. */
  readonly rowAt: (index: number) => Row | null;
  readonly renderRow: (row: Row, index: number) => ReactNode;
  /** The row whose thing is open elsewhere; -1 when it is not known or not in the list. */
  readonly selected: number;
  /** What that row stands for: the list goes to the row when this changes, and never by itself. */
  readonly selectedKey?: string | null;
  readonly onOpen: (row: Row, by: OpenedBy) => void;
  /** Called with the rows in sight, [first, end), whenever they change. Should be stable. */
  readonly onRange: (first: number, end: number) => void;
  /** Called when keys or a click move to a row. */
  readonly onActive?: (index: number) => void;
  /** Called when text is typed into the list, with the row that keys act on: gives the row to go to, if any. */
  readonly onType?: (text: string, from: number) => number | void;
  /** Keys the list has no use for, with the row they act on. */
  readonly onKey?: (event: KeyboardEvent, row: Row | null) => void;
  /** What the list is of: when that changes it starts again, at the selected row or the first. */
  readonly of?: unknown;
  /** The list itself, to give it focus. */
  readonly ref?: RefObject<HTMLDivElement | null>;
}

/** Draws the list. It fills its container, which must have a height. */
export function VirtualList<Row>(props: VirtualListProps<Row>) {
  const { label, total, rowHeight, rowAt, renderRow, selected, onOpen, onRange, onType } = props;
  const id = useId();
  const rows = useRowWindow(total, rowHeight);
  const { first, end, reveal } = rows;
  const { of, selectedKey = null } = props;
  const [active, setActive] = useState(selected);
  // Followed once: a selected row that comes into reach again later must not pull the list to it.
  const [followed, setFollowed] = useState({ of, selectedKey });
  if (followed.of !== of || followed.selectedKey !== selectedKey) {
    setFollowed({ of, selectedKey });
    if (selected >= 0 || followed.of !== of) setActive(selected);
  }
  const current = Math.min(Math.max(active, 0), total - 1);

  useEffect(() => onRange(first, end), [onRange, first, end]);
  const shownOf = useRef(of);
  useEffect(() => {
    if (selected >= 0) reveal(selected);
    else if (shownOf.current !== of) reveal(0);
    shownOf.current = of;
    // Not when the index or the list's length changes: it must not jump then.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [followed]);

  const activate = (index: number) => {
    setActive(index);
    props.onActive?.(index);
  };
  const moveTo = (index: number) => {
    const next = Math.min(Math.max(index, 0), total - 1);
    activate(next);
    reveal(next);
  };
  const open = (index: number, by: OpenedBy) => {
    const row = rowAt(index);
    if (row !== null) onOpen(row, by);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || total === 0) return;
    const to = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      Home: 0,
      End: total - 1,
      PageDown: current + rows.perPage,
      PageUp: current - rows.perPage,
    }[event.key];
    if (to !== undefined) moveTo(to);
    else if (event.key === "Enter") open(current, "enter");
    else if (event.key === " ") open(current, "space");
    else if (onType && event.key.length === 1) {
      const typedTo = onType(event.key, current);
      if (typedTo !== undefined) moveTo(typedTo);
    } else {
      props.onKey?.(event, rowAt(current));
      return;
    }
    event.preventDefault();
  };
  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    const option = event.target instanceof Element ? event.target.closest("[data-index]") : null;
    if (!option) return;
    const index = Number(option.getAttribute("data-index"));
    activate(index);
    open(index, "click");
  };

  const { ref } = props;
  const { scroller } = rows;
  const attach = useCallback(
    (element: HTMLDivElement | null) => {
      if (ref) ref.current = element;
      return scroller(element);
    },
    [ref, scroller],
  );

  const drawn = Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at);
  const isDrawn = current >= first && current < end;
  return (
    <div
      ref={attach}
      className="ui-list"
      role="listbox"
      aria-label={label}
      tabIndex={0}
      {...(isDrawn ? { "aria-activedescendant": `${id}-${current}` } : {})}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div className="ui-list-whole" role="presentation" style={{ height: rows.height }}>
        {drawn.map((index) => {
          const row = rowAt(index);
          return (
            <div
              key={index}
              id={`${id}-${index}`}
              className="ui-list-row"
              role="option"
              aria-selected={index === selected}
              aria-setsize={total}
              aria-posinset={index + 1}
              data-index={index}
              {...(index === current ? { "data-active": "" } : {})}
              style={{ top: index * rowHeight - rows.base, height: rowHeight }}
            >
              {row === null ? null : renderRow(row, index)}
            </div>
          );
        })}
      </div>
    </div>
  );
}

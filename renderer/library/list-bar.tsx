/** The line between sections and list: what to leave out of it, and in which order it is. */
import { ArrowDown, ArrowUp, ChevronDown, ListFilter } from "lucide-react";
import type { RefObject } from "react";
import type { ArticleSort } from "../../electron/api.ts";
import { MenuButton } from "../ui/menu.tsx";
import { TextField } from "../ui/text-field.tsx";
import { sortLabel, sortOf, sorts } from "./sorts.ts";

export interface ListBarProps {
  readonly words: string;
  readonly onWords: (words: string) => void;
  readonly field: RefObject<HTMLInputElement | null>;
  /** Goes to the list: the arrow key down in the field. */
  readonly onDown: () => void;
  /** Null for lists that have one order only. */
  readonly sort: { readonly by: ArticleSort; readonly descending: boolean } | null;
  readonly onSort: (by: ArticleSort, descending: boolean) => void;
}

export function ListBar({ words, onWords, field, onDown, sort, onSort }: ListBarProps) {
  return (
    <div className="library-bar">
      <TextField
        ref={field}
        kind="search"
        variant="bare"
        label="Filter the list"
        placeholder="Filter these"
        icon={<ListFilter size={14} strokeWidth={1.5} />}
        value={words}
        onChange={onWords}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" && event.key !== "Escape" && event.key !== "Enter") return;
          event.preventDefault();
          onDown();
        }}
      />
      {sort ? <SortMenu by={sort.by} descending={sort.descending} onSort={onSort} /> : null}
    </div>
  );
}

interface SortMenuProps {
  readonly by: ArticleSort;
  readonly descending: boolean;
  readonly onSort: (by: ArticleSort, descending: boolean) => void;
}

function SortMenu({ by, descending, onSort }: SortMenuProps) {
  const [upward, downward] = sortOf(by).ways;
  const onAction = (id: string) => {
    if (id === "up" || id === "down") return onSort(by, id === "down");
    const chosen = sorts.find((each) => each.id === id);
    if (chosen && chosen.id !== by) onSort(chosen.id, chosen.descending);
  };
  return (
    <MenuButton
      label={`Order: ${sortOf(by).label}, ${descending ? downward : upward}`}
      onAction={onAction}
      groups={[
        { title: "Order by", entries: sorts.map(({ id, label }) => ({ id, label })), chosen: by },
        {
          title: "Direction",
          entries: [
            { id: "up", label: upward },
            { id: "down", label: downward },
          ],
          chosen: descending ? "down" : "up",
        },
      ]}
    >
      {sortLabel(by, descending)}
      {by === "added" ? null : descending ? (
        <ArrowDown size={12} strokeWidth={1.5} />
      ) : (
        <ArrowUp size={12} strokeWidth={1.5} />
      )}
      <ChevronDown size={12} strokeWidth={1.5} />
    </MenuButton>
  );
}

/** The authors, a row each; rows are added, moved and taken out by keys too. */
import { ChevronDown, ChevronUp, Plus, X } from "lucide-react";
import { useRef, type KeyboardEvent } from "react";
import { Button, IconButton } from "../ui/button.tsx";
import type { NameRow } from "./details-draft.ts";

export interface AuthorsProps {
  readonly rows: readonly NameRow[];
  readonly onChange: (rows: readonly NameRow[]) => void;
  readonly describedBy: string;
}

const icon = { size: 14, strokeWidth: 1.5, "aria-hidden": true } as const;
let made = 0;

export function Authors({ rows, onChange, describedBy }: AuthorsProps) {
  const list = useRef<HTMLUListElement>(null);
  const focusRow = (at: number) =>
    requestAnimationFrame(() =>
      list.current?.children[at]?.querySelector<HTMLElement>("input")?.focus(),
    );
  const set = (at: number, change: Partial<NameRow>) =>
    onChange(rows.map((row, own) => (own === at ? { ...row, ...change } : row)));
  const remove = (at: number) => {
    onChange(rows.filter((_row, own) => own !== at));
    focusRow(Math.max(0, at - 1));
  };
  const add = () => {
    made += 1;
    onChange([...rows, { key: `new ${made}`, given: "", last: "", name: null }]);
    focusRow(rows.length);
  };
  const move = (at: number, by: 1 | -1) => {
    const row = rows[at];
    const other = rows[at + by];
    if (!row || !other) return;
    onChange(rows.with(at, other).with(at + by, row));
  };
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    const by = event.key === "ArrowUp" ? -1 : 1;
    event.preventDefault();
    move(at, by);
  };
  return (
    <>
      <ul ref={list} className="details-rows" aria-label="Authors">
        {rows.map((row, at) => (
          // The keys are of the fields in it.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
          <li key={row.key} className="details-row" onKeyDown={(event) => onKeyDown(event, at)}>
            <input
              className="details-input"
              aria-label={`Given names of author ${at + 1}`}
              aria-describedby={describedBy}
              placeholder="Given names"
              value={row.given}
              onChange={(event) => set(at, { given: event.currentTarget.value })}
            />
            <input
              className="details-input"
              aria-label={`Family name or organisation, author ${at + 1}`}
              placeholder="Family name or organisation"
              value={row.last}
              onChange={(event) => set(at, { last: event.currentTarget.value })}
            />
            <IconButton
              label={`Move author ${at + 1} up`}
              keys="Alt+ArrowUp"
              icon={<ChevronUp {...icon} />}
              isDisabled={at === 0}
              onPress={() => move(at, -1)}
            />
            <IconButton
              label={`Move author ${at + 1} down`}
              keys="Alt+ArrowDown"
              icon={<ChevronDown {...icon} />}
              isDisabled={at === rows.length - 1}
              onPress={() => move(at, 1)}
            />
            <IconButton
              label={`Remove author ${at + 1}`}
              icon={<X {...icon} />}
              onPress={() => remove(at)}
            />
          </li>
        ))}
      </ul>
      <Button variant="quiet" onPress={add}>
        <Plus {...icon} /> Add author
      </Button>
    </>
  );
}

/** Identifiers, or all that an import found besides: a name and a value a row. */
import { Plus, X } from "lucide-react";
import { useRef, type ReactNode } from "react";
import { Button, IconButton } from "../ui/button.tsx";
import type { EntryRow } from "./details-draft.ts";

export interface EntriesProps {
  /** What one of them is called: `identifier`. */
  readonly one: string;
  readonly rows: readonly EntryRow[];
  readonly onChange: (rows: readonly EntryRow[]) => void;
  /** Where a row's value is from. */
  readonly noteOf: (name: string) => ReactNode;
  /** Names that are likely, to choose from. */
  readonly names: readonly string[];
}

const icon = { size: 14, strokeWidth: 1.5, "aria-hidden": true } as const;
let made = 0;

export function Entries({ one, rows, onChange, noteOf, names }: EntriesProps) {
  const list = useRef<HTMLUListElement>(null);
  const set = (at: number, change: Partial<EntryRow>) =>
    onChange(rows.map((row, own) => (own === at ? { ...row, ...change } : row)));
  const add = () => {
    made += 1;
    const free = names.find((name) => !rows.some((row) => row.name === name)) ?? "";
    onChange([...rows, { key: `new ${made}`, name: free, value: "" }]);
    requestAnimationFrame(() =>
      list.current?.lastElementChild
        ?.querySelector<HTMLElement>(free === "" ? "input" : "input:last-of-type")
        ?.focus(),
    );
  };
  return (
    <>
      <ul ref={list} className="details-rows" aria-label={`${one}s`}>
        {rows.map((row, at) => (
          <li key={row.key}>
            <div className="details-row">
              <input
                className="details-input details-name"
                aria-label={`Name of ${one} ${at + 1}`}
                placeholder="Name"
                value={row.name}
                onChange={(event) => set(at, { name: event.currentTarget.value })}
              />
              <input
                className="details-input"
                aria-label={`${row.name === "" ? `Value of ${one} ${at + 1}` : row.name}`}
                placeholder="Value"
                value={row.value}
                onChange={(event) => set(at, { value: event.currentTarget.value })}
              />
              <IconButton
                label={`Remove ${row.name === "" ? `${one} ${at + 1}` : row.name}`}
                icon={<X {...icon} />}
                onPress={() => onChange(rows.filter((_row, own) => own !== at))}
              />
            </div>
            <div className="details-note">{noteOf(row.name)}</div>
          </li>
        ))}
      </ul>
      <Button variant="quiet" onPress={add}>
        <Plus {...icon} /> Add {one}
      </Button>
    </>
  );
}

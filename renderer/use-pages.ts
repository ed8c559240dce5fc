/**
 * A list of any length, of which only the pages in sight are asked for. When the question changes the
 * old answer stays until the first page of the new one is there, so that filtering does not blink.
 */
import { useQueries, useQuery, type UseQueryOptions } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import type { Input, Result } from "../electron/api.ts";
import { queryOf } from "./api.ts";

/** Rows in a page: more than a tall window shows, so that mostly two are held. */
const pageRows = 60;

/** The calls that give rows by offset and limit. */
export type ListName =
  | "articles.list"
  | "clips.list"
  | "clips.attention"
  | "notes.list"
  | "tags.list"
  | "trash.list"
  | "import.report";
export type ListInput<Name extends ListName> = Omit<Input<Name>, "offset" | "limit">;
export type RowOf<Name extends ListName> = Result<Name>["rows"][number];

export interface Pages<Row> {
  /** The question that the rows answer. */
  readonly of: unknown;
  /** Null until the first answer. */
  readonly total: number | null;
  /** Null while the row is on its way. */
  readonly rowAt: (index: number) => Row | null;
  /** Where a row that satisfies `is` lies among those held; -1 when none does. */
  readonly indexOf: (is: (row: Row) => boolean) => number;
  /** Tells which rows are in sight, [first, end). */
  readonly onRange: (first: number, end: number) => void;
  readonly error: Error | null;
}

interface Range {
  readonly first: number;
  readonly last: number;
}

interface Page<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

/** Follows a list; `input` should be stable as long as it asks the same. */
export function usePages<Name extends ListName>(
  name: Name,
  input: ListInput<Name>,
): Pages<RowOf<Name>> {
  const [range, setRange] = useState<Range>({ first: 0, last: 0 });
  const wanted = useQuery(pageOf(name, input, 0));
  const [shown, setShown] = useState(input);
  if (shown !== input && wanted.data) setShown(input);

  const numbers = useMemo(() => {
    const inSight = Array.from({ length: range.last - range.first + 1 }, (_, n) => range.first + n);
    return inSight.includes(0) ? inSight : [0, ...inSight];
  }, [range]);
  const answers = useQueries({ queries: numbers.map((number) => pageOf(name, shown, number)) });
  const held = new Map(numbers.map((number, at) => [number, answers[at]?.data] as const));
  const total = held.get(0)?.total ?? null;

  const onRange = useCallback((firstRow: number, endRow: number) => {
    const first = Math.floor(firstRow / pageRows);
    const last = Math.floor(Math.max(firstRow, endRow - 1) / pageRows);
    setRange((old) => (old.first === first && old.last === last ? old : { first, last }));
  }, []);

  return {
    of: shown,
    total,
    rowAt: (index) => held.get(Math.floor(index / pageRows))?.rows[index % pageRows] ?? null,
    indexOf: (is) => {
      for (const [number, page] of held) {
        const at = page?.rows.findIndex((row) => is(row)) ?? -1;
        if (at >= 0) return number * pageRows + at;
      }
      return -1;
    },
    onRange,
    error: wanted.error ?? null,
  };
}

/** One page as a query. The call's types are too general to follow here; its rows are named by `Name`. */
function pageOf<Name extends ListName>(name: Name, input: ListInput<Name>, number: number) {
  const asked = { ...input, offset: number * pageRows, limit: pageRows } as Input<Name>;
  return queryOf(name, asked) as unknown as UseQueryOptions<Page<RowOf<Name>>>;
}

/** The rows of a comparison, of which only the chunks near what is in sight are asked for and drawn. */
import { useQueries } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { ComparedRow } from "../../electron/api.ts";
import { queries, queryOf } from "../api.ts";

/** Rows in a chunk. */
const chunkRows = 60;
/** The likely height of a row before it is drawn, in px. */
const rowHeight = 88;

export interface Chunk {
  readonly number: number;
  /** Null while it is far away or on its way. */
  readonly rows: readonly ComparedRow[] | null;
  /** What it takes while it is not drawn, in px. */
  readonly height: number;
  /** Attach it to the element of the chunk. */
  readonly attach: (element: HTMLElement | null) => (() => void) | undefined;
}

export interface Compared {
  readonly chunks: readonly Chunk[];
  /** The next change after a row, or before it; round and round, null when there is none. */
  readonly changeFrom: (row: number, by: 1 | -1) => Promise<Change | null>;
  /** Which of all changes a row is, counted from 1; null for one that is none. */
  readonly changeAt: (row: number) => Promise<number | null>;
}

/** A row that is a change, and which of all changes it is, counted from 1. */
export interface Change {
  readonly row: number;
  readonly change: number;
}

/** The chunks near what is in sight, and what those took that were drawn and left again, in px. */
interface Seen {
  readonly near: ReadonlySet<number>;
  readonly heights: ReadonlyMap<number, number>;
}

/** The query of the chunk of two versions that holds a row. */
function chunkOf(from: string, to: string, row: number) {
  const offset = Math.floor(row / chunkRows) * chunkRows;
  return queryOf("versions.compare", { from, to, offset, limit: chunkRows });
}

/** Follows what is in sight. `total` is that of the comparison. */
export function useCompared(from: string, to: string, total: number): Compared {
  const [{ near, heights }, setSeen] = useState<Seen>({ near: new Set([0]), heights: new Map() });
  const observer = useRef<IntersectionObserver | null>(null);
  const attach = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    observer.current ??= new IntersectionObserver(
      (entries) => {
        setSeen((before) => {
          const [near, heights] = [new Set(before.near), new Map(before.heights)];
          for (const { target, isIntersecting, boundingClientRect } of entries) {
            const number = Number(target.getAttribute("data-chunk"));
            if (!isIntersecting && near.has(number)) heights.set(number, boundingClientRect.height);
            if (isIntersecting) near.add(number);
            else near.delete(number);
          }
          return { near, heights };
        });
      },
      { root: element.closest(".versions-scroll"), rootMargin: "100% 0px" },
    );
    const own = observer.current;
    own.observe(element);
    return () => own.unobserve(element);
  }, []);
  useEffect(
    () => () => {
      observer.current?.disconnect();
      observer.current = null;
    },
    [],
  );

  const count = Math.ceil(total / chunkRows);
  const drawn = [...near].filter((number) => number < count).toSorted((a, b) => a - b);
  const answers = useQueries({
    queries: drawn.map((number) => chunkOf(from, to, number * chunkRows)),
  });
  const held = new Map(drawn.map((number, at) => [number, answers[at]?.data?.rows] as const));

  const changeAt = useCallback(
    async (row: number): Promise<number | null> => {
      const { rows, changesBefore } = await queries.ensureQueryData(chunkOf(from, to, row));
      const upTo = rows.slice(0, (row % chunkRows) + 1);
      if ((upTo.at(-1)?.kind ?? "same") === "same") return null;
      return changesBefore + upTo.filter(({ kind }) => kind !== "same").length;
    },
    [from, to],
  );
  const changeFrom = useCallback(
    async (row: number, by: 1 | -1): Promise<Change | null> => {
      // Equal sentences in a row are one row: a change is never farther away than two.
      for (let step = 1; step <= Math.min(total, 3); step += 1) {
        const at = (row + by * step + 3 * total) % total;
        const change = await changeAt(at);
        if (change !== null) return { row: at, change };
      }
      return null;
    },
    [changeAt, total],
  );
  const chunks = Array.from({ length: count }, (_each, number): Chunk => {
    const rows = Math.min(chunkRows, total - number * chunkRows);
    return {
      number,
      rows: held.get(number) ?? null,
      height: heights.get(number) ?? rows * rowHeight,
      attach,
    };
  });
  return { chunks, changeFrom, changeAt };
}

/** The first row of a chunk. */
export function firstRowOf(chunk: number): number {
  return chunk * chunkRows;
}

/** The chunk that holds a row. */
export function chunkNumberOf(row: number): number {
  return Math.floor(row / chunkRows);
}

/** Rounds of two or more ways to do the same, by turns, so that a busy machine slows them alike. */

export interface Row {
  readonly what: string;
  readonly ours: string;
  /** Against what, and what that took. */
  readonly peer: string;
  /** Ours divided by the peer: below one is better, whatever the unit. Null when there is no peer. */
  readonly ratio: number | null;
}

/** The middle value. Throws a `RangeError` for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[sorted.length >> 1];
  if (middle === undefined) throw new RangeError("Expected at least one value");
  if (sorted.length % 2 === 1) return middle;
  return (middle + (sorted[(sorted.length >> 1) - 1] ?? middle)) / 2;
}

/** How long something takes, in milliseconds. */
export async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Medians of `rounds` rounds in which each way gives its time in milliseconds, in turn. */
export async function interleaved<Name extends string>(
  rounds: number,
  ways: Readonly<Record<Name, (round: number) => number | Promise<number>>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(ways) as Name[];
  const times = new Map(names.map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    // The order changes, so that nobody always comes after the same other.
    const order = round % 2 === 0 ? names : names.toReversed();
    for (const name of order) times.get(name)?.push(await ways[name](round));
  }
  return Object.fromEntries([...times].map(([name, values]) => [name, median(values)])) as Record<
    Name,
    number
  >;
}

/** Milliseconds with as many digits as mean something. */
export const ms = (value: number): string =>
  `${value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString("en")} ms`;

/** The rows as a table for a terminal. */
export function table(rows: readonly Row[]): string {
  const cells = [
    ["", "ours", "against", "ratio"],
    ...rows.map(({ what, ours, peer, ratio }) => [
      what,
      ours,
      peer,
      ratio === null ? "" : `${ratio.toFixed(2)} ×`,
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

import type Sqlite from "better-sqlite3";
import type { EntityKind } from "../api.ts";
import { NotebookError } from "../api.ts";
import { explained } from "./errors.ts";
import { keepEndings, type Endings } from "./storage/endings.ts";
import { groupCommits, type GroupCommit } from "./storage/group-commit.ts";
import { uuidv7Source } from "./storage/uuidv7.ts";

/** What every noun of the notebook works with: the connection, the clock, ids, and one way to write. */
export interface Database extends GroupCommit, Pick<Endings, "atEnd"> {
  readonly sqlite: Sqlite.Database;
  readonly readOnly: boolean;
  readonly now: () => number;
  readonly newId: () => string;
  /** Runs queries; what SQLite throws comes out as a {@link NotebookError} where it has a meaning. */
  read<Value>(run: () => Value): Value;
  /**
   * Runs one whole change in one transaction, which is durable when this returns. `touched` gathers
   * the kinds that are no longer as they were; listeners hear of them after the commit.
   */
  write<Value>(run: (touched: Set<EntityKind>) => Value): Value;
  /** Throws `read-only` for a notebook that is open for reading; for work that ends in a write. */
  refuseReading(): void;
  /** Calls back after each commit that touched something; used by caches and idle work. */
  onCommit(listen: (kinds: readonly EntityKind[]) => void): void;
}

/** Wraps an open connection. */
export function wrapDatabase(
  sqlite: Sqlite.Database,
  options: { readonly readOnly: boolean; readonly now: () => number },
): Database {
  const listeners: ((kinds: readonly EntityKind[]) => void)[] = [];
  const endings = keepEndings();
  const begin = sqlite.transaction((run: () => unknown) => run());
  const read = <Value>(run: () => Value): Value => {
    try {
      return run();
    } catch (error) {
      throw explained(error);
    }
  };
  const refuseReading = () => {
    if (!options.readOnly) return;
    throw new NotebookError(
      "read-only",
      "This notebook is open for reading only.",
      "Nothing in it can be changed.",
    );
  };
  const write = <Value>(run: (touched: Set<EntityKind>) => Value): Value => {
    refuseReading();
    const touched = new Set<EntityKind>();
    // The transaction hands back what `run` returned; its own type has forgotten which.
    const value = read(() => begin.immediate(() => endings.whole(() => run(touched))) as Value);
    if (touched.size > 0) committed([...touched]);
    return value;
  };
  const committed = (kinds: readonly EntityKind[]) => {
    for (const listen of listeners) listen(kinds);
  };
  return {
    sqlite,
    readOnly: options.readOnly,
    now: options.now,
    newId: uuidv7Source(options.now),
    read,
    write,
    atEnd: endings.atEnd,
    ...groupCommits(sqlite, { refuseReading, write, explained, onCommit: committed, endings }),
    refuseReading,
    onCommit(listen) {
      listeners.push(listen);
    },
  };
}

/** A folder of made files, and imports of them through real importers into a real notebook, for tests. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeEach } from "vitest";
import type { ImportItem, ImportJob } from "../entities.ts";
import { forkImporter } from "../import/fork.ts";
import { createPool } from "../import/pool.ts";
import { importPaths, type Importing } from "../importing.ts";
import { openNotebook, type Notebook } from "../notebook/notebook.ts";

/** What an import gave. */
export interface Imported {
  readonly job: ImportJob;
  readonly items: readonly ImportItem[];
  /** What became of each file, by its name in the report: its status, or why it was refused. */
  readonly status: { readonly [file: string]: string };
}

/** Registers a new notebook for each test of a file, and the end of all of them. */
export function testImporting(name: string) {
  const root = mkdtempSync(path.join(tmpdir(), `commonplace-${name}-`));
  const pool = createPool({ spawn: forkImporter });
  let notebook: Notebook | null = null;
  let count = 0;
  const open = (): Notebook => {
    if (notebook === null) throw new RangeError("Expected a test to be running");
    return notebook;
  };
  beforeEach(() => {
    notebook?.close();
    notebook = openNotebook({
      folder: path.join(root, `notebook ${(count += 1)}`),
      mode: "create",
    });
  });
  afterAll(() => {
    pool.close();
    notebook?.close();
    rmSync(root, { recursive: true });
  });
  return {
    root,
    pool,
    notebook: open,

    /** A file below the root with this content; its place. */
    write(file: string, content: string | Uint8Array): string {
      const place = path.join(root, file);
      mkdirSync(path.dirname(place), { recursive: true });
      writeFileSync(place, content);
      return place;
    },

    /** Imports places into the notebook of the test. */
    async take(places: readonly string[], options: Partial<Importing> = {}): Promise<Imported> {
      const items: ImportItem[] = [];
      const job = await importPaths(places, {
        notebook: open(),
        pool,
        ...options,
        onItem(item) {
          items.push(item);
          options.onItem?.(item);
        },
      });
      const status = items.map((item): [string, string] => [
        item.file.replaceAll(path.sep, "/"),
        item.reason || item.status,
      ]);
      return { job, items, status: Object.fromEntries(status) };
    },

    /** The articles of the notebook, the oldest first. */
    articles: () =>
      open().articles.list({
        offset: 0,
        limit: 500,
        sort: "added",
        descending: false,
        filter: "all",
        words: "",
      }).rows,
  };
}

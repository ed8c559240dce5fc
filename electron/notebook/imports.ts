import type { ImportItem, ImportJob, ImportStatus } from "../api.ts";
import { NotebookError } from "../api.ts";
import type { Database } from "./database.ts";
import { openImportReport } from "./import-report.ts";

/** Jobs whose reports are shown; older ones stay in the notebook. */
const mostJobs = 200;

interface JobRow {
  readonly id: string;
  readonly startedAt: number;
  readonly finishedAt: number | null;
  readonly total: number;
  readonly imported: number;
  readonly duplicate: number;
  readonly version: number;
  readonly refused: number;
  readonly noted: number;
}
type ItemRow = Omit<ImportItem, "warnings"> & { readonly warnings: string };

/** Prepares the record of imports. */
export function openImports(database: Database) {
  const { sqlite } = database;
  const jobColumns = `id, started_at as startedAt, finished_at as finishedAt, total, imported, duplicate,
    version, refused, noted`;
  const newest = sqlite.prepare<[], JobRow>(
    `select ${jobColumns} from import_job order by job_key desc limit ${mostJobs}`,
  );
  const byId = sqlite.prepare<[string], JobRow>(
    `select ${jobColumns} from import_job where id = ?`,
  );
  const addJob = sqlite.prepare<[{ id: string; at: number; total: number }]>(
    `insert into import_job (id, started_at, total) values (:id, :at, :total)`,
  );
  const count = sqlite.prepare<[{ id: string; status: ImportStatus; noted: number }]>(
    `update import_job set
       imported = imported + (:status = 'imported'), duplicate = duplicate + (:status = 'duplicate'),
       version = version + (:status = 'version'), refused = refused + (:status = 'refused'),
       noted = noted + :noted,
       total = max(total, imported + duplicate + version + refused + 1) where id = :id`,
  );
  const addItem = sqlite.prepare<[ItemRow & { job: string }]>(
    `insert into import_item (job_key, position, file, status, article, title, words, warnings, reason)
     select job_key, imported + duplicate + version + refused, :file, :status, :article, :title, :words,
       :warnings, :reason from import_job where id = :job`,
  );
  const setTotal = sqlite.prepare<[number, string]>(`update import_job set total = ? where id = ?`);
  const setFinished = sqlite.prepare<[number, string]>(
    `update import_job set finished_at = ? where id = ? and finished_at is null`,
  );
  /** Jobs of this session that run, and the file each is at. A job cut short by a crash is not here. */
  const running = new Map<string, string | null>();

  const jobOf = (row: JobRow): ImportJob => {
    const { id, startedAt, finishedAt, total, imported, duplicate, version, refused, noted } = row;
    return {
      id,
      startedAt,
      finishedAt,
      total,
      done: imported + duplicate + version + refused,
      counts: { imported, duplicate, version, refused },
      noted,
      current: running.get(id) ?? null,
      running: running.has(id),
    };
  };
  const job = (id: string): ImportJob => {
    const row = database.read(() => byId.get(id));
    if (row === undefined)
      throw new NotebookError("not-found", "This import is not in the notebook.");
    return jobOf(row);
  };

  return {
    /** The imports of this notebook, newest first. */
    jobs: (): readonly ImportJob[] => database.read(() => newest.all().map(jobOf)),

    /** One import. Throws `not-found`. */
    job,

    /** What became of each file of an import. */
    report: openImportReport(database),

    /** Begins an import of so many files; its id, which is also the change group of its articles. */
    begin(total: number): string {
      return database.write((touched) => {
        const id = database.newId();
        addJob.run({ id, at: database.now(), total });
        running.set(id, null);
        touched.add("import");
        return id;
      });
    },

    /** Says that there are more or fewer files than was known at the beginning. */
    setTotal(id: string, total: number): void {
      database.write(() => setTotal.run(total, id));
    },

    /** Says which file is being read, for the progress line only; not kept. */
    setCurrent(id: string, file: string | null): void {
      if (running.has(id)) running.set(id, file);
    },

    /** Writes what became of a file into the report; durable when it resolves. */
    async record(id: string, item: ImportItem): Promise<ImportJob> {
      return database.writeSoon((touched) => {
        const { status } = item;
        const row = { ...item, warnings: JSON.stringify(item.warnings), job: id };
        if (addItem.run(row).changes !== 1)
          throw new NotebookError("not-found", "This import is not in the notebook.");
        count.run({ id, status, noted: Number(status !== "refused" && item.warnings.length > 0) });
        touched.add("import");
        return job(id);
      });
    },

    /** Ends an import. */
    finish(id: string): ImportJob {
      running.delete(id);
      return database.write((touched) => {
        setFinished.run(database.now(), id);
        touched.add("import");
        return job(id);
      });
    },
  };
}

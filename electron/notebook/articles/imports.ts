import { basename } from "node:path";
import type {
  ClipCounts,
  ImportItem,
  ImportJob,
  ImportOptions,
  ImportQuestion,
  ImportStatus,
} from "../../api.ts";
import { NotebookError } from "../../api.ts";
import type { Database } from "../database.ts";
import type { History } from "../history/history.ts";
import { titled } from "../history/history-labels.ts";
import { openImportPlan, type Unfinished } from "./import-plan.ts";
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
  readonly undone: number;
  readonly unchanged: number;
  readonly moved: number;
  readonly attention: number;
}
type ItemRow = Omit<ImportItem, "warnings" | "clips"> & {
  readonly warnings: string;
  readonly clips: string | null;
};

const noClips: ClipCounts = { unchanged: 0, moved: 0, attention: 0 };

/** Prepares the record of imports. */
export function openImports(database: Database, history: History) {
  const { sqlite } = database;
  const plan = openImportPlan(database);
  const jobColumns = `id, started_at as startedAt, finished_at as finishedAt, total, imported, duplicate,
    version, refused, noted, clips_unchanged as unchanged, clips_moved as moved,
    clips_attention as attention,
    exists (select 1 from change_group where change_group.id = import_job.id
       and undone_at is not null) as undone`;
  const newest = sqlite.prepare<[], JobRow>(
    `select ${jobColumns} from import_job order by job_key desc limit ${mostJobs}`,
  );
  const byId = sqlite.prepare<[string], JobRow>(
    `select ${jobColumns} from import_job where id = ?`,
  );
  const addJob = sqlite.prepare<[{ id: string; at: number; total: number; options: string }]>(
    `insert into import_job (id, started_at, total, options) values (:id, :at, :total, :options)`,
  );
  const count = sqlite.prepare<[{ id: string; status: ImportStatus; noted: number } & ClipCounts]>(
    `update import_job set
       imported = imported + (:status = 'imported'), duplicate = duplicate + (:status = 'duplicate'),
       version = version + (:status = 'version'), refused = refused + (:status = 'refused'),
       noted = noted + :noted, clips_unchanged = clips_unchanged + :unchanged,
       clips_moved = clips_moved + :moved, clips_attention = clips_attention + :attention,
       total = max(total, imported + duplicate + version + refused + 1) where id = :id`,
  );
  const addItem = sqlite.prepare<[ItemRow & { job: string; place: number | null }]>(
    `insert into import_item (job_key, position, file, status, article, title, words, warnings, reason, place,
       clips)
     select job_key, (select coalesce(max(position) + 1, 0) from import_item
         where import_item.job_key = import_job.job_key),
       :file, :status, :article, :title, :words, :warnings, :reason, :place, :clips
     from import_job where id = :job`,
  );
  const setTotal = sqlite.prepare<[number, string]>(`update import_job set total = ? where id = ?`);
  const setFinished = sqlite.prepare<[number, string]>(
    `update import_job set finished_at = ? where id = ? and finished_at is null`,
  );
  const setResumes = sqlite.prepare<[number, string]>(
    `update import_job set resumes = ? where id = ?`,
  );
  const leftOf = sqlite
    .prepare<[string], number>(
      `select count(*) from import_file
       where job_key = (select job_key from import_job where id = ?) and state <> 'done'`,
    )
    .pluck();
  const optionsOf = sqlite
    .prepare<[string], string>(`select options from import_job where id = ?`)
    .pluck();
  const toResume = sqlite
    .prepare<[], string>(
      `select id from import_job where resumes = 1 and finished_at is null order by job_key`,
    )
    .pluck();
  const onlyTitle = sqlite
    .prepare<[string], string>(
      `select title from import_item where job_key = (select job_key from import_job where id = ?)
         and status in ('imported', 'version') limit 1`,
    )
    .pluck();
  const reports = openImportReport(database);
  /** Jobs of this session that run, and the file each is at. A job cut short by a crash is not here. */
  const running = new Map<string, string | null>();
  const asked = new Map<string, Pick<ImportJob, "question" | "waiting">>();

  const jobOf = (row: JobRow): ImportJob => {
    const { id, startedAt, finishedAt, total, imported, duplicate, version, refused, noted } = row;
    const isRunning = running.has(id);
    const { unchanged, moved, attention } = row;
    return {
      id,
      startedAt,
      finishedAt,
      total,
      done: imported + duplicate + version + refused,
      counts: { imported, duplicate, version, refused },
      noted,
      clips: { unchanged, moved, attention },
      current: running.get(id) ?? null,
      running: isRunning,
      ...(asked.get(id) ?? { question: null, waiting: 0 }),
      // Counted only where it is asked for: each step of a running import tells of its job.
      left: isRunning || finishedAt !== null ? 0 : (leftOf.get(id) ?? 0),
      undone: row.undone === 1,
    };
  };
  const job = (id: string): ImportJob => {
    const row = database.read(() => byId.get(id));
    if (row === undefined)
      throw new NotebookError("not-found", "This import is not in the notebook.");
    return jobOf(row);
  };

  const $record = (id: string, place: number | null, item: ImportItem): void => {
    const { status } = item;
    const clips = item.clips === undefined ? null : JSON.stringify(item.clips);
    const row = { ...item, warnings: JSON.stringify(item.warnings), clips, job: id, place };
    if (addItem.run(row).changes !== 1)
      throw new NotebookError("not-found", "This import is not in the notebook.");
    const noted = Number(status !== "refused" && item.warnings.length > 0);
    count.run({ id, status, noted, ...(item.clips ?? noClips) });
  };
  const $finish = (id: string): ImportJob => {
    plan.$end(id);
    setFinished.run(database.now(), id);
    const { counts } = job(id);
    history.allowUndo(id, undoLabel(counts, onlyTitle.get(id) ?? ""));
    return job(id);
  };

  return {
    /** The imports of this notebook, newest first. */
    jobs: (): readonly ImportJob[] => database.read(() => newest.all().map(jobOf)),

    /** One import. Throws `not-found`. */
    job,

    /** What became of each file of an import. */
    report: reports.page,

    /** What imports have still to do. */
    plan: { add: plan.add, walked: plan.walked, done: plan.done },

    /**
     * Begins an import of so many files, as far as is known, from the places a person chose; its id,
     * which is also the change group of its articles.
     */
    begin(
      total: number,
      places: readonly string[] = [],
      options: ImportOptions = { tagFolders: false, same: "version" },
    ): string {
      return database.write((touched) => {
        const id = database.newId();
        addJob.run({ id, at: database.now(), total, options: JSON.stringify(options) });
        plan.$begin(id, places);
        running.set(id, null);
        touched.add("import");
        return id;
      });
    },

    /** Goes on with an import that was cut short. Throws `bad-request` for one that was not. */
    resume(id: string): Unfinished & { readonly options: ImportOptions } {
      return database.write((touched) => {
        if (job(id).left === 0) throw notCutShort();
        const unfinished = plan.$unfinished(id);
        reports.forget();
        setResumes.run(0, id);
        setTotal.run(job(id).done + unfinished.files.length, id);
        running.set(id, null);
        touched.add("import");
        // Written by `begin`; nothing was to be chosen when older imports began.
        const options = JSON.parse(optionsOf.get(id) ?? "{}") as Partial<ImportOptions>;
        return { ...unfinished, options: { tagFolders: false, same: "version", ...options } };
      });
    },

    /** Ends an import that was cut short: its report names each file that is missing. */
    dismiss(id: string): ImportJob {
      return database.write((touched) => {
        if (job(id).left === 0) throw notCutShort();
        for (const { file, isPlace } of plan.$missing(id))
          $record(id, null, missing(isPlace ? basename(file) : file, isPlace));
        touched.add("import");
        return $finish(id);
      });
    },

    /** Leaves an import that is to go on by itself when the notebook is opened again. */
    pause(id: string): ImportJob {
      running.delete(id);
      return database.write((touched) => {
        setResumes.run(1, id);
        touched.add("import");
        return job(id);
      });
    },

    /** The imports that were left by {@link pause}, in the order in which they were begun. */
    paused: (): readonly string[] => database.read(() => toResume.all()),

    /** Says that there are more or fewer files than was known at the beginning. */
    setTotal(id: string, total: number): void {
      database.write(() => setTotal.run(total, id));
    },

    /** Says which file is being read, for the progress line only; not kept. */
    setCurrent(id: string, file: string | null): void {
      if (running.has(id)) running.set(id, file);
    },

    /** Says what an import asks the person and how many files wait for it, null for nothing; not kept. */
    setQuestion(id: string, question: ImportQuestion | null, waiting: number): void {
      if (question === null) asked.delete(id);
      else asked.set(id, { question, waiting });
    },

    /**
     * Writes what became of a file into the report; durable when it resolves. `place`: the file of the
     * plan that the line belongs to; null when there is no plan.
     */
    record(id: string, item: ImportItem, place: number | null = null): Promise<ImportJob> {
      return database.writeSoon((touched) => {
        $record(id, place, item);
        touched.add("import");
        return job(id);
      });
    },

    /** Ends an import; from then on it can be undone as a whole. */
    finish(id: string): ImportJob {
      running.delete(id);
      return database.write((touched) => {
        touched.add("import");
        return $finish(id);
      });
    },
  };
}

const notCutShort = () =>
  new NotebookError("bad-request", "Nothing of this import is left to be done.");

/** `import 12 articles and 2 new versions`; what is one thing is named: `import ‘Tides’`. */
function undoLabel({ imported, version }: ImportJob["counts"], title: string): string {
  if (imported + version === 1)
    return version === 1 ? titled("import a new version", title, "of") : titled("import", title);
  const articles = imported === 0 && version > 0 ? [] : [countOf(imported, "article")];
  const versions = version === 0 ? [] : [countOf(version, "new version")];
  return `import ${[...articles, ...versions].join(" and ")}`;
}

function countOf(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** The line of a report for what an import never came to. */
function missing(file: string, isPlace: boolean): ImportItem {
  const reason = isPlace
    ? "The import ended before all of this folder was looked through. Import it again."
    : "The import ended before this file was reached. Import it again.";
  return { file, status: "refused", article: null, title: "", words: 0, warnings: [], reason };
}

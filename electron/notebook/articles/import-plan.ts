import type { Database } from "../database.ts";

/** A file that an import has still to do. */
export interface PlannedFile {
  /** Where it stands in the plan; names it to `done` and `record`. */
  readonly position: number;
  /** Where it is on disk. */
  readonly path: string;
  /** How the report names it. */
  readonly file: string;
  /** The folders it lies in below the chosen one, the outermost first. */
  readonly folders: readonly string[];
}

/** What an import that was cut short has still to do. */
export interface Unfinished {
  readonly files: readonly PlannedFile[];
  /** Places that were chosen and not walked to their end. */
  readonly walks: readonly string[];
  /** Where the files are that were found in them already. */
  readonly found: ReadonlySet<string>;
  /** The versions that were added while their line in the report was lost, by id, and what it said. */
  readonly unreported: ReadonlyMap<string, "imported" | "version">;
}

interface FileRow {
  readonly position: number;
  readonly path: string;
  readonly file: string;
  readonly folders: string;
}

/** How a plan names a file that was found. */
export type FoundFile = Omit<PlannedFile, "position">;

/** What imports have to do, kept so that one that is cut short can go on, or say what is missing. */
export type ImportPlan = ReturnType<typeof openImportPlan>;

/** Prepares the plans of imports. Functions called `$…` run inside the caller's transaction. */
export function openImportPlan(database: Database) {
  const { sqlite } = database;
  const jobKey = `(select job_key from import_job where id = :job)`;
  const add = sqlite.prepare<
    [{ job: string; state: string; path: string; file: string; folders: string }],
    { position: number }
  >(
    `insert into import_file (job_key, position, state, path, file, folders)
     select ${jobKey}, coalesce(max(position) + 1, 0), :state, :path, :file, :folders
     from import_file where job_key = ${jobKey} returning position`,
  );
  const setDone = sqlite.prepare<[{ job: string; position: number }]>(
    `update import_file set state = 'done' where job_key = ${jobKey} and position = :position`,
  );
  const endWalks = sqlite.prepare<[{ job: string }]>(
    `delete from import_file where job_key = ${jobKey} and state = 'walk'`,
  );
  const dropAll = sqlite.prepare<[{ job: string }]>(
    `delete from import_file where job_key = ${jobKey}`,
  );
  const inState = sqlite.prepare<[{ job: string; state: string }], FileRow>(
    `select position, path, file, folders from import_file
     where job_key = ${jobKey} and state = :state order by position`,
  );
  const unsaid = sqlite
    .prepare<[{ job: string }], string>(
      `select file from import_file where job_key = ${jobKey} and state = 'todo' and position not in (
         select place from import_item where job_key = ${jobKey} and place is not null)
       order by position`,
    )
    .pluck();
  const paths = sqlite
    .prepare<[{ job: string }], string>(
      `select path from import_file where job_key = ${jobKey} and state <> 'walk'`,
    )
    .pluck();
  // Written again when the file is done again, so the job no longer counts them.
  const uncount = sqlite.prepare<[{ job: string }]>(
    `update import_job set
       imported = import_job.imported - lost.imported, duplicate = import_job.duplicate - lost.duplicate,
       version = import_job.version - lost.version, refused = import_job.refused - lost.refused, noted = import_job.noted - lost.noted,
       clips_unchanged = clips_unchanged - lost.unchanged, clips_moved = clips_moved - lost.moved,
       clips_attention = clips_attention - lost.attention
     from (select count(*) filter (where status = 'imported') as imported,
             count(*) filter (where status = 'duplicate') as duplicate,
             count(*) filter (where status = 'version') as version,
             count(*) filter (where status = 'refused') as refused,
             count(*) filter (where status <> 'refused' and warnings <> '[]') as noted,
             coalesce(sum(clips ->> '$.unchanged'), 0) as unchanged,
             coalesce(sum(clips ->> '$.moved'), 0) as moved,
             coalesce(sum(clips ->> '$.attention'), 0) as attention
           from import_item where job_key = ${jobKey} and place in (
             select position from import_file where job_key = ${jobKey} and state = 'todo')) as lost
     where id = :job`,
  );
  const dropLines = sqlite.prepare<[{ job: string }]>(
    `delete from import_item where job_key = ${jobKey} and place in (
       select position from import_file where job_key = ${jobKey} and state = 'todo')`,
  );
  const newArticles = sqlite
    .prepare<[{ job: string }], string>(
      `select after ->> '$.version' from change join change_group using (group_key)
       where change_group.id = :job and verb = 'article.add' and entity not in (
         select article from import_item where job_key = ${jobKey} and status = 'imported')`,
    )
    .pluck();
  const newVersions = sqlite.prepare<[{ job: string }], { id: string; article: string }>(
    `select entity as id, after ->> '$.article' as article from change
       join change_group using (group_key)
     where change_group.id = :job and verb = 'version.add' order by change_key desc`,
  );
  const versionLines = sqlite.prepare<[{ job: string }], { article: string; lines: number }>(
    `select article, count(*) as lines from import_item
     where job_key = ${jobKey} and status = 'version' group by article`,
  );

  /** A line names its article: of several versions of one it is the last that have none. */
  const unreported = (job: string): ReadonlyMap<string, "imported" | "version"> => {
    const lines = new Map(versionLines.all({ job }).map((row) => [row.article, row.lines]));
    const unsaidVersions = [...Map.groupBy(newVersions.all({ job }), (row) => row.article)].flatMap(
      ([article, added]) => added.slice(0, added.length - (lines.get(article) ?? 0)),
    );
    return new Map([
      ...newArticles.all({ job }).map((id) => [id, "imported"] as const),
      ...unsaidVersions.map(({ id }) => [id, "version"] as const),
    ]);
  };

  const $add = (job: string, state: string, { path, file, folders }: FoundFile): number => {
    const row = add.get({ job, state, path, file, folders: JSON.stringify(folders) });
    if (row === undefined) throw new RangeError(`Expected the import ${job}.`);
    return row.position;
  };

  return {
    /** Writes the places that were chosen, before any of them is looked into. */
    $begin(job: string, places: readonly string[]): void {
      for (const path of places) $add(job, "walk", { path, file: "", folders: [] });
    },

    /** Writes files that were found; the positions by which they are known from now on. */
    add: (job: string, files: readonly FoundFile[]): Promise<readonly number[]> =>
      database.writeSoon(() => files.map((file) => $add(job, "todo", file))),

    /** All places have been walked: every file is known. */
    walked: (job: string): Promise<void> => database.writeSoon(() => void endWalks.run({ job })),

    /** The file, with all that was in it, has its lines in the report. */
    done: (job: string, position: number): Promise<void> =>
      database.writeSoon(() => void setDone.run({ job, position })),

    /** Forgets the plan of an import that ends. */
    $end: (job: string): void => void dropAll.run({ job }),

    /** The files without a line in the report, by its name for them, and the places not walked. */
    $missing(job: string): readonly { readonly file: string; readonly isPlace: boolean }[] {
      return [
        ...unsaid.all({ job }).map((file) => ({ file, isPlace: false })),
        ...inState.all({ job, state: "walk" }).map(({ path }) => ({ file: path, isPlace: true })),
      ];
    },

    /** What is still to do; lines of files that were not finished are taken out of the report. */
    $unfinished(job: string): Unfinished {
      uncount.run({ job });
      dropLines.run({ job });
      return {
        files: inState.all({ job, state: "todo" }).map(({ folders, ...row }) => ({
          ...row,
          // Written by `$add` from a list of names.
          folders: JSON.parse(folders) as readonly string[],
        })),
        walks: inState.all({ job, state: "walk" }).map(({ path }) => path),
        found: new Set(paths.all({ job })),
        unreported: unreported(job),
      };
    },
  };
}

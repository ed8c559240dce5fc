import type { ClipCounts, ImportFilter, ImportItem, ImportReport } from "../../api.ts";
import type { Database } from "../database.ts";

/** The lines of one import that are asked for. */
export interface ReportQuestion {
  readonly job: string;
  readonly filter: ImportFilter;
  /** Words that a line must have somewhere, in any order; empty for all. */
  readonly words: string;
}
export interface ReportPage extends ReportQuestion {
  readonly offset: number;
  readonly limit: number;
}

type ItemRow = Omit<ImportItem, "warnings" | "clips"> & {
  readonly warnings: string;
  readonly clips: string | null;
};

/** The words of a question that are looked for; more than these narrow nothing that a person can see. */
const mostWords = 8;

/** Prepares the reading of reports, page by page: one may have a hundred thousand lines. */
export function openImportReport(database: Database) {
  const { sqlite } = database;
  const columns = `file, status, article, title, words, warnings, reason, clips`;
  const keyOf = sqlite
    .prepare<[string], number>(`select job_key from import_job where id = ?`)
    .pluck();
  // Positions come from an index alone; only the lines of the page are read.
  const pageOf = (condition: string) =>
    sqlite.prepare<[{ key: number; status: string; offset: number; limit: number }], ItemRow>(
      `select ${columns} from import_item where job_key = :key and position in (
         select position from import_item where job_key = :key and ${condition}
         order by position limit :limit offset :offset) order by position`,
    );
  const countOf = (condition: string) =>
    sqlite
      .prepare<[{ key: number; status: string }], number>(
        `select count(*) from import_item where job_key = :key and ${condition}`,
      )
      .pluck();
  const conditions = {
    all: `:status = 'all'`,
    noted: `:status = 'noted' and warnings <> '[]' and status <> 'refused'`,
    attention: `:status = 'attention' and status = 'version' and clips ->> '$.attention' > 0`,
    one: `status = :status`,
  };
  const pages = mapped(conditions, pageOf);
  const counts = mapped(conditions, countOf);
  const matching = mapped(conditions, (condition) =>
    sqlite
      .prepare<[{ key: number; status: string; after: number; words: string }], number>(
        `select position from import_item where job_key = :key and position > :after and ${condition}
           and not exists (select 1 from json_each(:words) where not (
             file like value escape '\\' or title like value escape '\\'
             or warnings like value escape '\\' or reason like value escape '\\'))
         order by position`,
      )
      .pluck(),
  );
  const byPosition = sqlite.prepare<[{ key: number; positions: string }], ItemRow>(
    `select ${columns} from import_item where job_key = :key
       and position in (select value from json_each(:positions)) order by position`,
  );
  const lastPosition = sqlite
    .prepare<[number], number>(
      `select position from import_item where job_key = ? order by position desc limit 1`,
    )
    .pluck();

  /** What the last words asked for matched: lines are added at the end, so only those are looked at again. */
  let matched = { of: "", upTo: -1, positions: [] as number[] };
  const positionsOf = (key: number, { filter, words }: ReportQuestion): readonly number[] => {
    const of = JSON.stringify([key, filter, words]);
    if (matched.of !== of) matched = { of, upTo: -1, positions: [] };
    const upTo = lastPosition.get(key) ?? -1;
    if (upTo > matched.upTo) {
      const asked = { key, status: filter, after: matched.upTo, words: patterns(words) };
      matched.positions.push(...matching[conditionOf(filter)].all(asked));
      matched.upTo = upTo;
    }
    return matched.positions;
  };

  return {
    /** To be called when lines are taken out of a report, as where an import goes on. */
    forget(): void {
      matched = { of: "", upTo: -1, positions: [] };
    },

    /** A page of the lines asked for, in the order in which the files were done; empty for no such import. */
    page: (page: ReportPage): ImportReport =>
      database.read(() => {
        const { filter, words, offset, limit } = page;
        const key = keyOf.get(page.job);
        if (key === undefined) return { total: 0, rows: [] };
        if (words.trim() === "") {
          const asked = { key, status: filter };
          const rows = pages[conditionOf(filter)].all({ ...asked, offset, limit });
          return { total: counts[conditionOf(filter)].get(asked) ?? 0, rows: rows.map(itemOf) };
        }
        const positions = positionsOf(key, page);
        const wanted = JSON.stringify(positions.slice(offset, offset + limit));
        return {
          total: positions.length,
          rows: byPosition.all({ key, positions: wanted }).map(itemOf),
        };
      }),
  };
}

type Condition = "all" | "noted" | "attention" | "one";

function conditionOf(filter: ImportFilter): Condition {
  return filter === "all" || filter === "noted" || filter === "attention" ? filter : "one";
}

function mapped<Value>(
  conditions: Readonly<Record<Condition, string>>,
  make: (condition: string) => Value,
): Readonly<Record<Condition, Value>> {
  return {
    all: make(conditions.all),
    noted: make(conditions.noted),
    attention: make(conditions.attention),
    one: make(conditions.one),
  };
}

/** The words as patterns for `like`, in JSON. */
function patterns(words: string): string {
  const each = words.trim().split(/\s+/u).slice(0, mostWords);
  return JSON.stringify(each.map((word) => `%${word.replace(/[%_\\]/g, "\\$&")}%`));
}

function itemOf(row: ItemRow): ImportItem {
  // Written by `record` from a list of sentences and from counts.
  const warnings = JSON.parse(row.warnings) as readonly string[];
  const { clips, ...item } = row;
  if (clips === null) return { ...item, warnings };
  return { ...item, warnings, clips: JSON.parse(clips) as ClipCounts };
}

import type { ClipCounts, ComparedPlace, ComparedRow, Comparison, Version } from "../../api.ts";
import { NotebookError } from "../../api.ts";
import type { SentenceChange } from "../../text/anchors/sentence-diff.ts";
import type { Span } from "../../text/sentences.ts";
import { tokensOf } from "../../text/quotes/typography.ts";
import { wordDiff } from "../../text/quotes/word-diff.ts";
import { countsOf, type AnchorFields, type Anchors } from "../clips/anchors.ts";
import type { Database } from "../database.ts";
import type { TextThread } from "../storage/text-thread.ts";

interface Row extends Omit<Version, "warnings" | "clips"> {
  readonly key: number;
  readonly warnings: string;
}
/** A row before its texts are cut and its words compared. */
interface Stretch {
  readonly kind: ComparedRow["kind"];
  readonly sentences: number;
  readonly from: Span | null;
  readonly to: Span | null;
  readonly changed: boolean;
}
interface Compared {
  readonly key: string;
  readonly fromText: string;
  readonly toText: string;
  readonly stretches: readonly Stretch[];
  readonly counts: Comparison["counts"];
}

/** Text shown of a run of equal sentences, in UTF-16 units. */
const sameShown = 400;
/** A longer "sentence" is a table or a program: its words are not compared. */
const longestSentence = 20_000;

/** Prepares the versions of articles: what there are, and how two of them differ. */
export function openVersions(database: Database, anchors: Anchors, thread: TextThread) {
  const { sqlite } = database;
  const ofArticle = sqlite.prepare<[string], Row>(
    `select version_key as "key", version.id, number, file_name as fileName, imported_at as importedAt,
       importer, version.words, warnings
     from version join article using (article_key)
     where article.id = ? and live = 1 and removed_at is null order by number desc`,
  );
  const anchorsOn = sqlite.prepare<
    [{ version: number }],
    Pick<AnchorFields, "kind" | "words" | "confirmed">
  >(
    `select kind, words, confirmed from anchor join clip using (clip_key)
     where anchor.version_key = :version and clip.version_key <> :version and clip.live = 1`,
  );
  const keyOf = sqlite
    .prepare<[string], number>(
      `select version_key from version join article using (article_key)
       where version.id = ? and live = 1`,
    )
    .pluck();

  /** The last comparison: it is read a page at a time. */
  let last: Promise<Compared> | null = null;
  let lastKey = "";
  const compared = (from: string, to: string): Promise<Compared> => {
    const key = `${from} ${to}`;
    if (last !== null && lastKey === key) return last;
    const [fromKey, toKey] = database.read(() => [keyOf.get(from), keyOf.get(to)]);
    if (fromKey === undefined || toKey === undefined)
      throw new NotebookError(
        "not-found",
        "One of these versions is not in the notebook.",
        "Its import may have been undone.",
      );
    const [fromText, toText] = [anchors.text(fromKey), anchors.text(toKey)];
    lastKey = key;
    last = thread.compare(fromText, toText).then((changes) => {
      const counts = { same: 0, edited: 0, moved: 0, added: 0, removed: 0 };
      for (const { kind } of changes) counts[kind] += 1;
      return { key, fromText, toText, stretches: stretchesOf(changes, fromText), counts };
    });
    return last;
  };

  return {
    /** The versions of an article, newest first; none for an article that is not there. */
    list({ article }: { readonly article: string }): readonly Version[] {
      return database.read(() =>
        ofArticle.all(article).map(({ key, warnings, ...version }) => ({
          ...version,
          // Written with the version from a list of sentences.
          warnings: JSON.parse(warnings) as readonly string[],
          clips: countsOf(anchorsOn.all({ version: key })),
        })),
      );
    },

    /**
     * What happened to each sentence from one version to another, a page of rows in the order of `to`;
     * equal sentences in a row are one row. Throws `not-found`.
     */
    async compare(input: {
      readonly from: string;
      readonly to: string;
      readonly offset: number;
      readonly limit: number;
    }): Promise<Comparison> {
      const { from, to, offset, limit } = input;
      const { fromText, toText, stretches, counts } = await compared(from, to);
      const rows = stretches
        .slice(offset, offset + limit)
        .map((stretch) => rowOf(stretch, fromText, toText));
      const changesBefore = stretches.slice(0, offset).filter(({ kind }) => kind !== "same").length;
      return { total: stretches.length, rows, changesBefore, counts };
    },

    /**
     * Where a place of one version is in another: for a sentence that is gone, where it was. Throws
     * `not-found`.
     */
    async placeOf(input: {
      readonly from: string;
      readonly to: string;
      readonly offset: number;
    }): Promise<ComparedPlace> {
      const { stretches, toText } = await compared(input.from, input.to);
      return placeIn(stretches, input.offset, toText.length);
    },
  };
}

/** A sentence for a report: what became of the clips; empty when there were none. */
export function clipsSentence({ unchanged, moved, attention }: ClipCounts): string {
  if (unchanged + moved + attention === 0) return "";
  const parts = [
    `${unchanged} ${unchanged === 1 ? "clip" : "clips"} unchanged`,
    ...(moved === 0 ? [] : [`${moved} moved`]),
    ...(attention === 0 ? [] : [`${attention} ${attention === 1 ? "needs" : "need"} you`]),
  ];
  return `${parts.join(", ")}.`;
}

/**
 * Changes with equal sentences that follow one another in both versions as one. Where a sentence between
 * them was moved away the row ends: it shows at its new place only.
 */
function stretchesOf(changes: readonly SentenceChange[], fromText: string): readonly Stretch[] {
  const touch = (end: number, start: number) =>
    end <= start && fromText.slice(end, start).trim() === "";
  const stretches: Stretch[] = [];
  for (const change of changes) {
    const last = stretches.at(-1);
    if (
      change.kind === "same" &&
      last?.kind === "same" &&
      last.from &&
      last.to &&
      touch(last.from.end, change.from.start)
    ) {
      const from = { start: last.from.start, end: change.from.end };
      const to = { start: last.to.start, end: change.to.end };
      const sentences = last.sentences + 1;
      stretches[stretches.length - 1] = { ...last, sentences, from, to };
    } else {
      stretches.push({
        kind: change.kind,
        sentences: 1,
        from: change.kind === "added" ? null : change.from,
        to: change.kind === "removed" ? null : change.to,
        changed: change.kind === "edited" || (change.kind === "moved" && change.changed),
      });
    }
  }
  return stretches;
}

function placeIn(stretches: readonly Stretch[], offset: number, length: number): ComparedPlace {
  // Rows come in the order of the newer text: the nearest that begins before the place holds it.
  let row = 0;
  let nearest = -1;
  for (const [index, { from }] of stretches.entries()) {
    if (from === null || from.start > offset || from.start < nearest) continue;
    row = index;
    nearest = from.start;
  }
  const { from, to } = stretches[row] ?? { from: null, to: null };
  if (from !== null && to !== null)
    return { row, offset: to.start + Math.min(offset - from.start, to.end - to.start) };
  const next = stretches.slice(row).find((each) => each.to !== null)?.to;
  return { row, offset: next?.start ?? length };
}

function rowOf(stretch: Stretch, fromText: string, toText: string): ComparedRow {
  const { kind, sentences, from, to, changed } = stretch;
  const most = kind === "same" ? sameShown : longestSentence;
  const cut = (text: string, span: Span | null) =>
    span === null
      ? null
      : {
          ...span,
          text: text.slice(span.start, Math.min(span.end, span.start + most)).toWellFormed(),
        };
  const [before, after] = [cut(fromText, from), cut(toText, to)];
  const whole = (span: Span | null) => span !== null && span.end - span.start <= most;
  const words =
    changed && before && after && whole(from) && whole(to)
      ? wordDiff(before.text, tokensOf(before.text), after.text, tokensOf(after.text))
      : null;
  return { kind, sentences, from: before, to: after, words };
}

import { NotebookError } from "../../api.ts";
import type { Database } from "../database.ts";
import { explained } from "../errors.ts";
import type { FullText } from "../search/fulltext.ts";
import type { WordPairs } from "../quotations/word-pairs.ts";

/** The log is written back to the file this long after a commit at the latest. */
const checkpointAfterMs = 20_000;
const idleAfterMs = 1_000;
/** Between two steps of merging, so that calls get their turn. */
const pauseMs = 20;
/** Pairs of words are gathered for this long: of the articles of many commits. */
const pairsAfterMs = 300;
/** Pages of index merged at a time: about ten milliseconds. */
const mergePages = 256;
/**
 * A long import leaves no idle time: so many commits are followed by a step of merging. Each commit adds
 * a segment, and the sixteenth would be merged with all of them at once, in the middle of a commit.
 */
const commitsPerStep = 8;

/**
 * What is done between commits: indexing what changes left, merging the index in small steps, and writing
 * the log back. Returns the function that stops it.
 */
export function startUpkeep(
  database: Database,
  fullText: FullText,
  wordPairs: WordPairs,
): () => void {
  let idle: NodeJS.Timeout | null = null;
  let busy: NodeJS.Immediate | null = null;
  let titles: NodeJS.Timeout | null = null;
  let pairs: NodeJS.Timeout | null = null;
  let checkpoint: NodeJS.Timeout | null = null;
  let commits = 0;
  let stopped = false;

  /** A full disk or a sleeping one is told to the person by the next change, not by upkeep. */
  const quietly = (run: () => void) => {
    if (stopped) return;
    try {
      run();
    } catch (error) {
      if (!(explained(error) instanceof NotebookError)) throw error;
    }
  };
  const step = () => {
    busy = null;
    quietly(() => {
      if (!fullText.mergeStep(mergePages)) return;
      if (idle !== null) clearTimeout(idle);
      idle = setTimeout(step, pauseMs).unref();
    });
  };
  const indexTitles = () => {
    titles = null;
    quietly(() => {
      if (fullText.titleStep()) titles = setTimeout(indexTitles, pauseMs).unref();
    });
  };
  const indexPairs = () => {
    pairs = null;
    quietly(() => {
      if (wordPairs.step()) pairs = setTimeout(indexPairs, pauseMs).unref();
    });
  };
  // What was left when the notebook was closed.
  titles = setTimeout(indexTitles, pauseMs).unref();
  pairs = setTimeout(indexPairs, pairsAfterMs).unref();
  database.onCommit(() => {
    titles ??= setTimeout(indexTitles, pauseMs).unref();
    pairs ??= setTimeout(indexPairs, pairsAfterMs).unref();
    commits += 1;
    if (commits % commitsPerStep === 0) busy ??= setImmediate(step);
    if (idle !== null) clearTimeout(idle);
    idle = setTimeout(step, idleAfterMs).unref();
    checkpoint ??= setTimeout(() => {
      checkpoint = null;
      quietly(() => database.sqlite.pragma("wal_checkpoint(TRUNCATE)"));
    }, checkpointAfterMs).unref();
  });
  return () => {
    stopped = true;
    if (idle !== null) clearTimeout(idle);
    if (busy !== null) clearImmediate(busy);
    if (titles !== null) clearTimeout(titles);
    if (pairs !== null) clearTimeout(pairs);
    if (checkpoint !== null) clearTimeout(checkpoint);
  };
}

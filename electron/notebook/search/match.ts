/** Queries in the language of FTS5, made of nothing but quoted tokens: no input can be a syntax error. */
import { parseQuery, type QueryTerm } from "../../text/search-query.ts";
import { queryRuns, type TokenRun } from "../../text/tokens.ts";

/** A query for the index: what must be there, and what must not. */
export interface Match {
  /** An FTS5 expression. */
  readonly expression: string;
  /** The tokens that every hit holds, as the index spells them, but for prefixes. */
  readonly required: readonly string[];
  /** Tokens that need only begin a word. */
  readonly prefixes: readonly string[];
}

/** A term's tokens, run by run; a lone letter of a script without spaces begins its pairs. */
function expression(run: TokenRun, prefix: boolean): string {
  return `"${run.tokens.join(" ").replaceAll('"', "")}"${prefix ? " *" : ""}`;
}

function termExpression(term: QueryTerm, prefix: boolean): string | null {
  const runs = queryRuns(term.text);
  if (runs.length === 0) return null;
  const parts = runs.map((run, index) =>
    expression(run, run.begins || (prefix && index === runs.length - 1)),
  );
  return `(${parts.join(" AND ")})`;
}

/**
 * The expression for parsed terms, null when nothing is asked for. `shortPrefixes` tells whether words
 * of one or two letters may be prefixes: the index of titles has those ready, others would have to
 * read a good part of all they hold.
 */
export function matchOf(
  terms: readonly QueryTerm[],
  options: { readonly shortPrefixes: boolean },
): Match | null {
  const isPrefix = (term: QueryTerm) =>
    term.kind === "prefix" && (options.shortPrefixes || lastTokenLength(term) > 2);
  const wanted = terms.filter((term) => !term.excluded);
  const positive = wanted.flatMap((term) => termExpression(term, isPrefix(term)) ?? []);
  if (positive.length === 0) return null;
  const negative = terms
    .filter((term) => term.excluded)
    .flatMap((term) => termExpression(term, isPrefix(term)) ?? []);
  const all = positive.join(" AND ");
  const tokens = wanted.map((term) => tokensOf(term, isPrefix(term)));
  return {
    expression: negative.length === 0 ? all : `(${all}) NOT (${negative.join(" OR ")})`,
    required: tokens.flatMap(({ whole }) => whole),
    prefixes: tokens.flatMap(({ begun }) => begun),
  };
}

function tokensOf(term: QueryTerm, prefix: boolean) {
  const runs = queryRuns(term.text);
  const begun = runs.flatMap((run, index) =>
    run.begins || (prefix && index === runs.length - 1) ? run.tokens.slice(-1) : [],
  );
  const whole = runs.flatMap((run, index) =>
    run.begins || (prefix && index === runs.length - 1) ? run.tokens.slice(0, -1) : run.tokens,
  );
  return { whole, begun };
}

function lastTokenLength(term: QueryTerm): number {
  return queryRuns(term.text).at(-1)?.tokens.at(-1)?.length ?? 0;
}

/** For filters as one types: every word begins a word of the row; null when there is none. */
export function prefixQuery(words: string): string | null {
  const terms = parseQuery(words).map((term): QueryTerm =>
    term.kind === "word" ? { ...term, kind: "prefix" } : term,
  );
  return matchOf(terms, { shortPrefixes: true })?.expression ?? null;
}

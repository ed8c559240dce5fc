/** What is true of the quotes in notes, on the command line. */
import { NotebookError, type CheckedQuote } from "./api.ts";
import type { Notebook } from "./notebook/notebook.ts";
import { countsSentence, stateWords } from "./text/quotes/quote-state.ts";

/** As many lines as a terminal, or a script, takes at once. */
const mostLines = 10_000;

/** Writes a line for each quote that is not verbatim; 1 when one is altered and not kept so. */
export async function runQuotes(
  notebook: Notebook,
  note: string | null,
  json: boolean,
): Promise<number> {
  if (note !== null && notebook.notes.get({ id: note }) === null)
    throw new NotebookError("not-found", `There is no note with the id ${note}.`);
  const { counts, rows } = await notebook.quotes.states({
    ...(note === null ? {} : { note }),
    limit: mostLines,
  });
  for (const row of rows)
    process.stdout.write(`${json ? JSON.stringify(row) : lineOfQuote(row)}\n`);
  if (!json) process.stdout.write(`${countsSentence(counts) || "There are no quotes."}\n`);
  return counts.altered > 0 ? 1 : 0;
}

function lineOfQuote(quote: CheckedQuote): string {
  const state = stateWords[quote.kept ? "kept" : quote.state];
  const words = quote.diff
    .map(({ kind, text }) =>
      kind === "kept" ? text : kind === "added" ? ` {+${text.trim()}+}` : ` [-${text.trim()}-]`,
    )
    .join("");
  return `${state.padEnd(16)} ${quote.noteTitle}: ${words.replaceAll(/\s+/g, " ").trim()}`;
}

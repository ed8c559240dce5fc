/** What is true of a quote in a note: its words against its clip's, and what became of the clip. */
import type { QuoteCounts, QuoteState, QuoteStateName } from "../../contract/quotes.ts";
import { hasEmphasis, plainQuoteWords } from "./quote-words.ts";
import { sealOf, type Seal } from "./seal.ts";

/** What a note says of a quote. */
export interface QuoteWording {
  /** The writer's wording; empty to show the clip's exact words. */
  readonly words: string;
  /** The writer knows that it is altered. */
  readonly kept: boolean;
}

/** What the notebook says of its clip. */
export interface QuoteSource {
  readonly quote: string;
  readonly deleted: boolean;
  readonly anchor: {
    readonly changed: boolean;
    readonly confirmed: boolean;
    readonly words: string | null;
  };
}

/** The state of a quote; `source` is null when the notebook does not know the clip. */
export function quoteState({ words, kept }: QuoteWording, source: QuoteSource | null): QuoteState {
  const exact = source?.quote ?? null;
  const shown = words === "" ? (exact ?? "") : plainQuoteWords(words);
  // Words that nothing can be held against are neither proved nor disproved: the source is missing.
  const seal = sealOfWords(exact ?? shown, words);
  const state = worst(seal.state, source);
  const isKept = kept && state === "altered";
  const now = source?.anchor.words ?? null;
  return { state, kept: isKept, wording: seal.state, diff: seal.diff, shown, exact, now };
}

function worst(wording: Seal["state"], source: QuoteSource | null): QuoteStateName {
  if (source === null || source.deleted) return "missing";
  if (wording === "altered") return "altered";
  return source.anchor.changed && !source.anchor.confirmed ? "changed" : wording;
}

/**
 * The seal of a wording against the exact words; emphasis is an edit that marks itself. An empty wording
 * shows the exact words.
 */
export function sealOfWords(exact: string, words: string): Seal {
  if (words === "") return { state: "verbatim", diff: [{ kind: "kept", text: exact }] };
  const seal = rememberedSeal(exact, plainQuoteWords(words));
  return seal.state !== "altered" && hasEmphasis(words) ? { ...seal, state: "marked" } : seal;
}

/** A seal is a matter of its two texts alone, and much asked for: a few thousand are remembered. */
const mostRemembered = 4_000;
const remembered = new Map<string, Seal>();

const keyOf = (exact: string, shown: string) => `${exact.length} ${exact}${shown}`;

/** Whether {@link quoteState} has its answer without work worth putting off. */
export function isStateAtHand({ words }: QuoteWording, source: QuoteSource | null): boolean {
  if (words === "" || source === null) return true;
  return remembered.has(keyOf(source.quote, plainQuoteWords(words)));
}

function rememberedSeal(exact: string, shown: string): Seal {
  const key = keyOf(exact, shown);
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const seal = sealOf(exact, shown);
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(key, seal);
  return seal;
}

/** Counts the states of quotes. */
export function countStates(states: readonly Pick<QuoteState, "state" | "kept">[]): QuoteCounts {
  const counts = noQuotes();
  for (const { state, kept } of states) counts[kept ? "kept" : state] += 1;
  return counts;
}

/** Counts of nothing yet, to add to. */
export function noQuotes(): { -readonly [State in keyof QuoteCounts]: number } {
  return { verbatim: 0, typography: 0, marked: 0, altered: 0, kept: 0, changed: 0, missing: 0 };
}

/** A state in the words it is shown with. */
export const stateWords: { readonly [State in keyof QuoteCounts]: string } = {
  verbatim: "verbatim",
  typography: "typography only",
  marked: "marked edit",
  altered: "altered",
  kept: "altered, kept",
  changed: "source changed",
  missing: "source missing",
};

const shortWords: typeof stateWords = { ...stateWords, marked: "marked" };

/** `14 quotes: 12 verbatim, 1 marked, 1 altered`, the good first; empty when there are none. */
export function countsSentence(counts: QuoteCounts): string {
  // The names are those of the table.
  const names = Object.keys(shortWords) as (keyof QuoteCounts)[];
  const total = names.reduce((sum, name) => sum + counts[name], 0);
  if (total === 0) return "";
  const parts = names
    .filter((name) => counts[name] > 0)
    .map((name) => `${counts[name].toLocaleString("en-GB")} ${shortWords[name]}`);
  const quotes = total === 1 ? "1 quote" : `${total.toLocaleString("en-GB")} quotes`;
  return `${quotes}: ${parts.join(", ")}`;
}

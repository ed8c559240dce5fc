/**
 * Sentence bounds: `Intl.Segmenter`, corrected where it takes the full stop of an abbreviation, an
 * initial or a numbered list for the end of a sentence.
 */

/** [start, end) in UTF-16 units; the white space between sentences belongs to none of them. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Abbreviations that are followed by more of the same sentence, lower case, without the last stop. */
const abbreviations = new Set(
  (
    "mr mrs ms dr prof rev hon st sr jr gen col lt maj capt cmdr sgt adm gov sen rep pres supt det insp " +
    "messrs mx vs v cf e.g i.e viz al ed eds vol vols no nos nr pp p fig figs eq ch sec art approx ca c " +
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun " +
    "u.s u.k u.n e.u d.c a.m p.m b.c a.d ph.d m.d b.a m.a inc ltd co corp bros dept univ assn ave blvd rd mt ft " +
    "bzw z.b d.h u.a usw ggf evtl vgl hr fr abs bd hrsg str mme mlle mm m sra srta ud uds av núm pág"
  ).split(" "),
);
const segmenters = new Map<string, Intl.Segmenter>();

/**
 * The sentences of one paragraph, in order. `language` is BCP 47; null or an unknown one means the
 * root rules, which serve every script.
 */
export function sentences(text: string, language: string | null = null): readonly Span[] {
  const spans: Span[] = [];
  let start = 0;
  let end = 0;
  for (const { segment, index } of segmenterFor(language).segment(text)) {
    end = index + segment.length;
    if (continues(text, start, end)) continue;
    push(spans, text, start, end);
    start = end;
  }
  if (start < text.length) push(spans, text, start, text.length);
  return spans;
}

/** The first sentence of a paragraph, without white space around it; empty for a blank text. */
export function firstSentence(text: string, language: string | null = null): string {
  // A sentence longer than this is cut by every caller; segmenting a 50 MB line would be for nothing.
  const head = text.trimStart().slice(0, 2_000);
  const span = sentences(head, language)[0];
  return span ? head.slice(span.start, span.end) : "";
}

function segmenterFor(language: string | null): Intl.Segmenter {
  const locale = language ?? "und";
  const known = segmenters.get(locale);
  if (known) return known;
  const [supported] = safeLocales(locale);
  const segmenter = new Intl.Segmenter(supported, { granularity: "sentence" });
  segmenters.set(locale, segmenter);
  return segmenter;
}

function safeLocales(locale: string): readonly string[] {
  try {
    return Intl.Segmenter.supportedLocalesOf(locale);
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** True when the sentence that seems to end at `end` goes on behind it. */
function continues(text: string, start: number, end: number): boolean {
  // Only the last word decides; a window keeps this constant for a text without full stops.
  const tail = text.slice(Math.max(start, end - 40), end).trimEnd();
  if (!tail.endsWith(".") || text.slice(end - 1, end) === "\n") return false;
  const rest = text.slice(end, end + 40).trimStart();
  if (rest === "") return false;
  const word = /(?:^|[\s([{"'“‘«])([\p{L}.]+)\.$/u.exec(tail)?.[1];
  if (word !== undefined) {
    if (/^\p{Lu}$/u.test(word)) return true;
    if (abbreviations.has(word.toLowerCase())) return true;
  }
  // "1. First point": the number opens the sentence that follows.
  return /^\d{1,3}\.$/.test(text.slice(start, end).trim());
}

function push(spans: Span[], text: string, start: number, end: number): void {
  const segment = text.slice(start, end);
  const lead = segment.length - segment.trimStart().length;
  const length = segment.trim().length;
  if (length > 0) spans.push({ start: start + lead, end: start + lead + length });
}

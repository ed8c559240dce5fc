/** The command `verify`: how what was found is told, and how it ends. */
import type { Verification, VerifiedQuotation, VerifiedState } from "./entities.ts";

const names: Readonly<Record<VerifiedState, string>> = {
  verbatim: "verbatim",
  typography: "typography only",
  marked: "marked edit",
  altered: "altered",
  absent: "not in this notebook",
};
/** Units of a quotation that a line has room for. */
const shown = 100;

/** The line of JSON for a quotation: what it says, where it stands, where it comes from. */
export function jsonOfQuotation({ text, state, found, in: place }: VerifiedQuotation): string {
  return JSON.stringify({
    text,
    state,
    article: found?.article ?? null,
    title: found?.title ?? null,
    version: found?.version ?? null,
    start: found?.start ?? null,
    end: found?.end ?? null,
    page: found?.page ?? null,
    paragraph: found?.paragraph ?? null,
    source: found?.source ?? null,
    diff: found?.diff ?? [],
    in: place,
  });
}

/** The same for people: a line, and where the words are not the article's own, what it says. */
export function linesOfQuotation({ text, state, found }: VerifiedQuotation): readonly string[] {
  const words = text.replaceAll(/\s+/g, " ");
  const short = words.length <= shown ? words : `${words.slice(0, shown - 1).trimEnd()}…`;
  const line = `${names[state].padEnd(20)}  “${short}”`;
  if (found === null) return [line];
  const page = found.page === null ? "" : `, p. ${found.page}`;
  const place = `${"".padEnd(22)}${found.title}, ¶ ${found.paragraph}${page}`;
  if (state === "verbatim" || state === "typography") return [line, place];
  const changes = found.diff
    .map(({ kind, text: part }) =>
      kind === "kept" ? part : kind === "removed" ? ` [-${part.trim()}-]` : ` {+${part.trim()}+}`,
    )
    .join("")
    .replaceAll(/\s+/g, " ")
    .trim();
  return [line, place, `${"".padEnd(22)}${changes}`];
}

/** `12 quotations: 9 verbatim, 2 altered, 1 not in this notebook.` */
export function summaryOfVerification({ file, quotations }: Verification): string {
  if (quotations.length === 0) return `${file}: no quotation of five words or more.`;
  const counts = Object.entries(names).flatMap(([state, name]) => {
    const count = quotations.filter((each) => each.state === state).length;
    return count === 0 ? [] : [`${count} ${name}`];
  });
  const all = `${quotations.length} ${quotations.length === 1 ? "quotation" : "quotations"}`;
  return `${file}: ${all}: ${counts.join(", ")}.`;
}

/** 1 when words were altered without a mark, else 0. */
export function exitCodeOf({ quotations }: Verification): number {
  return quotations.some(({ state }) => state === "altered") ? 1 : 0;
}

/** How the states of quotations are named and ordered: what needs somebody comes first. */
import type { VerifiedQuotation, VerifiedState } from "../../electron/api.ts";

export const stateNames: Readonly<Record<VerifiedState, string>> = {
  altered: "Altered",
  marked: "Marked edit",
  typography: "Typography only",
  verbatim: "Verbatim",
  absent: "Not in this notebook",
};

export interface StateCount {
  /** Null for all. */
  readonly state: VerifiedState | null;
  readonly label: string;
  readonly count: number;
}

/** All, then each state that there is. */
export function countsOf(quotations: readonly VerifiedQuotation[]): readonly StateCount[] {
  // The keys of an object of ours, in the order in which they are written.
  const states = Object.keys(stateNames) as readonly VerifiedState[];
  const counts = states.map((state) => ({
    state,
    label: stateNames[state],
    count: quotations.filter((each) => each.state === state).length,
  }));
  return [
    { state: null, label: "All", count: quotations.length },
    ...counts.filter(({ count }) => count > 0),
  ];
}

/** A sentence on the whole document. */
export function verdictOf(quotations: readonly VerifiedQuotation[]): string {
  const altered = quotations.filter(({ state }) => state === "altered").length;
  const absent = quotations.filter(({ state }) => state === "absent").length;
  if (quotations.length === 0) return "There is no quotation of five words or more in it.";
  if (altered > 0)
    return altered === 1
      ? "One quotation has other words than its article."
      : `${altered} quotations have other words than their articles.`;
  if (absent === quotations.length) return "None of its quotations is from this notebook.";
  return absent > 0
    ? "Every quotation from this notebook is true to its article."
    : "Every quotation is true to its article.";
}

/** Callouts: boxes that set a remark apart from the text, as Obsidian and GitHub write them. */

/** The kinds there are, as people call them. */
export const calloutKinds = {
  note: "Note",
  tip: "Tip",
  important: "Important",
  warning: "Warning",
  caution: "Caution",
  question: "Question",
  quote: "Quotation",
  example: "Example",
} as const;
export type CalloutKind = keyof typeof calloutKinds;

/** What other programs write for them. */
const aliases: Readonly<Record<string, CalloutKind>> = {
  abstract: "note",
  summary: "note",
  tldr: "note",
  info: "note",
  todo: "note",
  hint: "tip",
  success: "tip",
  check: "tip",
  done: "tip",
  help: "question",
  faq: "question",
  attention: "warning",
  danger: "caution",
  error: "caution",
  failure: "caution",
  fail: "caution",
  missing: "caution",
  bug: "caution",
  cite: "quote",
};

/** How a callout of a kind that was written is shown; as a note when no program knows the kind. */
export function calloutKindOf(written: string): CalloutKind {
  const name = written.toLowerCase();
  if (Object.hasOwn(calloutKinds, name)) return name as CalloutKind;
  return Object.hasOwn(aliases, name) ? (aliases[name] ?? "note") : "note";
}

/** The name shown for a kind that was written: `Warning`, and `Hint` for one of another program. */
export function calloutName(written: string): string {
  const name = written.toLowerCase();
  if (Object.hasOwn(calloutKinds, name)) return calloutKinds[name as CalloutKind];
  return name.charAt(0).toUpperCase() + name.slice(1).replaceAll(/[-_]+/g, " ");
}

/** Whether it can be folded, and is: `open` and `folded` can. */
export type CalloutFold = "" | "open" | "folded";

export interface CalloutHead {
  /** As it was written, in lower case. */
  readonly kind: string;
  readonly fold: CalloutFold;
  /** All that follows, in Markdown. */
  readonly title: string;
}

const head = /^\[!([a-zA-Z][\w-]{0,39})\]([+-]?)(?:[ \t]+(.*))?[ \t]*$/;
const folds: Readonly<Record<string, CalloutFold>> = { "+": "open", "-": "folded" };

/** What the first line of a quotation says when it makes it a callout: `[!tip]- Title`; else null. */
export function calloutHeadOf(line: string): CalloutHead | null {
  const found = head.exec(line);
  if (!found) return null;
  const [, kind = "", sign = "", title = ""] = found;
  return { kind: kind.toLowerCase(), fold: folds[sign] ?? "", title };
}

/** The beginning of that line. */
export function writtenHead(kind: string, fold: CalloutFold): string {
  return `[!${kind}]${fold === "open" ? "+" : fold === "folded" ? "-" : ""}`;
}

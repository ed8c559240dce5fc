/**
 * What Markdown programs add around CommonMark, taken out of the source before it is parsed: notes,
 * comments that are never shown, and the heads of callouts. Code is left alone.
 */

export interface MarkdownSource {
  readonly body: string;
  /** The source of every note by its name, in the order of the file. */
  readonly notes: ReadonlyMap<string, string>;
  /** Comments between `%%`, which were left out. */
  readonly comments: number;
}

const fence = /^ {0,3}(`{3,}|~{3,})/;
const note = /^ {0,3}\[\^([^\]\s]+)\]:[ \t]*(.*)$/;
const callout = /^([ \t]*(?:>[ \t]*)+)\[!([\w-]+)(?:\|[^\]]*)?\][+-]?[ \t]*(.*)$/;

/** Parts the source line by line; linear in its length. */
export function splitMarkdown(source: string): MarkdownSource {
  const { text, comments } = withoutComments(source);
  const body: string[] = [];
  const notes = new Map<string, string[]>();
  let fenced: string | null = null;
  let open: string[] | null = null;
  for (const line of text.split("\n")) {
    if (open !== null && belongs(line, open)) {
      open.push(line.replace(/^(?: {1,4}|\t)/, ""));
      continue;
    }
    open = null;
    const mark = fence.exec(line)?.[1];
    if (fenced === null && mark !== undefined) fenced = mark;
    else if (fenced !== null && mark?.startsWith(fenced) === true) fenced = null;
    const [, name, first] = (fenced === null ? note.exec(line) : null) ?? [];
    if (name !== undefined && first !== undefined && !notes.has(name)) {
      open = [first];
      notes.set(name, open);
    } else body.push(...(fenced === null ? calloutLines(line) : [line]));
  }
  return {
    body: body.join("\n"),
    notes: new Map([...notes].map(([name, lines]) => [name, lines.join("\n").trim()])),
    comments,
  };
}

/** Indented lines go on with a note, blank ones may, and others do when they follow at once. */
function belongs(line: string, open: readonly string[]): boolean {
  if (line.trim() === "" || /^(?: {2,}|\t)/.test(line)) return true;
  const last = open.at(-1) ?? "";
  return (
    last.trim() !== "" && !note.test(line) && !/^(?:#{1,6} |[-*+>] ?|\d+[.)] |```|~~~)/.test(line)
  );
}

/** "> [!tip] Title" as a title of its own; without a title nothing is lost but the kind of box. */
function calloutLines(line: string): readonly string[] {
  const [, lead, kind, title] = callout.exec(line) ?? [];
  if (lead === undefined || kind === undefined) return [line];
  const shown =
    title === undefined || title === "" ? kind[0]?.toUpperCase() + kind.slice(1) : title;
  return [`${lead}**${shown.replaceAll("*", "\\*")}**`, lead.trimEnd()];
}

function withoutComments(source: string): { readonly text: string; readonly comments: number } {
  if (!source.includes("%%")) return { text: source, comments: 0 };
  let comments = 0;
  // Code in fences and between backticks comes first: what it holds is shown.
  const pieces =
    /^ {0,3}(`{3,}|~{3,})[^\n]*\n(?:[^\n]*\n)*? {0,3}\1[^\n]*$|(`+)[^`\n]+\2|%%(?:(?!%%)[\s\S])*%%/gm;
  const text = source.replace(pieces, (piece) => {
    if (!piece.startsWith("%%")) return piece;
    comments += 1;
    return "";
  });
  return { text, comments };
}

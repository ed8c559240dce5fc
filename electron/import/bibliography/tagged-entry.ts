/** An entry of facts on lines with a tag each, as RIS and MEDLINE write them, while it is being read. */
export interface TaggedEntry {
  /** A line of it: its tag and value, and as it is written. Without a tag it goes on with the last one. */
  readonly add: (tag: string, value: string, written: string) => void;
  readonly warn: (warning: string) => void;
  /** The first value that is not empty of the first tag that has one; empty when none has. */
  readonly first: (...tags: readonly string[]) => string;
  readonly all: (...tags: readonly string[]) => readonly string[];
  /** The values of other tags than `known`, under the names they have in `names` or their tags. */
  readonly rest: (
    known: ReadonlySet<string>,
    names: { readonly [tag: string]: string },
  ) => { readonly [name: string]: string };
  readonly source: () => string;
  readonly warnings: readonly string[];
}

/** Lines as paragraphs: one ends with a sentence, or before an empty line. */
function paragraphs(lines: readonly string[]): string {
  return lines
    .join("\n")
    .trim()
    .replace(/(?<![.!?:\n])\n(?=\S)/g, " ");
}

/** Lines of one entry; more are left out. */
const lineLimit = 20_000;

/** `keepsLines`: the tags whose values have paragraphs; the lines of others are one line of text. */
export function taggedEntry(keepsLines: ReadonlySet<string>): TaggedEntry {
  /** A value as the lines it is on: joined once, so that a thousand of them cost no more than one. */
  const values = new Map<string, string[][]>();
  const lines: string[] = [];
  const warnings: string[] = [];
  let current: string[] | null = null;
  const all = (...tags: readonly string[]): readonly string[] =>
    tags
      .flatMap((tag) =>
        (values.get(tag) ?? []).map((written) =>
          keepsLines.has(tag) ? paragraphs(written) : written.join(" ").trim(),
        ),
      )
      .filter((value) => value !== "");
  return {
    warnings,
    all,
    first: (...tags) => tags.flatMap((tag) => all(tag))[0] ?? "",
    warn: (warning) => void warnings.push(warning),
    source: () => `${lines.join("\n").trimEnd()}\n`,
    add(tag, value, written) {
      if (lines.length === lineLimit)
        warnings.push("It has too many lines: the last were left out.");
      if (lines.push(written) > lineLimit) return;
      if (tag === "") current?.push(value.trim());
      else {
        current = [value];
        const earlier = values.get(tag);
        if (earlier === undefined) values.set(tag, [current]);
        else earlier.push(current);
      }
    },
    rest(known, names) {
      const fields: Record<string, string> = {};
      for (const tag of values.keys()) {
        const value = all(tag).join("; ");
        const name = names[tag] ?? tag;
        if (!known.has(tag) && value !== "") fields[name] ??= value;
      }
      return fields;
    },
  };
}

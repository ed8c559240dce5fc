/** Fields that an entry has from another: a chapter from its book by `crossref`, anything by `xdata`. */
import type { BibtexEntry } from "./bibtex-scan.ts";

/** Others that one entry may lead to, one behind the other. */
const longestChain = 8;

/** Never inherited: they are the other's own. */
const own = new Set(
  "crossref xref xdata ids file pdf abstract annote annotation note keywords keyword doi url eprint label options".split(
    " ",
  ),
);
/** What the title of the other is for the one that refers to it. */
const renamed: ReadonlyMap<string, string> = new Map([
  ["title", "booktitle"],
  ["subtitle", "booksubtitle"],
  ["titleaddon", "booktitleaddon"],
]);

/** The fields of an entry with those it inherits, and what was wrong with its references. */
export function inherited(
  entry: BibtexEntry,
  byKey: ReadonlyMap<string, BibtexEntry>,
): { readonly fields: ReadonlyMap<string, string>; readonly warnings: readonly string[] } {
  const warnings: string[] = [];
  const fields = new Map(entry.fields);
  const seen = new Set([entry]);
  const queue: readonly BibtexEntry[] = [entry];
  collect(queue, 0);
  return { fields, warnings };

  function collect(entries: readonly BibtexEntry[], depth: number): void {
    const next: BibtexEntry[] = [];
    for (const from of entries) {
      for (const { key, isData } of referencesOf(from)) {
        const other = byKey.get(key.toLowerCase());
        if (other === undefined) warnings.push(`It refers to ${key}, which is not in the file.`);
        else if (seen.has(other)) warnings.push(`It refers to itself by way of ${key}.`);
        else {
          seen.add(other);
          inherit(fields, other, isData);
          next.push(other);
        }
      }
    }
    if (next.length > 0 && depth < longestChain) collect(next, depth + 1);
  }
}

function referencesOf(
  entry: BibtexEntry,
): readonly { readonly key: string; readonly isData: boolean }[] {
  const keys = (name: string): readonly string[] =>
    (entry.fields.get(name) ?? "")
      .split(",")
      .map((key) => key.trim())
      .filter((key) => key !== "")
      .slice(0, 20);
  return [
    ...keys("crossref").map((key) => ({ key, isData: false })),
    ...keys("xdata").map((key) => ({ key, isData: true })),
  ];
}

function inherit(fields: Map<string, string>, other: BibtexEntry, isData: boolean): void {
  const isPeriodical = /^(?:article|periodical)$/.test(other.type);
  for (const [name, value] of other.fields) {
    if (isData) {
      if (!fields.has(name)) fields.set(name, value);
    } else if (!own.has(name)) {
      const here = name === "title" && isPeriodical ? "journaltitle" : (renamed.get(name) ?? name);
      if (!fields.has(here)) fields.set(here, value);
    }
  }
}

/**
 * The sentences in which importers tell what they left out or changed. One form for all formats, so that
 * a report can add them up (text/remarks.ts): a number in digits, the thing, what became of it, why.
 */

/** `1 frame`, `1,200 frames`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString("en-US")} ${n === 1 ? one : many}`;
}

/**
 * `3 scripts were left out.`, `1 picture was left out: not found beside the file.`; no sentence for none.
 * The thing's plural is its last word with an s, unless `many` says otherwise.
 */
export function leftOut(
  n: number,
  one: string,
  { many = `${one}s`, why = "" }: { readonly many?: string; readonly why?: string } = {},
): readonly string[] {
  const reason = why === "" ? "" : `: ${why}`;
  return became(n, one, `left out${reason}`, many);
}

/** `2 links to other files were made plain text.`; no sentence for none. */
export function became(n: number, one: string, what: string, many = `${one}s`): readonly string[] {
  return n === 0 ? [] : [`${counted(n, one, many)} ${n === 1 ? "was" : "were"} ${what}.`];
}

/** Tables whose cells are paragraphs of the text, because they only lay it out. */
export function flattenedTables(tables: number): readonly string[] {
  const why = (they: string) =>
    `because ${they} long texts or lay${tables === 1 ? "s" : ""} out the page`;
  return became(
    tables,
    "table",
    `read as paragraphs, ${tables === 1 ? why("it holds") : why("they hold")}`,
  );
}

/** Up to `most` of some names in one line; an ellipsis stands for the others. */
export function namesOf(names: readonly string[], most: number): string {
  const different = [...new Set(names)];
  return different.slice(0, most).join(", ") + (different.length > most ? ", …" : "");
}

/** The comments that programs leave when they save a page: where it was, and when it was saved. */

export interface SavedPage {
  readonly url: string;
  /** How to say where the address was found. */
  readonly found: string;
}

/** Reads the comment of SingleFile or of a browser's "complete page"; null without one. */
export function savedPage(source: string): SavedPage | null {
  const head = source.slice(0, 16_384);
  const single =
    /<!--\s*(?:Page saved with SingleFile|Archive processed by SingleFile)([\s\S]*?)-->/.exec(
      head,
    )?.[1];
  if (single !== undefined) {
    const url = /\burl:\s*(\S+)/.exec(single)?.[1];
    const date = /\bsaved date:\s*([^\n]+)/
      .exec(single)?.[1]
      ?.replace(/\s*\(.*$/, "")
      .trim();
    if (url === undefined) return null;
    return { url, found: date === undefined ? "SingleFile" : `SingleFile, saved ${date}` };
  }
  const browser = /<!--\s*saved from url=\(\d+\)(\S+)\s*-->/i.exec(head)?.[1];
  return browser === undefined ? null : { url: browser, found: "saved from" };
}

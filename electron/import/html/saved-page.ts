/** What programs leave in a page when they save it: where it was, and when it was saved. */
import { decodeEntities } from "./entities.ts";

export interface SavedPage {
  readonly url: string;
  /** How to say where the address was found. */
  readonly found: string;
}

/** The bar that the Wayback Machine lays over a page. */
const archiveBar = /<!-- BEGIN WAYBACK TOOLBAR INSERT -->[^]*?<!-- END WAYBACK TOOLBAR INSERT -->/;

/** The source without what an archive of the web lays over it. */
export function withoutArchiveBar(source: string): string {
  return source.replace(archiveBar, "");
}

/** The page that an archive of the web kept; null when it is from no archive. */
function archivedPage(source: string): SavedPage | null {
  const bar = archiveBar.exec(source)?.[0];
  const [, time = "", url] =
    /\/web\/(\d{8})\d*(?:[a-z]{2}_)?\/(https?:\/\/[^\s"'<>]+)/.exec(bar ?? "") ?? [];
  if (url === undefined) return null;
  const day = time.replace(/(....)(..)(..)/, "$1-$2-$3");
  return { url: decodeEntities(url), found: `Wayback Machine, kept ${day}` };
}

/** Reads what SingleFile, an extension, an archive or a browser says of the page it saved; null without. */
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
  const extension =
    /<meta\s+name="savepage-url"\s+content="([^"]+)"/i.exec(head)?.[1] ??
    /<html\b[^>]{0,500}?\sdata-scrapbook-source="([^"]+)"/i.exec(head)?.[1];
  if (extension !== undefined) return { url: decodeEntities(extension), found: "saved from" };
  const archived = archivedPage(source);
  if (archived !== null) return archived;
  const browser = /<!--\s*saved from url=\(\d+\)(\S+)\s*-->/i.exec(head)?.[1];
  return browser === undefined ? null : { url: browser, found: "saved from" };
}

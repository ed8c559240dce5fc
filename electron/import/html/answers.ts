/** What the readers of a page's metadata have in common: its meta tags, and answers with where they were found. */
import type { DomDocument } from "./dom.ts";
import { decodeEntities } from "./entities.ts";

export interface Answer<Value> {
  readonly value: Value;
  /** Where it was found, as a short phrase. */
  readonly found: string;
}

/** Meta tags by lower-case name, property or itemprop, in page order. */
export type MetaTags = ReadonlyMap<string, readonly string[]>;

/** All of a page's meta tags. */
export function metaTags(document: DomDocument): MetaTags {
  const tags = new Map<string, string[]>();
  for (const element of document.querySelectorAll("meta[content]")) {
    const content = (element.getAttribute("content") ?? "").trim();
    if (content === "") continue;
    const names = ["name", "property", "itemprop"].flatMap((attribute) =>
      (element.getAttribute(attribute) ?? "").toLowerCase().split(/\s+/),
    );
    for (const name of new Set(names)) {
      if (name !== "") tags.set(name, [...(tags.get(name) ?? []), content]);
    }
  }
  return tags;
}

/** The first of the tags that is there. */
export function meta(tags: MetaTags, names: readonly string[]): Answer<string> | null {
  for (const name of names) {
    const value = tags.get(name)?.[0];
    if (value !== undefined) return { value: shown(value), found: name };
  }
  return null;
}

/** Text that was escaped twice, or has tags in it that nobody is shown, as a reader should see it. */
function shown(text: string): string {
  const bare = text.replace(
    /<\/?(?:a|abbr|b|br|em|i|p|span|strong|sub|sup|u)(?:\s[^<>]*)?\/?>/gi,
    " ",
  );
  const once = /&(?:#\d+|#x[\da-f]+|[a-z]{2,8}\d{0,2});/i.test(bare) ? decodeEntities(bare) : bare;
  return once === text ? text : once.replace(/\s+/g, " ").trim();
}

/** The first answer that is one, asked for in order. */
export function first<Value>(
  ...answers: readonly (() => Answer<Value> | null)[]
): Answer<Value> | null {
  for (const answer of answers) {
    const given = answer();
    if (given !== null) return given;
  }
  return null;
}

/** The text on one line as an answer; null when it is blank. */
export function known(value: string | null | undefined, found: string): Answer<string> | null {
  const text = value?.replace(/\s+/g, " ").trim() ?? "";
  return text === "" ? null : { value: text, found };
}

/** The host of an address without `www.`; empty without an address. */
export function hostOf(url: string | null): string {
  return url === null ? "" : (URL.parse(url)?.hostname.replace(/^www\./, "") ?? "");
}

/** What an article is known by outside of the notebook, in one spelling. */
import { createHash } from "node:crypto";
import type { ArticleMetadata } from "../../api.ts";
import { canonicalUrl } from "../../text/canonical-url.ts";
import { orderKey } from "../../text/tokens.ts";

/** The part of an article's metadata that tells one work from another. */
export type Named = Pick<ArticleMetadata, "title" | "byline" | "published" | "url" | "identifiers">;

/** Names in order of what they prove; `null` where there is none that would prove anything. */
export interface ArticleNames {
  readonly doi: string | null;
  readonly pmid: string | null;
  readonly isbn: string | null;
  readonly url: string | null;
  readonly title: string | null;
}

/** The names of an article, each the same for all its spellings. */
export function namesOf({ title, url, identifiers }: Named): ArticleNames {
  const folded = titleKey(title);
  const canonical = url === null ? null : canonicalUrl(url);
  return {
    doi: doiOf(identifiers["doi"] ?? "") ?? doiOf(url ?? ""),
    pmid: /^\D*(\d{1,9})$/.exec(identifiers["pmid"]?.trim() ?? "")?.[1] ?? null,
    isbn: isbnOf(identifiers["isbn"] ?? ""),
    url: canonical,
    title: folded === "" ? null : folded,
  };
}

/** A title as it is compared: letters and digits only, folded. */
export function titleKey(title: string): string {
  return orderKey(title)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** What names are looked up by: 48 bits of a hash, so that a table of them stays small. */
export function nameHashes(names: ArticleNames): readonly number[] {
  return Object.entries(names).flatMap(([kind, name]: [string, string | null]) =>
    name === null ? [] : [nameHash(`${kind}:${name}`)],
  );
}

/** One name's hash. */
export function nameHash(name: string): number {
  return createHash("sha256").update(name).digest().readUIntBE(0, 6);
}

function doiOf(value: string): string | null {
  const bare = /^(?:(?:https?:\/\/)?(?:dx\.)?doi\.org\/|doi:\s*)?(10\.\d{4,9}\/\S+)$/i.exec(
    value.trim(),
  )?.[1];
  return bare?.toLowerCase().replace(/[.,;]+$/, "") ?? null;
}

/** In thirteen digits. A field with several (hardback, paperback) is read up to the first. */
function isbnOf(value: string): string | null {
  const digits = /(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]/.exec(value)?.[0].replace(/[- ]/g, "");
  if (digits === undefined) return null;
  if (digits.length === 13) return digits;
  const body = `978${digits.slice(0, 9)}`;
  const sum = Array.from(body, Number).reduce(
    (all, digit, at) => all + digit * (at % 2 ? 3 : 1),
    0,
  );
  return `${body}${(10 - (sum % 10)) % 10}`;
}

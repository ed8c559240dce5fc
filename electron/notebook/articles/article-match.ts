import type { ArticleDraft } from "../../api.ts";
import { fold } from "../../text/tokens.ts";
import type { Sketch } from "../../text/sketch.ts";
import { nameHash, nameHashes, namesOf, titleKey, type Named } from "./article-names.ts";
import type { Database } from "../database.ts";
import { measuresOf } from "./draft-measures.ts";
import type { Kin, Sketches } from "./sketches.ts";

/** An article that is the same work as what is being imported, and what told so. */
export interface Match {
  readonly article: string;
  readonly title: string;
  readonly how: "identifier" | "url" | "text" | "sketch" | "title";
}

/** How much of the shorter text must stand in the longer one for both to be one work. */
const leastContained = 0.5;
/** Texts with fewer shingles than this need the title as a second witness, or more in common. */
const shortText = 200;
const leastContainedShort = 0.65;
/** Texts with fewer than this are the same only when nearly equal: page furniture is as long. */
const veryShortText = 60;
const leastLikeVeryShort = 0.85;
/** Fewer shingles compared than this prove nothing: a teaser is no version of a book. */
const leastSample = 20;

interface NamedRow {
  readonly key: number;
  readonly id: string;
  readonly title: string;
  readonly titleDerived: number;
  readonly byline: string;
  readonly published: string | null;
  readonly url: string | null;
  readonly identifiers: string;
}
type Candidate = Named & { readonly id: string; readonly derived: boolean };

/** Prepares finding the article that a draft or an entry of a bibliography is. */
export function openArticleMatch(database: Database, sketches: Sketches) {
  const { sqlite } = database;
  const columns = `article.article_key as "key", article.id, title, title_derived as titleDerived, byline,
    published, url, identifiers`;
  const named = sqlite.prepare<[number], NamedRow>(
    `select ${columns} from article_name join article using (article_key)
     where name = ? and live = 1 order by article_key desc limit 50`,
  );
  const byText = sqlite.prepare<[{ hash: string }], NamedRow>(
    `select ${columns} from version indexed by version_by_text join article using (article_key)
     where substr(text_hash, 1, 12) = substr(:hash, 1, 12) and text_hash = :hash and live = 1
     order by article_key desc limit 1`,
  );
  const byVersion = sqlite.prepare<[number], NamedRow & { shingles: number }>(
    `select ${columns}, shingles from version join article using (article_key)
       join version_sketch using (version_key) where version_key = ? and live = 1`,
  );
  const unnamed = sqlite.prepare<[], NamedRow>(
    `select ${columns} from unnamed join article using (article_key) limit 500`,
  );
  const isNamed = sqlite.prepare<[number]>(`delete from unnamed where article_key = ?`);
  const addName = sqlite.prepare<[number, number]>(
    `insert or ignore into article_name (name, article_key) values (?, ?)`,
  );

  const name = (articleKey: number, metadata: Named) => {
    for (const hash of nameHashes(namesOf(metadata))) addName.run(hash, articleKey);
  };
  /** Names some of the articles that were changed; false when none is left. */
  const nameSome = (): boolean => {
    if (database.readOnly || database.read(() => unnamed.get()) === undefined) return false;
    database.write(() => {
      for (const row of unnamed.all()) {
        name(row.key, candidateOf(row));
        isNamed.run(row.key);
      }
    });
    return true;
  };
  const catchUp = () => nameSome() || sketches.catchUp();

  /** The articles with this name; hashes are only the way to them. */
  const known = (kind: keyof ReturnType<typeof namesOf>, value: string | null) =>
    value === null
      ? []
      : named
          .all(nameHash(`${kind}:${value}`))
          .map(candidateOf)
          .filter((candidate) => namesOf(candidate)[kind] === value);
  const found = (candidate: Candidate | undefined, how: Match["how"]): Match | null =>
    candidate === undefined ? null : { article: candidate.id, title: candidate.title, how };

  const bySketch = (draft: ArticleDraft, sketch: Sketch): Match | null => {
    for (const kin of sketches.kinOf(sketch)) {
      if (kin.containment < leastContained) return null;
      const row = byVersion.get(kin.versionKey);
      if (row !== undefined && areOneWork(draft, sketch.shingles, row, kin))
        return found(candidateOf(row), "sketch");
    }
    return null;
  };

  return {
    /** Keeps what an article is known by, within the transaction that adds it. */
    name,

    /**
     * Makes ready what older notebooks do not have, in steps that let other work go on; a match before
     * it settles does the rest at once. Aborting stops it.
     */
    async prepareMatching(signal?: AbortSignal): Promise<void> {
      while (signal?.aborted !== true && catchUp())
        await new Promise((resolve) => setImmediate(resolve));
    },

    /**
     * The article, not in the trash, of which a draft is another version: by DOI or PubMed number where
     * titles agree, by address, by the very text, by most of its text. Null when it is a work of its own.
     */
    match(draft: ArticleDraft): Match | null {
      while (catchUp());
      return database.read(() => {
        const names = namesOf(draft);
        const agrees = (other: Candidate) =>
          other.derived || draft.found.title === "derived" || titlesAgree(draft.title, other.title);
        const { hash, sketch } = measuresOf(draft);
        const same = byText.get({ hash });
        return (
          found(known("doi", names.doi).find(agrees), "identifier") ??
          found(known("pmid", names.pmid).find(agrees), "identifier") ??
          found(known("url", names.url)[0], "url") ??
          found(same && candidateOf(same), "text") ??
          bySketch(draft, sketch)
        );
      });
    },

    /**
     * The article, not in the trash, that an entry of a bibliography is about: by DOI, PubMed number,
     * ISBN (where titles agree: chapters share their book's), address, then title and year.
     */
    matchMetadata(metadata: Named): Match | null {
      while (catchUp());
      return database.read(() => {
        const names = namesOf(metadata);
        const agrees = (other: Candidate) => titlesAgree(metadata.title, other.title);
        return (
          found(known("doi", names.doi)[0], "identifier") ??
          found(known("pmid", names.pmid)[0], "identifier") ??
          found(known("isbn", names.isbn).find(agrees), "identifier") ??
          found(known("url", names.url)[0], "url") ??
          found(
            known("title", names.title).find((other) => areOneEntry(metadata, other)),
            "title",
          )
        );
      });
    },
  };
}
export type ArticleMatch = ReturnType<typeof openArticleMatch>;

function candidateOf(row: NamedRow): Candidate {
  const { id, title, published, url } = row;
  return {
    id,
    title,
    derived: row.titleDerived === 1,
    published,
    url,
    // Written by `articles.add` from a list of names and from a table of identifiers.
    byline: JSON.parse(row.byline) as readonly string[],
    identifiers: JSON.parse(row.identifiers) as Named["identifiers"],
  };
}

function areOneWork(
  draft: ArticleDraft,
  shingles: number,
  row: NamedRow & { readonly shingles: number },
  { containment, likeness, sample }: Kin,
): boolean {
  const shorter = Math.min(shingles, row.shingles);
  if (shorter < veryShortText) return sample > 0 && likeness >= leastLikeVeryShort;
  if (sample < leastSample) return false;
  const witnessed = shorter >= shortText || titleKey(draft.title) === titleKey(row.title);
  return containment >= (witnessed ? leastContained : leastContainedShort);
}

/** True when two titles share half of their longer words; a subtitle more or less is no difference. */
function titlesAgree(a: string, b: string): boolean {
  const [one, other] = [titleKey(a), titleKey(b)];
  if (one === "" || other === "" || one.startsWith(other) || other.startsWith(one)) return true;
  const [words, others] = [longWords(one), longWords(other)];
  const shared = [...words].filter((word) => others.has(word)).length;
  return shared * 2 >= Math.max(words.size, others.size);
}

/** "Of" and "the" are in every title. Those of short words only, or of no words, have what they have. */
function longWords(title: string): ReadonlySet<string> {
  const all = title.split(" ");
  const long = all.filter((word) => word.length > 3);
  return new Set(long.length === 0 ? all : long);
}

/** True when nothing speaks against two entries of one title being one, and something else for it. */
function areOneEntry(a: Named, b: Named): boolean {
  const authors = shareAuthor(a.byline, b.byline);
  if (authors === false) return false;
  const [year, other] = [a.published?.slice(0, 4), b.published?.slice(0, 4)];
  if (year !== undefined && other !== undefined) return year === other;
  return authors === true && titleKey(a.title).split(" ").length >= 3;
}

/** Null when one of them names nobody. */
function shareAuthor(a: readonly string[], b: readonly string[]): boolean | null {
  const names = (byline: readonly string[]) =>
    new Set(byline.flatMap((name) => fold(name).split(/[^\p{L}]+/u)).filter((n) => n.length > 1));
  const [one, other] = [names(a), names(b)];
  if (one.size === 0 || other.size === 0) return null;
  return [...one].some((name) => other.has(name));
}

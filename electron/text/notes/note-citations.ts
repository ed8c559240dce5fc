/**
 * What the citations of one note show, read from its Lexical JSON. Those that stand next to each other
 * share a bracket, and letters tell works of the same author and year apart. None of it is stored: it
 * follows what is known of the articles, and what else the note cites.
 */
import type { CitedAs } from "../../entities.ts";
import { citedWords, type CitationPart } from "../citation.ts";
import { fold } from "../tokens.ts";

/** A work that a note cites or quotes. */
export interface CitedWork extends CitedAs {
  readonly title: string;
}

/** Where the works are found that a note speaks of. */
export interface Works {
  /** How an article is cited; null where that is not known. */
  readonly workOf: (article: string) => CitedWork | null;
  /** The article of a clip; null where that is not known. */
  readonly articleOf: (clip: string) => string | null;
}

export const noWorks: Works = { workOf: () => null, articleOf: () => null };

/** The letter of each work that shares its authors and year with another: by title, whatever cites first. */
export function yearLetters(works: ReadonlyMap<string, CitedWork>): ReadonlyMap<string, string> {
  const letters = new Map<string, string>();
  const byName = Map.groupBy(works, ([, { who, year }]) => `${year} ${fold(who)}`);
  for (const alike of byName.values()) {
    if (alike.length < 2) continue;
    alike
      .map(([article, { title }]) => ({ article, key: `${fold(title)}\n${article}` }))
      .toSorted((a, b) => (a.key < b.key ? -1 : 1))
      .forEach(({ article }, at) => letters.set(article, letterAt(at)));
  }
  return letters;
}

/** `a` to `z`, then `aa`, `ab` and so on. */
function letterAt(at: number): string {
  const letter = String.fromCharCode(97 + (at % 26));
  return at < 26 ? letter : letterAt(Math.floor(at / 26) - 1) + letter;
}

type Node = { readonly [field: string]: unknown };

/** What one citation says, and of which work. */
export interface NoteCitation {
  readonly work: CitedWork;
  readonly part: CitationPart;
}

/**
 * The words of each citation in a tree of nodes, with its share of the bracket: `(Brown 2019; ` and
 * `Smith 2015a, p. 4)`. A citation of an article that is not known is not among them.
 */
export function noteCitations(root: unknown, works: Works): ReadonlyMap<unknown, string> {
  const words = new Map<unknown, string>();
  for (const [node, { work, part }] of citationParts(root, works))
    words.set(node, citedWords(work, part));
  return words;
}

/** What each citation in a tree of nodes says; of those whose article is known. */
export function citationParts(root: unknown, works: Works): ReadonlyMap<unknown, NoteCitation> {
  const { runs, articles } = gather(root, works);
  if (runs.length === 0) return new Map();
  const known = new Map<string, CitedWork>();
  for (const article of articles) {
    const work = works.workOf(article);
    if (work !== null) known.set(article, work);
  }
  const letters = yearLetters(known);
  const parts = new Map<unknown, NoteCitation>();
  for (const run of runs)
    for (const [at, { node, article, own }] of run.entries()) {
      const work = known.get(article);
      if (work === undefined) continue;
      const place = { opens: at === 0, closes: at === run.length - 1 };
      const letter = letters.get(article) ?? "";
      parts.set(node, { work, part: { ...own, letter, ...place } });
    }
  return parts;
}

interface Citation {
  readonly node: Node;
  readonly article: string;
  readonly own: OwnPart;
}

/** What a citation says of itself, without the note around it. */
type OwnPart = Omit<CitationPart, "letter" | "opens" | "closes">;

/** Citations that stand together, and all articles that are cited or quoted. */
function gather(root: unknown, { articleOf }: Works) {
  const runs: Citation[][] = [];
  const articles = new Set<string>();
  const stack: unknown[] = [root];
  while (stack.length > 0) {
    const node = stack.pop();
    if (!isNode(node)) continue;
    if (node["type"] === "clip-quote" && typeof node["clip"] === "string") {
      const article = articleOf(node["clip"]);
      if (article !== null) articles.add(article);
    }
    if (!Array.isArray(node["children"])) continue;
    let run: Citation[] | null = null;
    for (const child of node["children"] as readonly unknown[]) {
      const citation = citationOf(child);
      if (citation === null) {
        run = null;
        stack.push(child);
        continue;
      }
      articles.add(citation.article);
      if (run === null) runs.push((run = []));
      run.push(citation);
    }
  }
  return { runs, articles };
}

function citationOf(node: unknown): Citation | null {
  if (!isNode(node) || node["type"] !== "notebook-link" || node["cite"] !== true) return null;
  const { target, label } = node;
  if (!isNode(target) || target["kind"] !== "article" || typeof target["id"] !== "string")
    return null;
  // Words that its writer chose are no part of a bracket.
  if (typeof label === "string" && label !== "") return null;
  const words = (field: "locator" | "prefix" | "suffix"): string => {
    const said = node[field];
    return typeof said === "string" ? said : "";
  };
  const own = {
    locator: words("locator"),
    prefix: words("prefix"),
    suffix: words("suffix"),
    authorless: node["authorless"] === true,
  };
  return { node, article: target["id"], own };
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

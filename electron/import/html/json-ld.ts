/** Schema.org data that pages carry as JSON-LD, as far as it describes the article. */
import type { DomDocument } from "./dom.ts";

/** Null where the page does not say. */
export interface Structured {
  readonly headline: string | null;
  readonly authors: readonly string[];
  /** Those of the authors that are said to be persons. */
  readonly persons: readonly string[];
  readonly published: string | null;
  readonly site: string | null;
  readonly url: string | null;
  readonly language: string | null;
  readonly description: string | null;
  /** Identifiers and addresses of the same work, in which a DOI may be. */
  readonly identifiers: readonly string[];
  /** The text of the article, without its form and often cut short. */
  readonly body: string | null;
}

type Json = { readonly [key: string]: unknown };

const articleTypes =
  /^(?:.*[/:])?(?:\w*Article|BlogPosting|LiveBlogPosting|Report|Review|CriticReview|OpinionNewsArticle|AnalysisNewsArticle|SocialMediaPosting|DiscussionForumPosting|Chapter|Book|Thesis|CreativeWork|TechArticle|HowTo|Recipe)$/;
/** Objects looked at; a page has tens. */
const objectLimit = 5_000;

/** The first article that the page's JSON-LD describes; nothing known when there is none. */
export function readJsonLd(document: DomDocument): Structured {
  const objects: Json[] = [];
  for (const script of document.querySelectorAll('script[type="application/ld+json" i]')) {
    const data = parseLoosely(script.textContent ?? "");
    if (data !== undefined) collect(data, objects);
  }
  const articles = objects.filter(isArticle);
  const article = articles.find((each) => text(each["headline"]) !== null) ?? articles[0];
  if (article === undefined) return describe({});
  const whole = objects.filter((each) => Object.keys(each).length > 1);
  return describe(article, new Map(whole.map((each) => [text(each["@id"]) ?? "", each])));
}

function describe(article: Json, byId: ReadonlyMap<string, Json> = new Map()): Structured {
  const follow = (value: unknown): unknown => {
    const id = isObject(value) && Object.keys(value).length === 1 ? text(value["@id"]) : null;
    return id === null ? value : (byId.get(id) ?? value);
  };
  const nameOf = (value: unknown): string | null => {
    const target = follow(value);
    return isObject(target) ? text(target["name"]) : text(target);
  };
  const page = follow(article["mainEntityOfPage"]);
  const authors = list(article["author"] ?? article["creator"]);
  return {
    headline: text(article["headline"]) ?? text(article["name"]),
    authors: authors.map(nameOf).filter((name) => name !== null),
    persons: authors
      .map(follow)
      .filter((author) => isObject(author) && list(author["@type"]).includes("Person"))
      .map(nameOf)
      .filter((name) => name !== null),
    published: text(article["datePublished"]) ?? text(article["dateCreated"]),
    site: nameOf(list(article["publisher"])[0]) ?? nameOf(list(article["isPartOf"])[0]),
    url:
      text(article["url"]) ??
      (isObject(page) ? (text(page["@id"]) ?? text(page["url"])) : text(page)),
    language: nameOf(list(article["inLanguage"])[0]),
    description: text(article["description"]) ?? text(article["abstract"]),
    identifiers: [...list(article["identifier"]), ...list(article["sameAs"]), article["@id"]]
      .map((value) => (isObject(value) ? text(value["value"]) : text(value)))
      .filter((value) => value !== null),
    body: text(article["articleBody"]) ?? text(article["text"]),
  };
}

/** JSON as sites write it: in comments, with raw line breaks in strings, with trailing commas. */
function parseLoosely(source: string): unknown {
  const bare = source
    .replace(/^\s*(?:<!--|(?:\/\/|\/\*)?\s*<!\[CDATA\[(?:\s*\*\/)?)/, "")
    .replace(/(?:-->|(?:\/\/|\/\*)?\s*\]\]>(?:\s*\*\/)?)\s*$/, "")
    .replace(/;\s*$/, "");
  for (const attempt of [bare, repaired(bare)]) {
    try {
      return JSON.parse(attempt);
    } catch (error) {
      // Not JSON, or nested beyond the stack: a page without metadata is still a page.
      if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    }
  }
  return undefined;
}

function repaired(source: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what JSON forbids in strings
  return source.replace(/[\u0000-\u001f]+/g, " ").replace(/,(\s*[}\]])/g, "$1");
}

/** All objects below `root`, outermost first; iterative, so that nesting cannot overflow. */
function collect(root: unknown, into: Json[]): void {
  const queue: unknown[] = [root];
  for (let at = 0; at < queue.length && into.length < objectLimit; at += 1) {
    const value = queue[at];
    if (Array.isArray(value)) for (const each of value) queue.push(each);
    else if (isObject(value)) {
      into.push(value);
      for (const key of [
        "@graph",
        "mainEntity",
        "mainEntityOfPage",
        "itemListElement",
        "item",
        "author",
        "publisher",
        "isPartOf",
      ]) {
        if (value[key] !== undefined) queue.push(value[key]);
      }
    }
  }
}

function isArticle(object: Json): boolean {
  return list(object["@type"]).some((type) => typeof type === "string" && articleTypes.test(type));
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function list(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function text(value: unknown): string | null {
  if (typeof value === "number") return String(value);
  if (isObject(value)) return text(value["@value"]);
  if (Array.isArray(value)) return text(value[0]);
  return typeof value === "string" && value.trim() !== "" ? plainText(value.trim()) : null;
}

/** Many sites put entities and tags into their JSON strings, where they mean nothing. */
function plainText(value: string): string {
  return value
    .replace(/<\/?[a-z][^<>]*>/gi, "")
    .replace(/&(?:amp|#0?38);/g, "&")
    .replace(/&(?:quot|#0?34);/g, '"')
    .replace(/&(?:apos|#0?39);/g, "'")
    .replace(/&(?:rsquo|#8217);/g, "’")
    .replace(/&(?:lsquo|#8216);/g, "‘")
    .replace(/&(?:ldquo|#8220);/g, "“")
    .replace(/&(?:rdquo|#8221);/g, "”")
    .replace(/&(?:ndash|#8211);/g, "–")
    .replace(/&(?:mdash|#8212);/g, "—")
    .replace(/&nbsp;/g, " ");
}

/** Forum threads, questions with their answers: pages whose text is many posts, each its own article to Readability. */
import type { DomDocument, DomElement } from "./dom.ts";

/** What forum programs call the text of a post, and how schema.org marks it. */
const bodies = [
  '[itemtype*="schema.org/Question"] [itemprop~="text"]',
  '[itemtype*="schema.org/Answer"] [itemprop~="text"]',
  '[itemtype*="schema.org/DiscussionForumPosting"] [itemprop~="text"]',
  '[itemtype*="schema.org/DiscussionForumPosting"] [itemprop~="articleBody"]',
  ".post-text",
  ".js-post-body",
  ".postbody .content",
  ".postcontent",
  ".post_body",
  ".message-body",
  ".bbWrapper",
  ".topic-body .cooked",
  ".post_wrapper .inner",
].join(", ");
const around = "article, li, tr, .post, .message, .question, .answer, .topic-post, .comment";
const author =
  '[itemprop~="author"] [itemprop~="name"], [itemprop~="author"], .username, .author, .user-details a, .poster, .names';
/** Posts beyond this many are left to Readability. */
const postLimit = 2_000;

export interface Thread {
  /** All posts in order, each behind its author's name. */
  readonly root: DomElement;
  /** How every post begins, without white space. */
  readonly beginnings: readonly string[];
}

/** The posts of a page; null when there are not several. */
export function threadOf(document: DomDocument): Thread | null {
  const found = [...document.querySelectorAll(bodies)];
  if (found.length < 2 || found.length > postLimit) return null;
  const all = new Set(found);
  const posts = found.filter((post) => !isWithin(post, all));
  if (posts.length < 2) return null;
  const thread = document.createElement("div");
  const title = document.querySelector("h1");
  if (title !== null) thread.appendChild(title.cloneNode(true));
  const places = posts.map((post) => post.closest(around));
  for (const [at, post] of posts.entries()) {
    // What several posts are in is searched for none of them: it may be the whole page.
    const place = places[at] ?? null;
    const shared = place === places[at - 1] || place === places[at + 1];
    const name = shared ? "" : (place?.querySelector(author)?.textContent?.trim() ?? "");
    if (name !== "" && name.length < 80) {
      const line = document.createElement("p");
      line.appendChild(document.createTextNode(name.replace(/\s+/g, " ")));
      thread.appendChild(line);
    }
    thread.appendChild(post.cloneNode(true));
  }
  return { root: thread, beginnings: posts.map((post) => bare(post.textContent).slice(0, 60)) };
}

/** Whether every post can be found in what was taken for the article. */
export function holdsAll(taken: DomElement | null, { beginnings }: Thread): boolean {
  const text = bare(taken?.textContent ?? "");
  return beginnings.every((beginning) => text.includes(beginning));
}

function bare(text: string | null): string {
  return (text ?? "").replace(/\s+/g, "");
}

function isWithin(post: DomElement, all: ReadonlySet<unknown>): boolean {
  for (let at = post.parentNode; at !== null; at = at.parentNode) if (all.has(at)) return true;
  return false;
}

/** What a link shows, and how: plain DOM, because it stands among the words of the text. */
import type { TargetTitle } from "../../../electron/api.ts";
import { citedWords } from "../../../electron/text/citation.ts";
import { linkTitle } from "../../../electron/text/notes/link-words.ts";
import type { NotebookLinkNode } from "./notebook-link.ts";

/** Draws a link; `title` is undefined while it is not known, null where the notebook has no such thing. */
export function drawLink(
  link: HTMLElement,
  node: NotebookLinkNode,
  title: TargetTitle | null | undefined,
): void {
  const state = stateOf(node, title);
  if (title) {
    node.__shown.title = title.title;
    node.__shown.heading = title.place?.words ?? "";
    node.__shown.citation = title.citation ?? { who: title.title, year: "" };
  }
  drawWords(link, node, shownWords(node, title === undefined ? "…" : "Untitled"));
  link.dataset["state"] = state;
  const hint = hintOf(node, state, title?.title ?? "");
  if (hint === "") link.removeAttribute("title");
  else link.title = hint;
}

/** A citation's brackets belong to all in them: they are not underlined with one. */
function drawWords(link: HTMLElement, { __cite, __label }: NotebookLinkNode, text: string): void {
  if (link.textContent === text) return;
  if (!__cite || __label !== "") {
    link.textContent = text;
    return;
  }
  link.dataset["cite"] = "";
  const [, before = "", words = "", after = ""] = /^(\(?)(.*?)(\)|; )?$/su.exec(text) ?? [];
  const cited = link.ownerDocument.createElement("span");
  cited.className = "note-cite-words";
  cited.textContent = words;
  link.replaceChildren(before, cited, after);
}

/** What a link shows: its label, or what its target is called, or how it is cited. */
export function shownWords(node: NotebookLinkNode, unknown = ""): string {
  const { __label, __shown, __title, __heading } = node;
  if (__label) return __label;
  if (node.__cite) {
    const { citation, letter, opens, closes } = __shown;
    // Read as they are: it may be drawn where no editor is being read.
    const { __locator: locator, __prefix: prefix, __suffix: suffix, __authorless } = node;
    const own = { locator, prefix, suffix, authorless: __authorless };
    const part = { ...own, letter, opens, closes };
    return citedWords(citation ?? { who: unknown, year: "" }, part);
  }
  return linkTitle(
    __shown.title || __title || unknown,
    __shown.heading || __heading,
    __shown.isOwn,
  );
}

type LinkState = "known" | "missing" | "trash" | "wanted" | "headless";

function stateOf(node: NotebookLinkNode, title: TargetTitle | null | undefined): LinkState {
  if (title === undefined) return "known";
  if (title !== null && !title.missing) return title.place === null ? "headless" : "known";
  return title?.absence ?? (node.__title ? "wanted" : "missing");
}

/** What there is to say about a link beyond its words; nothing where they say it all. */
function hintOf(node: NotebookLinkNode, state: LinkState, title: string): string {
  const { kind } = node.__target;
  switch (state) {
    case "wanted":
      return "There is no note of this title yet. Click to make it";
    case "trash":
      return `This ${kind} is in the trash`;
    case "missing":
      return `This ${kind} is not in the notebook`;
    case "headless":
      return `The heading “${node.__heading}” is not in this note any more`;
    case "known":
      return node.__label || node.__cite ? title : "";
  }
}

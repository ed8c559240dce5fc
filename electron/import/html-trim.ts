/**
 * Cuts what is left of the page around an article: lists of other articles, share buttons, calls to
 * read on. Works from the ends inward and stops at the first block that reads like text.
 */
import type { TextRun } from "../entities.ts";
import { runsOf, type DraftBlock } from "./draft-blocks.ts";

const readOn =
  /^(?:read (?:also|more|next|on)|see also|also read|more (?:on|from|stories)|related(?: (?:articles|stories|posts|content|topics|links))?|recommended|you (?:may|might) also like|most (?:read|popular)|lea también|le puede interesar|te puede interesar|más (?:sobre|noticias)|das könnte (?:sie|dich) auch interessieren|lesen sie auch|mehr (?:zum thema|dazu)|lire aussi|à lire aussi|sur le même sujet|leggi anche|lees ook|leia também|läs också|les også|læs også|czytaj także|читайте также)\b/i;
const shareBar =
  /^(?:(?:share|tweet|pin it|print|e-?mail|facebook|twitter|linkedin|whatsapp|reddit|pinterest|instagram|telegram|copy link|follow us|teilen|partager|compartir|condividi|on|this|article|via|x)\b[\s|·,:/]*)+$/i;
const credit = /^(?:photos?|images?|foto|bild|crédit|credit)(?:\s+(?:by|credit))?\s*[:©]/i;
const advertisement =
  /^(?:advertisement|anzeige|publicité|publicidad|sponsored|werbung|story continues below.*|sign up (?:for|to) .{0,80}newsletter.*|subscribe(?: now| to .{0,80})?)$/i;
const sources =
  /^(?:external links|references|sources|notes|footnotes|bibliography|further reading|works cited|resources|weblinks|einzelnachweise|quellen|literatur|liens externes|références|notes et références|bibliographie|enlaces externos|referencias|bibliografía|fonti|note|collegamenti esterni)\b/i;

/** Text that a call to read on, a credit or a colon may have at most, in UTF-16 units. */
const shortLine = 140;

/** The blocks without what surrounds the article; all of them when nothing else would remain. */
export function trimEdges(blocks: readonly DraftBlock[]): readonly DraftBlock[] {
  let end = blocks.length;
  for (;;) {
    const cut = trimmedEnd(blocks, end);
    if (cut === end) break;
    end = cut;
  }
  let start = 0;
  while (start < end && isFurniture(blocks[start])) start += 1;
  const kept = blocks.slice(start, end);
  return kept.some(({ block }) => runsOf(block).some(({ text }) => /\S/.test(text)))
    ? kept
    : blocks;
}

function trimmedEnd(blocks: readonly DraftBlock[], end: number): number {
  const last = blocks[end - 1];
  if (last === undefined) return end;
  const { block } = last;
  if (block.kind === "heading" || block.kind === "rule") return end - 1;
  if (isFurniture(last)) return end - 1;
  if (block.kind === "paragraph" && block.text.length < shortLine && /[::]$/.test(block.text))
    return end - 1;
  return linkList(blocks, end);
}

/**
 * The start of a list of links at the end, when what introduces it is a heading or a line that is not
 * about the article's own sources.
 */
function linkList(blocks: readonly DraftBlock[], end: number): number {
  let start = end;
  while (start > 0 && blocks[start - 1]?.block.kind === "listItem") start -= 1;
  const before = blocks[start - 1]?.block;
  if (end - start < 3 || before === undefined || !("text" in before)) return end;
  const introduces = before.kind === "heading" || /[:：]$/.test(before.text);
  if (!introduces || sources.test(before.text)) return end;
  const runs = blocks.slice(start, end).flatMap(({ block }) => runsOf(block));
  return linkShare(runs) > 0.85 ? start : end;
}

function isFurniture(draft: DraftBlock | undefined): boolean {
  const block = draft?.block;
  if (block === undefined || !("text" in block) || block.kind === "preformatted") return false;
  const text = block.text;
  if (shareBar.test(text) || advertisement.test(text)) return true;
  if (text.length >= shortLine) return false;
  if (readOn.test(text) && (linkShare([block]) > 0.3 || text.length < 40)) return true;
  return credit.test(text) && block.kind === "paragraph";
}

/** The share of the text that is within links. */
function linkShare(runs: readonly TextRun[]): number {
  let all = 0;
  let linked = 0;
  for (const { text, marks } of runs) {
    all += text.length;
    for (const [start, end, kind] of marks) if (kind === "link") linked += end - start;
  }
  return all === 0 ? 0 : linked / all;
}

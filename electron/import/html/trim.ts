/**
 * Cuts what is left of the page around an article: lists of other articles, share buttons, calls to
 * read on. Works from the ends inward and stops at the first block that reads like text.
 */
import type { Block, TextRun } from "../../entities.ts";
import { runsOf, type DraftBlock } from "../draft-blocks.ts";

/** Beginnings of lines, by language; each ends where a word ends. */
const begins = (...phrases: readonly string[]): RegExp =>
  new RegExp(`^(?:${phrases.join("|")})(?![\\p{L}\\p{N}])`, "iu");
const readOn = begins(
  "read (?:also|more|next|on)|see also|also read|also on|more (?:on|from|stories|news|coverage)|don[’']t miss|up next|next (?:article|story)",
  "related(?: (?:articles?|stories|story|posts|content|topics|links|news|coverage|reading|items))?|recommended(?: (?:for you|reading|stories))?",
  "you (?:may|might) (?:also )?(?:like|enjoy|be interested in)|most (?:read|popular|viewed)|trending(?: now)?|popular (?:posts|stories|articles)|latest (?:news|stories|posts)|editors?[’']?s? picks?",
  "lea también|lee también|lea además|le puede interesar|te puede interesar|también te puede interesar|más (?:sobre|noticias|información)|(?:noticias|artículos) relacionad[ao]s",
  "das könnte (?:sie|dich) auch interessieren|auch interessant|lesen sie (?:auch|mehr)|lesen sie hier|mehr (?:zum thema|dazu|aus|zu)|weitere (?:artikel|themen|meldungen)|passend dazu|ähnliche artikel|zum thema|siehe auch",
  "lire aussi|à lire aussi|lire la suite|sur le même (?:sujet|thème)|à voir aussi|articles? (?:liés|similaires|associés)|pour aller plus loin|vous aimerez aussi",
  "leggi anche|potrebbe interessarti(?: anche)?|articoli correlati|vedi anche|per approfondire|leia também|leia mais|veja também|saiba mais|(?:notícias|artigos|matérias) relacionad[ao]s",
  "lees ook|lees (?:meer|verder)|meer over|gerelateerde artikelen|läs (?:också|även|mer)|les (?:også|mer)|læs (?:også|mere)|lue myös",
  "czytaj (?:także|też|również|więcej)|zobacz (?:także|też|również)|přečtěte si (?:také|i)|čtěte také|související články|olvassa el|kapcsolódó cikkek|citește și|ilginizi çekebilir|ayrıca bakınız",
  "читайте также|смотрите также|по теме|похожие (?:статьи|материалы)|читайте також|διαβάστε (?:επίσης|ακόμα)",
  "関連記事|あわせて読みたい|相关(?:阅读|新闻|文章|链接)|延伸阅读|推荐阅读|相關(?:閱讀|新聞|文章)|延伸閱讀|관련 ?기사",
);
const shareBar =
  /^(?:(?:share|tweet|pin it|print|e-?mail|facebook|twitter|linkedin|whatsapp|reddit|pinterest|instagram|telegram|bluesky|mastodon|threads|flipboard|tumblr|pocket|copy (?:link|url)|follow us|like|save|comments?|teilen|drucken|merken|partager|imprimer|compartir|imprimir|condividi|stampa|delen|dela|del|udostępnij|поделиться|on|this|article|story|page|post|link|via|mit|auf|sur|en|su|x)(?![\p{L}])[\s|·•,:/+()\d]*)+$/iu;
const credit =
  /^(?:(?:photos?|photograph|images?|pictures?|foto(?:s|graf|grafie)?|bild(?:er|quelle)?|crédit(?:s| photo)?|credits?|video|illustration|写真|图片来源|圖片來源|사진)(?:\s*(?:by|credit|credits|via|von|de|par|courtesy of))?\s*[::©／/=]|(?:getty images|ap photo|afp photo|picture alliance|imago images|shutterstock|istockphoto)(?!\p{L}))/iu;
const advertisement =
  /^(?:advertisements?|advert|ad|anzeige|publicité|publicidad|pubblicità|publicidade|advertentie|annons|annonse|reklama?|реклама|広告|广告|sponsored(?: content)?|werbung|story continues below.*|article continues (?:below|after).*|continue reading(?: below)?|scroll (?:down )?to continue.*|(?:sign up|subscribe|register|join) (?:for|to|now for) .{0,100}(?:newsletter|updates|briefing|inbox|free)s?\b.*|(?:get|have) .{0,80}(?:delivered )?(?:straight )?(?:to|in) your inbox.*|subscribe(?: now| today| here)?|subscribe to .{0,80}|jetzt abonnieren.*|newsletter|abonnez-vous.*|suscríbete.*|back to (?:top|the top)|nach oben|go to top|(?:follow|like|find) us on .{0,60}|follow .{2,40} on (?:twitter|facebook|instagram|x|google news).*)$/iu;
const betweenParagraphs =
  /^(?:advertisement|advertisement ?\W{0,3}continue reading(?: the main story)?(?: below)?|(?:story|article) continues (?:below|after) (?:this )?advertisement|scroll to continue|anzeige|publicité|publicidad|pubblicità|publicidade|advertentie|annons|annonse|reklama|реклама|広告|广告)$/i;
/** What ends a page rather than an article: rights, subjects, places of filing. */
const imprint =
  /^(?:©|\(c\)\s|copyright\b|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|tutti i diritti riservati|todos os direitos reservados|this (?:article|story|post) (?:was |has been )?(?:originally |first )?(?:published|appeared) (?:on|in|at) )/i;
const filed = begins(
  "tags?|tagged(?: with| as)?|topics?|in this (?:article|story)|filed (?:under|in)|categor(?:y|ies)|posted in|keywords?|more about|schlagw(?:ö|o)rt(?:er|e)?|stichw(?:ö|o)rt(?:er|e)?|themen|mots[- ]cl[ée]s|étiquettes|etiquetas|temas|palabras clave|argomenti|tag|trefwoorden|onderwerpen|ämnen|tagi|теги|метки|タグ|标签|標籤",
);
const sources = begins(
  "external links|references|sources|notes|footnotes|endnotes|bibliography|further reading|works cited|literature(?: cited)?|resources|weblinks|einzelnachweise|quellen|literatur|anmerkungen|fußnoten|liens externes|références|notes et références|bibliographie|enlaces externos|referencias|bibliografía|notas|fonti|note|collegamenti esterni|bibliografia|referências|bronnen|noten|referenser|källor|kilder|źródła|przypisy|zdroje|примечания|литература|источники|参考文献|参考资料|參考資料|脚注|注释|각주",
);

/** Text that a call to read on, a credit or a colon may have at most, in UTF-16 units. */
const shortLine = 140;

/** Other articles are offered in the last so many blocks. */
const offeredBlocks = 40;

/** A menu has so many items in a row, none longer than this, and little of the page's text. */
const menuItems = 5;
const menuItem = 40;
const menuShare = 4;

/** The blocks without what surrounds the article; all of them when nothing else would remain. */
export function trimEdges(blocks: readonly DraftBlock[]): readonly DraftBlock[] {
  let end = blocks.length;
  for (;;) {
    const cut = trimmedEnd(blocks, end);
    if (cut === end) break;
    end = cut;
  }
  let start = behindMenu(blocks, end);
  while (start < end && (isFurniture(blocks[start]) || isTrail(blocks[start]))) start += 1;
  const kept = blocks.slice(start, end).filter((draft) => !isAdvertisementMark(draft));
  return kept.some(({ block }) => runsOf(block).some(({ text }) => /\S/.test(text)))
    ? kept
    : blocks;
}

/** Behind a menu of the site that a page begins with, when what follows is many times as much. */
function behindMenu(blocks: readonly DraftBlock[], end: number): number {
  let start = 0;
  let items = 0;
  let length = 0;
  for (; start < end; start += 1) {
    const block = blocks[start]?.block;
    if (block?.kind === "image") continue;
    if (block?.kind !== "listItem" || block.text.length > menuItem || !leadsAway(block)) break;
    items += 1;
    length += block.text.length;
  }
  if (items < menuItems) return 0;
  const behind = blocks
    .slice(start, end)
    .flatMap(({ block }) => runsOf(block))
    .reduce((sum, { text }) => sum + text.length, 0);
  return behind > length * menuShare ? start : 0;
}

/** Whether all of it is a link to another page. */
function leadsAway(run: TextRun): boolean {
  const isWithin = run.marks.some(([, , kind, value]) => kind === "link" && value?.startsWith("#"));
  return linkShare([run]) > 0.9 && !isWithin;
}

function trimmedEnd(blocks: readonly DraftBlock[], end: number): number {
  const last = blocks[end - 1];
  if (last === undefined) return end;
  const { block } = last;
  if (block.kind === "heading" || block.kind === "rule") return end - 1;
  if (isFurniture(last)) return end - 1;
  if (block.kind === "paragraph" && block.text.length < shortLine && /[::]$/.test(block.text))
    return end - 1;
  if (isPageEnd(block)) return end - 1;
  return Math.min(linkList(blocks, end), linkLines(blocks, end), offered(blocks, end));
}

/** "Advertisement" and nothing else, where one stood between two paragraphs. */
function isAdvertisementMark({ block }: DraftBlock): boolean {
  return block.kind === "paragraph" && betweenParagraphs.test(block.text);
}

function isPageEnd(block: Block): boolean {
  if (block.kind !== "paragraph" && block.kind !== "listItem") return false;
  if (imprint.test(block.text)) return block.text.length < 2 * shortLine;
  return filed.test(block.text) && block.text.length < 3 * shortLine && linkShare([block]) > 0.4;
}

/** The start of two or more short paragraphs at the end that are links and nothing else. */
function linkLines(blocks: readonly DraftBlock[], end: number): number {
  let start = end;
  let lines = 0;
  for (; start > 0; start -= 1) {
    const block = blocks[start - 1]?.block;
    if (block?.kind === "image" && lines > 0) continue;
    if (block?.kind !== "paragraph" || block.text.length > shortLine) break;
    if (linkShare([block]) < 0.9) break;
    lines += 1;
  }
  return lines >= 2 && !isSources(blocks[start - 1]) ? start : end;
}

/** The line that offers other articles, when nothing but links and pictures comes behind it. */
function offered(blocks: readonly DraftBlock[], end: number): number {
  for (let at = end - 1; at >= Math.max(1, end - offeredBlocks); at -= 1) {
    const block = blocks[at]?.block;
    if (block === undefined || !("text" in block) || block.text.length >= shortLine) continue;
    if (!readOn.test(block.text) || block.kind === "preformatted") continue;
    const behind = blocks.slice(at + 1, end).flatMap((each) => runsOf(each.block));
    const isHeading = block.kind === "heading" || block.text.length < 40;
    if ((isHeading || linkShare([block]) > 0.3) && linkShare(behind) > 0.6) return at;
  }
  return end;
}

function isSources(draft: DraftBlock | undefined): boolean {
  return draft !== undefined && "text" in draft.block && sources.test(draft.block.text);
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
  if (text.length >= 2 * shortLine) return false;
  if (shareBar.test(text) || advertisement.test(text)) return true;
  if (text.length >= shortLine) return false;
  if (readOn.test(text) && (linkShare([block]) > 0.3 || text.length < 40)) return true;
  return credit.test(text) && block.kind === "paragraph";
}

/** "Home › News › Europe", the way to the page. */
function isTrail(draft: DraftBlock | undefined): boolean {
  const block = draft?.block;
  if (block?.kind !== "paragraph" || block.text.length >= shortLine) return false;
  return /\S\s*[›»>→/|]\s*\S/.test(block.text) && linkShare([block]) > 0.5;
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

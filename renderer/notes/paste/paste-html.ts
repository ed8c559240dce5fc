/**
 * What of a pasted page is structure and words, as plain elements; its looks, programs and frames go.
 * The page is never live: nothing of it is fetched or run.
 */
import { calloutName } from "../../../electron/text/notes/callouts.ts";
import { keepLooks } from "./paste-looks.ts";
import { nameElements } from "./paste-elements.ts";
import { markFootnotes } from "./paste-footnotes.ts";
import { cleanWord, isFromWord } from "./paste-word.ts";

const dropped =
  "script, style, link, meta, title, template, iframe, frame, object, embed, applet, canvas, audio, video, " +
  "form input, button, select, textarea, noscript, head, dialog, [hidden]";
const boxes =
  "div, section, article, main, header, footer, aside, nav, figure, figcaption, center, details, summary, address, form, fieldset, dl";
/** What a note has of its own, or becomes a paragraph. */
const plain = "p, h1, h2, h3, h4, h5, h6, ul, ol, table, blockquote, pre, hr, dt, dd";
const blocks = `${boxes}, ${plain}, li`;
const boxNames = new Set(boxes.split(", "));
const plainNames = new Set(plain.split(", "));
const inlineNames = new Set(["a", "img", "span", "sup"]);
const parts = new Set([...blocks.split(", "), ..."tr td th thead tbody tfoot caption".split(" ")]);

/**
 * Whether a node stands in a line of words, so that a space beside it parts words: remarks in
 * the source do, which sites put anywhere, and elements of names that a site made itself.
 */
export const standsInLine = (node: Node): boolean =>
  !(node instanceof Element && parts.has(node.localName));

const hasBlocks = (element: Element): boolean =>
  element.childElementCount > 0 && element.querySelector(blocks) !== null;
const own = "[data-commonplace-image], [data-commonplace-math]";

/** Cleans a page in place; says how many of its pictures lie elsewhere. */
export function cleanPage(page: Document): number {
  const { body } = page;
  // What Word says there of its own paragraphs is no help.
  const styles = isFromWord(page)
    ? ""
    : [...page.querySelectorAll("style")].map(({ textContent }) => textContent).join("\n");
  keepFormulas(body);
  nameElements(body);
  for (const element of body.querySelectorAll(dropped)) element.remove();
  for (const element of body.querySelectorAll("svg, math")) element.remove();
  if (isFromWord(page)) cleanWord(body);
  for (const guid of body.querySelectorAll("[id^='docs-internal-guid']"))
    guid.replaceWith(...guid.childNodes);
  markFootnotes(body);
  markCallouts(body);
  const pictures = linkPictures(body);
  cleanTables(body);
  nameLanguages(body);
  for (const element of body.querySelectorAll("[dir]")) element.removeAttribute("dir");
  keepLooks(page, styles);
  body.replaceChildren(...blocksIn(body));
  return pictures;
}

/** Formulas that pages draw bring their TeX along. */
function keepFormulas(body: HTMLElement): void {
  for (const math of body.querySelectorAll("math")) {
    const note = math.querySelector("annotation[encoding='application/x-tex']");
    const source = (note?.textContent ?? math.getAttribute("alttext") ?? "").trim();
    if (source === "") continue;
    const display = math.closest(".katex-display, [display='true'], mjx-container[display]");
    const isDisplay = display !== null || math.getAttribute("display") === "block";
    const around = display ?? math.closest(".katex, .mwe-math-element, mjx-container") ?? math;
    const formula = body.ownerDocument.createElement(isDisplay ? "div" : "span");
    formula.dataset["commonplaceMath"] = isDisplay ? "display" : "inline";
    formula.textContent = source.replace(/^\{\\displaystyle ([^]*)\}$/, "$1");
    around.replaceWith(formula);
  }
}

/** Pictures that come with their bytes stay; others become links by what describes them. */
function linkPictures(body: HTMLElement): number {
  let count = 0;
  for (const image of body.querySelectorAll("img")) {
    if (image.closest("[role='checkbox']")) image.remove();
    else if (!image.matches(own) && !image.getAttribute("src")?.startsWith("data:image/"))
      count += replacePicture(image) ? 1 : 0;
  }
  return count;
}

/** A sign that a site draws as a picture. */
const drawnSign = /^(?:\p{Extended_Pictographic}|\p{Emoji_Component})+$/u;

/** False for what only decorates or counts its readers. */
function replacePicture(image: HTMLImageElement): boolean {
  const source = image.getAttribute("src") ?? "";
  const alt = image.getAttribute("alt")?.trim();
  const isTiny = [image.getAttribute("width"), image.getAttribute("height")].some(
    (size) => size !== null && Number.parseFloat(size) <= 2,
  );
  if (alt === "" || isTiny) {
    image.remove();
    return false;
  }
  if (alt !== undefined && drawnSign.test(alt)) {
    image.replaceWith(alt);
    return false;
  }
  const words = alt ?? "Picture";
  const leads = /^https?:\/\//i.test(source) && !image.closest("a[href]");
  if (!leads) image.replaceWith(alt === undefined ? "" : words);
  else {
    const link = image.ownerDocument.createElement("a");
    link.href = source;
    link.textContent = words;
    // It stood apart from the words around it.
    image.replaceWith(" ", link, " ");
  }
  return true;
}

/** Grids of plain cells: no table within another, none for layout, headings in the first row only. */
function cleanTables(body: HTMLElement): void {
  for (const table of [...body.querySelectorAll("table")].toReversed()) {
    const isLayout =
      table.matches("[role='presentation'], [role='none']") ||
      table.querySelector("table") !== null ||
      table.rows.length * (table.rows[0]?.cells.length ?? 0) === 1;
    if (isLayout) {
      const parts = [...table.rows].flatMap((row) => [...row.cells]);
      table.replaceWith(...parts.map((cell) => renamed(cell, "div")));
      continue;
    }
    for (const columns of table.querySelectorAll("colgroup, col")) columns.remove();
    for (const caption of table.querySelectorAll("caption")) table.before(renamed(caption, "p"));
    // Headings of rows alone make no row of headings.
    const hasHead = [...(table.rows[0]?.cells ?? [])].every(({ localName }) => localName === "th");
    for (const row of table.rows)
      for (const cell of row.cells) {
        if (cell.localName !== "th") continue;
        // To the editor a heading of this scope is one of the row of headings.
        if (hasHead && row.rowIndex === 0) cell.setAttribute("scope", "row");
        else cell.replaceWith(renamed(cell, "td"));
      }
  }
}

function nameLanguages(body: HTMLElement): void {
  for (const code of body.querySelectorAll("pre")) {
    const named = [code, code.querySelector("code"), code.parentElement]
      .map(
        (each) => /(?:^|[\s-])(?:lang(?:uage)?|source)-([\w+#]+)/.exec(each?.className ?? "")?.[1],
      )
      .find((name) => name !== undefined);
    if (named !== undefined) code.dataset["language"] = named;
    // Only its words: a code block holds no other.
    code.textContent = code.textContent.replace(/\n$/, "");
  }
}

/** The blocks of a page, with every box around them taken apart. */
function blocksIn(parent: Element): readonly Element[] {
  const made: Element[] = [];
  let run: Node[] = [];
  const close = () => {
    made.push(...paragraphsOf(run, parent.ownerDocument));
    run = [];
  };
  // A copy: what is put into paragraphs leaves it.
  for (const child of Array.from(parent.childNodes)) {
    if (!(child instanceof Element)) run.push(child);
    else if (isOurs(child) ? !inlineNames.has(child.localName) : plainNames.has(child.localName)) {
      close();
      made.push(...cleanBlock(child));
    } else if (!isOurs(child) && (boxNames.has(child.localName) || hasBlocks(child))) {
      close();
      made.push(...blocksIn(child));
    } else run.push(child);
  }
  close();
  return made;
}

function cleanBlock(block: Element): readonly Element[] {
  if (block.matches("[data-commonplace-callout]")) block.replaceChildren(...blocksIn(block));
  if (isOurs(block) || block.matches("hr, pre, table")) return [block];
  if (block.matches("blockquote")) return quotations(blocksIn(block), block.ownerDocument);
  if (block.matches("ul, ol")) return cleanList(block);
  if (hasBlocks(block)) return blocksIn(block);
  if (!block.matches("p, dt, dd")) return isEmpty(block) ? [] : [block];
  return paragraphsOf([...block.childNodes], block.ownerDocument, block);
}

/** Without items that hold nothing but what was dropped, such as a sign that leads elsewhere. */
function cleanList(list: Element): readonly Element[] {
  for (const item of [...list.querySelectorAll("li")].toReversed())
    if (isEmpty(item) && !isOurs(item)) item.remove();
  // Before a list within it a paragraph would end in an empty line.
  for (const words of list.querySelectorAll("li > p:only-of-type"))
    if (words.previousElementSibling === null) words.replaceWith(...words.childNodes);
  if (list.querySelector("li")) return [list];
  return isEmpty(list) ? [] : blocksIn(list);
}

/** Whether it is what a note of ours is copied as. */
const isOurs = (element: Element): boolean =>
  [...element.attributes].some(({ name }) => name.startsWith("data-commonplace"));

/** Inline nodes as paragraphs, which two or more line ends in a row part; none for nothing. */
function paragraphsOf(run: readonly Node[], page: Document, of?: Element): readonly Element[] {
  const groups: Node[][] = [[]];
  let ends = 0;
  for (const node of run) {
    const isEnd = node instanceof Element && node.matches("br");
    if (isEnd) ends += 1;
    else if (!(node instanceof Text && node.data.trim() === "")) {
      if (ends > 1) groups.push([]);
      ends = 0;
    }
    groups.at(-1)?.push(node);
  }
  const made = groups.map((nodes) => {
    const paragraph = page.createElement("p");
    const words = of?.matches("dt") ? paragraph.appendChild(page.createElement("b")) : paragraph;
    words.append(...nodes);
    while (words.lastChild instanceof HTMLBRElement) words.lastChild.remove();
    return paragraph;
  });
  return made.filter((paragraph) => !isEmpty(paragraph));
}

/** A quotation holds lines of words; what else stood in it follows by itself. */
function quotations(blocksOfIt: readonly Element[], page: Document): readonly Element[] {
  const made: Element[] = [];
  for (const block of blocksOfIt) {
    const last = made.at(-1);
    if (!block.matches("p, h1, h2, h3, h4, h5, h6")) made.push(block);
    else if (last?.matches("blockquote:not([data-commonplace-clip])"))
      last.append(page.createElement("br"), page.createElement("br"), ...block.childNodes);
    else made.push(renamed(block, "blockquote"));
  }
  return made;
}

const isEmpty = (element: Element): boolean =>
  /^[\s\u00A0\u200B\uFEFF]*$/.test(element.textContent) &&
  element.querySelector("img, sup[data-commonplace-footnote], [data-commonplace]") === null;

/** Boxes of GitHub and Obsidian that set a remark apart. */
function markCallouts(body: HTMLElement): void {
  for (const box of body.querySelectorAll("div.markdown-alert, div.callout[data-callout]")) {
    const written = box.getAttribute("data-callout") ?? "";
    const kind = written || (/markdown-alert-([a-z]+)/.exec(box.className)?.[1] ?? "note");
    const title = box.querySelector(".markdown-alert-title, .callout-title");
    const made = renamed(box, "blockquote");
    made.dataset["commonplaceCallout"] = kind.toLowerCase();
    if (!title) continue;
    const words = title.textContent.trim();
    const own = body.ownerDocument.createElement("p");
    own.dataset["commonplaceCalloutTitle"] = "";
    own.textContent = words === calloutName(kind) ? "" : words;
    title.remove();
    made.prepend(own);
  }
}

function renamed(element: Element, name: string): HTMLElement {
  const made = element.ownerDocument.createElement(name);
  made.append(...element.childNodes);
  element.replaceWith(made);
  return made;
}

/** What Word puts on the clipboard: lists as paragraphs with a drawn sign, and much that is not text. */

import { styledWith, styleOf } from "./paste-looks.ts";

/** Whether a page was written by Word. */
export function isFromWord(page: Document): boolean {
  return (
    page.querySelector("meta[name='Generator' i][content*='Microsoft Word' i]") !== null ||
    page.querySelector("p[class^='Mso']") !== null
  );
}

/** Makes lists of paragraphs that are drawn as such, and takes Word's own elements away. */
export function cleanWord(body: HTMLElement): void {
  for (const each of body.querySelectorAll("*"))
    if (each.localName.includes(":")) each.replaceWith(...each.childNodes);
  const ruled = `${styledWith("mso-element:footnote-list")} > hr, hr.msocomoff`;
  for (const rule of body.querySelectorAll(ruled)) rule.remove();
  for (const title of body.querySelectorAll("p.MsoTitle")) renamed(title, "h1");
  for (const quote of body.querySelectorAll("p.MsoQuote, p.MsoIntenseQuote"))
    renamed(quote, "blockquote");
  let run: Item[] = [];
  for (const element of body.querySelectorAll<HTMLElement>("p, h1, h2, h3, table")) {
    const item = itemOf(element);
    const last = run.at(-1)?.element;
    if (last && (!item || last.nextElementSibling !== element)) {
      makeList(run);
      run = [];
    }
    if (item) run.push(item);
  }
  makeList(run);
}

interface Item {
  readonly element: HTMLElement;
  readonly level: number;
  /** What it is counted by; null for a bullet. */
  readonly start: number | null;
}

function itemOf(element: HTMLElement): Item | null {
  if (!element.matches("p")) return null;
  const style = styleOf(element);
  const level = /mso-list:\s*l\d+\s+level(\d+)/i.exec(style)?.[1];
  if (level === undefined) return null;
  const signs = [...element.querySelectorAll(`span${styledWith("mso-list")}`)].filter((span) =>
    /mso-list:\s*ignore/i.test(styleOf(span)),
  );
  const sign = signs
    .map(({ textContent }) => textContent)
    .join("")
    .trim();
  for (const span of signs) span.remove();
  const counted = /^\(?(\d+|[a-z]+)[.)]/i.exec(sign)?.[1];
  return {
    element,
    level: Number(level),
    start: counted === undefined ? null : numberOf(counted.toLowerCase()),
  };
}

const roman: Readonly<Record<string, number>> = {
  i: 1,
  v: 5,
  x: 10,
  l: 50,
  c: 100,
  d: 500,
  m: 1000,
};

/** What a list counts by figures, by letters, or by Roman figures. */
function numberOf(sign: string): number {
  if (/^\d/.test(sign)) return Number(sign);
  if (sign.length === 1 && !/[ivx]/.test(sign)) return sign.charCodeAt(0) - 96;
  const figures = sign.split("").map((figure) => roman[figure]);
  return (
    figures.reduce<number>(
      (sum, figure = 0, at) => sum + (figure < (figures[at + 1] ?? 0) ? -figure : figure),
      0,
    ) || 1
  );
}

function makeList(items: readonly Item[]): void {
  const [first] = items;
  if (!first) return;
  const page = first.element.ownerDocument;
  const open: { readonly list: Element; readonly level: number; readonly counted: boolean }[] = [];
  const begin = (item: Item) => {
    const list = page.createElement(item.start === null ? "ul" : "ol");
    if (item.start !== null && item.start !== 1) list.setAttribute("start", String(item.start));
    return list;
  };
  for (const item of items) {
    while (open.length > 1 && (open.at(-1)?.level ?? 0) > item.level) open.pop();
    const last = open.at(-1);
    const counted = item.start !== null;
    if (!last || (last.level >= item.level && open.length === 1 && last.counted !== counted)) {
      const list = begin(item);
      open.length = 0;
      open.push({ list, level: item.level, counted });
      item.element.before(list);
    } else if (last.level < item.level) {
      const list = begin(item);
      (last.list.lastElementChild ?? last.list).append(list);
      open.push({ list, level: item.level, counted });
    }
    const made = page.createElement("li");
    made.append(...item.element.childNodes);
    open.at(-1)?.list.append(made);
    item.element.remove();
  }
}

function renamed(element: Element, name: string): void {
  const made = element.ownerDocument.createElement(name);
  made.append(...element.childNodes);
  element.replaceWith(made);
}

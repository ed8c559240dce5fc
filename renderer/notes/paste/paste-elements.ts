/**
 * Elements of a pasted page that say with their name, or with how a program writes them, what a note says
 * in another way. Read before looks and boxes are taken away.
 */
import { styledWith, styleOf } from "./paste-looks.ts";

const formats: readonly (readonly [of: string, name: string])[] = [
  ["del, strike", "s"],
  ["kbd, samp, tt", "code"],
  ["var, cite", "i"],
];

/** Puts what a note knows in place of elements it does not know, in place. */
export function nameElements(body: HTMLElement): void {
  for (const [of, name] of formats)
    for (const element of body.querySelectorAll(of))
      // One within another, or around blocks, says nothing more.
      if (!element.closest(name) && !element.querySelector("p, div, li, table, pre"))
        element.replaceWith(made(body, name, element.childNodes));
  for (const quote of body.querySelectorAll("q")) {
    const isInner = quote.parentElement?.closest("q") !== null;
    quote.prepend(isInner ? "‘" : "“");
    quote.append(isInner ? "’" : "”");
  }
  for (const anchor of body.querySelectorAll(":is(h1, h2, h3, h4, h5, h6) a[href*='#']"))
    if (/^[#¶§🔗\s]*$/u.test(anchor.textContent)) anchor.remove();
  checkItems(body);
  joinLists(body);
  joinLines(body);
  findCode(body);
}

function made(body: HTMLElement, name: string, children: Iterable<Node>): HTMLElement {
  const element = body.ownerDocument.createElement(name);
  element.append(...children);
  return element;
}

/** A box that is ticked makes an item of a list one to do. */
function checkItems(body: HTMLElement): void {
  for (const box of body.querySelectorAll<HTMLInputElement>("li input[type='checkbox']")) {
    const item = box.closest("li");
    const around = box.closest("li > *:not(input)");
    const isFirst = (around ?? box).previousElementSibling === null;
    if (item && isFirst && !item.hasAttribute("aria-checked"))
      item.setAttribute("aria-checked", String(box.hasAttribute("checked")));
    box.remove();
  }
}

/** LibreOffice writes each level of a list as lists within lists, with no item around them. */
function joinLists(body: HTMLElement): void {
  for (const list of body.querySelectorAll("ul, ol")) {
    const before = list.previousElementSibling;
    const begins = list.firstElementChild;
    const goesOn = begins?.matches("ul, ol") === true && begins === list.lastElementChild;
    if (goesOn && before?.matches(list.localName)) {
      before.append(begins);
      list.remove();
    }
  }
  for (const inner of body.querySelectorAll(":is(ul, ol) > :is(ul, ol)")) {
    const before = inner.previousElementSibling;
    const last = before?.lastElementChild;
    if (before?.matches("li") && last?.matches(inner.localName)) {
      last.append(...inner.childNodes);
      inner.remove();
    } else if (before?.matches("li")) before.append(inner);
  }
}

/** A viewer of PDF ends each line of the page; its words go on. A hyphen there stays, as in the print. */
function joinLines(body: HTMLElement): void {
  for (const end of body.querySelectorAll("span[role='presentation'] + br[role='presentation']")) {
    const before = end.previousSibling?.textContent ?? "";
    end.replaceWith(/\p{L}-$/u.test(before) ? "" : " ");
  }
}

/** Code that is drawn as such with boxes: one for each line, or with its language and buttons above. */
function findCode(body: HTMLElement): void {
  for (const box of body.querySelectorAll<HTMLElement>(`div${styledWith("white-space")}`)) {
    const style = styleOf(box);
    if (!/white-space:\s*pre\s*(?:;|$)/i.test(style) || !/mono|consolas|menlo|courier/i.test(style))
      continue;
    const lines = [...box.children].map((line) => line.textContent);
    box.replaceWith(made(body, "pre", [body.ownerDocument.createTextNode(lines.join("\n"))]));
  }
  for (const block of body.querySelectorAll("pre")) {
    const code = block.querySelectorAll("code");
    const only = code.length === 1 ? code[0] : undefined;
    if (only && only.parentElement !== block) block.replaceChildren(only);
    const item = block.closest("li");
    if (!item) continue;
    // An item holds lines of words; their spaces are marked as such.
    const lines = block.textContent.replace(/\n$/, "").split("\n");
    const parts = lines.flatMap((line) => {
      const words = made(body, "code", [body.ownerDocument.createTextNode(line)]);
      words.dataset["spaces"] = "";
      return [body.ownerDocument.createElement("br"), words];
    });
    block.replaceWith(...parts);
  }
}

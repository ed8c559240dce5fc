/**
 * Footnotes of what is pasted: a link to an anchor whose words link back, as Word, LibreOffice, Google
 * Docs, pandoc and most pages write them. They become footnotes of the note.
 */

/** Marks references and words as ours, each under a new id; the words come last. */
export function markFootnotes(body: HTMLElement): void {
  const anchors = new Map<string, Element>();
  for (const element of body.querySelectorAll("[id], a[name]"))
    for (const name of [element.id, element.getAttribute("name") ?? ""])
      if (name !== "" && !anchors.has(name)) anchors.set(name, element);
  const backs = new Map<string, HTMLAnchorElement>();
  const links = [...body.querySelectorAll<HTMLAnchorElement>("a[href^='#']")];
  for (const link of links) backs.set(`${nameOf(link)} ${targetOf(link)}`, link);
  const made = new Map<Element, HTMLElement>();
  for (const link of links) {
    const target = anchors.get(targetOf(link));
    const back = target && backOf(link, target);
    const words = back && (made.get(back) ?? wordsOf(back, target, link));
    if (!words) continue;
    made.set(back, words);
    const reference = body.ownerDocument.createElement("sup");
    reference.dataset["commonplaceFootnote"] = words.dataset["commonplaceFootnoteWords"] ?? "";
    const around = link.parentElement?.closest("sup");
    const isAlone = around?.textContent.trim() === link.textContent.trim();
    (around && isAlone ? around : link).replaceWith(reference);
  }
  body.append(...made.values());
}

const targetOf = (link: Element): string => {
  const target = link.getAttribute("href")?.slice(1) ?? "";
  try {
    return decodeURIComponent(target);
  } catch {
    // An address that nobody encoded is meant as it stands.
    return target;
  }
};
const nameOf = (link: Element): string =>
  link.id || link.getAttribute("name") || link.closest("[id]")?.id || "";

/** The link in the words that leads back to a reference; null when the target is no footnote. */
function backOf(link: Element, target: Element): Element | null {
  const names = new Set([
    link.id,
    link.getAttribute("name"),
    link.closest("sup[id], span[id]")?.id,
  ]);
  const place = target.matches("a") ? (target.closest("p, li, dd, div") ?? target) : target;
  const inside = [...place.querySelectorAll("a[href^='#']")];
  return inside.find((each) => each !== link && names.has(targetOf(each))) ?? null;
}

/** Takes the words out of where they stand; null when they hold the reference itself. */
function wordsOf(back: Element, target: Element, reference: Element): HTMLElement | null {
  const block = target.matches("a") ? blockOf(back) : target;
  if (!block || block.contains(reference) || block.matches("body")) return null;
  const page = block.ownerDocument;
  const words = page.createElement("p");
  words.dataset["commonplaceFootnoteWords"] = crypto.randomUUID().slice(0, 8);
  const around = back.parentElement;
  (around?.matches("sup") && around.textContent === back.textContent ? around : back).remove();
  const paragraphs = [...block.querySelectorAll("p")];
  for (const [index, part] of (paragraphs.length > 0 ? paragraphs : [block]).entries()) {
    if (index > 0) words.append(page.createElement("br"));
    words.append(...part.childNodes);
  }
  const list = block.parentElement;
  block.remove();
  if (list?.matches("ol, ul, div, section") && list.textContent.trim() === "") list.remove();
  return words;
}

/** Word and LibreOffice put all paragraphs of a footnote into a box with an id. */
function blockOf(back: Element): Element | null {
  const block = back.closest("p, li, dd");
  const box = block?.parentElement;
  return box?.matches("div[id]") && box.querySelectorAll("a[href^='#']").length === 1 ? box : block;
}

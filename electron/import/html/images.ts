/** Where a page's pictures are: behind stand-ins, in sets of sizes, and in what is for readers without scripts. */
import type { DomDocument, DomElement } from "./dom.ts";

const stillToCome = [
  "data-src",
  "data-original",
  "data-lazy-src",
  "data-lazy",
  "data-url",
  "data-hi-res-src",
  "data-full-src",
  "data-actualsrc",
];
/** Sizes of one picture that are looked for. */
const setLimit = 20;
const sets = ["srcset", "data-srcset", "data-lazy-srcset"];

/**
 * Gives every picture an `img` of its own that names its sources, before the article is looked for:
 * a `picture` without one, and those that only readers without scripts are shown.
 */
export function restoreImages(document: DomDocument): void {
  for (const picture of document.querySelectorAll("amp-img, amp-anim")) {
    const image = document.createElement("img");
    for (const attribute of ["id", "src", "srcset", "alt", "width", "height"]) {
      const value = picture.getAttribute(attribute);
      if (value !== null) image.setAttribute(attribute, value);
    }
    // What is in it is for readers without scripts: the same picture.
    picture.replaceWith(image);
  }
  for (const picture of document.querySelectorAll("picture")) {
    const offered = [...picture.querySelectorAll("source")]
      .map((source) => setOf(source))
      .find((set) => set !== "");
    const shown = picture.querySelector("img");
    const image = shown ?? document.createElement("img");
    if (offered !== undefined && imageSources(image).length === 0)
      image.setAttribute("srcset", offered);
    // Nothing but the picture itself is in it that anybody sees.
    picture.replaceWith(image);
  }
  for (const hidden of document.querySelectorAll("noscript")) {
    const images = [...hidden.querySelectorAll("img")];
    const [image] = images;
    if (image === undefined || images.length > 1 || /\S/.test(hidden.textContent ?? "")) continue;
    // Readability puts it in the place of the stand-in before it; alone, it would be lost.
    const before = hidden.previousElementSibling;
    const isStandIn = before?.localName === "img" || before?.querySelector("img") != null;
    if (!isStandIn && !isTracker(image)) hidden.replaceWith(image);
  }
}

/** Where the bytes of an `img` may be, the best place first. */
export function imageSources(element: DomElement): readonly string[] {
  const value = (name: string): string => element.getAttribute(name)?.trim() ?? "";
  const fromSet = bySize(setOf(element));
  const lazy = stillToCome.map(value).filter((source) => !/^[{[]/.test(source));
  const src = value("src");
  // A short data: address beside a real one is the stand-in shown while that one loads.
  const standsIn =
    (/^data:/i.test(src) && src.length < 1_000) ||
    /(?:^|[/_-])(?:blank|spacer|placeholder|transparent|pixel|loading|grey|1x1)[^/]*\.(?:gif|png|svg)(?:\?|$)/i.test(
      src,
    );
  const sources = standsIn ? [...lazy, ...fromSet, src] : [src, ...lazy, ...fromSet];
  return [...new Set(sources)].filter((source) => source !== "" && source !== "about:blank");
}

/** A picture of one pixel, which is there to count readers. */
export function isTracker(element: DomElement): boolean {
  const size = (name: string): boolean =>
    /^[01](?:px)?$/.test(element.getAttribute(name)?.trim() ?? "");
  return size("width") && size("height");
}

function setOf(element: DomElement): string {
  return (
    sets.map((name) => element.getAttribute(name)?.trim() ?? "").find((set) => set !== "") ?? ""
  );
}

/** The addresses of a set, the widest or densest picture first. */
function bySize(set: string): readonly string[] {
  // Addresses may hold commas: only one before white space or another address parts them.
  return set
    .split(/,\s+|,(?=https?:\/\/)/)
    .slice(0, setLimit)
    .map((each) => {
      const [address = "", amount = "1"] = each.trim().split(/\s+/);
      return { address, size: Number.parseFloat(amount) };
    })
    .filter(({ address, size }) => address !== "" && size >= 0)
    .toSorted((a, b) => b.size - a.size)
    .map(({ address }) => address);
}

/**
 * Of all looks of what is pasted only those that a note has a format for, as elements. They are read as
 * text: the window's policy lets no style of a page apply, not even to ask for it.
 */

const formats: readonly (readonly [name: string, look: RegExp])[] = [
  ["b", /font-weight\s*:\s*(?:bold|[6-9]00)/i],
  ["i", /font-style\s*:\s*italic/i],
  ["s", /text-decoration[\w-]*\s*:[^;]*line-through/i],
  ["u", /text-decoration[\w-]*\s*:[^;]*underline/i],
  ["sup", /vertical-align\s*:\s*super/i],
  ["sub", /vertical-align\s*:\s*sub\b/i],
];
const hidden = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)/i;
const lightened = /font-weight\s*:\s*(?:normal|[1-4]00)/i;
const straightened = /font-style\s*:\s*normal/i;
const block = "p, div, ul, ol, li, table, tr, td, th, h1, h2, h3, h4, h5, h6, blockquote, pre";

/** Where styles are put ahead of parsing. */
const aside = "data-style";

/**
 * The page with the styles of its elements under a name that means nothing. The window's policy refuses
 * each of them, and saying so took longer than all else that is done to a page.
 */
export function withStylesAside(html: string): string {
  // One that is overlooked, after a bracket in another attribute, is read from where it stands.
  return html.replaceAll(/(<[a-z][^<>]*?\s)style(?=\s*=)/gi, `$1${aside}`);
}

/** The style that an element was written with; empty for none. */
export const styleOf = (element: Element): string =>
  element.getAttribute(aside) ?? element.getAttribute("style") ?? "";

/** Selects what was written with a style that holds these signs. */
export const styledWith = (signs: string): string =>
  `:is([${aside}*='${signs}'], [style*='${signs}'])`;

/** Makes elements of looks, and takes all styles and what is not shown away. */
export function keepLooks(page: Document, styles: string): void {
  const ofClass = looksOfClasses(styles);
  for (const element of page.body.querySelectorAll(`[${aside}], [style], [class]`)) {
    const classes = ofClass.size === 0 ? [] : [...element.classList];
    const style = [...classes.map((name) => ofClass.get(name) ?? ""), styleOf(element)]
      .filter(Boolean)
      .join(";");
    element.removeAttribute("style");
    element.removeAttribute(aside);
    if (style === "") continue;
    if (hidden.test(style)) element.remove();
    else if (element.matches("b, strong") && lightened.test(style)) unwrap(element);
    else if (element.matches("i, em") && straightened.test(style)) unwrap(element);
    else wrap(element, style);
  }
}

/** What style sheets say of classes, as far as it is a look that is kept. */
function looksOfClasses(styles: string): ReadonlyMap<string, string> {
  const looks = new Map<string, string>();
  for (const [, name = "", rules = ""] of styles.matchAll(/\.([\w-]+)\s*\{([^{}]*)\}/g))
    if (formats.some(([, look]) => look.test(rules))) looks.set(name, rules);
  return looks;
}

function wrap(element: Element, style: string): void {
  const names = formats.filter(([, look]) => look.test(style)).map(([name]) => name);
  if (names.length === 0 || element.querySelector(block)) return;
  const isLink = element.closest("a") !== null;
  const isHeading = element.closest("h1, h2, h3, h4, h5, h6") !== null;
  for (const name of names) {
    if ((name === "u" && isLink) || (name === "b" && isHeading)) continue;
    const made = element.ownerDocument.createElement(name);
    made.append(...element.childNodes);
    element.append(made);
  }
}

const unwrap = (element: Element): void => element.replaceWith(...element.childNodes);

/**
 * A flat scan over HTML source: where the tags are, without a tree. It costs no memory per node and
 * cannot overflow, so it decides what is safe to parse, and makes text of what is not.
 */
export interface HtmlToken {
  /** `raw` is the content of script, style and the like; `other` a comment, doctype or instruction. */
  readonly kind: "text" | "open" | "close" | "raw" | "other";
  readonly start: number;
  readonly end: number;
  /** The element's name in lower case; of the surrounding element for `raw`; empty otherwise. */
  readonly name: string;
}

const rawElements = new Set([
  "script",
  "style",
  "xmp",
  "iframe",
  "noembed",
  "noframes",
  "textarea",
  "title",
]);
const breaks = new Set(
  (
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset " +
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hr html li main menu nav ol " +
    "option p pre section summary table tbody td tfoot th thead title tr ul"
  ).split(" "),
);
const unseen = new Set(["script", "style", "iframe", "noembed"]);
/** A start tag, an end tag, their names. */
const tagName = /<(\/?)([a-zA-Z][^\s/>]*)/y;

/** True for elements that start on a line of their own. */
export function breaksLine(name: string): boolean {
  return breaks.has(name);
}

/** The tokens of `html` in order, without gaps. Linear in its length. */
export function* scanHtml(html: string): Generator<HtmlToken, void, undefined> {
  let at = 0;
  while (at < html.length) {
    const mark = nextMark(html, at);
    if (mark > at) yield { kind: "text", start: at, end: mark, name: "" };
    if (mark === html.length) return;
    const token = markToken(html, mark);
    yield token;
    at = token.end;
    if (token.kind === "open" && rawElements.has(token.name)) {
      const end = rawEnd(html, at, token.name);
      if (end > at) yield { kind: "raw", start: at, end, name: token.name };
      at = end;
    }
  }
}

/**
 * The readable text of HTML source, with a line feed where a new line of the page starts. Character
 * references stay as they are.
 */
export function textOfHtml(html: string): string {
  const parts: string[] = [];
  let newLine = true;
  for (const token of scanHtml(html)) {
    if (token.kind === "other") continue;
    if (token.kind === "text" || (token.kind === "raw" && !unseen.has(token.name))) {
      const text = html.slice(token.start, token.end).replace(/[ \t\n\r\f]+/g, " ");
      if (text === " " && newLine) continue;
      parts.push(newLine ? text.trimStart() : text);
      newLine = false;
    } else if (!newLine && (token.name === "td" || token.name === "th")) {
      // The cells of a row stay on its line.
      if (token.kind === "open") parts.push("\t");
    } else if (!newLine && breaks.has(token.name)) {
      parts.push("\n");
      newLine = true;
    }
  }
  return parts.join("").trim();
}

function nextMark(html: string, from: number): number {
  for (let at = html.indexOf("<", from); at !== -1; at = html.indexOf("<", at + 1)) {
    const next = html.charCodeAt(at + 1);
    const letter = (next | 0x20) >= 0x61 && (next | 0x20) <= 0x7a;
    if (letter || next === 0x21 || next === 0x2f || next === 0x3f) return at;
  }
  return html.length;
}

function markToken(html: string, start: number): HtmlToken {
  if (html.startsWith("<!--", start)) {
    const close = html.indexOf("-->", start + 4);
    return { kind: "other", start, end: close === -1 ? html.length : close + 3, name: "" };
  }
  tagName.lastIndex = start;
  const match = tagName.exec(html);
  if (!match) {
    const close = html.indexOf(">", start);
    return { kind: "other", start, end: close === -1 ? html.length : close + 1, name: "" };
  }
  const end = tagEnd(html, tagName.lastIndex);
  const name = (match[2] ?? "").toLowerCase();
  return { kind: match[1] === "/" ? "close" : "open", start, end, name };
}

/** Behind the `>` that ends a tag; quotes count only after an equals sign. */
function tagEnd(html: string, from: number): number {
  let afterEquals = false;
  for (let at = from; at < html.length; at += 1) {
    const unit = html.charCodeAt(at);
    if (unit === 0x3e) return at + 1;
    if (unit === 0x3d) afterEquals = true;
    else if (afterEquals && (unit === 0x22 || unit === 0x27)) {
      const close = html.indexOf(unit === 0x22 ? '"' : "'", at + 1);
      if (close === -1) return html.length;
      at = close;
      afterEquals = false;
    } else if (unit > 0x20) afterEquals = false;
  }
  return html.length;
}

function rawEnd(html: string, from: number, name: string): number {
  const close = new RegExp(`</${name}[\\s/>]`, "gi");
  close.lastIndex = from;
  return close.exec(html)?.index ?? html.length;
}

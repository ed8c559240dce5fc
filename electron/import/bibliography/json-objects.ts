/** The objects in JSON that does not hold together as a whole. */

/** How an item begins: what is in it, such as a name, begins otherwise. */
const item = /\{\s*"(?:id|type|citation-key|title)"\s*:/y;
const opening = /[[,]\s*(?=\{)|^\s*(?=\{)/g;

/**
 * The text of each object that stands in a list, or alone, in order. One that is not closed ends where
 * the next item begins. Brackets within strings do not count.
 */
export function* brokenObjects(text: string): Generator<string> {
  const list = text.indexOf("[");
  for (let at = /^\s*\{/.test(text) && list !== -1 ? list : 0; at < text.length;) {
    opening.lastIndex = at;
    if (opening.exec(text) === null) return;
    const start = opening.lastIndex;
    at = endOfObject(text, start);
    yield text.slice(start, at);
  }
}

function endOfObject(text: string, start: number): number {
  let depth = 0;
  let isString = false;
  for (let at = start; at < text.length; at += 1) {
    const sign = text[at];
    if (isString) {
      if (sign === "\\") at += 1;
      // JSON has no strings over lines: there a quotation mark is missing.
      else if (sign === '"' || sign === "\n") isString = false;
    } else if (sign === '"') isString = true;
    else if (sign === "{") {
      item.lastIndex = at;
      if (at > start && item.test(text)) return at;
      depth += 1;
    } else if (sign === "}") {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

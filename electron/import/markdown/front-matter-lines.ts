/** What stands above Markdown without marks around it: pandoc's `% Title`, and lines of `Key: value`. */

/** Values by lower-case key, and where the text begins, in UTF-16 units. */
export interface TopLines {
  readonly fields: ReadonlyMap<string, readonly string[]>;
  readonly end: number;
}

/** Words that only stand before a colon in a file's first line when the file is about to describe itself. */
const opening =
  /^(?:title|author|authors|date|abstract|keywords|tags|category|categories|slug|summary|description|language|lang|subtitle|affiliation|copyright|css|base header level|latex input|html header|format|layout|permalink|doi|url|source)[ \t]*:[ \t]*\S/i;
/** Lines looked at. */
const lineLimit = 60;

/** Null when the file begins with its text. `source` has plain line feeds. */
export function readTopLines(source: string): TopLines | null {
  return source.startsWith("% ") ? titleBlock(source) : keyLines(source);
}

/** `% Title`, `% First author; Second author`, `% Date`, each going on in indented lines. */
function titleBlock(source: string): TopLines | null {
  const parts: string[] = [];
  let end = 0;
  for (const line of source.split("\n", lineLimit)) {
    const start = /^%(?:[ \t]+(.*))?$/.exec(line);
    if (start !== null && parts.length < 3) parts.push(start[1] ?? "");
    else if (/^[ \t]+\S/.test(line) && parts.length > 0) {
      // Authors may have a line each, and a title goes on.
      parts[parts.length - 1] += (parts.length === 2 ? "; " : " ") + line.trim();
    } else break;
    end += line.length + 1;
  }
  const [title = "", author = "", date = ""] = parts.map((part) => part.trim());
  if (title === "" && author === "") return null;
  return {
    fields: new Map([
      ["title", [title]],
      ["author", author.split(";")],
      ["date", [date]],
    ]),
    end,
  };
}

/** Lines down to the first blank one, each a key with a value or going on with the one before. */
function keyLines(source: string): TopLines | null {
  if (!opening.test(source.slice(0, 200))) return null;
  const fields = new Map<string, readonly string[]>();
  let end = 0;
  let last = "";
  for (const line of source.split("\n", lineLimit)) {
    end += line.length + 1;
    if (line.trim() === "") return { fields, end };
    const [, key, value = ""] = /^([A-Za-z][\w -]{0,40}?)[ \t]*:(?:[ \t]+(.*))?$/.exec(line) ?? [];
    if (key !== undefined) {
      last = key.toLowerCase();
      fields.set(last, /^authors?$/.test(last) ? value.split(";") : [value.trim()]);
    } else if (/^[ \t]+\S/.test(line) && last !== "") {
      fields.set(last, [`${fields.get(last)?.join("; ") ?? ""} ${line.trim()}`.trim()]);
    } else return null;
  }
  return end >= source.length ? null : { fields, end };
}

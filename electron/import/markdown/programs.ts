/**
 * Notes as programs export them in Markdown of their own: what describes a note is told from what it says,
 * and what only the program needs is left out. Each program is known by what no other text has.
 */
import { readLogseq } from "./logseq.ts";

/** A note without what describes it. */
export interface ProgramNote {
  readonly body: string;
  /** Values by lower-case key, as in front matter. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

/** Null for a file that none of the programs wrote. `source` has plain line feeds. */
export function readProgramNote(source: string, fileName: string): ProgramNote | null {
  return readJoplin(source) ?? readNotion(source, fileName) ?? readLogseq(source);
}

/** Joplin's own form: the title in the first line, and behind the text a block of what describes it. */
function readJoplin(source: string): ProgramNote | null {
  const tail = /(?:^|\n)id: [0-9a-f]{32}\n(?:[a-z_]+:.*\n)*type_: 1\s*$/.exec(source);
  if (tail === null) return null;
  const said = fieldsOf(tail[0], ":");
  const [title = ""] = source.slice(0, tail.index).split("\n", 1);
  const fields = new Map<string, readonly string[]>([["title", [title.trim()]]]);
  for (const [key, name] of joplinNames) {
    const value = said.get(key)?.[0] ?? "";
    if (value !== "") fields.set(name, [value]);
  }
  const text = source.slice(title.length, tail.index).replace(/^\n+/, "");
  return { body: withJoplinFiles(text), fields };
}

const joplinNames: readonly (readonly [key: string, name: string])[] = [
  ["author", "author"],
  ["source_url", "source"],
  ["user_created_time", "created"],
  ["user_updated_time", "updated"],
];

/** `](:/id)` is a file beside the notes, in a folder for all of them. */
function withJoplinFiles(text: string): string {
  return text.replace(/(!\[[^\]\n]*\]\():\/([0-9a-f]{32})(?=[)\s])/g, "$1resources/$2");
}

/** Notion's form: the name ends with a number, and lines of facts stand below the title. */
function readNotion(source: string, fileName: string): ProgramNote | null {
  if (!/ [0-9a-f]{32}\.\w+$/.test(fileName)) return null;
  const head = /^# (.*)\n\n((?:[^\n:]{1,60}: .*\n)+)(?=\n|$)/.exec(source);
  if (head === null) return null;
  const [whole, title = "", facts = ""] = head;
  const fields = fieldsOf(facts, ":");
  return {
    body: `# ${title}\n${source.slice(whole.length)}`,
    fields: new Map([["title", [title.trim()]], ...fields]),
  };
}

/** Lines of a key and a value. */
export function fieldsOf(lines: string, sign: ":" | "::"): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, readonly string[]>();
  for (const line of lines.split("\n")) {
    const at = line.indexOf(sign);
    const value = at < 0 ? "" : line.slice(at + sign.length).trim();
    if (value !== "") fields.set(line.slice(0, at).trim().toLowerCase(), [value]);
  }
  return fields;
}

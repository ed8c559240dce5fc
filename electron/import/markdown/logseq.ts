/** Pages of Logseq: blocks in a list, with properties, states and references of its own. */
import { fieldsOf, type ProgramNote } from "./programs.ts";

const uuid = String.raw`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`;
const own =
  /^\s*(?:id|collapsed|heading|background-color|created-at|updated-at|logseq\.[\w.-]+):: /;
const signs = new RegExp(
  String.raw`\(\(${uuid}\)\)|^\s*(?:id:: ${uuid}|collapsed:: true)\s*$`,
  "m",
);
const reference = new RegExp(String.raw`\{\{embed \(\((${uuid})\)\)\}\}|\(\((${uuid})\)\)`, "g");

/** Null for a file that Logseq did not write. */
export function readLogseq(source: string): ProgramNote | null {
  const head = /^(?:[\w-]+:: .*(?:\n|$))+/.exec(source)?.[0] ?? "";
  const isPage = head !== "" && /^\s*(?:- |$)/.test(source.slice(head.length));
  if (!isPage && !signs.test(source)) return null;
  return { body: bodyOf(source.slice(head.length)), fields: fieldsOf(head, "::") };
}

function bodyOf(source: string): string {
  const blocks = blocksById(source);
  const lines: string[] = [];
  let isCode = false;
  let isLog = false;
  let isQuote = false;
  for (const line of source.split("\n")) {
    if (/^\s*(?:- )?(?:`{3,}|~{3,})/.test(line)) isCode = !isCode;
    if (isCode) lines.push(line);
    else if (/^\s*:LOGBOOK:\s*$/.test(line)) isLog = true;
    else if (isLog) isLog = !/^\s*:END:\s*$/.test(line);
    else if (/#\+(?:BEGIN|END)_\w+\s*$/i.test(line)) {
      isQuote = /BEGIN_/i.test(line);
      // The block that it stands in begins with the next line.
      lines.push(line.replace(/#\+\w+\s*$/, ""));
    } else if (!own.test(line)) {
      const text = shown(line, blocks);
      lines.push(isQuote ? text.replace(/^(\s*)/, "$1> ") : text);
    }
  }
  return lines.join("\n");
}

/** A line as Logseq shows it. */
function shown(line: string, blocks: ReadonlyMap<string, string>): string {
  return line
    .replace(/^(\s*- )(?:TODO|DOING|NOW|LATER|WAITING|WAIT|IN-PROGRESS) /, "$1[ ] ")
    .replace(/^(\s*- )DONE /, "$1[x] ")
    .replace(/(!\[[^\]]*\]\([^)\s]*\))\{:[^{}]*\}/g, "$1")
    .replace(reference, (written, embedded?: string, referred?: string) => {
      const text = blocks.get(embedded ?? referred ?? "");
      return text ?? written;
    });
}

/** The first line of each block that has a name to refer to it by. */
function blocksById(source: string): ReadonlyMap<string, string> {
  const blocks = new Map<string, string>();
  let last = "";
  for (const line of source.split("\n")) {
    last = /^\s*- (.*)$/.exec(line)?.[1] ?? last;
    const id = /^\s*id:: (\S+)\s*$/.exec(line)?.[1];
    if (id !== undefined) blocks.set(id, last);
  }
  return blocks;
}

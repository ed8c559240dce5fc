/**
 * The part of TOML that front matter uses: keys with texts, dates, numbers and lists of them, on top or
 * in tables. Everything is text; what is not understood is passed over.
 */
import type { Fields } from "./front-matter.ts";

const key = /^\s*(?:"([^"\n]+)"|'([^'\n]+)'|([\w.-]+))\s*=\s*/;
const table = /^\s*\[+\s*([\w."' -]+?)\s*\]+\s*(?:#.*)?$/;

/** Keys within tables go by their last part too: `[params] author` is as good as `author`. */
export function readToml(source: string): Fields {
  const fields = new Map<string, readonly string[]>();
  const lines = source.split("\n");
  let inside = "";
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const name = table.exec(line)?.[1];
    if (name !== undefined) {
      inside = name.toLowerCase();
      continue;
    }
    const start = key.exec(line);
    if (start === null) continue;
    let value = line.slice(start[0].length);
    const multi = /^("""|''')/.exec(value)?.[1];
    // A list or a long text goes on until it is closed.
    const isOpen = (): boolean =>
      multi === undefined
        ? value.startsWith("[") && !closes(value)
        : value.indexOf(multi, 3) === -1;
    while (isOpen() && at + 1 < lines.length) {
      at += 1;
      value += `\n${lines[at] ?? ""}`;
    }
    const own = (start[1] ?? start[2] ?? start[3] ?? "").toLowerCase();
    const texts =
      multi === undefined ? valuesOf(value) : [value.slice(3).split(multi)[0]?.trim() ?? ""];
    // The author of a table `[author]` is its name.
    const names = inside === "" ? [own] : own === "name" ? [inside] : [`${inside}.${own}`, own];
    for (const each of names) if (!fields.has(each)) fields.set(each, texts.filter(Boolean));
  }
  return fields;
}

/** Whether as many brackets close as open, outside of texts. */
function closes(value: string): boolean {
  const bare = value.replace(/"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/g, "").replace(/#.*$/gm, "");
  return (bare.match(/\[/g) ?? []).length <= (bare.match(/\]/g) ?? []).length;
}

/** The texts, dates and numbers of a value in order. */
function valuesOf(value: string): readonly string[] {
  const parts = value.matchAll(
    /"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|#.*|([^\s,[\]{}=#"']+(?: \d\d:\d\d\S*)?)/g,
  );
  return [...parts].flatMap(([, quoted, literal, bare]) => {
    if (quoted !== undefined) return [unescaped(quoted)];
    return literal ?? bare ?? [];
  });
}

function unescaped(text: string): string {
  return text.replace(
    /\\(?:u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/gi,
    (_, short, long, plain: string) => {
      const code = Number.parseInt(String(short ?? long ?? ""), 16);
      if (Number.isInteger(code)) return code <= 0x10ffff ? String.fromCodePoint(code) : "";
      return /[nrt]/.test(plain) ? " " : plain;
    },
  );
}

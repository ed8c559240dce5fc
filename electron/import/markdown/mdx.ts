/** MDX: Markdown with programs in it, of which only what they wrap around is text. */

const fence = /^ {0,3}(`{3,}|~{3,})/;

/** The source without imports, exports and comments; tags of components are tags without values. */
export function withoutPrograms(source: string): string {
  const kept: string[] = [];
  let fenced: string | null = null;
  let isProgram = false;
  let isAfterGap = true;
  for (const line of source.split("\n")) {
    const mark = fence.exec(line)?.[1];
    if (fenced === null && mark !== undefined) fenced = mark;
    else if (fenced !== null && mark?.startsWith(fenced) === true) fenced = null;
    const begins = fenced === null && /^(?:import|export)(?:\s|\{|\*)/.test(line);
    // Programs end with a blank line, as a paragraph does.
    isProgram = fenced === null && line.trim() !== "" && (isProgram || (begins && isAfterGap));
    isAfterGap = line.trim() === "" || isProgram;
    if (!isProgram) kept.push(fenced === null ? withPlainTags(line) : line);
  }
  return kept.join("\n");
}

/** Values between braces may hold a `>`; a line of text keeps its braces. */
function withPlainTags(line: string): string {
  return line
    .replace(/\{\/\*.*?\*\/\}/g, "")
    .replace(
      /<(\/?[A-Za-z][\w.]*)((?:\s[^<>{}]*|\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\})*)(\/?)>/g,
      (tag, name: string, values: string, slash: string) =>
        values.includes("{") ? `<${name.replace(/\W/g, "")}${slash === "" ? "" : " /"}>` : tag,
    );
}

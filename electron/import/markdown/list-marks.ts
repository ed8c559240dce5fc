/**
 * Lists marked by letters, Roman numerals and numbers in brackets, and with the bullets of other
 * programs, written as CommonMark has lists: `b)` as `1)`, of the same width, so that what belongs to an
 * item still does. A letter alone is none: "A. Smith" is a name until "B." and "C." follow it.
 */

/** A kind of mark: what its value is, and the signs around it. */
interface Reading {
  /** `(a)`, `i.`: marks of one list share it. */
  readonly style: string;
  readonly value: number;
}

/** A line that may begin an item. */
interface Candidate {
  readonly line: number;
  /** Where its mark stands in the line, in UTF-16 units. */
  readonly start: number;
  readonly mark: string;
  /** What it may be: `i` is a letter and a number. */
  readonly readings: readonly Reading[];
  /** How many marks of such a list there must be. */
  readonly least: number;
}

/** A list, or what may become one, whose marks have followed each other so far. */
interface Run {
  readonly indent: number;
  candidates: Candidate[];
  readings: readonly Reading[];
}

const fence = /^[ \t]*(`{3,}|~{3,})/;
const plainMark = /^(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$)/;
const bullet = /^[•◦▪‣●○■□▸►](?=[ \t])/;
const fancy =
  /^(?:(?<open>\()?(?<name>[a-zA-Z]|[ivxlcdm]{2,6}|[IVXLCDM]{2,6}|\d{1,4}|#|@[\w-]{0,20})(?<close>[.)]))(?<space>[ \t]+)(?=\S)/;

/** A source whose lists are all marked as in CommonMark. */
export interface PlainLists {
  /** Every line of it is as long as it was. */
  readonly text: string;
  /** The numbers of items that were marked otherwise, by their line, from 0. */
  readonly numbers: ReadonlyMap<number, number>;
}

/** Marks the lists of a source as CommonMark does. Linear in its length. */
export function plainLists(source: string): PlainLists {
  const lines = source.split("\n");
  const marks = new ListMarks(lines);
  for (const line of lines.keys()) marks.read(line);
  return { text: marks.changed ? lines.join("\n") : source, numbers: marks.numbers };
}

/** One pass over the lines of a file; those of lists are written anew in their place. */
class ListMarks {
  changed = false;
  readonly numbers = new Map<number, number>();
  readonly #lines: string[];
  /** Where the text of each item around begins, the outermost first. */
  readonly #items: number[] = [];
  /** The lists around, by the items that they are in. */
  #runs: (Run | undefined)[] = [];
  #fence: string | null = null;
  #afterGap = true;
  /** Whether the line before begins an item. */
  #afterItem = false;
  /** Whether the line before announces what follows. */
  #announced = false;
  #examples = 0;

  constructor(lines: string[]) {
    this.#lines = lines;
  }

  read(at: number): void {
    const line = this.#lines[at] ?? "";
    if (this.#isCode(line)) return;
    const text = line.trimStart();
    if (text === "") {
      this.#afterGap = true;
      return;
    }
    const indent = widthOf(line.slice(0, line.length - text.length));
    const isPlain = plainMark.exec(text)?.[0] ?? bullet.exec(text)?.[0];
    const found = isPlain === undefined ? fancy.exec(text) : null;
    if (this.#afterGap || isPlain !== undefined || found !== null) this.#leave(indent);
    const within = indent - (this.#items.at(-1) ?? 0);
    const start = line.length - text.length;
    if (within < 4 && isPlain !== undefined) this.#plain(at, start, isPlain, indent);
    else if (within < 4 && found !== null && this.#fancy(at, start, found, indent)) return;
    else if (this.#afterGap && within < 4) {
      // A paragraph between two items ends their list.
      this.#runs.length = this.#items.length;
    }
    this.#afterItem = isPlain !== undefined;
    this.#announced = text.trimEnd().endsWith(":");
    this.#afterGap = /^#{1,6}\s/.test(text);
  }

  #isCode(line: string): boolean {
    const mark = fence.exec(line)?.[1];
    if (this.#fence === null) {
      if (mark !== undefined) this.#fence = mark;
      return mark !== undefined;
    }
    if (mark?.startsWith(this.#fence) === true) this.#fence = null;
    return true;
  }

  /** Ends the items that text so far to the left is not in. */
  #leave(indent: number): void {
    while (indent < (this.#items.at(-1) ?? 0)) this.#items.pop();
    this.#runs.length = Math.min(this.#runs.length, this.#items.length + 1);
  }

  #plain(at: number, start: number, mark: string, indent: number): void {
    if (bullet.test(`${mark} `)) this.#write(at, start, mark, "-");
    this.#runs.length = this.#items.length;
    this.#enter(indent + mark.length + 1);
  }

  #fancy(at: number, start: number, found: RegExpExecArray, indent: number): boolean {
    const mark = found[0].trimEnd();
    const candidate = candidateOf(at, start, mark, found.groups ?? {}, this.#examples + 1);
    const level = this.#items.length;
    const run = this.#runs[level];
    const follows = run === undefined || run.indent !== indent ? [] : following(run, candidate);
    if (run !== undefined && follows.length > 0) {
      run.candidates.push(candidate);
      run.readings = follows;
    } else if (this.#afterGap || this.#afterItem || this.#announced) {
      this.#runs[level] = { indent, candidates: [candidate], readings: candidate.readings };
    } else return false;
    if (mark.includes("@")) this.#examples += 1;
    const own = this.#runs[level];
    if (own !== undefined) this.#confirm(own);
    this.#enter(indent + found[0].length);
    this.#afterGap = false;
    this.#afterItem = true;
    this.#announced = false;
    return true;
  }

  #enter(content: number): void {
    this.#items.push(content);
    this.#runs.length = Math.min(this.#runs.length, this.#items.length);
  }

  /** Writes the marks of a list, once there are as many as it takes. */
  #confirm(run: Run): void {
    const least = Math.min(...run.candidates.map((each) => each.least));
    if (run.candidates.length < least) return;
    const last = run.readings[0]?.value ?? 1;
    for (const [n, { line, start, mark }] of run.candidates.entries()) {
      this.numbers.set(line, last - run.candidates.length + 1 + n);
      // From 1, so that it may follow a line of text at once; the item's own number is in `numbers`.
      const close = mark.endsWith(")") ? ")" : ".";
      this.#write(line, start, mark, `${"1".padStart(mark.length - 1, "0")}${close}`);
    }
    run.candidates = run.candidates.slice(-1).map((each) => ({ ...each, least: 1 }));
  }

  #write(at: number, start: number, mark: string, by: string): void {
    const line = this.#lines[at] ?? "";
    this.#lines[at] = line.slice(0, start) + by + line.slice(start + mark.length);
    this.changed = true;
  }
}

function candidateOf(
  line: number,
  start: number,
  mark: string,
  parts: { readonly [name: string]: string | undefined },
  example: number,
): Candidate {
  const { open = "", name = "", close = "", space = "" } = parts;
  const signs = (kind: string): string => `${open}${kind}${close}`;
  const base = { line, start, mark };
  if (name === "#") return { ...base, readings: [{ style: signs("#"), value: 1 }], least: 1 };
  if (name.startsWith("@"))
    return { ...base, readings: [{ style: signs("@"), value: example }], least: 1 };
  if (/^\d/.test(name))
    return { ...base, readings: [{ style: signs("1"), value: Number(name) }], least: 2 };
  const isUpper = name === name.toUpperCase();
  const kind = isUpper ? "A" : "a";
  const letter = name.toLowerCase().charCodeAt(0) - 0x60;
  const roman = romanValue(name.toLowerCase());
  const readings = [
    ...(name.length === 1 ? [{ style: signs(kind), value: letter }] : []),
    ...(roman === null ? [] : [{ style: signs(isUpper ? "I" : "i"), value: roman }]),
  ];
  // "A. Smith": one space behind a capital and a full stop is how names are written.
  const isInitial = isUpper && name.length === 1 && close === "." && space.length === 1;
  return { ...base, readings, least: isInitial ? 3 : 2 };
}

/** The readings by which a mark is the next one of a list; of those that count by themselves, any. */
function following(run: Run, candidate: Candidate): readonly Reading[] {
  return candidate.readings.flatMap((reading) => {
    const before = run.readings.find(({ style }) => style === reading.style);
    if (before === undefined) return [];
    if (candidate.mark.includes("#")) return [{ style: reading.style, value: before.value + 1 }];
    return reading.value === before.value + 1 ? [reading] : [];
  });
}

const romans: readonly (readonly [string, number])[] = [
  ["m", 1_000],
  ["cm", 900],
  ["d", 500],
  ["cd", 400],
  ["c", 100],
  ["xc", 90],
  ["l", 50],
  ["xl", 40],
  ["x", 10],
  ["ix", 9],
  ["v", 5],
  ["iv", 4],
  ["i", 1],
];

/** The value of a Roman numeral as it is properly written; null for other letters. */
function romanValue(text: string): number | null {
  let rest = text;
  let value = 0;
  for (const [sign, worth] of romans) {
    for (; rest.startsWith(sign); rest = rest.slice(sign.length)) value += worth;
  }
  return rest === "" && value > 0 && romanOf(value) === text ? value : null;
}

function romanOf(value: number): string {
  let rest = value;
  let text = "";
  for (const [sign, worth] of romans) for (; rest >= worth; rest -= worth) text += sign;
  return text;
}

/** How far an indentation reaches; tabs go to the next multiple of four. */
function widthOf(space: string): number {
  let width = 0;
  for (const sign of space) width += sign === "\t" ? 4 - (width % 4) : 1;
  return width;
}

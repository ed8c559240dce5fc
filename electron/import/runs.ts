/** Building a block's text and marks piece by piece, and bringing a finished run into normal form. */
import type { Mark, MarkKind, TextRun } from "../entities.ts";
import { isNormal, normaliseText, noChanges, type TextChanges } from "../text/normalise.ts";

/**
 * Collects the inline content of one block. White space collapses as a browser collapses it, except
 * in preformatted text.
 */
export interface RunBuilder {
  readonly text: (text: string) => void;
  /** Text whose white space stays. */
  readonly verbatim: (text: string) => void;
  readonly lineBreak: () => void;
  /** Opens a mark and returns what closes it. A mark within one of its own kind adds nothing. */
  readonly mark: (kind: MarkKind, value?: string) => () => void;
  /** Whether nothing but white space was added since the last `take`. */
  readonly isBlank: () => boolean;
  /** The run so far; open marks go on in the next run. */
  readonly take: () => TextRun;
}

interface OpenMark {
  readonly kind: MarkKind;
  readonly value: string | undefined;
  start: number;
}

/** An empty builder. */
export function buildRun(): RunBuilder {
  let parts: string[] = [];
  let length = 0;
  let blank = true;
  let spaced = true;
  let marks: Mark[] = [];
  const open: OpenMark[] = [];

  const push = (text: string): void => {
    if (text === "") return;
    parts.push(text);
    length += text.length;
    if (blank && /\S/.test(text)) blank = false;
  };
  const close = (mark: OpenMark): void => {
    if (mark.start < length) marks.push(toMark(mark, length));
  };
  return {
    text: (raw) => {
      const collapsed = raw.replace(/[ \t\n\r\f]+/g, " ");
      const text = spaced && collapsed.startsWith(" ") ? collapsed.slice(1) : collapsed;
      push(text);
      if (text !== "") spaced = text.endsWith(" ");
    },
    verbatim: (text) => {
      push(text);
      if (text !== "") spaced = false;
    },
    lineBreak: () => {
      const last = parts.at(-1);
      if (spaced && last?.endsWith(" ") === true) {
        parts[parts.length - 1] = last.slice(0, -1);
        length -= 1;
      }
      push("\n");
      spaced = true;
    },
    mark: (kind, value) => {
      if (open.some((other) => other.kind === kind)) return () => undefined;
      const mark: OpenMark = { kind, value, start: length };
      open.push(mark);
      return () => {
        const at = open.indexOf(mark);
        if (at >= 0) open.splice(at, 1);
        close(mark);
      };
    },
    isBlank: () => blank,
    take: () => {
      for (const mark of open) {
        close(mark);
        mark.start = 0;
      }
      const run = { text: parts.join(""), marks };
      parts = [];
      marks = [];
      length = 0;
      blank = true;
      spaced = true;
      return run;
    },
  };
}

function toMark(mark: OpenMark, end: number): Mark {
  return mark.value === undefined
    ? [mark.start, end, mark.kind]
    : [mark.start, end, mark.kind, mark.value];
}

/** One run behind the other, with `between` between them when both have text. */
export function joinRuns(before: TextRun, after: TextRun, between: string): TextRun {
  if (before.text === "") return after;
  if (after.text === "") return before;
  const shift = before.text.length + between.length;
  return {
    text: before.text + between + after.text,
    marks: [...before.marks, ...moveMarks(after.marks, (at) => at + shift)],
  };
}

/** The run without white space at its ends. */
export function trimRun(run: TextRun): TextRun {
  const lead = run.text.length - run.text.trimStart().length;
  const text = run.text.trim();
  if (lead === 0 && text.length === run.text.length) return run;
  return {
    text,
    marks: moveMarks(run.marks, (at) => Math.min(Math.max(at - lead, 0), text.length)),
  };
}

/** The run without blank lines at its ends, for preformatted text. */
export function trimLines(run: TextRun): TextRun {
  const lead = /^(?:[ \t]*[\r\n])*/.exec(run.text)?.[0].length ?? 0;
  const text = run.text.slice(lead).trimEnd();
  return {
    text,
    marks: moveMarks(run.marks, (at) => Math.min(Math.max(at - lead, 0), text.length)),
  };
}

/** The run in normal form: text as `normaliseText` has it, marks on what they were on, in order. */
export function normaliseRun(run: TextRun): {
  readonly run: TextRun;
  readonly changes: TextChanges;
} {
  if (isNormal(run.text)) return { run: tidyMarks(run), changes: noChanges };
  const { text, changes } = normaliseText(run.text);
  if (run.marks.length === 0) return { run: { text, marks: [] }, changes };
  const map = offsetMap(run, text);
  return { run: tidyMarks({ text, marks: moveMarks(run.marks, map) }), changes };
}

/**
 * Where the ends of the marks are after normalising. Both texts are cut before characters that
 * neither join nor vanish, and a mark that begins or ends between them moves to the cut before it.
 */
function offsetMap(run: TextRun, text: string): (at: number) => number {
  const ends = new Set(run.marks.flatMap(([start, end]) => [start, end]));
  const moved = new Map<number, number>();
  let done = 0;
  let length = 0;
  for (const end of [...ends].sort((a, b) => a - b)) {
    const cut = steadyBefore(run.text, end, done);
    if (cut > done) {
      length += normaliseText(run.text.slice(done, cut)).text.length;
      done = cut;
    }
    moved.set(end, Math.min(length, text.length));
  }
  return (at) => moved.get(at) ?? text.length;
}

/** The last place at or before `at` where the text can be cut without changing how it normalises. */
function steadyBefore(text: string, at: number, floor: number): number {
  if (at >= text.length) return text.length;
  let cut = at;
  while (cut > floor && !isSteady(text, cut)) cut -= 1;
  return cut;
}

/** Neither a combining mark, a Jamo, a control, a joiner nor half a character, nor behind a joiner. */
function isSteady(text: string, at: number): boolean {
  if (/[\r\u200c\u200d]/.test(text.charAt(at - 1))) return false;
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return !/[\p{M}\p{C}\u1160-\u11ff\u{16d63}-\u{16d6a}]/u.test(character);
}

/** Marks off the white space at their ends, without empty and repeated ones, in text order. */
function tidyMarks(run: TextRun): TextRun {
  if (run.marks.length === 0) return run;
  const seen = new Set<string>();
  const marks: Mark[] = [];
  for (const [start, end, kind, value] of run.marks) {
    let from = start;
    let to = Math.min(end, run.text.length);
    while (from < to && /\s/.test(run.text.charAt(from))) from += 1;
    while (to > from && /\s/.test(run.text.charAt(to - 1))) to -= 1;
    const key = `${from} ${to} ${kind}`;
    if (from >= to || seen.has(key)) continue;
    seen.add(key);
    marks.push(value === undefined ? [from, to, kind] : [from, to, kind, value]);
  }
  marks.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return { text: run.text, marks };
}

function moveMarks(marks: readonly Mark[], map: (at: number) => number): Mark[] {
  return marks.map(([start, end, kind, value]) =>
    value === undefined ? [map(start), map(end), kind] : [map(start), map(end), kind, value],
  );
}

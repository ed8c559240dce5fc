/** Which tokens of a quotation's source were kept, left out or added, for showing an altered quote. */
import type { Token } from "./typography.ts";

/** A stretch of a quote. `text` of kept and added parts is the quote's own, of removed the source's. */
export interface DiffPart {
  readonly kind: "kept" | "removed" | "added";
  readonly text: string;
}

/** Beyond this many changed tokens a diff says no more than that everything is different. */
const mostChanges = 2_000;

type Step = "kept" | "removed" | "added";

/**
 * The shortest way from the source to what is quoted, by words. The kept and added parts, put together,
 * are `quoted`; nothing of the source is left out of kept and removed parts but the space around words.
 */
export function wordDiff(
  source: string,
  sourceTokens: readonly Token[],
  quoted: string,
  quotedTokens: readonly Token[],
): readonly DiffPart[] {
  const steps = shortestSteps(
    sourceTokens.map(({ key }) => key),
    quotedTokens.map(({ key }) => key),
  );
  const parts: { kind: Step; text: string }[] = [];
  let from = 0;
  let to = 0;
  let written = 0;
  let removedEnd = 0;
  for (const step of steps) {
    const last = parts.at(-1);
    if (step === "removed") {
      const each = sourceTokens[from];
      if (each === undefined) break;
      if (last?.kind === "removed") last.text += source.slice(removedEnd, each.end);
      else parts.push({ kind: step, text: source.slice(each.start, each.end) });
      removedEnd = each.end;
      from += 1;
      continue;
    }
    // The space in front of a token goes with it, so that nothing of the quote is lost.
    const end = quotedTokens[to]?.end ?? quoted.length;
    const text = quoted.slice(written, end);
    if (last?.kind === step) last.text += text;
    else parts.push({ kind: step, text });
    written = end;
    to += 1;
    if (step === "kept") from += 1;
  }
  const rest = quoted.slice(written);
  const last = parts.findLast(({ kind }) => kind !== "removed");
  if (last !== undefined && last === parts.at(-1)) last.text += rest;
  else if (rest !== "") parts.push({ kind: "kept", text: rest });
  return parts;
}

function shortestSteps(source: readonly string[], quoted: readonly string[]): readonly Step[] {
  let head = 0;
  while (head < source.length && head < quoted.length && source[head] === quoted[head]) head += 1;
  let tail = 0;
  while (
    tail < source.length - head &&
    tail < quoted.length - head &&
    source[source.length - 1 - tail] === quoted[quoted.length - 1 - tail]
  )
    tail += 1;
  return [
    ...Array.from({ length: head }, () => "kept" as const),
    ...myers(source.slice(head, source.length - tail), quoted.slice(head, quoted.length - tail)),
    ...Array.from({ length: tail }, () => "kept" as const),
  ];
}

/** Myers' greedy algorithm: time and memory grow with the number of changes, not with the texts. */
function myers(source: readonly string[], quoted: readonly string[]): readonly Step[] {
  const most = Math.min(source.length + quoted.length, mostChanges);
  const middle = most + 1;
  const reached = new Int32Array(2 * most + 3);
  const trace: Int32Array[] = [];
  for (let changes = 0; changes <= most; changes += 1) {
    trace.push(reached.slice(middle - changes - 1, middle + changes + 2));
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      const left = reached[middle + diagonal - 1] ?? 0;
      const above = reached[middle + diagonal + 1] ?? 0;
      const down = diagonal === -changes || (diagonal !== changes && left < above);
      let x = down ? above : left + 1;
      while (
        x < source.length &&
        x - diagonal < quoted.length &&
        source[x] === quoted[x - diagonal]
      )
        x += 1;
      reached[middle + diagonal] = x;
      if (x >= source.length && x - diagonal >= quoted.length)
        return backtrack(trace, source.length, quoted.length);
    }
  }
  return [...source.map(() => "removed" as const), ...quoted.map(() => "added" as const)];
}

function backtrack(trace: readonly Int32Array[], sourceEnd: number, quotedEnd: number): Step[] {
  const steps: Step[] = [];
  let x = sourceEnd;
  let y = quotedEnd;
  for (let changes = trace.length - 1; changes >= 0; changes -= 1) {
    const reached = trace[changes];
    const at = (diagonal: number): number => reached?.[diagonal + changes + 1] ?? 0;
    const diagonal = x - y;
    const down =
      diagonal === -changes || (diagonal !== changes && at(diagonal - 1) < at(diagonal + 1));
    const from = changes === 0 ? 0 : down ? at(diagonal + 1) : at(diagonal - 1) + 1;
    for (; x > from; x -= 1, y -= 1) steps.push("kept");
    if (changes === 0) break;
    if (down) y -= 1;
    else x -= 1;
    steps.push(down ? "added" : "removed");
  }
  return steps.reverse();
}

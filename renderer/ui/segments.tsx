/** Text in which some runs matched a search. */
import type { Segment } from "../../electron/api.ts";
import "./ui.css";

/** Draws segments with the matching ones marked. */
export function Segments({ segments }: { readonly segments: readonly Segment[] }) {
  let at = 0;
  return segments.map((segment) => {
    const key = at;
    at += segment.text.length;
    return segment.match ? (
      <mark key={key} className="ui-match">
        {segment.text}
      </mark>
    ) : (
      segment.text
    );
  });
}

/** Cuts a text at spans, [start, end) in UTF-16 units, into segments. Spans are ordered and apart. */
export function segmentsOf(
  text: string,
  spans: readonly (readonly [number, number])[],
): readonly Segment[] {
  const segments: Segment[] = [];
  let at = 0;
  for (const [start, end] of spans) {
    if (start > at) segments.push({ text: text.slice(at, start), match: false });
    segments.push({ text: text.slice(start, end), match: true });
    at = end;
  }
  if (at < text.length) segments.push({ text: text.slice(at), match: false });
  return segments;
}

/** Text with marks as inline elements. No text is added, lost or moved. */
import type { ReactNode } from "react";
import type { Mark, MarkKind, TextRun } from "../../electron/api.ts";

/** From the outside in. Links are outermost, so that a link is one element whatever is inside it. */
const order: readonly MarkKind[] = [
  "link",
  "code",
  "strong",
  "emphasis",
  "strikethrough",
  "superscript",
  "subscript",
];

/** Draws a run; without marks it stays a plain string, which is what most blocks are. */
export function renderRun({ text, marks }: TextRun): ReactNode {
  return marks.length === 0 ? text : renderSpan(text, marks, 0, text.length, 0);
}

/** Draws text[from, to) with the marks of `order[level]` and further in. */
function renderSpan(
  text: string,
  marks: readonly Mark[],
  from: number,
  to: number,
  level: number,
): ReactNode {
  const kind = order[level];
  if (kind === undefined) return text.slice(from, to);
  const spans = spansOf(marks, kind, from, to);
  if (spans.length === 0) return renderSpan(text, marks, from, to, level + 1);
  const parts: ReactNode[] = [];
  let at = from;
  for (const [start, end, value] of spans) {
    if (start > at) parts.push(renderSpan(text, marks, at, start, level + 1));
    parts.push(renderMark(kind, value, start, renderSpan(text, marks, start, end, level + 1)));
    at = end;
  }
  if (at < to) parts.push(renderSpan(text, marks, at, to, level + 1));
  return parts;
}

type MarkedSpan = readonly [start: number, end: number, value: string];

/** The spans of one kind within [from, to), in order and apart. Links that overlap: the first wins. */
function spansOf(
  marks: readonly Mark[],
  kind: MarkKind,
  from: number,
  to: number,
): readonly MarkedSpan[] {
  const spans: MarkedSpan[] = [];
  const ordered = marks.filter((mark) => mark[2] === kind).sort((a, b) => a[0] - b[0]);
  let at = from;
  for (const [start, end, , value = ""] of ordered) {
    const cutStart = Math.max(start, at);
    const cutEnd = Math.min(end, to);
    if (cutEnd <= cutStart) continue;
    spans.push([cutStart, cutEnd, value]);
    at = cutEnd;
  }
  return spans;
}

function renderMark(kind: MarkKind, value: string, key: number, content: ReactNode): ReactNode {
  switch (kind) {
    case "link":
      // No href: nothing in this window navigates. The article acts on clicks by `data-link`.
      return (
        <span
          key={key}
          role="link"
          tabIndex={0}
          className="reader-link"
          data-link={value}
          title={value.startsWith("block:") ? undefined : value}
        >
          {content}
        </span>
      );
    case "code":
      return <code key={key}>{content}</code>;
    case "strong":
      return <strong key={key}>{content}</strong>;
    case "emphasis":
      return <em key={key}>{content}</em>;
    case "strikethrough":
      return <s key={key}>{content}</s>;
    case "superscript":
      return <sup key={key}>{content}</sup>;
    case "subscript":
      return <sub key={key}>{content}</sub>;
    default:
      return assertNever(kind);
  }
}

function assertNever(kind: never): never {
  throw new TypeError(`Expected a known mark, not ${String(kind)}`);
}

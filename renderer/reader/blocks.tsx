/** Blocks as elements. Functions, not components: an article has thousands of them. */
import type { ReactNode } from "react";
import type { Block } from "../../electron/api.ts";
import { Picture } from "./picture.tsx";
import { renderRun } from "./runs.tsx";

type ListItem = Extract<Block, { kind: "listItem" }>;
type Table = Extract<Block, { kind: "table" }>;

/** The highest level of heading that an article uses; 6 when it uses none. */
export function topLevel(blocks: readonly Block[]): number {
  return blocks.reduce(
    (top, block) => (block.kind === "heading" ? Math.min(top, block.level) : top),
    6,
  );
}

/**
 * Draws blocks whose texts start at `starts`; neighbouring list items become one list. Headings of the
 * level `top` come next after the article's title.
 */
export function renderBlocks(
  blocks: readonly Block[],
  starts: readonly number[],
  top: number,
): readonly ReactNode[] {
  const drawn: ReactNode[] = [];
  let list: ReactNode[] = [];
  let listStart = 0;
  const closeList = () => {
    if (list.length === 0) return;
    drawn.push(
      <div key={`list-${listStart}`} role="list" className="reader-list">
        {list}
      </div>,
    );
    list = [];
  };
  blocks.forEach((block, at) => {
    const start = starts[at] ?? 0;
    if (block.kind === "listItem") {
      if (list.length === 0) listStart = start;
      list.push(renderItem(block, start));
      return;
    }
    closeList();
    drawn.push(renderBlock(block, start, top));
  });
  closeList();
  return drawn;
}

function renderItem(item: ListItem, start: number): ReactNode {
  return (
    <div
      key={start}
      role="listitem"
      aria-level={item.depth + 1}
      className="reader-item"
      data-start={start}
      data-depth={Math.min(item.depth, 5)}
      data-marker={item.ordered ? `${item.number ?? 1}.` : "•"}
    >
      {renderRun(item)}
    </div>
  );
}

function renderBlock(block: Exclude<Block, ListItem>, start: number, top: number): ReactNode {
  switch (block.kind) {
    case "paragraph":
      return (
        <p key={start} data-start={start} data-spaced={spaced(block.text)}>
          {renderRun(block)}
        </p>
      );
    case "heading": {
      // The article's title is the page's h1, so everything inside is further down.
      const Heading = `h${Math.min(block.level - top + 2, 6)}` as "h2";
      return (
        <Heading key={start} data-start={start}>
          {renderRun(block)}
        </Heading>
      );
    }
    case "blockquote":
      return (
        <blockquote
          key={start}
          data-start={start}
          data-depth={Math.min(block.depth, 5)}
          data-spaced={spaced(block.text)}
        >
          {renderRun(block)}
        </blockquote>
      );
    case "preformatted":
      return (
        <pre key={start} data-start={start}>
          {renderRun(block)}
        </pre>
      );
    case "table":
      return renderTable(block, start);
    case "image":
      return <Picture key={start} image={block} start={start} />;
    case "rule":
      return <hr key={start} data-start={start} data-void="" />;
    case "pageBreak":
      return (
        <div
          key={start}
          role="separator"
          className="reader-page-break"
          aria-label={block.label === "" ? "New page" : `Page ${block.label}`}
          data-label={block.label}
          data-start={start}
          data-void=""
        />
      );
    default:
      return assertNever(block);
  }
}

/** For blocks in which spaces carry meaning, as in verse; undefined, so no attribute, for all others. */
function spaced(text: string): "" | undefined {
  return /^\s|\s\s|\t/.test(text) ? "" : undefined;
}

function renderTable(table: Table, start: number): ReactNode {
  if (table.rows.length === 0) return <div key={start} data-start={start} />;
  let at = start;
  const rows = table.rows.map((cells, row) => {
    const rowStart = at;
    if (cells.length === 0) at += 1;
    const drawn = cells.map((cell) => {
      const cellStart = at;
      at += cell.text.length + 1;
      return row < table.headerRows ? (
        <th key={cellStart} scope="col" data-start={cellStart}>
          {renderRun(cell)}
        </th>
      ) : (
        <td key={cellStart} data-start={cellStart}>
          {renderRun(cell)}
        </td>
      );
    });
    return cells.length === 0 ? (
      <tr key={rowStart} data-start={rowStart} />
    ) : (
      <tr key={rowStart}>{drawn}</tr>
    );
  });
  return (
    // Wide tables scroll sideways, which must work from the keyboard too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div key={start} className="reader-table" role="group" aria-label="Table" tabIndex={0}>
      <table>
        {table.headerRows > 0 ? <thead>{rows.slice(0, table.headerRows)}</thead> : null}
        <tbody>{rows.slice(table.headerRows)}</tbody>
      </table>
    </div>
  );
}

function assertNever(block: never): never {
  throw new TypeError(`Expected a known block, not ${String(block)}`);
}

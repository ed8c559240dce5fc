/** Blocks too long to be made at once, such as a list of thousands of items, in pieces. */
import type { Node } from "../../../electron/text/notes/note-markdown/nodes.ts";
import { childrenOf } from "../../../electron/text/notes/note-markdown/nodes.ts";

/** As many items, or cells of rows, are made at a time. */
const most = 80;

/** A part of a block. */
export interface Piece<Block> {
  readonly block: Block;
  /** It goes on with the piece before. */
  readonly isRest: boolean;
}

/** In order, each group of at most {@link most}; what is larger is a group of its own. */
function groupsOf<Item>(
  items: readonly Item[],
  sizeOf: (item: Item) => number,
): readonly (readonly Item[])[] {
  const groups: Item[][] = [];
  let room = 0;
  for (const item of items) {
    const size = sizeOf(item);
    const last = groups.at(-1);
    if (last && size <= room) last.push(item);
    else {
      groups.push([item]);
      room = most;
    }
    room -= size;
  }
  return groups;
}

/** A list or table of a page, taken apart between its items or rows; anything else as it is. */
export function piecesOfElement(block: Element): readonly Piece<Element>[] {
  const groups = groupsOf(itemsOf(block), (item) =>
    item instanceof HTMLTableRowElement ? item.cells.length : 1,
  );
  if (groups.length < 2) return [{ block, isRest: false }];
  return groups.map((group, at) => {
    const piece = block.cloneNode(false) as Element;
    if (at > 0) piece.removeAttribute("start");
    piece.append(...group);
    return { block: piece, isRest: at > 0 };
  });
}

function itemsOf(block: Element): readonly Element[] {
  if (block.matches("ul, ol")) return [...block.children];
  // Cells that go over several rows hold these together.
  if (block instanceof HTMLTableElement && !block.querySelector("[rowspan]:not([rowspan='1'])"))
    return [...block.rows];
  return [];
}

/** As {@link piecesOfElement}, of a block that was read from Markdown. */
export function piecesOfBlock(block: Node): readonly Piece<Node>[] {
  const items = block.type === "list" || block.type === "table" ? childrenOf(block) : [];
  const groups = groupsOf(items, (item) =>
    item.type === "tablerow" ? childrenOf(item).length : 1,
  );
  if (groups.length < 2) return [{ block, isRest: false }];
  return groups.map((children, at) => ({
    block: { ...block, children },
    isRest: at > 0,
  }));
}

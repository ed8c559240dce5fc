/** Blocks too long to be made at once, such as a list of thousands of items, in pieces. */
import type { Node } from "../../../electron/text/note-markdown/nodes.ts";
import { childrenOf } from "../../../electron/text/note-markdown/nodes.ts";

/** As many items or rows are made at a time. */
const most = 40;

/** A part of a block. */
export interface Piece<Block> {
  readonly block: Block;
  /** It goes on with the piece before. */
  readonly isRest: boolean;
}

function groupsOf<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, at) =>
    items.slice(at * most, at * most + most),
  );
}

/** A list or table of a page, taken apart between its items or rows; anything else as it is. */
export function piecesOfElement(block: Element): readonly Piece<Element>[] {
  const items = itemsOf(block);
  if (items.length <= most) return [{ block, isRest: false }];
  return groupsOf(items).map((group, at) => {
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
  if (items.length <= most) return [{ block, isRest: false }];
  return groupsOf(items).map((children, at) => ({
    block: { ...block, children },
    isRest: at > 0,
  }));
}

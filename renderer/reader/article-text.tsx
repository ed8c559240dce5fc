/** The text of an article, drawn once. Nothing in it changes while the article is open. */
import { memo, useLayoutEffect, useRef, type ReactNode } from "react";
import type { Block } from "../../electron/api.ts";
import { blockStarts, blockText } from "../../electron/text/blocks.ts";
import { renderBlocks, topLevel } from "./blocks.tsx";
import { indexText, type TextIndex } from "./offsets.ts";

/** Blocks in a section. Sections out of sight are neither laid out nor painted. */
const sectionSize = 20;

export interface ArticleTextProps {
  readonly blocks: readonly Block[];
  /** What is drawn in place of the first blocks, and holds their text. */
  readonly head: ReactNode;
  /** How many blocks the head stands for. */
  readonly headBlocks: number;
  readonly label: string;
  /** The id of an element that says which keys work here. */
  readonly describedBy: string;
  /** Called before the first paint, once the text is there. */
  readonly onReady: (index: TextIndex) => void;
}

/** Draws the blocks in sections. */
export const ArticleText = memo(function ArticleText(props: ArticleTextProps) {
  const { blocks, head, headBlocks, label, describedBy, onReady } = props;
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (root.current) onReady(indexText(root.current));
  }, [blocks, headBlocks, onReady]);
  const starts = blockStarts(blocks);
  const top = topLevel(blocks.slice(headBlocks));
  const sections = [];
  for (let from = headBlocks; from < blocks.length; from += sectionSize) {
    const part = blocks.slice(from, from + sectionSize);
    sections.push(
      <div
        key={from}
        className="reader-section"
        style={{ containIntrinsicBlockSize: `auto ${estimatedHeight(part)}em` }}
      >
        {renderBlocks(part, starts.slice(from, from + sectionSize), top)}
      </div>,
    );
  }
  return (
    <div
      ref={root}
      className="reader-text"
      role="document"
      aria-label={label}
      aria-describedby={describedBy}
      data-pane-focus=""
      // The text takes focus so that it can be read, selected and clipped from the keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {head}
      {sections}
    </div>
  );
});

/** The likely height of blocks in em, so that the scroll bar is about right before they are drawn. */
function estimatedHeight(blocks: readonly Block[]): number {
  const lines = blocks.reduce(
    (sum, block) => sum + Math.ceil(blockText(block).length / 64 + 0.5),
    0,
  );
  return Math.round(lines * 1.667);
}

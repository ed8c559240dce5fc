/** The headings of a note, to go to one. */
import { $isHeadingNode } from "@lexical/rich-text";
import { ListTree } from "lucide-react";
import {
  $getNodeByKey,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  type LexicalEditor,
  type NodeKey,
} from "lexical";
import { useEffect, useRef, useState } from "react";
import { DialogTrigger, Popover } from "react-aria-components";
import { useCommand } from "../commands.ts";
import { IconButton } from "../ui/button.tsx";
import { VirtualList } from "../ui/virtual-list.tsx";

/** px. */
const rowHeight = 28;
/** Letters typed closer together than this are one beginning; ms. */
const typedTogetherMs = 800;
const ignore = (): void => {};

/** One heading with words in it. */
export interface NoteHeading {
  readonly key: NodeKey;
  readonly text: string;
  /** From 1; without levels that the note skips at the top. */
  readonly level: number;
}

/** The headings of a note in order, and the one whose section holds the caret; null before the first. */
export function $outline(): {
  readonly headings: readonly NoteHeading[];
  readonly current: NodeKey | null;
} {
  const selection = $getSelection();
  const caret = $isRangeSelection(selection)
    ? selection.focus.getNode().getTopLevelElement()?.getKey()
    : undefined;
  const found: NoteHeading[] = [];
  let current: NodeKey | null = null;
  for (const block of $getRoot().getChildren()) {
    const text = $isHeadingNode(block) ? block.getTextContent().trim() : "";
    if ($isHeadingNode(block) && text !== "")
      found.push({ key: block.getKey(), text, level: Number(block.getTag().slice(1)) });
    if (block.getKey() === caret) current = found.at(-1)?.key ?? null;
  }
  const top = Math.min(...found.map(({ level }) => level));
  return {
    headings: found.map((heading) => ({ ...heading, level: heading.level - top + 1 })),
    current,
  };
}

/** A button that shows the outline; the section of the caret is marked in it. */
export function NoteOutline({ editor }: { readonly editor: LexicalEditor }) {
  const [open, setOpen] = useState(false);
  useCommand("note.outline", () => setOpen(true));
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <div className="note-tools-end">
        <IconButton
          label="Outline of the note"
          keys="Mod+Shift+O"
          icon={<ListTree size={16} strokeWidth={1.5} aria-hidden="true" />}
        />
      </div>
      <Popover className="ui-popover note-outline" placement="bottom end" offset={4}>
        <OutlineList
          editor={editor}
          onGo={(key) => {
            setOpen(false);
            goTo(editor, key);
          }}
        />
      </Popover>
    </DialogTrigger>
  );
}

interface OutlineListProps {
  readonly editor: LexicalEditor;
  readonly onGo: (key: NodeKey) => void;
}

/** Only the rows in sight are drawn: a long note has hundreds of headings. */
function OutlineList({ editor, onGo }: OutlineListProps) {
  const [{ headings, current }] = useState(() => editor.read($outline));
  const list = useRef<HTMLDivElement>(null);
  const typed = useRef({ words: "", at: 0 });
  // Opened to choose from at once.
  useEffect(() => list.current?.focus(), []);
  if (headings.length === 0)
    return <p className="note-outline-none">No headings yet. Begin a line with # to make one.</p>;
  /** The next heading that begins with what is typed, at the one that keys act on or after it. */
  const find = (letter: string, from: number): number | undefined => {
    const now = performance.now();
    const isOn = now - typed.current.at < typedTogetherMs;
    const words = (isOn ? typed.current.words : "") + letter.toLowerCase();
    typed.current = { words, at: now };
    const begins = (nth: number) => headings[nth]?.text.toLowerCase().startsWith(words) === true;
    const order = headings.keys().map((nth) => (from + nth + (isOn ? 0 : 1)) % headings.length);
    return order.find(begins);
  };
  return (
    <div
      className="note-outline-list"
      style={{ height: `min(60vh, ${headings.length * rowHeight}px)` }}
    >
      <VirtualList
        ref={list}
        label="Outline of the note"
        total={headings.length}
        rowHeight={rowHeight}
        rowAt={(index) => headings[index] ?? null}
        renderRow={({ text, level }) => (
          <div className="note-outline-item" data-level={Math.min(level, 4)} title={text}>
            {text}
          </div>
        )}
        selected={headings.findIndex(({ key }) => key === current)}
        onOpen={({ key }) => onGo(key)}
        onRange={ignore}
        onType={find}
      />
    </div>
  );
}

/** Puts the caret at the end of a heading and shows it at the top, once the list is gone. */
function goTo(editor: LexicalEditor, key: NodeKey): void {
  requestAnimationFrame(() => {
    editor.update(
      () => {
        const node = $getNodeByKey(key);
        if ($isElementNode(node)) node.selectEnd();
      },
      { discrete: true },
    );
    editor.getElementByKey(key)?.scrollIntoView({ block: "start" });
    editor.getRootElement()?.focus({ preventScroll: true });
  });
}

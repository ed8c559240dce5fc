/** The headings of an article, to go to one. */
import { ListTree } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { DialogTrigger, ListBox, ListBoxItem, Popover } from "react-aria-components";
import type { Block } from "../../electron/api.ts";
import { useCommand } from "../commands.ts";
import { IconButton } from "../ui/button.tsx";
import { VirtualList } from "../ui/virtual-list.tsx";

export interface OutlineHeading {
  readonly text: string;
  /** From 1; as deep as the article has it, without levels that it skips at the top. */
  readonly level: number;
  readonly start: number;
}

/** The headings with words in them, in order. `starts` are the blocks' offsets. */
export function headingsOf(
  blocks: readonly Block[],
  starts: readonly number[],
): readonly OutlineHeading[] {
  const found = blocks.flatMap((block, at) =>
    block.kind === "heading" && block.text.trim() !== ""
      ? [{ text: block.text.trim(), level: block.level as number, start: starts[at] ?? 0 }]
      : [],
  );
  const top = Math.min(...found.map(({ level }) => level));
  return found.map((heading) => ({ ...heading, level: heading.level - top + 1 }));
}

export interface OutlineProps {
  readonly headings: readonly OutlineHeading[];
  /** Where reading stands; asked when the outline opens. */
  readonly reading: () => number;
  readonly onGo: (heading: OutlineHeading) => void;
}

/** A button that shows the outline; the section that is being read is marked in it. */
export function Outline({ headings, reading, onGo }: OutlineProps) {
  const [open, setOpen] = useState(false);
  useCommand("reader.outline", () => setOpen(true));
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <IconButton
        label="Outline"
        keys="Mod+Shift+O"
        icon={<ListTree size={16} strokeWidth={1.5} aria-hidden="true" />}
      />
      <Popover className="ui-popover reader-outline" placement="left top" offset={4}>
        <OutlineList
          headings={headings}
          current={currentHeading(headings, reading())}
          onGo={(heading) => {
            setOpen(false);
            onGo(heading);
          }}
        />
      </Popover>
    </DialogTrigger>
  );
}

interface OutlineListProps {
  readonly headings: readonly OutlineHeading[];
  readonly current: OutlineHeading | null;
  readonly onGo: (heading: OutlineHeading) => void;
}

/** From so many headings on, only those in sight are drawn, each on one line. */
const many = 200;

function OutlineList(props: OutlineListProps) {
  const { headings, current, onGo } = props;
  if (headings.length >= many) return <LongOutline {...props} />;
  return (
    <ListBox
      aria-label="Outline"
      className="reader-outline-list"
      selectionMode="single"
      selectedKeys={current ? [current.start] : []}
      // Opened to choose from at once.
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus={current ? true : "first"}
      onAction={(key) => {
        const heading = headings.find(({ start }) => start === Number(key));
        if (heading) onGo(heading);
      }}
    >
      {headings.map((heading) => (
        <ListBoxItem
          key={heading.start}
          id={heading.start}
          textValue={heading.text}
          className="reader-outline-item"
          data-level={Math.min(heading.level, 4)}
        >
          {heading.text}
        </ListBoxItem>
      ))}
    </ListBox>
  );
}

function LongOutline({ headings, current, onGo }: OutlineListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.focus(), []);
  return (
    <div className="reader-outline-long">
      <VirtualList
        ref={list}
        label="Outline"
        total={headings.length}
        rowHeight={28}
        rowAt={(index) => headings[index] ?? null}
        renderRow={(heading) => (
          <div
            className="reader-outline-item"
            data-level={Math.min(heading.level, 4)}
            title={heading.text}
          >
            {heading.text}
          </div>
        )}
        selected={current ? headings.indexOf(current) : -1}
        onOpen={onGo}
        onRange={allAreHere}
        onType={(text, from) => nextBeginning(headings, text, from)}
      />
    </div>
  );
}

function allAreHere(): void {}

/** The next heading that begins with what was typed, round and round; where one is when none does. */
function nextBeginning(headings: readonly OutlineHeading[], text: string, from: number): number {
  const begins = ({ text: heading }: OutlineHeading) =>
    heading.toLocaleLowerCase().startsWith(text.toLocaleLowerCase());
  const after = headings.findIndex((heading, at) => at > from && begins(heading));
  const first = after < 0 ? headings.findIndex(begins) : after;
  return first < 0 ? from : first;
}

/** The heading of the section that holds an offset; null before the first. */
export function currentHeading(
  headings: readonly OutlineHeading[],
  offset: number,
): OutlineHeading | null {
  return headings.findLast(({ start }) => start <= offset) ?? null;
}

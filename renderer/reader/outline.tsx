/** The headings of an article, to go to one. */
import { ListTree } from "lucide-react";
import { useState } from "react";
import { DialogTrigger, ListBox, ListBoxItem, Popover } from "react-aria-components";
import type { Block } from "../../electron/api.ts";
import { useCommand } from "../commands.ts";
import { IconButton } from "../ui/button.tsx";

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

function OutlineList({ headings, current, onGo }: OutlineListProps) {
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

/** The heading of the section that holds an offset; null before the first. */
export function currentHeading(
  headings: readonly OutlineHeading[],
  offset: number,
): OutlineHeading | null {
  return headings.findLast(({ start }) => start <= offset) ?? null;
}

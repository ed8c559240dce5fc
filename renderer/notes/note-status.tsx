/** The line below a note: how many words it has, or how many are selected. */
import type { LexicalEditor } from "lexical";
import { useEffect, useState } from "react";
import { countOf, formatNumber } from "../ui/format.ts";
import { followWordCount, type WordCount } from "./word-count.ts";

export function NoteStatus({ editor }: { readonly editor: LexicalEditor }) {
  const [count, setCount] = useState<WordCount | null>(null);
  useEffect(
    () =>
      followWordCount(editor, (next) =>
        setCount((last) =>
          last?.words === next.words && last.selected === next.selected ? last : next,
        ),
      ),
    [editor],
  );
  if (!count) return null;
  const all = countOf(count.words, "word");
  return (
    <p className="note-status" aria-label="Words of the note">
      {count.selected === null ? all : `${formatNumber(count.selected)} of ${all} selected`}
    </p>
  );
}

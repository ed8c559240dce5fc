/** Finding words within the open article. */
import { ChevronDown, ChevronUp, X } from "lucide-react";
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { IconButton } from "../ui/button.tsx";
import { formatNumber } from "../ui/format.ts";
import { TextField } from "../ui/text-field.tsx";
import { findAll, firstFrom, fold } from "../../electron/text/find-words.ts";
import { firstVisible, oneThird, scrollTo } from "./geometry.ts";
import type { Span, TextIndex } from "./offsets.ts";
import { paint } from "./paint.ts";

export interface FindBarProps {
  readonly index: TextIndex;
  readonly scroller: HTMLElement;
  readonly text: string;
  /** What to look for at first; empty for nothing. */
  readonly words: string;
  /** Changes each time the person asks to find, to put them back into the field. */
  readonly asked: number;
  /** The match that was shown; null when there was none. */
  readonly onClose: (match: Span | null) => void;
}

/** Matches painted on either side of the current one: more would be slow and none could be told apart. */
const painted = 1_000;

const icon = { size: 16, strokeWidth: 1.5, "aria-hidden": true } as const;

/** The bar over the text: Enter and F3 go on, with Shift back, Escape leaves the match selected. */
export function FindBar({ index, scroller, text, words, asked, onClose }: FindBarProps) {
  const [query, setQuery] = useState(words);
  const [step, setStep] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  // Searching goes on from where one was reading when the bar opened, whatever was typed since.
  const [from] = useState(() => firstVisible(index, scroller));
  const folded = useMemo(() => fold(text), [text]);
  const matches = useMemo(() => findAll(folded, query), [folded, query]);

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [asked]);

  const first = useMemo(() => firstFrom(matches, from), [matches, from]);
  const at = matches.length === 0 ? -1 : modulo(first + step, matches.length);
  const current = matches[at] ?? null;

  useEffect(() => {
    const around = matches.slice(Math.max(0, at - painted), at + painted);
    const undo = [
      paint("find", index, around),
      paint("find-current", index, current ? [current] : []),
    ];
    return () => undo.forEach((each) => each());
  }, [index, matches, at, current]);
  useEffect(() => {
    if (current) scrollTo(index, scroller, current.start, oneThird(scroller));
  }, [index, scroller, current]);

  const onKeyDown = (event: KeyboardEvent) => {
    const back = event.shiftKey ? -1 : 1;
    if (event.key === "Enter" || event.key === "F3") setStep(step + back);
    else if (event.key === "Escape") onClose(current);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // Keys of the field and of the buttons beside it.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <search className="reader-find" aria-label="Find in article" onKeyDown={onKeyDown}>
      <TextField
        ref={field}
        label="Find in article"
        placeholder="Find in article"
        value={query}
        onChange={(value) => {
          setQuery(value);
          setStep(0);
        }}
      />
      <output className="reader-find-count">{countText(query, at, matches.length)}</output>
      <IconButton
        label="Previous match"
        icon={<ChevronUp {...icon} />}
        isDisabled={matches.length === 0}
        onPress={() => setStep(step - 1)}
      />
      <IconButton
        label="Next match"
        icon={<ChevronDown {...icon} />}
        isDisabled={matches.length === 0}
        onPress={() => setStep(step + 1)}
      />
      <IconButton label="Close" icon={<X {...icon} />} onPress={() => onClose(current)} />
    </search>
  );
}

function countText(query: string, at: number, count: number): string {
  if (query.trim() === "") return "";
  return count === 0 ? "Not found" : `${formatNumber(at + 1)} of ${formatNumber(count)}`;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
